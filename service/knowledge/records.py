"""What an entry holds, before it goes over the wire or into a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from index import Citation, DocumentSummary
from ingest.records import Clause
from ingest.text.alignment import Span


class AlertKind(StrEnum):
    """Why a hotline should look at an entry again."""

    REPEALED = "repealed"
    TO_BE_REPEALED = "to_be_repealed"
    """A document that is issued already ends it on a day to come."""
    AMENDED = "amended"
    EXPIRED = "expired"
    EXPIRES_SOON = "expires_soon"
    NOT_YET_IN_FORCE = "not_yet_in_force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that is, or will be, amiss with the document of an entry."""

    kind: AlertKind
    on: dt.date | None
    """The day from which, or until which, it holds, where that is known."""
    basis: str | None
    """The sentence that says so."""
    document_id: str | None
    """The document that the sentence stands in, where that is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a clause, and where it stands in the raw text of the document."""

    text: str
    """As the clause has it: simplified, without noise."""
    quote: str
    """Always raw_text[start:end]."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A number to call that the document gives."""

    label: str
    """What it is for, as printed: 咨询电话."""
    number: str
    span: Span
    """Where label and number stand in the raw text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one clause tells a caller."""

    title: str
    questions: tuple[str, ...]
    passages: tuple[Passage, ...]
    """What answers: the whole clause, or the telling sentences of a long one; never empty."""
    complete: bool
    """Whether the passages are the whole clause."""
    clause: Clause
    document: DocumentSummary
    raw_text: str
    """Of the document: what all offsets count in."""
    citation: Citation
    """Of the whole clause."""
    topic: tuple[str, ...]
    """The headings above the clause, the highest first, without their numbers."""
    terms: tuple[str, ...]
    """Official names of the lexicon's matters that heading, or first sentence, speak of."""
    units: tuple[str, ...]
    """Who answers for it: the units that lead, else those named, else the issuers."""
    phones: tuple[Phone, ...]
    alerts: tuple[Alert, ...]

    @property
    def id(self) -> str:
        """The id of the clause: it stays while the clause does, whatever changes around it."""
        return self.clause.id

    @property
    def answer(self) -> str:
        """The text of the passages, one below the other."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def valid_from(self) -> dt.date | None:
        """The day of effect, else of issue."""
        return self.document.effective_on or self.document.issued_on
