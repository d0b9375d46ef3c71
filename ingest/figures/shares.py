"""Shares without a percent sign: 百分之八十, 三分之一, 2/3, 一半, 减半."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.figures.records import Figure
from ingest.figures.units import FRACTION
from ingest.records import MeasureKind
from ingest.text.numerals import numeral_value

# 六成以上, 不低于八成; 第三成员 and 一成不变 go on.
_TENTHS = re.compile(
    r"(?<![第一二三四五六七八九十百千])(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?"
    r"(?=(?:及?以[上下内]|左右)|[,。;、)的 ]|\Z)"
)
_SHARED = ("的", "于", "过", "达")
"""What stands before a share that is written with a stroke."""


def find_shares(text: str) -> Iterator[Figure]:
    """百分之八十, 三分之一, 六成, 一半 and 减半 as percentages."""
    if "成" in text:
        yield from _tenths(text)
    if "分之" not in text and "半" not in text and "/" not in text:
        return
    for match in FRACTION.finditer(text):
        if match["below"]:
            if not _is_share(text, match):
                continue
            value: float | None = 100 * int(match["above"]) / int(match["below"])
        else:
            value = 50.0 if match["half"] else _quotient(match["whole"], match["part"])
        if value is not None:
            yield Figure(MeasureKind.PERCENTAGE, f"{value:.4g}", "%", match.start(), match.end())


def _tenths(text: str) -> Iterator[Figure]:
    for match in _TENTHS.finditer(text):
        tenths = numeral_value(match["tenths"]) or 0
        value = 10 * tenths + (5 if match["half"] else 0)
        yield Figure(MeasureKind.PERCENTAGE, str(value), "%", *match.span())


def _is_share(text: str, match: re.Match[str]) -> bool:
    """1/3以上 and 不超过实际缴费的2/3 are shares; the first of several pages, 1/3, is none."""
    after = text[match.end() : match.end() + 2]
    before = text[: match.start()]
    return after.startswith(("以上", "以下", "以内", "的")) or before.endswith(_SHARED)


def _quotient(whole: str, part: str) -> float | None:
    below = 10_000 if whole == "万" else numeral_value(whole)
    digits, _, decimals = part.partition("点")
    above = numeral_value(digits)
    if not below or above is None or (above > below and whole != "百"):
        return None
    fraction = numeral_value(decimals) if decimals else 0
    if fraction is None or above >= 10_000 or "十" in decimals:
        return None
    return float(100 * (above + fraction / 10 ** len(decimals)) / below)
