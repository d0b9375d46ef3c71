"""Raised figures: 10⁴ is no 104, and 第5条¹ is not 第5条1."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"[-+−]?[0-9]{1,3}")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def raised(text: str) -> str:
    """Write figures as raised ones; other words that are set higher stay as they are."""
    return text.translate(_RAISED) if _FIGURES.fullmatch(text.strip()) else text
