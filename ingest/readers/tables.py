"""Tables of any format as lines: cells that span are repeated, so every row reads by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SPACE = re.compile(r"[\s\u00a0\u3000]+")
_MAX_HEADER_ROWS = 3
_MAX_REPEATED = 30
"""A value over two columns holds for both; a paragraph over the whole form is read once."""
_MAX_SPAN = 200
"""Pages state spans like 65535 for "all the rest"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the format states it."""

    text: str
    rowspan: int = 1
    colspan: int = 1


def table_lines(rows: Iterable[Sequence[str]]) -> list[str]:
    """Write rows as `| cell | cell |` lines of equal width, empty rows left out."""
    kept = [[_one_line(cell) for cell in row] for row in rows]
    kept = [row for row in kept if any(row)]
    width = max(map(len, kept), default=0)
    return ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in kept]


def grid_lines(rows: Sequence[Sequence[Cell]], *, header_rows: int = 0) -> list[str]:
    """Write a table with spanning cells as lines.

    A cell that spans is repeated in each row and, if short, each column it covers; rows of one
    cell across the whole table before the header become lines of their own, several header rows
    become one, and a table of one column becomes plain lines.

    Args:
        rows: The cells that begin in each row, as HTML and Word list them.
        header_rows: How many leading rows the format marks as header; 0 if it does not say.
    """
    grid = _expand(rows)
    width = max(map(len, grid), default=0)
    if width <= 1:
        return [_one_line(text) for row in grid for text in row if text.strip()]
    captions = 0
    while captions < len(grid) and _is_across(rows[captions], width):
        captions += 1
    lines = [_one_line(row[0]) for row in grid[:captions] if row[0].strip()]
    depth = max(header_rows - captions, _header_depth(rows[captions:]))
    body = [
        [row[0]] if _is_across(cells, width) else row
        for cells, row in zip(rows[captions:], grid[captions:], strict=True)
    ]
    if 1 < depth <= _MAX_HEADER_ROWS and depth < len(body):
        body[:depth] = [_merged(grid[captions : captions + depth], width)]
    return lines + table_lines(body)


def heading_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows stand above the data: captions over the whole width, and the header."""
    width = max((sum(cell.colspan for cell in row) for row in rows), default=0)
    captions = 0
    while captions < len(rows) and _is_across(rows[captions], width):
        captions += 1
    return captions + _header_depth(rows[captions:])


def _expand(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Lay cells out on a grid, as browsers do."""
    grid: list[list[str]] = []
    open_cells: dict[int, tuple[int, str]] = {}  # column -> rows still covered, text
    for row in rows:
        texts: list[str] = []
        below: dict[int, tuple[int, str]] = {}
        for cell in row:
            _carry_down(texts, open_cells, below)
            for column in range(min(max(cell.colspan, 1), _MAX_SPAN)):
                text = cell.text if column == 0 or len(cell.text) <= _MAX_REPEATED else ""
                if cell.rowspan > 1:
                    below[len(texts)] = (cell.rowspan - 1, text)
                texts.append(text)
        while open_cells:
            if len(texts) not in open_cells:
                texts.append("")
                if len(texts) > max(open_cells):
                    break
                continue
            _carry_down(texts, open_cells, below)
        grid.append(texts)
        open_cells = below
    return grid


def _carry_down(
    texts: list[str],
    open_cells: dict[int, tuple[int, str]],
    below: dict[int, tuple[int, str]],
) -> None:
    """Fill the columns that a cell of a row above covers, from the current column on."""
    while len(texts) in open_cells:
        remaining, text = open_cells.pop(len(texts))
        if remaining > 1:
            below[len(texts)] = (remaining - 1, text)
        texts.append(text)


def _is_across(cells: Sequence[Cell], width: int) -> bool:
    """Whether a row is one cell over the whole table: a caption or the name of a group."""
    return len(cells) == 1 and cells[0].colspan >= width


def _header_depth(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows the header takes: cells side by side, some deep and some split below."""
    if not rows or not any(cell.colspan > 1 for cell in rows[0]):
        return 1
    return max((cell.rowspan for cell in rows[0]), default=1)


def _merged(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Join the header rows column by column, each text once."""
    columns = []
    for column in range(width):
        texts = (_one_line(row[column]) for row in rows if column < len(row))
        columns.append(" ".join(dict.fromkeys(text for text in texts if text)))
    return columns


def _one_line(text: str) -> str:
    """Collapse white space, and take the bars that would read as the edge of a cell."""
    return _SPACE.sub(" ", text).strip().replace("|", "｜")
