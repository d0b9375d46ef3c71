"""How near a piece of a clause is to the question, as its vector tells.

Spoken words and official ones seldom share characters (跑腿, 帮办代办); their vectors lie close all
the same. A clause is found by its best passage, and so the best statement of it is mostly there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index import Hit
from ingest.text.alignment import Span

_HELD: Final = 0.5
"""Share of a piece that a passage must hold to speak for it."""


def lags(hit: Hit, pieces: Sequence[Span]) -> list[float]:
    """Return how far each piece lies behind the nearest passage of its clause; 0 for the nearest.

    A piece is spoken for by the shortest passage that holds most of it. Without vectors, or where
    a short clause is one passage, it is as near as any: nothing tells pieces apart.
    """
    nearest = max((margin for _, margin in hit.near), default=0.0)
    shortest = sorted(hit.near, key=lambda one: (one[0].start - one[0].end, one[1]), reverse=True)
    return [
        nearest - next((margin for passage, margin in shortest if _speaks(passage, piece)), nearest)
        for piece in pieces
    ]


def _speaks(passage: Span, piece: Span) -> bool:
    held = min(passage.end, piece.end) - max(passage.start, piece.start)
    return held >= _HELD * (piece.end - piece.start)
