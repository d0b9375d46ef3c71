"""Short lines inside a clause that say what the lines below them are about.

Pages and guides print 办理准备: or 续期到哪里办理？ on a line of its own, without a number that
would make it a heading; the lines below answer and seldom repeat its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.records import Clause
from ingest.text.alignment import Span

LABEL_MAX_CHARS: Final = 18
_ASKS: Final = re.compile(r"[?？]\Z")
_BAR: Final = "|"
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
            row = row_of(clause, piece)
            labels.append(above if row is None else _first_cell(clause.text, row))
    return labels


def row_of(clause: Clause, piece: Span) -> Span | None:
    """Return the row of a table that a piece stands in; its first cell says what it is on."""
    text = clause.text
    start = text.rfind("\n", 0, piece.start + 1) + 1
    if text[start : start + 1] != _BAR:
        return None
    end = text.find("\n", start)
    return Span(start, end if end >= 0 else len(text))


def is_table_head(text: str, piece: Span) -> bool:
    """Whether a piece is the first of the rows of a table, which names the columns."""
    start = text.rfind("\n", 0, piece.start + 1) + 1
    end = text.find("\n", start)
    above = text[: max(0, start - 1)].rpartition("\n")[2]
    is_row = text.startswith(_BAR, start)
    return is_row and not above.startswith(_BAR) and text.startswith(f"\n{_BAR}", end)


def _first_cell(text: str, row: Span) -> Span | None:
    end = text.find(_BAR, row.start + 1, row.end)
    return Span(row.start + 1, end) if 1 < end - row.start <= LABEL_MAX_CHARS else None


def is_printed_question(clause: Clause, piece: Span) -> bool:
    """Whether a piece is a question that the lines below it answer."""
    return _is_label(clause.text, piece) and _ASKS.search(clause.text, *piece) is not None


def _is_label(text: str, piece: Span) -> bool:
    """Whether a piece is a short line by itself that ends in a colon or asks something."""
    if piece.end - piece.start > LABEL_MAX_CHARS or text[piece.start - 1 : piece.start] != "\n":
        return False
    ends = _LINE_END.match(text, piece.end)
    return ends is not None and (ends[0][0] in ":：" or _ASKS.search(text, *piece) is not None)
