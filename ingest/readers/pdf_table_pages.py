"""Tables that go on over the end of a page: one table, its header once, its rows whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.readers.pdf_lines import Line, join_text
from ingest.readers.pdf_tables import Table
from ingest.readers.tables import Cell, heading_rows

Row = list[Cell]


def with_tables_joined(items: Iterable[Line | Table]) -> list[Line | Table]:
    """Make one table of pieces that follow each other over the end of a page."""
    joined: list[Line | Table] = []
    for item in items:
        last = joined[-1] if joined else None
        if (
            isinstance(item, Table)
            and isinstance(last, Table)
            and item.page > last.page
            and item.continues(last)
        ):
            joined[-1] = _joined(last, item)
        else:
            joined.append(item)
    return joined


def _joined(table: Table, following: Table) -> Table:
    width = len(table.edges) - 1
    repeated = _repeated(table.rows, following.rows)
    rows, more = list(table.rows), list(following.rows[repeated:])
    is_cut = len(table.open_below) == width
    if more and is_cut and len(rows[-1]) == len(more[0]) == width:
        rows[-1] = [_whole(*cells) for cells in zip(rows[-1], more.pop(0), strict=True)]
    elif more:
        more[0] = _with_groups(more[0], rows, width)
    return replace(
        following, box=table.box, edges=table.edges, rows=rows + more, open_above=table.open_above
    )


def _repeated(rows: Sequence[Row], following: Sequence[Row]) -> int:
    """Return how many rows of the header the next page begins with."""
    header = heading_rows(rows)
    return header if list(rows[:header]) == list(following[:header]) else 0


def _whole(above: Cell, below: Cell) -> Cell:
    text = join_text(above.text, below.text) if above.text and below.text else ""
    return replace(above, text=text or above.text or below.text)


def _with_groups(row: Row, rows: Sequence[Row], width: int) -> Row:
    """Name the groups that go on in a row: cells over several rows that the page parts."""
    groups = _groups_at_end(rows, width)
    named, column = [], 0
    for cell in row:
        is_group = not cell.text and cell.colspan == 1 and groups.get(column)
        named.append(replace(cell, text=groups[column]) if is_group else cell)
        column += cell.colspan
    return named


def _groups_at_end(rows: Sequence[Row], width: int) -> dict[int, str]:
    """Return the text of the cells over several rows that reach the last one, by column."""
    reach = [0] * width  # the row below the last one that a cell of the column covers
    texts = [""] * width
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < width and reach[column] > at:
                column += 1
            for covered in range(column, min(column + cell.colspan, width)):
                reach[covered] = at + cell.rowspan
                texts[covered] = cell.text if cell.rowspan > 1 else ""
            column += cell.colspan
    return {column: text for column, text in enumerate(texts) if text}
