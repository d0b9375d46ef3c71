"""Where a text can hold figures at all: looked up first, so that most clauses skip the reading."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from ingest.figures.units import UNIT_STARTS
from ingest.text.code_points import Kinds, code_points, kinds

_AFTER_NUMERALS = f"{UNIT_STARTS}半至到成"
# Everything a figure needs somewhere, in classes that the search passes over quickly.
_MAY_HOLD_FIGURES = re.compile(
    r"[0-9零〇一二三四五六七八九十百千万两半当即月年减](?:(?<=[0-9])[^0-9.,;:\])〕}/]|(?<=[一二三四五六七八九十百千万])分之"
    rf"|(?<=[零〇一二三四五六七八九十百千两半])[多余]?[{_AFTER_NUMERALS}]"
    r"|(?<=[当即])[日天时场刻]|(?<=[月年])[底末内]|(?<=减)半)"
)
_NUMERALS_BEFORE_UNITS = "零〇一二三四五六七八九十百千两半"
_AFTER_ORDINALS = frozenset("百千人项类次")
"""What often follows 第 and one numeral, and is part of no date: 第一百条, 第三人, 第二项."""


def may_hold_figures(text: str) -> bool:
    """Tell cheaply whether a text can hold a figure at all."""
    return _MAY_HOLD_FIGURES.search(text) is not None


def figure_places(text: str) -> list[int]:
    """Return, in order, the places of a whole text without which no piece of it holds a figure.

    What `may_hold_figures` finds begins at one of them, unless the piece joins lines of the text,
    or is no more than the number of an article, 第一百零三条, which is never a figure.
    """
    codes = code_points(text)
    pairs = _first_of_pair().take(codes[:-1]) & _second_of_pair().take(codes[1:])
    places: list[int] = np.flatnonzero(pairs).tolist()
    if "第" not in text:
        return places
    return [
        at
        for at in places
        if text[at + 1] not in _AFTER_ORDINALS or text[at - 1 : at] != "第" or text[at].isascii()
    ]


@cache
def _first_of_pair() -> Kinds:
    """Return which of the pairs that open a figure a character begins."""
    digits = map(chr, range(0x30, 0x3A))
    return kinds(
        (digits, "一二三四五六七八九十百千万", _NUMERALS_BEFORE_UNITS, "当即", "月年", "减")
    )


@cache
def _second_of_pair() -> Kinds:
    found = kinds(
        ("0123456789.,;:])〕}/", "分", f"{_AFTER_NUMERALS}多余", "日天时场刻", "底末内", "半")
    )
    return found ^ np.uint8(1)  # after a digit: anything but these
