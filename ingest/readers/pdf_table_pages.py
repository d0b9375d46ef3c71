"""Tables that go on over the end of a page: one table, its header once, its rows whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
        if isinstance(item, Table) and isinstance(last, Table) and item.page > last.page:
            whole = _with_columns_of(last, item)
            if whole.continues(last):
                joined[-1] = _joined(last, whole)
                continue
        joined.append(item)
    return joined


def _with_columns_of(table: Table, following: Table) -> Table:
    """Add the first columns that no rule bounds on a page which one group fills from end to end."""
    missing = len(table.edges) - len(following.edges)
    if not 0 < missing <= len(table.open_below) or not following.rows:
        return following
    if any(column not in table.open_below for column in range(missing)):
        return following
    covering = [Cell("", rowspan=len(following.rows)) for _ in range(missing)]
    return replace(
        following,
        edges=[*table.edges[:missing], *following.edges],
        rows=[[*covering, *following.rows[0]], *following.rows[1:]],
        open_above=frozenset(range(missing)) | {at + missing for at in following.open_above},
        open_below=frozenset(range(missing)) | {at + missing for at in following.open_below},
    )


def _joined(table: Table, following: Table) -> Table:
    width = len(table.edges) - 1
    repeated = _repeated(table.rows, following.rows)
    rows, more = [list(row) for row in table.rows], [list(row) for row in following.rows[repeated:]]
    if more:
        is_cut = len(table.open_below) == width
        _go_on(rows, more, is_cut=is_cut, open_below=table.open_below)
    return replace(
        following, box=table.box, edges=table.edges, rows=rows + more, open_above=table.open_above
    )


def _go_on(rows: list[Row], more: list[Row], *, is_cut: bool, open_below: Collection[int]) -> None:
    """Let the cells that the page's end parts go on in the first row below it.

    A group named on one page names its rows on the other; a row that was cut is made whole.
    """
    width = sum(cell.colspan for cell in more[0])
    at_end = _cells_at_end(rows, width)
    column = 0
    for place, cell in enumerate(more[0]):
        above = at_end.get(column)
        if above is not None:
            row, at = above
            cell_above = rows[row][at]
            is_group = cell_above.rowspan > 1
            if is_cut and not is_group:
                rows[row][at] = _whole(cell_above, cell)
            elif is_group and cell.colspan == 1:
                text = cell_above.text or (cell.text if column in open_below else "")
                reach = cell.rowspan - 1 if is_cut and not cell.text else 0
                rows[row][at] = replace(cell_above, text=text, rowspan=cell_above.rowspan + reach)
                more[0][place] = replace(cell, text=cell.text or text)
        column += cell.colspan
    if is_cut and at_end:
        del more[0]


def _repeated(rows: Sequence[Row], following: Sequence[Row]) -> int:
    """Return how many rows of the header the next page begins with."""
    header = heading_rows(rows)
    return header if list(rows[:header]) == list(following[:header]) else 0


def _whole(above: Cell, below: Cell) -> Cell:
    text = join_text(above.text, below.text) if above.text and below.text else ""
    return replace(above, text=text or above.text or below.text, rowspan=below.rowspan)


def _cells_at_end(rows: Sequence[Row], width: int) -> dict[int, tuple[int, int]]:
    """Return the row and place of each cell that reaches the last row, by its column."""
    reach = [0] * width  # the row below the last one that a cell of the column covers
    begun: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        column = 0
        for place, cell in enumerate(row):
            while column < width and reach[column] > at:
                column += 1
            begun[column] = (at, place)
            for covered in range(column, min(column + cell.colspan, width)):
                reach[covered] = at + cell.rowspan
            column += cell.colspan
    return {
        column: where
        for column, where in begun.items()
        if column < width and reach[column] >= len(rows)
    }
