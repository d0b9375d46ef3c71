"""Rows of tables as they are read out: a mark between phrases where a bar parts two cells."""

from __future__ import annotations

import re
from typing import Final

_BARS: Final = re.compile(r"(?<!\s)\s*+\|[\s|]*+")


def without_bars(text: str, mark: str) -> str:
    """Return a text with a mark in place of each run of bars and the blanks around it."""
    return _BARS.sub(mark, text)
