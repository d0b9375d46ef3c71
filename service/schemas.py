"""What goes over the wire: requests as they are checked, responses as they are documented.

The models differ from the records on purpose: a record may change inside without the contract.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.schemas_values import TOP_K_MAX, FilterValues, IsoDate, QueryText

ModeName = Literal["hybrid", "dense", "lexical"]
StatusName = Literal["in_force", "not_yet_in_force", "expired", "repealed", "amended"]


class Filters(BaseModel):
    """What a document must be; values of one field are alternatives, fields are combined."""

    model_config = ConfigDict(extra="forbid")

    region: FilterValues = Field(
        default=[], description="Full or short place names; places below them match too."
    )
    issuer: FilterValues = Field(default=[], description="Issuing bodies, or parts of their names.")
    document_id: FilterValues = Field(default=[], description="Ids of documents.")
    document_number: FilterValues = Field(
        default=[], description="Document numbers (文号), any style of brackets."
    )
    issued_from: IsoDate | None = Field(default=None, description="Issued on this day or later.")
    issued_to: IsoDate | None = Field(default=None, description="Issued on this day or earlier.")
    as_of: IsoDate | None = Field(
        default=None,
        description="Only documents that were in force on this day, or had the status"
        " asked for; today decides the status when not given.",
    )
    status: StatusName | None = Field(default=None, description="Status on that day.")


class SearchRequest(BaseModel):
    """A question and how to answer it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"query": "办电要多久", "top_k": 5}]}
    )

    query: QueryText
    top_k: int = Field(default=10, ge=1, le=TOP_K_MAX, strict=True)
    mode: ModeName = "hybrid"
    filters: Filters | None = None
    explain: bool = Field(
        default=False, strict=True, description="Show for each clause what its score is made of."
    )


class OffsetRange(BaseModel):
    """Code points from start (inclusive) to end (exclusive)."""

    start: int
    end: int


class MeasureOut(BaseModel):
    """One typed figure; `quote == raw[start:end]` of its document."""

    kind: str
    subject: str
    condition: str | None
    comparator: str
    value: str
    unit: str | None
    baseline: str | None
    quote: str
    start: int
    end: int


class ResponsibleOut(BaseModel):
    """Who leads a task and who works with them."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    lead: list[str]
    with_: list[str] = Field(alias="with")


class CitationOut(BaseModel):
    """An exact place in a document; `quote == raw[start:end]`."""

    label: str
    quote: str
    start: int
    end: int
    url: str


class ClauseOut(BaseModel):
    """One clause: a task, an article, a preamble."""

    id: str
    document_id: str
    position: int
    kind: str
    number: str | None
    heading: str
    path: list[str]
    text: str
    measures: list[MeasureOut]
    responsible: ResponsibleOut


class CitedClauseOut(ClauseOut):
    """A clause with the citation of the whole of it."""

    citation: CitationOut


class DocumentOut(BaseModel):
    """What is known of a document, without its text."""

    id: str
    title: str
    document_number: str | None
    issuers: list[str]
    region: str | None
    issued_on: dt.date | None
    effective_on: dt.date | None
    expires_on: dt.date | None
    status: str
    status_basis: str | None
    source: str


class ClauseDetailOut(CitedClauseOut):
    """A clause with its citation and its document."""

    document: DocumentOut


class CorrectionOut(BaseModel):
    """A misspelt word of a question, or the short name of a law, and what it is read as."""

    typed: str
    meant: str


class QueryOut(BaseModel):
    """What was understood of a question."""

    text: str
    normalized: str = Field(description="As it was searched for: folded and corrected.")
    language: str
    corrections: list[CorrectionOut] = []
    regions: list[str]
    terms: list[str]


class ExplanationOut(BaseModel):
    """What a score is made of."""

    parts: dict[str, float] = Field(
        description="What each kind of evidence added to the sum; the score is its logistic. "
        "With a reranker the hits trade scores: `evidence.fused` is the one that was its own."
    )
    evidence: dict[str, float] = Field(
        description="The evidence as measured: cosine (a phrase's a little lowered), "
        "how far it stands out, BM25 of clause and document as shares of what was asked, how far "
        "the matches of the question's tokens stand out, place, document number, whether the "
        "clause holds the kind of figure that was asked for, and what it gained or lost as one of "
        "a list: for the same task elsewhere, for what its document leaves unsaid, for another "
        "clause of its document before it."
    )
    terms: list[str] = Field(
        description="Other names of what was asked, from the lexicon, that the clause holds."
    )


class ResultOut(BaseModel):
    """One clause found; highlights are offsets into `clause.text`."""

    rank: int
    score: float
    clause: ClauseOut
    highlights: list[OffsetRange]
    document: DocumentOut
    citation: CitationOut
    explanation: ExplanationOut | None = Field(
        default=None,
        exclude_if=lambda value: value is None,
        description="Only there when it was asked for.",
    )


class SearchResponse(BaseModel):
    """The clauses found for a question, best first."""

    query: QueryOut
    took_ms: float
    generation: int
    results: list[ResultOut]


class DocumentsPage(BaseModel):
    """Some documents; ask again with the cursor until it is null."""

    documents: list[DocumentOut]
    next_cursor: str | None


class ClausesPage(BaseModel):
    """Some clauses of a document in order; ask again with the cursor until it is null."""

    clauses: list[CitedClauseOut]
    next_cursor: str | None
