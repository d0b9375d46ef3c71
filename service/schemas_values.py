"""The values that requests hold: texts, dates and lists as they are checked, and their limits."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

QUERY_MAX_CHARS = 1000
TOP_K_MAX = 100
PAGE_LIMIT_MAX = 200
FILTER_VALUES_MAX = 200

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A question pasted from elsewhere may hold control characters; they mean nothing in it.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def _replace_controls(value: Any) -> Any:
    return _CONTROLS.sub(" ", value) if isinstance(value, str) else value


def _parse_iso_date(value: Any) -> Any:
    """Take dates as YYYY-MM-DD only: no times, no numbers of seconds."""
    if value is None or type(value) is dt.date:
        return value
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        raise ValueError("expected a date as YYYY-MM-DD")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"no day of the calendar: {error}") from error


def _none_to_empty(value: Any) -> Any:
    return [] if value is None else value


IsoDate = Annotated[dt.date, BeforeValidator(_parse_iso_date)]
QueryText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=QUERY_MAX_CHARS, strict=True),
    BeforeValidator(_replace_controls),
]
FilterText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, strict=True)
]
FilterValues = Annotated[
    list[FilterText], BeforeValidator(_none_to_empty), Field(max_length=FILTER_VALUES_MAX)
]
