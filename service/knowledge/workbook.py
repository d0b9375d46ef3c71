"""A workbook that is written row after row, so that it never stands in memory as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any, Final

from service.comparing.spreadsheets import begins_like_formula, workbook_text
from service.comparing.table import Cell

SHEET: Final = "知识条目"
_WIDTH: Final = 24
_WIDE: Final = 60
_WIDE_COLUMNS: Final = ("C", "D", "E")
"""Of the questions and the answer."""


class Workbook:
    """One sheet with a fixed first row; texts are texts, whatever they begin with."""

    def __init__(self, titles: Sequence[str]) -> None:
        """Begin a workbook with the titles of its columns."""
        from openpyxl import Workbook as Book
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._book = Book(write_only=True)
        self._book.properties.creator = "Zhengda"
        self._sheet = self._book.create_sheet(SHEET)
        for number in range(1, len(titles) + 1):
            letter = get_column_letter(number)
            width = _WIDE if letter in _WIDE_COLUMNS else _WIDTH
            self._sheet.column_dimensions[letter].width = width
        self._sheet.freeze_panes = "B2"
        bold = Font(bold=True)
        heads = [self._cell(title) for title in titles]
        for head in heads:
            head.font = bold
        self._sheet.append(heads)
        self._columns = len(titles)
        self._rows = 1

    def append(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        self._sheet.append([self._value(cell) for cell in row])
        self._rows += 1

    def save(self, file: IO[bytes]) -> None:
        """Write the workbook to a file; nothing can be appended after that."""
        from openpyxl.utils import get_column_letter

        self._sheet.auto_filter.ref = f"A1:{get_column_letter(self._columns)}{self._rows}"
        self._book.save(file)

    def discard(self) -> None:
        """Let go of what was written so far, and of the file that it waits in."""
        self._sheet.close()
        self._sheet._writer.cleanup()  # openpyxl does so only when it saves, else when it ends

    def _value(self, cell: Cell) -> Any:
        if isinstance(cell, Decimal):
            return float(cell)
        if isinstance(cell, date):
            made = self._cell(cell)
            made.number_format = "yyyy-mm-dd"
            return made
        text = workbook_text(cell)
        if not begins_like_formula(text):
            return text or None
        made = self._cell(text)
        made.data_type = "s"  # openpyxl takes a leading = for a formula
        made.quotePrefix = True
        return made

    def _cell(self, value: str | date) -> Any:
        from openpyxl.cell import WriteOnlyCell

        return WriteOnlyCell(self._sheet, value)
