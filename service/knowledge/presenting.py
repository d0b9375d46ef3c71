"""Entries to wire models."""

from __future__ import annotations

from service.answering.contact import HOTLINE
from service.knowledge.records import Alert, Entry
from service.presenting import citation_out, document_out, measure_out, responsible_out
from service.schemas_knowledge import (
    AlertOut,
    ContactOut,
    KnowledgeEntryOut,
    PassageOut,
    PhoneOut,
)


def entry_out(entry: Entry) -> KnowledgeEntryOut:
    """Present an entry."""
    clause, citation = entry.clause, entry.citation
    document = document_out(entry.document)
    return KnowledgeEntryOut(
        id=entry.id,
        title=entry.title,
        questions=list(entry.questions),
        answer=entry.answer,
        answer_complete=entry.complete,
        passages=[PassageOut(quote=p.quote, start=p.start, end=p.end) for p in entry.passages],
        facts=[measure_out(measure, clause, entry.raw_text) for measure in clause.measures],
        responsible=responsible_out(clause),
        place=document.region,
        topic=list(entry.topic),
        terms=list(entry.terms),
        document=document,
        citation=citation_out(citation),
        contact=_contact_out(entry),
        valid_from=entry.valid_from,
        valid_until=entry.document.expires_on,
        status=document.status,
        alerts=[_alert_out(alert) for alert in entry.alerts],
    )


def _contact_out(entry: Entry) -> ContactOut:
    return ContactOut(
        hotline=HOTLINE,
        units=list(entry.units),
        phones=[
            PhoneOut(
                label=phone.label,
                number=phone.number,
                start=phone.span.start,
                end=phone.span.end,
            )
            for phone in entry.phones
        ],
    )


def _alert_out(alert: Alert) -> AlertOut:
    return AlertOut(kind=alert.kind, on=alert.on, basis=alert.basis, document_id=alert.document_id)
