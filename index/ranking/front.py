"""The front of a ranking is looked at again, what is behind it follows as it is.

Figures, documents in turn and the same task elsewhere change the order of the best clauses. They
are always asked of the same number of them, so that a longer list begins as a shorter one does: who
reads on, or asks for fifty and shows ten, finds the same clauses first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from index.ranking.fusion import Fused, lifted, total_of

FRONT: Final = 30
"""Clauses. With 20 the same task elsewhere gains a tenth less, with 40 no more."""
PART: Final = "behind"
"""Names in `Fused.parts` what a clause lost to stay behind the front."""


def followed(front: Sequence[Fused], behind: Sequence[Fused]) -> list[Fused]:
    """Return the front and the clauses behind it, none of which keeps a better score than it."""
    return [*front, *(_bounded(front, behind) if front else behind)]


def _bounded(front: Sequence[Fused], behind: Sequence[Fused]) -> Iterator[Fused]:
    least = min(one.score for one in front)
    for one in behind:
        ahead = one.score > least
        yield lifted(one, total_of(least) - total_of(one.score), PART) if ahead else one
