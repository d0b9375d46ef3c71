"""A comparison as a table of texts: for a terminal, a page, CSV and spreadsheets alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from index import DocumentSummary
from ingest.records import Measure
from service.answering.english import english_unit
from service.answering.groups.classes import mentions
from service.answering.groups.series import MATTERS
from service.answering.records import Reason
from service.clause_titles import BOUND_SIGNS, clause_title
from service.comparing.records import Comparison, Group, Relation, Row
from service.comparing.units import comparable_value
from service.comparing.value_texts import notes_of_value, said

HEADERS: Final = {
    "question": ("问题", "Question"),
    "place": ("地区", "Place"),
    "region": ("文件所属地区", "Place of the document"),
    "subject": ("事项", "What is measured"),
    "condition": ("适用情形", "Applies to"),
    "comparator": ("限定", "Bound"),
    "value": ("数值", "Value"),
    "unit": ("单位", "Unit"),
    "baseline": ("原为", "Was"),
    "text": ("原文表述", "As stated"),
    "note": ("说明", "Note"),
    "clause": ("条款", "Clause"),
    "document": ("文件", "Document"),
    "document_number": ("文号", "Document number"),
    "issued_on": ("成文日期", "Issued on"),
    "status": ("效力状态", "Status"),
    "citation": ("出处", "Source"),
    "quote": ("引文", "Quote"),
    "url": ("链接", "Link"),
}
"""Columns in order, with their titles in Chinese and English; the first is for several questions,
the last for those whom a server tells."""

STATUSES: Final = {
    "in_force": ("现行有效", "In force"),
    "not_yet_in_force": ("尚未施行", "Not yet in force"),
    "expired": ("已失效", "Expired"),
    "repealed": ("已废止", "Repealed"),
    "amended": ("已修改", "Amended"),
}
_REASONS: Final = {
    Reason.NO_CLAUSE: ("未找到相关条款", "Not found: no clause on the subject"),
    Reason.NO_FIGURE: (
        "未找到明确规定，最接近的条款供核对",
        "No clear answer found; the closest clause is given to check",
    ),
    Reason.OTHER_PLACE: ("未找到：其他地区有规定", "Not found: other places have it"),
}
_RELATIONS: Final = {
    Relation.OWN: ("", ""),
    Relation.BELOW: ("所辖地区的规定", "From a place within it"),
    Relation.ABOVE: ("上级地区的规定", "From the place above it"),
}


class Sort(StrEnum):
    """What rows are ordered by."""

    GROUP = "group"
    """As compared: like figures together."""
    PLACE = "place"
    VALUE = "value"
    DATE = "date"


Cell = str | Decimal | date
_TELLS_NOBODY: Final = re.compile(
    r"(?:每(?:立方米|平方米|学期|学?年|个?月|[人户生名孩日天周吨度次]))+"
)
_BETWEEN_NOTES: Final = ("；", "; ")


@dataclass(frozen=True, slots=True)
class Table:
    """Titles and cells; every row has a cell for each title."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_of(
    comparison: Comparison, *, language: str, sort: Sort = Sort.GROUP, site: str | None = None
) -> Table:
    """Return a comparison as a table in a language, zh or en; what documents say stays Chinese.

    `site` is the address that links begin with, since those in a saved file have no page to be
    relative to; without one there are none.
    """
    shown = {"question": len(comparison.questions) > 1, "url": site is not None}
    columns = [column for column in HEADERS if shown.get(column, True)]
    rows = []
    for row in sorted_rows(comparison, sort):
        cells = _cells(row, language)
        if row.source is not None:
            cells["url"] = f"{site or ''}{row.source.citation.url}"
        rows.append(tuple(cells[column] for column in columns))
    return Table(tuple(said(HEADERS[column], language) for column in columns), tuple(rows))


