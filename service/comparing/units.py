"""Families of units: figures are put side by side only within one, never converted across."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from ingest.records import Measure, MeasureKind

# The number that units of one family have in its first unit. Working days and days, working hours
# and hours are different things, so no family holds both.
_FAMILIES: Final = (
    {"工作日": 1},
    {"日": 1, "天": 1, "自然日": 1, "日历日": 1, "日历天": 1},
    {"工作小时": 1},
    {"小时": 1},
    {"分钟": 1},
    {"月": 1, "季度": 3, "年": 12},
    {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "千万元": 10_000_000,
     "亿元": 100_000_000},
    {"平方米": 1, "平米": 1, "㎡": 1, "万平方米": 10_000},
    {"千瓦": 1, "kW": 1, "KW": 1, "kw": 1, "万千瓦": 10_000, "兆瓦": 1000},
    {"千伏": 1, "kV": 1, "KV": 1, "kv": 1},
    {"千伏安": 1, "kVA": 1, "KVA": 1, "万千伏安": 10_000},
)  # fmt: skip
_SCALES: Final = {unit: (next(iter(family)), scale) for family in _FAMILIES
                  for unit, scale in family.items()}  # fmt: skip
_BRACKETED: Final = re.compile(r"[(（](?:单位[:：]?)?([^()（）]{1,8})[)）]")
_COUNTER: Final = re.compile(r"^个(?=.)")


def unit_family(unit: str | None) -> str:
    """Return the first unit of a unit's family: 天 gives 日, 万元 gives 元."""
    return _scale(unit)[0]


def comparable_value(measure: Measure) -> Decimal | str:
    """Return what rows of one family are sorted by: a number, or the text of a date."""
    if measure.kind is MeasureKind.DEADLINE:
        return measure.value
    try:
        return Decimal(measure.value) * _scale(measure.unit)[1]
    except InvalidOperation:
        return measure.value


def without_unit(subject: str, unit: str | None) -> str:
    """Take out a unit in brackets, as the heads of columns have it: 办理时限(工作日)."""
    family = unit_family(unit)
    return _BRACKETED.sub(
        lambda found: "" if unit_family(found[1]) == family else found[0], subject
    )


def _scale(unit: str | None) -> tuple[str, int]:
    bare = _COUNTER.sub("", unit or "")
    return _SCALES.get(bare, (bare, 1))
