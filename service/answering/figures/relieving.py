"""Who pays less or nothing, said after the price: 每只300元。绝育犬减半收取,导盲犬免收。

Who names such a group and is told only the price is told a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.records import Clause, MeasureKind
from ingest.text.alignment import Span
from service.answering.wording.evidence import Topic

NAMED: Final = 0.8
"""Of a word of the question, for a piece to name it."""
NOT_NAMED: Final = 0.3
"""Of the same word, for the figures to leave it out."""
_REACH_CHARS: Final = 120
"""Further on it is said of another price."""
_RELIEF: Final = re.compile(
    r"(?<!不)(?<!不得)(?:减半|免(?:收|征|缴|交|费|除|于缴)|不(?:再)?收取|不收费)"
)
_PIECE: Final = re.compile(r"[^,，;；。\n|]+")
_FIGURE: Final = re.compile(r"\d|百分之|[一二三四五六七八九十百千万两](?:元|折|成)")


def reliefs_of(
    spans: Sequence[Span],
    covers: Sequence[float],
    clause: Clause,
    topic: Topic,
) -> tuple[Span, ...]:
    """Return the pieces after a price that relieve whom the question names and the price does not.

    Args:
        spans: Where the price is said, ascending.
        covers: How well its words cover each word of the question.
    """
    last = spans[-1]
    sums = (m for m in clause.measures if m.kind is MeasureKind.MONEY)
    if not any(last.start <= one.start < last.end for one in sums):
        return ()
    left = [at for at, cover in enumerate(covers) if cover < NOT_NAMED]
    return tuple(
        piece
        for piece in _reliefs(clause.text, last.start, last.end + _REACH_CHARS)
        if any(topic.covers(clause.text[piece.start : piece.end])[at] >= NAMED for at in left)
        and not any(span.start <= piece.start and piece.end <= span.end for span in spans)
    )


def _reliefs(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _PIECE.finditer(text, start, end):
        if _RELIEF.search(found[0]) and not _FIGURE.search(found[0]):
            yield Span(*found.span())