def sorted_rows(comparison: Comparison, sort: Sort) -> tuple[Row, ...]:
    """Return the rows in another order; what was not found stays last but by place.

    By value, the rows of a group are ordered by their number: values of different groups do not
    compare. By date, the newest document comes first.
    """
    rows = comparison.rows
    if sort is Sort.PLACE:
        return tuple(sorted(rows, key=lambda row: row.place))
    if sort is Sort.VALUE:
        return tuple(sorted(rows, key=_value_key))
    if sort is Sort.DATE:
        return tuple(sorted(rows, key=_date_key))
    return rows


def note_of(row: Row, language: str) -> str:
    """Say what must be known of a row: not found, or said by another place."""
    if not row.found:
        return said(_REASONS[row.reason or Reason.NO_CLAUSE], language)
    return said(_RELATIONS[row.relation], language)


def unit_of(group: Group, rows: Iterable[Row], language: str) -> str:
    """Return the family of units of a group, in English as a figure of its rows states it."""
    stated = ((row.measure, row.source) for row in rows if row.measure and row.source)
    measure, source = next(stated, (None, None))
    if measure is None or source is None or language != "en":
        return group.unit
    return english_unit(replace(measure, unit=group.unit, value=""), source.clause)


def spaced(condition: str | None) -> str:
    """Return a condition with a Chinese comma where several were joined."""
    return (condition or "").replace(",", "，")


def applies_to(measure: Measure, heading: str) -> str:
    """Return for whom a figure holds, with what it is of where neither that nor the heading says.

    Under 首套房最高贷款额度 a row says 二套房最高贷款额度，单缴存职工, and one that is only paid
    每人每月 says what is paid.
    """
    condition = spaced(measure.condition)
    if not (condition and measure.subject) or measure.subject == heading:
        return condition or measure.subject
    own, told = (_classes_of(text) for text in (measure.subject, f"{heading},{condition}"))
    if own <= told and not all(_TELLS_NOBODY.fullmatch(one) for one in condition.split("，")):
        return condition
    return f"{measure.subject}，{condition}"


def _classes_of(text: str) -> frozenset[tuple[str, frozenset[str]]]:
    found = (one for one in mentions(text) if one.classes and one.series not in MATTERS)
    return frozenset((one.series, one.classes) for one in found)


def _cells(row: Row, language: str) -> dict[str, Cell]:
    cells: dict[str, Cell] = dict.fromkeys(HEADERS, "")
    cells |= {"question": row.question, "place": row.place, "text": row.text}
    cells["note"] = note_of(row, language)
    if row.measure is not None:
        cells |= _measure_cells(row.measure)
        notes = (note_of(row, language), *notes_of_value(row, language))
        cells["note"] = said(_BETWEEN_NOTES, language).join(filter(None, notes))
    if row.source is not None:
        citation = row.source.citation
        cells |= _document_cells(row.source.document, language) | {
            "region": row.region if row.found else "",
            "clause": clause_title(row.source.clause),
            "citation": citation.label,
            "quote": " ".join(citation.quote.split()),
        }
    return cells


def _measure_cells(measure: Measure) -> dict[str, Cell]:
    return {
        "subject": measure.subject,
        "condition": spaced(measure.condition),
        "comparator": BOUND_SIGNS.get(measure.comparator, measure.comparator),
        "value": _number(measure.value),
        "unit": measure.unit or "",
        "baseline": _number(measure.baseline or ""),
    }


def _document_cells(document: DocumentSummary, language: str) -> dict[str, Cell]:
    return {
        "document": document.title,
        "document_number": document.document_number or "",
        "issued_on": document.issued_on or "",
        "status": said(STATUSES[document.status.value], language),
    }


def _number(value: str) -> Cell:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return number if number.is_finite() else value


def _value_key(row: Row) -> tuple[bool, float, bool, Decimal, str]:
    group = float("inf") if row.group is None else float(row.group)
    value = comparable_value(row.measure) if row.measure else ""
    number = value if isinstance(value, Decimal) else Decimal(0)
    return (not row.found, group, isinstance(value, str), number, str(value))


def _date_key(row: Row) -> tuple[bool, int]:
    issued = row.source.document.issued_on if row.source else None
    return (not row.found, -issued.toordinal() if issued else 0)
