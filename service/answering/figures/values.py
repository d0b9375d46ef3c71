"""One figure as it is said: ≤ 40 个工作日, 7 天(由 15 天), 当场办结."""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.found import holding, phrases

_BOUNDS: Final = {"<=": "≤ ", ">=": "≥ ", "<": "< ", ">": "> "}
_STRIVEN: Final = re.compile(r"力争|争取|努力")
_BREAK: Final = re.compile(r"[,，;；。、\n|]")
_VERB_MAX_CHARS: Final = 4
_FRACTION: Final = re.compile(r"\d/\d")
_HAS_NUMBER: Final = re.compile(r"[\d零〇一二两三四五六七八九十百千万半]")


def value_of(measure: Measure, clause: Clause) -> str:
    """Write a figure with bound and unit: ≤ 40 个工作日, 3%, 当日, 2020年底前."""
    printed = clause.text[measure.start : measure.end]
    bound = _BOUNDS.get(measure.comparator, "")
    if measure.kind is MeasureKind.DEADLINE:
        return printed
    if not _HAS_NUMBER.search(printed):
        return _at_once(measure, clause)
    if not _in_digits(measure, printed):
        return f"{bound}{printed}"
    return f"{bound}{_with_unit(measure.value, measure.unit)}{_change(measure)}"


def _in_digits(measure: Measure, printed: str) -> bool:
    """Whether the value may be written in digits: 八十 as 80, 百分之八十 as 80%.

    三分之二, 2/3, 减半 and 六成 stay so: 66.67% and 50% stand nowhere.
    """
    if any(char.isdigit() for char in printed):
        return _FRACTION.search(printed) is None
    if measure.kind is MeasureKind.PERCENTAGE and not printed.startswith("百分之"):
        return False
    return measure.value.isdigit()


def is_striven(measure: Measure, clause: Clause) -> bool:
    """Whether the sentence only says that the figure is striven for (力争).

    The day by which, 力争2025年底前, is part of the aim; another figure before it was the aim.
    """
    phrase = holding(phrases(clause), measure.start)
    start = phrase.start if phrase else max(0, measure.start - 40)
    earlier = [
        m.end
        for m in clause.measures
        if m.kind is not MeasureKind.DEADLINE and start < m.end <= measure.start
    ]
    return _STRIVEN.search(clause.text, max([start, *earlier]), measure.start) is not None


def _at_once(measure: Measure, clause: Clause) -> str:
    """Return 当场办结 rather than 当场 alone."""
    end = _BREAK.search(clause.text, measure.end)
    stop = end.start() if end else len(clause.text)
    return clause.text[measure.start : min(stop, measure.end + _VERB_MAX_CHARS)]


def _with_unit(value: str, unit: str | None) -> str:
    if not unit:
        return value
    return f"{value}{unit}" if unit in ("%", "％", "‰") else f"{value} {unit}"


def _change(measure: Measure) -> str:
    return f"(由 {_with_unit(measure.baseline, measure.unit)})" if measure.baseline else ""
