"""The lines that figures are said in, and how those of one answer are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.bounding import other_end
from service.answering.figures.carrying import ADDED
from service.answering.figures.years import year_words, years_of
from service.answering.found import holding, phrases
from service.answering.records import SUMS_AND_SHARES

_EXTENDS: Final = re.compile(r"(?:延长|顺延|延期)\Z")
_BARRED: Final = re.compile(r"(?:之?内|以内)?[,，]?(?:不得|不予|不再|不能|禁止|取消|限制)")
_ADDED_CHARS: Final = 6
_FLOATS: Final = re.compile(
    r"(?:[上下][浮调]|提[高升]|增[加发长]|加[发收]|降低|下降|减少)(?:了|约|各|均|近)?\Z"
)
"""By how much something goes up or down, which is not what it is: 起付标准降低100元."""
_AFTER_RANGE: Final = re.compile(r"以[下内]")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure to be said."""

    measure: Measure
    group: str
    """For whom or when it holds."""
    subject: str
    """What is measured, when it must be said."""
    value: str
    exception: str
    inner: tuple[Line, ...] = ()


def is_turned(measure: Measure, subject: str, clause: Clause) -> bool:
    """Whether only its whole piece says what a figure means.

    延长但不超过3年 is no extension of 3 years, what comes on top is no sum of its own, and
    三年内不得 is no limit of at most 3 years.
    """
    if _EXTENDS.search(subject) or ADDED.search(subject):
        return True
    near = (max(0, measure.start - _ADDED_CHARS), measure.start)
    if ADDED.search(clause.text, *near):
        return measure.kind in SUMS_AND_SHARES
    if _FLOATS.search(clause.text, *near):
        return measure.kind in SUMS_AND_SHARES or measure.kind is MeasureKind.DURATION
    limits = measure.kind is MeasureKind.DURATION and measure.comparator in ("<=", "=")
    return limits and _BARRED.match(clause.text, measure.end) is not None


def is_of_change(subject: str) -> bool:
    """Whether a subject names something going up or down: 产假增加."""
    return _FLOATS.search(subject) is not None


def upper_end(low: Measure, among: Sequence[Measure], clause: Clause) -> Measure | None:
    """Return the figure that ends a range which another begins."""
    high = other_end(low, among, clause)
    return high if high is not None and high.start > low.start else None


def with_range(line: Line, high: Measure | None, clause: Clause) -> Line:
    """Say both ends of a range as they are printed: 5%至12%, 一万元以上五万元以下."""
    if high is None:
        return line
    if not (line.group or line.subject) and len(line.value) > high.end - line.measure.start:
        return line  # quoted already, with words around it
    end = _AFTER_RANGE.match(clause.text, high.end)
    return replace(line, value=clause.text[line.measure.start : end.end() if end else high.end])


def with_years(lines: Sequence[Line], clause: Clause) -> list[Line]:
    """Say of which year each figure is, where they are of several."""
    if len({years_of(line.measure, clause) for line in lines} - {None}) < 2:
        return list(lines)
    said = []
    for line in lines:
        at = year_words(line.measure, clause)
        phrase = holding(phrases(clause), line.measure.start)
        year = clause.text[at.start : at.end] if at and phrase and phrase.start <= at.start else ""
        known = any(year[:4] in words for words in (line.group, line.subject, line.value))
        said.append(
            line if known else replace(line, group="，".join(filter(None, (year, line.group))))
        )
    return said


def without_repeated(lines: Sequence[Line], clause: Clause) -> list[Line]:
    """Leave out a figure that the words quoted for another hold already."""
    quoted = []
    for line in lines:
        at = clause.text.find(line.value)
        bare = not (line.group or line.subject)
        if bare and 0 <= at <= line.measure.start < line.measure.end <= at + len(line.value):
            quoted.append((line, at, at + len(line.value)))
    return [
        line
        for line in lines
        if not any(
            line is not other and start <= line.measure.start and line.measure.end <= end
            for other, start, end in quoted
            if other.value != line.value
        )
    ]
