"""Entries as rows of a table, for CSV and workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ingest.records import Measure
from service.answering.contact import HOTLINE
from service.comparing.table import STATUSES, Cell
from service.comparing.value_texts import value_text
from service.knowledge.records import Alert, AlertKind, Entry

COLUMNS: Final = {
    "id": ("编号", "Id"),
    "title": ("标题", "Title"),
    "question": ("标准问题", "Standard question"),
    "similar_questions": ("相似问题", "Similar questions"),
    "answer": ("答案", "Answer"),
    "answer_complete": ("答案为条款全文", "Answer is the whole clause"),
    "facts": ("数据", "Figures"),
    "lead": ("牵头单位", "Lead"),
    "with": ("责任单位", "With"),
    "place": ("地区", "Place"),
    "topic": ("栏目", "Headings"),
    "terms": ("主题词", "Matters"),
    "hotline": ("热线", "Hotline"),
    "phones": ("联系电话", "Telephone"),
    "document": ("文件", "Document"),
    "document_number": ("文号", "Document number"),
    "issuers": ("发文机关", "Issued by"),
    "valid_from": ("生效日期", "Valid from"),
    "valid_until": ("失效日期", "Valid until"),
    "status": ("效力状态", "Status"),
    "alerts": ("提醒", "Alerts"),
    "citation": ("出处", "Source"),
    "start": ("原文起点", "Start in the text"),
    "end": ("原文终点", "End in the text"),
    "url": ("链接", "Link"),
}
"""Columns in order, with their titles in Chinese and English."""

ALERTS: Final = {
    AlertKind.REPEALED: ("已废止", "Repealed"),
    AlertKind.TO_BE_REPEALED: ("即将废止", "To be repealed"),
    AlertKind.AMENDED: ("已修改", "Amended"),
    AlertKind.EXPIRED: ("已失效", "Expired"),
    AlertKind.EXPIRES_SOON: ("即将到期", "Expires soon"),
    AlertKind.NOT_YET_IN_FORCE: ("尚未施行", "Not yet in force"),
}
_LANGUAGES: Final = ("zh", "en")
_YES: Final = ("是", "yes")
_NO: Final = ("否", "no")


def titles_of(language: str) -> list[str]:
    """Return the titles of the columns."""
    at = _LANGUAGES.index(language)
    return [titles[at] for titles in COLUMNS.values()]


def row_of(entry: Entry, *, language: str, site: str) -> list[Cell]:
    """Return the cells of an entry, in the order of the columns; links lead to a site."""
    at = _LANGUAGES.index(language)
    document, clause = entry.document, entry.clause
    first, *others = entry.questions
    cells: dict[str, Cell] = {
        "id": entry.id,
        "title": entry.title,
        "question": first,
        "similar_questions": "\n".join(others),
        "answer": entry.answer,
        "answer_complete": (_YES if entry.complete else _NO)[at],
        "facts": "\n".join(map(_fact, clause.measures)),
        "lead": _listed(clause.responsible.lead),
        "with": _listed(clause.responsible.with_),
        "place": document.region.full_name if document.region else "",
        "topic": " > ".join(entry.topic),
        "terms": _listed(entry.terms),
        "hotline": HOTLINE,
        "phones": "\n".join(f"{phone.label} {phone.number}" for phone in entry.phones),
        "document": document.title,
        "document_number": document.document_number or "",
        "issuers": _listed(document.issuers),
        "valid_from": entry.valid_from or "",
        "valid_until": document.expires_on or "",
        "status": STATUSES[document.status.value][at],
        "alerts": "\n".join(_alert(alert, at) for alert in entry.alerts),
        "citation": entry.citation.label,
        "start": str(entry.citation.start),
        "end": str(entry.citation.end),
        "url": f"{site}{entry.citation.url}" if site else "",
    }
    return [cells[name] for name in COLUMNS]


def _fact(measure: Measure) -> str:
    """Return one figure with what it is of: 高压用户 办电时间 ≤ 40 个工作日."""
    parts = (measure.condition or "", measure.subject, value_text(measure))
    return " ".join(part for part in parts if part)


def _alert(alert: Alert, at: int) -> str:
    parts: Sequence[str] = (
        ALERTS[alert.kind][at],
        alert.on.isoformat() if alert.on else "",
        alert.basis or "",
    )
    return " ".join(part for part in parts if part)


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)
