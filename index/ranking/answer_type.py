"""What kind of figure a question asks for, so that clauses which hold one come first.

Answer typing is a classic of question answering (Li and Roth 2002): 办电要多久 wants a duration,
and a clause on the subject without any cannot answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from index.questions.asked_figures import asked_figures
from index.ranking.fusion import Fused, lifted
from ingest.records import MeasureKind

FIGURE_BONUS: Final = 0.2
"""What a clause gains that holds a figure of the kind asked for, in the unit of the fused sum. Flat
from 0.1 to 0.25 on the development questions of plans, pages and samples."""


def asked_kinds(question: str) -> frozenset[MeasureKind]:
    """Return the kinds of figure that a normalised question asks for; empty for most."""
    return frozenset(f.kind for f in asked_figures(question) if f.kind is not None)


def with_figures(
    ranked: list[Fused],
    question: str,
    *,
    holding: Callable[[Sequence[int], Collection[MeasureKind]], frozenset[int]],
) -> list[Fused]:
    """Lift the clauses that hold a figure of the kind asked for, and rank again.

    Args:
        ranked: Clauses, best first.
        question: Normalised.
        holding: Gives those of some clauses that hold a figure of one of some kinds.
    """
    kinds = asked_kinds(question)
    if not kinds or not ranked:
        return ranked
    lifted_keys = holding([fused.key for fused in ranked], kinds)
    weighed = [
        lifted(fused, FIGURE_BONUS, "figure") if fused.key in lifted_keys else fused
        for fused in ranked
    ]
    return sorted(weighed, key=lambda fused: (-fused.score, fused.key))
