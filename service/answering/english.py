"""Answers in English: a frame around the original Chinese, with units in English."""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, Measure, MeasureKind

# Longest first, so that 个工作日 is not read as 日. The second form is for one.
_UNITS: Final = (
    ("个工作小时", "working hours", "working hour"),
    ("个工作日", "working days", "working day"),
    ("工作小时", "working hours", "working hour"),
    ("工作日", "working days", "working day"),
    ("个自然日", "calendar days", "calendar day"),
    ("自然日", "calendar days", "calendar day"),
    ("个小时", "hours", "hour"),
    ("小时", "hours", "hour"),
    ("分钟", "minutes", "minute"),
    ("秒", "seconds", "second"),
    ("个月", "months", "month"),
    ("周岁", "years of age", "year of age"),
    ("岁", "years of age", "year of age"),
    ("星期", "weeks", "week"),
    ("周", "weeks", "week"),
    ("年", "years", "year"),
    ("天", "days", "day"),
    ("日", "days", "day"),
    ("亿元", "hundred million yuan (CNY)", "hundred million yuan (CNY)"),
    ("万元", "× 10,000 yuan (CNY)", "× 10,000 yuan (CNY)"),
    ("元", "yuan (CNY)", "yuan (CNY)"),
    ("平方米", "square metres", "square metre"),
    ("立方米", "cubic metres", "cubic metre"),
    ("千瓦", "kW", "kW"),
    ("千伏", "kV", "kV"),
    ("公里", "km", "km"),
    ("米", "metres", "metre"),
    ("亩", "mu", "mu"),
    ("吨", "tonnes", "tonne"),
)
# A rise by one percentage point is no rise by 1%.
_SHARES: Final = {"个百分点": " percentage points", "‰": "‰"}
# What a count counts is said by the word after it or by its subject.
_COUNTED: Final = (
    ("环节", "steps", "step"),
    ("步骤", "steps", "step"),
    ("材料", "documents", "document"),
    ("资料", "documents", "document"),
    ("次", "times", "time"),
    ("人", "people", "person"),
    ("家", "companies", "company"),
)
_BOUNDS: Final = {
    "<=": "at most ",
    ">=": "at least ",
    "<": "less than ",
    ">": "more than ",
}
_DATE: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?(底|末)?前?")
_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()


def english_value(measure: Measure, clause: Clause) -> str:
    """Say a figure in English: at most 40 working days."""
    bound = _BOUNDS.get(measure.comparator, "")
    if measure.kind is MeasureKind.DEADLINE:
        return f"by {english_date(measure.value)}"
    if measure.kind is MeasureKind.PERCENTAGE:
        return f"{bound}{measure.value}{_SHARES.get(measure.unit or '%', '%')}"
    if measure.kind is MeasureKind.DURATION and measure.value == "0":
        return "at once"
    return f"{bound}{measure.value} {english_unit(measure, clause)}".rstrip()


def english_unit(measure: Measure, clause: Clause) -> str:
    """Return the unit in English; a count is named by what is counted, else in Chinese."""
    unit, one = measure.unit or "", measure.value == "1"
    if measure.kind is MeasureKind.COUNT:
        near = clause.text[measure.end : measure.end + 6] + measure.subject + unit
        for chinese, many, single in _COUNTED:
            if chinese in near:
                return single if one else many
    for chinese, many, single in _UNITS:
        if unit == chinese:
            return single if one else many
    return unit


def english_date(value: str) -> str:
    """Say a date in English; what is no plain date stays as printed."""
    match = _DATE.fullmatch(value)
    if not match:
        return value
    year, month, day, end = match.groups()
    named = f"{_MONTHS[int(month) - 1]} {year}" if month and 1 <= int(month) <= 12 else year
    if day:
        named = f"{day} {named}"
    return f"the end of {named}" if end else named
