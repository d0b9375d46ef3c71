"""What GET /v1/knowledge returns: entries of a hotline's knowledge base."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, Field

from service.knowledge.records import AlertKind
from service.schemas import CitationOut, DocumentOut, MeasureOut, ResponsibleOut


class AlertOut(BaseModel):
    """Why an entry should be looked at again."""

    kind: AlertKind
    on: dt.date | None = Field(description="The day it begins or ends, where that is known.")
    basis: str | None = Field(description="The sentence that says so.")
    document_id: str | None = Field(
        description="The document that the sentence stands in, where that is another one."
    )


class PassageOut(BaseModel):
    """A part of the answer; `quote == raw[start:end]` of its document."""

    quote: str
    start: int
    end: int


class PhoneOut(BaseModel):
    """A number to call, as the document prints it; it stands at raw[start:end]."""

    label: str
    number: str
    start: int
    end: int


class ContactOut(BaseModel):
    """Whom to ask."""

    hotline: str = Field(description="The government service hotline, the same in every place.")
    units: list[str] = Field(
        description="The units that lead, else those named, else who issued the document."
    )
    phones: list[PhoneOut] = Field(
        description="Numbers in the clause; else those of its document, if it has two at most."
    )


class KnowledgeEntryOut(BaseModel):
    """What one clause tells a caller."""

    id: str = Field(description="The id of the clause; it stays while the clause does.")
    title: str
    questions: list[str] = Field(description="Two to four standard questions that it answers.")
    answer: str = Field(description="Words of the clause, nothing added.")
    answer_complete: bool = Field(
        description="Whether that is the whole clause; of a long one, the sentences that tell most."
    )
    passages: list[PassageOut] = Field(description="Where the answer stands, part by part.")
    facts: list[MeasureOut]
    responsible: ResponsibleOut
    place: str | None
    topic: list[str] = Field(description="Headings above the clause, the highest first.")
    terms: list[str] = Field(description="Matters of the lexicon that it is on, by official name.")
    document: DocumentOut
    citation: CitationOut
    contact: ContactOut
    valid_from: dt.date | None = Field(description="The day of effect, else of issue.")
    valid_until: dt.date | None
    status: str
    alerts: list[AlertOut]


class KnowledgePage(BaseModel):
    """Some entries; ask again with the cursor until it is null. A page may be empty before that."""

    entries: list[KnowledgeEntryOut]
    next_cursor: str | None


class KnowledgeExport(BaseModel):
    """Every entry that passes."""

    entries: list[KnowledgeEntryOut]
