"""The records that searching produces: queries, hits, citations, pages and reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from ingest.records import Clause, Document, Region, Source, Status, Supersession
from ingest.text.alignment import Span

T = TypeVar("T")


class Mode(StrEnum):
    """Which evidence ranks the clauses."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """What a document must be for its clauses to be found; an empty field allows everything.

    Values of one field are alternatives, fields are combined with "and".
    """

    region: tuple[str, ...] = ()
    """Full or short names; a document matches by its own place or one of its parents."""
    issuer: tuple[str, ...] = ()
    document_id: tuple[str, ...] = ()
    document_number: tuple[str, ...] = ()
    """As printed or as key; compared by key."""
    issued_from: dt.date | None = None
    issued_to: dt.date | None = None
    as_of: dt.date | None = None
    """The day on which status and expiry are judged; today when not given. Without `status`, only
    documents in force on that day pass."""
    status: str | None = None
    """One of the values of `ingest.records.Status`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWord:
    """One content word of a question."""

    text: str
    """Normalised, lower case."""
    names: tuple[str, ...] = ()
    """Other Chinese names of the matter, from the lexicon."""
    rarity: float = 1.0
    """In [0, 1]: 1 when one clause of the store or none holds the word or one of its names, 0 when
    all do."""
    clauses: int = 0
    """How many clauses of the store hold it as it was typed; where the store cuts words otherwise,
    how many hold its rarest pair of characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedWord:
    """A misspelt stretch of a question, or what it calls a law for short."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryInfo:
    """What was understood of a question."""

    text: str
    """As typed."""
    normalized: str
    """Simplified script, half width, single spaces, misspellings corrected, laws by title."""
    language: str
    """zh or en."""
    corrections: tuple[CorrectedWord, ...] = ()
    """What was corrected, in order."""
    regions: tuple[str, ...] = ()
    """Official names of the places named, in order of appearance."""
    terms: tuple[str, ...] = ()
    """Official terms of the lexicon groups that the question's words belong to."""
    words: tuple[AskedWord, ...] = ()
    """Content words, in order; question words and places are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document without its raw text."""

    id: str
    title: str
    source: Source
    document_number: str | None = None
    """As printed."""
    number_key: str | None = None
    """Normalised for look-up."""
    issuers: tuple[str, ...] = ()
    region: Region | None = None
    issued_on: dt.date | None = None
    effective_on: dt.date | None = None
    expires_on: dt.date | None = None
    status: Status = Status.IN_FORCE
    status_basis: str | None = None
    supersedes: tuple[Supersession, ...] = ()

    @classmethod
    def of(cls, document: Document) -> DocumentSummary:
        """Return what is known of a document, its raw text left behind."""
        return cls(
            id=document.id,
            title=document.title,
            source=document.source,
            document_number=document.document_number,
            number_key=document.number_key,
            issuers=document.issuers,
            region=document.region,
            issued_on=document.issued_on,
            effective_on=document.effective_on,
            expires_on=document.expires_on,
            status=document.status,
            status_basis=document.status_basis,
            supersedes=document.supersedes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An exact place in a document's raw text, with a label to print."""

    label: str
    """E.g. 《…实施方案》(襄阳市人民政府办公室, 2020-06-19) 二(二)21."""
    quote: str
    """Always `raw_text[start:end]`."""
    start: int
    end: int
    url: str
    """/documents/{document id}#{clause id}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One clause found."""

    rank: int
    """From 1."""
    score: float
    """In [0, 1], falling with rank."""
    clause: Clause
    document: DocumentSummary
    citation: Citation
    highlights: tuple[Span, ...] = ()
    """Offsets in `clause.text`, ascending, not touching each other."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """The evidence behind the score: dense (cosine of the nearest passage, a phrase's a little
    lowered), margin (how far it stands out of the store, the nearest passage in context having a
    share, in the unit of `index.ranking.fusion`), lexical (BM25 as a share of what was asked),
    document (that of its whole document), tokens (how far the matches of the question's tokens in
    it stand out of the store), tokens_least (the cosine of the worst matched of those that weigh
    most), place, number, figure; in a list for a reader what a clause lost or gained there (unsaid,
    same_task, repeated, behind, as in `parts`). Where a reranker read the clause: reranker
    (its logit) and fused (the score by its evidence; `score` is that of its new rank)."""
    parts: Mapping[str, float] = field(default_factory=dict)
    """What each kind of evidence added to the sum that the score is made of."""
    near: tuple[tuple[Span, float], ...] = ()
    """How near each passage of the clause is to the question: where it stands in `clause.text`, and
    how far its vector stands out of the store, in the unit of `margin`; empty without vectors."""
    terms: tuple[str, ...] = ()
    """Other names of what was asked, from the lexicon, that the clause holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The hits of one question, best first."""

    query: QueryInfo
    hits: tuple[Hit, ...]
    took_ms: float
    generation: int
    mode: Mode = Mode.HYBRID
    listed: tuple[Hit, ...] = ()
    """When asked for beside the hits that an answer is drawn from: the first of the list for a
    reader, in which the clauses of a document take turns with those of others."""
    elsewhere: tuple[Hit, ...] = ()
    """When asked for and question or filters name a place: the best clauses of other places that
    are not among the hits, so that one knows what others say; ranked by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an update has come."""

    stage: str
    """reading, embedding or writing."""
    done: int
    total: int | None = None
    """None while it is not known."""
    documents: int = 0
    clauses: int = 0
    seconds_left: float | None = None
    """An estimate from the speed so far; None while there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReport:
    """What an update changed."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    """Documents, these four."""
    clauses: int = 0
    """Clauses of the documents that were given."""
    embedded: int = 0
    """Passages that had to be embedded."""
    seconds: float = 0.0
    generation: int = 0
    """The generation that holds the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreStats:
    """The size and make of a store."""

    documents: int
    clauses: int
    passages: int
    generation: int
    model: str
    dense_index: str
    """flat, hnsw…, as `DenseIndex.kind` names it."""
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some items of a longer list."""

    items: tuple[T, ...]
    next_cursor: str | None = None
    """Ask again with it; None on the last page."""
