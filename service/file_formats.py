"""How a list is written for other programs: as JSON, CSV or a workbook."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from service.comparing.spreadsheets import CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE


class FileFormat(StrEnum):
    """How a list is written."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES: Final = {
    FileFormat.JSON: "application/json",
    FileFormat.CSV: CSV_MEDIA_TYPE,
    FileFormat.XLSX: XLSX_MEDIA_TYPE,
}
