"""The records that reading produces: sources, documents, clauses, parts and measures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ingest.text.alignment import Alignment, Span


class Status(StrEnum):
    """Whether a document is law today, as far as the texts say."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet_in_force"
    EXPIRED = "expired"
    REPEALED = "repealed"
    AMENDED = "amended"


class ClauseKind(StrEnum):
    """What a clause is in its document."""

    TASK = "task"
    ARTICLE = "article"
    PREAMBLE = "preamble"
    SECTION = "section"
    TABLE = "table"
    QUESTION = "question"
    ATTACHMENT = "attachment"


class PartKind(StrEnum):
    """What a part is in its clause."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    SENTENCE = "sentence"
    ROW = "row"


class MeasureKind(StrEnum):
    """What a figure measures."""

    __hash__ = str.__hash__  # an enumeration's own is a call of Python for each look-up

    DURATION = "duration"
    DEADLINE = "deadline"
    PERCENTAGE = "percentage"
    COUNT = "count"
    MONEY = "money"
    SIZE = "size"


class Scan(StrEnum):
    """What became of the pages of a file that are pictures."""

    RECOGNISED = "recognised"
    """Read by character recognition, so a character may be another than in the file."""
    UNREAD = "unread"
    """Left out, so the text is not complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text came from."""

    uri: str
    """Path as given (posix), `archive.zip!member`, or a URL."""
    name: str
    """File name as ingested, e.g. `001_plan.txt`."""
    sha256: str
    """Digest of the bytes that were read."""
    media_type: str = "text/plain"
    reposted_by: str | None = None
    """Who reposted the document, when that is not who issued it."""
    reposted_on: dt.date | None = None
    scan: Scan | None = None
    """What became of pages that are pictures; None where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """What a reader returns: the text as read, and what the container says about it."""

    source: Source
    text: str
    """Plain text. Tables are lines `| cell | cell |`, header row first, no separator row."""
    hints: dict[str, str] = field(default_factory=dict)
    """Facts the container states apart from the text. Keys used: title, document_number, issuer,
    issued_on (YYYY-MM-DD), published_on, effective_on, expires_on, index_number, topic, validity
    (as printed, e.g. 有效), content_source (whom a page names as its source: the issuer, or
    another site), site (the name of the site)."""
    notes: tuple[str, ...] = ()
    """What whoever reads the file in should know, e.g. which lines were read in doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place: from the list of administrative divisions, or one that only documents name."""

    code: str
    """Six digits; 000000 is the nation. A place that is not in the list has a code made from its
    name and parents: x and eleven hexadecimal digits, the same in every process."""
    name: str
    """Official name, e.g. 襄阳市; for a place that is not in the list, the name as stated."""
    level: str
    """nation, province, city or county."""
    parents: tuple[str, ...] = ()
    """Names above it, the highest first, the nation left out: ("湖北省",)."""

    @property
    def full_name(self) -> str:
        """The name with its parents before it, e.g. 湖北省襄阳市."""
        return "".join((*self.parents, self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Supersession:
    """A sentence of a document that ends or changes another document."""

    kind: str
    """repeals or amends."""
    title: str | None
    """Title between the book marks, without them."""
    document_number: str | None
    """Normalised key of the number named (`ingest.metadata.document_numbers.normalize_number`)."""
    sentence: str
    span: Span
    """Raw span of the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One policy document with what is known about it."""

    id: str
    title: str
    source: Source
    text: str
    """The raw text: what every offset counts in."""
    document_number: str | None = None
    """As printed, e.g. 津政规〔2020〕7号, simplified."""
    number_key: str | None = None
    """The same, normalised for look-up: brackets 〔〕, no spaces, half-width digits."""
    issuers: tuple[str, ...] = ()
    region: Region | None = None
    issued_on: dt.date | None = None
    effective_on: dt.date | None = None
    expires_on: dt.date | None = None
    status: Status = Status.IN_FORCE
    """What this text says of itself; expiry and repeal by others are decided on search."""
    status_basis: str | None = None
    supersedes: tuple[Supersession, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Who has to do a task."""

    lead: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One typed figure of a clause."""

    kind: MeasureKind
    subject: str
    """What is measured, e.g. 办理时间."""
    condition: str | None = None
    """For whom or when it holds, e.g. 高压用户."""
    comparator: str = "="
    """One of <= >= = < >."""
    value: str = ""
    """A decimal number as text, or for deadlines the date text (2020年底, 每月25日)."""
    unit: str | None = None
    """As the text names it: 个工作日, 天, 小时, %, 万元, 平方米, 千瓦."""
    baseline: str | None = None
    """The value it comes down or up from, in the same unit."""
    start: int
    """Offsets of the figure's span in the clause text."""
    end: int


class Part(NamedTuple):
    """A piece of a clause that can be embedded and cited on its own."""

    kind: PartKind
    start: int
    """Offsets in the clause text."""
    end: int
    number: str | None = None
    """Its mark as printed: (一), 1., ①."""
    context: str = ""
    """Words that must be read with it and stand elsewhere, e.g. a table row's header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The unit of retrieval: one task, one article, one preamble."""

    id: str
    document_id: str
    position: int
    """Order in the document, from 0."""
    kind: ClauseKind
    number: str | None
    """As printed, e.g. `21.`, `(三)`, `第二十三条`."""
    heading: str
    """Without the number; empty when the clause has none."""
    path: tuple[str, ...]
    """Headings above it, the highest first, each with its number: ("二、主要任务", "(二)…")."""
    text: str
    """Clean text with number and heading; paragraphs are separated by a newline."""
    body_start: int
    """Offset in `text` of the first character after the number (where the heading begins)."""
    alignment: Alignment
    """Maps offsets of `text` to the raw text."""
    parts: tuple[Part, ...] = ()
    responsible: Responsible = Responsible()
    measures: tuple[Measure, ...] = ()

    @property
    def span(self) -> Span:
        """The raw span from the first to the last character of the clause."""
        return self.alignment.raw_span(0, len(self.text))

    @property
    def spans(self) -> tuple[Span, ...]:
        """The contiguous raw pieces that make the text."""
        return self.alignment.raw_spans(0, len(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """A document with its clauses in order."""

    document: Document
    clauses: tuple[Clause, ...]
