"""Numerals in Chinese characters -> integers."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

NUMERAL = "[零〇○一二三四五六七八九十百千两]"
"""Character class of one numeral character, for use in patterns."""

_ORDINAL = re.compile(rf"{NUMERAL}+\Z")


@lru_cache(maxsize=4096)
def numeral_value(text: str) -> int | None:
    """Read a numeral such as 三十五, 一百二十三, 一千零四 or 二〇二〇; None if it is not one.

    A run of digits without 十, 百 or 千 is read place by place, as years are written.
    """
    if not _ORDINAL.match(text):
        return None
    if not any(unit in text for unit in _UNITS):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
