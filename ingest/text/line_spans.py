"""Where the lines of a text stand that are not blank: metadata and clauses both start from it."""

from __future__ import annotations

import re
from functools import lru_cache

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


@lru_cache(maxsize=1)
def line_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the lines that are not blank, without the spaces around them; asked twice a text."""
    return tuple([match.span() for match in _LINE.finditer(text)])
