"""The rows and cells of a table of Word, and how many columns and rows each cell takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ingest.readers.docx_xml import child, integer, local, value


class Placed(NamedTuple):
    """A cell, and the columns of the grid that it takes."""

    column: int
    wide: int
    cell: etree._Element


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows that no revision deleted."""
    for row in _inside(table, "tr"):
        if child(child(row, "trPr"), "del") is None:
            yield row


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or cells, from inside content controls too."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _inside(element, name)


def placed_cells(row: etree._Element) -> Iterator[Placed]:
    """Yield the cells of a row with the columns where they begin."""
    column = integer(child(child(row, "trPr"), "gridBefore"), 0)
    placed: list[Placed] = []
    for cell in _inside(row, "tc"):
        properties = child(cell, "tcPr")
        wide = max(integer(child(properties, "gridSpan"), 1), 1)
        merge = child(properties, "hMerge")
        if placed and merge is not None and (value(merge) or "continue") == "continue":
            # An older way to merge: every cell of the grid is there, and all but one are empty.
            placed[-1] = placed[-1]._replace(wide=placed[-1].wide + wide)
        else:
            placed.append(Placed(column, wide, cell))
        column += wide
    yield from placed


def reaches(grid: list[list[Placed]]) -> dict[tuple[int, int], int]:
    """Return how many rows each cell covers, for the cells that do not continue one above."""
    reach: dict[tuple[int, int], int] = {}
    above: dict[int, int] = {}  # column -> row where the cell that covers it begins
    for at, placed in enumerate(grid):
        here: dict[int, int] = {}
        for column, _, cell in placed:
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            merge = child(properties, "vmerge") if merge is None else merge  # Word 2003
            continues = merge is not None and (value(merge) or "continue") == "continue"
            if continues and column in above:
                here[column] = above[column]
                reach[above[column], column] += 1
            else:
                reach[at, column] = 1
                here[column] = at
        above = here
    return reach
