"""Makes the entry of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index import DocumentSummary, Lexicon
from ingest.records import Clause
from service.knowledge.headings import entry_title
from service.knowledge.passages import passages_of
from service.knowledge.phones import phones_of
from service.knowledge.questions import questions_of
from service.knowledge.records import Alert, Entry, Phone
from service.knowledge.selecting import tells_caller
from service.knowledge.topics import terms_of, topic_of
from service.presenting import cite_whole

UNITS_SHOWN: Final = 2


def entry_of(
    clause: Clause,
    document: DocumentSummary,
    raw_text: str,
    *,
    alerts: Sequence[Alert],
    phones: Sequence[Phone],
    lexicon: Lexicon,
) -> Entry | None:
    """Return the entry that a clause makes, or none where it has nothing to tell a caller.

    Args:
        clause: The clause.
        document: Its document, with the status on the day asked about.
        raw_text: The document's text as read.
        alerts: What is amiss with the document.
        phones: The numbers that the document gives.
        lexicon: Names the matters.
    """
    questions = questions_of(clause, document) if tells_caller(clause) else ()
    if not questions:
        return None
    passages, complete = passages_of(clause, document, raw_text)
    return Entry(
        title=entry_title(clause, document),
        questions=questions,
        passages=passages,
        complete=complete,
        clause=clause,
        document=document,
        raw_text=raw_text,
        citation=cite_whole(document, raw_text, clause),
        topic=topic_of(clause),
        terms=terms_of(clause, lexicon),
        units=_units(clause, document),
        phones=phones_of(phones, clause.span),
        alerts=tuple(alerts),
    )


def _units(clause: Clause, document: DocumentSummary) -> tuple[str, ...]:
    responsible = clause.responsible
    return (responsible.lead or responsible.with_ or document.issuers)[:UNITS_SHOWN]
