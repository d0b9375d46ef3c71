"""Tables as CSV and XLSX files that no spreadsheet program runs as formulas."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import Final

from service.comparing.table import Cell, Table

CSV_MEDIA_TYPE: Final = "text/csv; charset=utf-8"
XLSX_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL_MAX_CHARS: Final = 32_767
_WIDTHS: Final = (6, 60)


def to_csv(table: Table) -> bytes:
    """Return a table as UTF-8 with a byte order mark, without which Excel garbles Chinese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in (table.titles, *table.rows):
        writer.writerow([csv_cell(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def to_xlsx(table: Table, *, title: str) -> bytes:
    """Return a table as a workbook of one sheet with filters and a fixed first row.

    Texts are stored as texts, so that none is a formula; numbers are numbers, dates are dates.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.properties.creator = "Zhengda"
    workbook.properties.title = _CONTROLS.sub("", title)
    sheet = workbook.active
    sheet.title = _sheet_title(title)
    for number, row in enumerate((table.titles, *table.rows), 1):
        for column, cell in enumerate(row, 1):
            _write(sheet.cell(number, column), cell, bold=number == 1)
    for letter, width in zip(_letters(len(table.titles)), _column_widths(table), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _write(target: object, cell: Cell, *, bold: bool) -> None:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.styles import Alignment, Font

    assert isinstance(target, SheetCell)  # merged cells are never made here
    if isinstance(cell, Decimal):
        target.value = float(cell)
    elif isinstance(cell, date):
        target.value = cell
        target.number_format = "yyyy-mm-dd"
    elif cell:
        target.value = workbook_text(cell)
        target.data_type = "s"  # openpyxl takes a leading = for a formula
        target.quotePrefix = begins_like_formula(cell)
    target.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        target.font = Font(bold=True)


def csv_cell(cell: Cell) -> str:
    """Return a cell as CSV has it; one that begins like a formula has an apostrophe before it."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, date):
        return cell.isoformat()
    return f"'{cell}" if begins_like_formula(cell) else cell


def begins_like_formula(text: str) -> bool:
    """Whether a spreadsheet program would run a text as a formula."""
    return text.startswith(_FORMULA_STARTS)


def workbook_text(text: str) -> str:
    """Return as much of a text as a cell of a workbook can hold, without control characters."""
    return _CONTROLS.sub("", text)[:_CELL_MAX_CHARS]


def _sheet_title(title: str) -> str:
    """Return a name that a sheet may have: 31 characters, none of []:*?/\\."""
    plain = _CONTROLS.sub("", re.sub(r"[\[\]:*?/\\]", " ", title)).strip(" '")
    return plain[:31] or "Zhengda"


def _column_widths(table: Table) -> list[int]:
    """Return a width for each column; a Chinese character is as wide as two others."""
    least, most = _WIDTHS
    columns = zip(table.titles, *table.rows, strict=True)
    return [min(most, max(least, *map(_width, column)) + 2) for column in columns]


def _width(cell: Cell) -> int:
    return sum(1 if character.isascii() else 2 for character in str(cell))


def _letters(count: int) -> list[str]:
    from openpyxl.utils import get_column_letter

    return [get_column_letter(number) for number in range(1, count + 1)]
