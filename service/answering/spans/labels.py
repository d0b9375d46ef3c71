"""Short lines inside a clause that say what the lines below them are about.

Pages and guides print 办理准备: or 续期到哪里办理？ on a line of its own, without a number that
would make it a heading; the lines below answer and seldom repeat its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.alignment import Span
from ingest.records import Clause

LABEL_MAX_CHARS: Final = 18
_ASKS: Final = re.compile(r"[?？]\Z")
_LINE_END: Final = re.compile(r"[:：]?[ \t]*\n")


def labels_of(clause: Clause, pieces: Sequence[Span]) -> list[Span | None]:
    """Return for each piece the label it stands under; None before the first, and for labels."""
    labels: list[Span | None] = []
    above: Span | None = None
    for piece in pieces:
        if _is_label(clause.text, piece):
            above = piece
            labels.append(None)
        else:
            labels.append(above)
    return labels


def is_printed_question(clause: Clause, piece: Span) -> bool:
    """Whether a piece is a question that the lines below it answer."""
    return _is_label(clause.text, piece) and _ASKS.search(clause.text, *piece) is not None


def _is_label(text: str, piece: Span) -> bool:
    """Whether a piece is a short line by itself that ends in a colon or asks something."""
    if piece.end - piece.start > LABEL_MAX_CHARS or text[piece.start - 1 : piece.start] != "\n":
        return False
    ends = _LINE_END.match(text, piece.end)
    return ends is not None and (ends[0][0] in ":：" or _ASKS.search(text, *piece) is not None)
