"""The records that answering produces: questions understood, statements, answers, refusals."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from index import Citation, DocumentSummary, Hit, SearchResult
from ingest.records import Clause, Measure, MeasureKind
from service.answering.groups.asked import AskedGroup


class AskedKind(StrEnum):
    """What kind of thing a question asks for."""

    HOW_LONG = "how_long"
    BY_WHEN = "by_when"
    HOW_MANY = "how_many"
    HOW_MUCH = "how_much"
    WHAT_SHARE = "what_share"
    HOW_LARGE = "how_large"
    WHO = "who"
    LIST = "list"
    HOW = "how"
    MAY = "may"
    YES_NO = "yes_no"
    WHAT = "what"


SUMS_AND_SHARES: Final = frozenset({MeasureKind.MONEY, MeasureKind.PERCENTAGE})
"""What is paid, or given, is said as either."""


class AskedForm(StrEnum):
    """What the answer must look like, where that says more than the kind does."""

    PHONE = "phone"
    """A number to call."""
    CLOCK = "clock"
    """A time of day."""
    FREQUENCY = "frequency"
    """How often something is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """What a question asks for, read from its words alone."""

    text: str
    """As typed."""
    normalized: str
    """Simplified script, half width, single spaces."""
    language: str
    """The language to answer in: zh or en."""
    kind: AskedKind
    figures: frozenset[MeasureKind] = frozenset()
    """The kinds of measure that would answer; empty for questions that want no figure."""
    units: frozenset[str] = frozenset()
    """Units that the question names (几个环节 -> 环节); empty when any unit will do."""
    group: str | None = None
    """The one group or case asked about (低压用户); None when all are wanted."""
    regions: tuple[str, ...] = ()
    """Official names of the places named."""
    form: AskedForm | None = None
    whole_clause: bool = False
    """Whether it names a clause by number and asks for nothing in it."""
    whose: AskedGroup = field(default_factory=AskedGroup)
    """For whom it asks, as far as its words tell."""
    also: tuple[AskedQuestion, ...] = ()
    """What other parts of it ask for: 什么时候抽查、谁组织 asks for a date and for who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A citation with the clause and document it points into."""

    citation: Citation
    clause: Clause
    document: DocumentSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMeasure:
    """A figure that answers, and which of the answer's citations shows it."""

    measure: Measure
    citation: int
    """Index into `Answer.citations`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence or line of an answer."""

    text: str
    citations: tuple[int, ...]
    """Indices into `Answer.citations`; never empty."""


class Reason(StrEnum):
    """Why a question was not answered."""

    NO_CLAUSE = "no_clause"
    """No clause is on the subject."""
    NO_FIGURE = "no_figure"
    """Clauses are on the subject, none states what was asked."""
    OTHER_PLACE = "other_place"
    """The place named says nothing, another place does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """What to say and do when the documents do not answer."""

    reason: Reason
    nearest: tuple[Hit, ...]
    """The closest clauses, best first; never presented as the answer."""
    contact: str
    """Whom to ask, in the language of the answer: the hotline, and the units responsible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Statements with their citations, or "not found" with what was closest."""

    question: AskedQuestion
    answered: bool
    text: str
    """What to read out: the statements joined, or the sentence that says what was not found."""
    confidence: float
    """In [0, 1]: the calibrated chance that the statements answer the question."""
    search: SearchResult
    statements: tuple[Statement, ...] = ()
    measures: tuple[FoundMeasure, ...] = ()
    citations: tuple[Source, ...] = ()
    not_found: NotFound | None = None
    phrased: bool = False
    """Whether a language model phrased the statements."""
    removed: int = 0
    """How many sentences of the language model did not stand the check."""
    notes: tuple[str, ...] = field(default=())
    """What must be said first: that a document is repealed, expired, or of another level."""
