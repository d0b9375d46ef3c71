"""Figures in table rows: the column's header says what they measure, the row for what."""

from __future__ import annotations

import re

from ingest.clause_layout import ClauseLayout
from ingest.figures import find_figures

_HEADER_WORDS = re.compile(
    r"序号|名称|事项|项目|内容|类别|类型|标准|时限|期限|指标|单位|要求|备注|条件|种类"
)
_CONDITION_MAX = 40


class TableRows:
    """The rows of a clause, each read once."""

    def __init__(self, layout: ClauseLayout) -> None:
        self._layout = layout
        self._headers: dict[int, list[str]] = {}
        self._row = -1
        self._names: list[tuple[int, str]] = []  # the first cells of the row that are no figures

    def said(self, position: int) -> tuple[str, str | None] | None:
        """Return subject and condition of a figure in a row; None outside tables."""
        number, start = self._layout.line(position)
        if not self._layout.text.startswith("|", start):
            return None
        if self._row != number:
            self._read_row(number, start)
        column = self._columns.of(position)
        header = self._header(number)
        subject = header[column] if column < len(header) else ""
        condition = next((cell for at, cell in self._names if at != column), None)
        if condition is not None and len(condition) > _CONDITION_MAX:
            condition = None
        return subject, condition

    def _read_row(self, number: int, start: int) -> None:
        self._row = number
        self._columns = _Columns(self._layout.text, start, self._layout.line_end(number))
        self._names = []
        for at, cell in enumerate(self._cells(number)):
            if re.search(r"[^\W\d_]", cell) and not find_figures(cell):
                self._names.append((at, cell))
                if len(self._names) == 2:
                    return

    def _header(self, number: int) -> list[str]:
        """Return the first row of the table that a row stands in, and remember it."""
        first = number
        while first not in self._headers and self._is_row(first - 1):
            first -= 1
        if first not in self._headers:
            cells = self._cells(first)
            is_header = _HEADER_WORDS.search("".join(cells)) is not None
            self._headers[first] = cells if is_header else []
        if first == number:
            return []  # the header itself, or a table of one row
        header = self._headers[first]
        self._headers[number] = header
        return header

    def _is_row(self, number: int) -> bool:
        return number >= 0 and self._layout.text.startswith("|", self._layout.line_start(number))

    def _cells(self, number: int) -> list[str]:
        start, end = self._layout.line_start(number), self._layout.line_end(number)
        return [cell.strip() for cell in self._layout.text[start:end].strip("|").split("|")]


class _Columns:
    """Which column of a row a position stands in; positions come in ascending order."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._at, self._end = text, start + 1, end
        self._column = 0

    def of(self, position: int) -> int:
        self._column += self._text.count("|", self._at, min(position, self._end))
        self._at = position
        return self._column
