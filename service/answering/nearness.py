"""How near a piece of a clause is to the question, as its vector tells.

Spoken words and official ones seldom share characters (跑腿, 帮办代办); their vectors lie close all
the same. A clause is found by its best passage, and so the best statement of it is mostly there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from index import Hit
from ingest.alignment import Span

_HELD: Final = 0.5
"""Share of a piece that a passage must hold to speak for it."""


def nearness(hit: Hit, pieces: Iterable[Span]) -> float:
    """Return how far the nearest of some pieces stands out of the store.

    A piece is spoken for by the shortest passage that holds most of it. Without vectors, or where
    a short clause is one passage, it is as near as any: nothing tells pieces apart.
    """
    found = [_of_piece(hit, piece) for piece in pieces]
    return max((one for one in found if one is not None), default=_nearest(hit))


def lag(hit: Hit, pieces: Iterable[Span]) -> float:
    """Return how far pieces lie behind the nearest passage of their clause; 0 for the nearest."""
    return _nearest(hit) - nearness(hit, pieces)


def _nearest(hit: Hit) -> float:
    return max((margin for _, margin in hit.near), default=0.0)


def _of_piece(hit: Hit, piece: Span) -> float | None:
    best: tuple[int, float] | None = None
    for span, margin in hit.near:
        held = min(span.end, piece.end) - max(span.start, piece.start)
        if held < _HELD * (piece.end - piece.start):
            continue
        length = span.end - span.start
        if best is None or (length, -margin) < (best[0], -best[1]):
            best = (length, margin)
    return None if best is None else best[1]
