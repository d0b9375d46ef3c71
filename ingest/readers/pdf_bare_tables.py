"""Tables without any rules: rows of as many pieces, each below those of the row above.

Browsers print tables so whose style draws no lines, or only shades the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.pdf_box import Box
from ingest.readers.pdf_lines import Line
from ingest.readers.tables import Cell

_MIN_COLUMNS = 3
_MIN_ROWS = 3
"""Fewer say little: a date beside a place, the names of two who sign."""
_ALIGNED_EMS = 0.6
_MAX_LEADING = 3.5
"""Distance between two rows, in heights."""
_MAX_CELL_CHARS = 30
"""Longer pieces are running text in columns."""
_MAX_NAME_CHARS = 4
_FIGURE = re.compile(r"\d")
_SAME_LINE = 0.5


class BareTable(NamedTuple):
    """A table that nothing but white sets apart."""

    box: Box
    edges: list[float]
    rows: list[list[Cell]]


def take_bare_tables(pieces: Sequence[Line]) -> tuple[list[BareTable], list[Line]]:
    """Return the tables among the pieces of a page of one column, and the other pieces."""
    tables: list[BareTable] = []
    rest: list[Line] = []
    for rows in _runs(_rows(pieces)):
        if len(rows) >= _MIN_ROWS and not _are_names(rows):
            tables.append(_table(rows))
        else:
            rest.extend(piece for row in rows for piece in row)
    return tables, rest


def _are_names(rows: Sequence[Sequence[Line]]) -> bool:
    """Whether rows list people: no figure, and no piece longer than a name."""
    texts = [piece.text for row in rows for piece in row]
    return all(len(text) <= _MAX_NAME_CHARS and not _FIGURE.search(text) for text in texts)


def _rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Group pieces that stand at one height, from the top."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        if rows and abs(rows[-1][0].middle - piece.middle) <= _SAME_LINE * rows[-1][0].size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.box.left) for row in rows]


def _runs(rows: Sequence[list[Line]]) -> Iterator[list[list[Line]]]:
    """Yield rows that belong together; a row that belongs to none is alone."""
    run: list[list[Line]] = []
    for row in rows:
        if run and not (_is_row(row) and _fits(run, row)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_row(row: Sequence[Line]) -> bool:
    short = all(len(piece.text) <= _MAX_CELL_CHARS for piece in row)
    apart = all(right.box.left - left.box.right > left.size for left, right in pairwise(row))
    return len(row) >= _MIN_COLUMNS and short and apart


def _fits(run: Sequence[Sequence[Line]], row: Sequence[Line]) -> bool:
    """Whether a row has the columns of those above: set to one side of them, or centred."""
    last = run[-1]
    if len(last) != len(row) or not _is_row(last):
        return False
    if last[0].middle - row[0].middle > _MAX_LEADING * row[0].size:
        return False
    return all(_aligned(above, below) for above, below in zip(last, row, strict=True))


def _aligned(above: Line, below: Line) -> bool:
    near = _ALIGNED_EMS * below.size
    first, second = above.box, below.box
    return (
        abs(first.left - second.left) <= near
        or abs(first.right - second.right) <= near
        or abs(first.left + first.right - second.left - second.right) <= 2 * near
    )


def _table(rows: Sequence[Sequence[Line]]) -> BareTable:
    columns = list(zip(*rows, strict=True))
    lefts = [min(piece.box.left for piece in column) for column in columns]
    right = max(piece.box.right for piece in columns[-1])
    top = max(piece.box.top for piece in rows[0])
    bottom = min(piece.box.bottom for piece in rows[-1])
    cells = [[Cell(piece.text) for piece in row] for row in rows]
    return BareTable(Box(lefts[0], bottom, right, top), [*lefts, right], cells)
