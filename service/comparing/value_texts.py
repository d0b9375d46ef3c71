"""Figures as texts, in Chinese or English: bound, value and unit, both ends of a range, an aim."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.english import english_date, english_unit
from service.clause_titles import BOUND_SIGNS
from service.comparing.records import Row

AT_ONCE: Final = "即时"
"""As the texts have it; 0 日 would be an odd limit to read."""
_AT_ONCE_IN_ENGLISH: Final = "at once"
_AT_ONCE_NOTE: Final = ("即时办结", "Done at once")
_TO: Final = ("至", " to ")
_STRIVEN: Final = ("力争", "striven for:")
_STRIVEN_NOTE: Final = ("力争达到", "Striven for")


def value_text(measure: Measure, clause: Clause | None = None) -> str:
    """Return bound, value and unit as one text: ≤ 40 个工作日.

    With the clause that states it the unit is said in English: ≤ 40 working days.
    """
    bound = BOUND_SIGNS.get(measure.comparator, measure.comparator)
    if measure.kind is MeasureKind.DEADLINE:  # 2020年底 is read as a limit without a sign
        return english_date(measure.value) if clause else measure.value
    if is_at_once(measure):
        return _AT_ONCE_IN_ENGLISH if clause else AT_ONCE
    unit = english_unit(measure, clause) if clause else measure.unit or ""
    gap = "" if unit in ("%", "‰") else " "
    return f"{bound} {measure.value}{gap}{unit}".strip()


def row_value_text(row: Row, language: str) -> str:
    """Return the figure of a row as one text, what is only striven for said to be."""
    if row.measure is None:
        return ""
    clause = row.source.clause if row.source and language == "en" else None
    value = range_text(row, language) or value_text(row.measure, clause)
    return f"{said(_STRIVEN, language)} {value}" if row.striven else value


def range_text(row: Row, language: str) -> str:
    """Return both ends of a range with the unit, 20至25 个工作日; empty for another figure."""
    if row.measure is None or row.lower is None:
        return ""
    clause = row.source.clause if row.source and language == "en" else None
    both = f"{row.lower.value}{said(_TO, language)}{row.measure.value}"
    return value_text(replace(row.measure, value=both, comparator="="), clause)


def baseline_text(measure: Measure, clause: Clause | None = None) -> str:
    """Return what a figure was before, with its unit; empty when that is not said."""
    if not measure.baseline:
        return ""
    return value_text(replace(measure, value=measure.baseline, comparator="="), clause)


def notes_of_value(row: Row, language: str) -> tuple[str, ...]:
    """Say what a number alone would not: that no time passes, an aim, where a range begins."""
    if row.measure is not None and is_at_once(row.measure):
        return (said(_AT_ONCE_NOTE, language),)
    aim = said(_STRIVEN_NOTE, language) if row.striven else ""
    return tuple(filter(None, (aim, range_text(row, language))))


def is_at_once(measure: Measure) -> bool:
    """Whether no time passes: 即时办结 is read as 0 days."""
    return measure.kind is MeasureKind.DURATION and measure.value == "0"


def said(names: tuple[str, str], language: str) -> str:
    """Return the Chinese or the English one of two texts."""
    return names[1] if language == "en" else names[0]
