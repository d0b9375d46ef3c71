"""The records of scoring: labelled questions, judged runs and their metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Style(StrEnum):
    """How a question is worded."""

    FORMAL = "formal"
    COLLOQUIAL = "colloquial"
    KEYWORD = "keyword"
    HOTLINE = "hotline"
    ENGLISH = "english"
    TRADITIONAL = "traditional"
    TYPO = "typo"


class QuestionType(StrEnum):
    """What kind of thing answers a question."""

    DURATION = "duration"
    DEADLINE = "deadline"
    COUNT = "count"
    PERCENTAGE = "percentage"
    MONEY = "money"
    WHO = "who"
    LIST = "list"
    HOW = "how"
    MAY = "may"
    YES_NO = "yes_no"
    WHAT = "what"


class Split(StrEnum):
    """What a question may be used for: tuning (dev) or only checking (test)."""

    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Where an answer stands, in words that survive reading the corpus again."""

    document: str
    """Source file name."""
    number: str | None = None
    """The clause's number as printed; None when it has none or it is not needed."""
    heading: str = ""
    """The first characters of the clause after its number."""
    path: tuple[str, ...] = ()
    """Beginnings of headings above the clause, the highest first; some may be left out."""
    contains: str = ""
    """A string of the clause's text, for clauses that number and heading do not tell apart."""
    grade: int = 3
    """3 answers the question; 2 answers a part; 1 helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One value that answers a question."""

    value: str
    unit: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One labelled question."""

    id: str
    text: str
    style: Style
    type: QuestionType
    topic: str
    """Subject; all questions on a topic are in one split."""
    split: Split
    answerable: bool
    gold: tuple[Gold, ...] = ()
    answers: tuple[Answer, ...] = ()
    why: str = ""
    """For an unanswerable question: what makes it a near miss."""
    path: Path
    line: int

    @property
    def language(self) -> str:
        """The language the question is asked in: en or zh."""
        return "en" if self.style is Style.ENGLISH else "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What one mode found for one question, best first."""

    query_id: str
    ids: tuple[str, ...]
    """Clause ids, or document ids in a benchmark, each once."""
    top_score: float
    """Score of the first hit; 0 without hits."""
    took_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one mode found for all questions."""

    mode: str
    ranked: tuple[Ranked, ...]
    seconds: float
    """Wall clock of all questions together, building and loading left out."""


Qrels = Mapping[str, Mapping[str, int]]
"""Query id -> judged id -> grade; only judged queries have an entry."""

Values = Mapping[str, float]
"""Metric name -> value in [0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The mean metrics of some questions, with what is needed to trust them."""

    n: int
    values: Values
    intervals: Mapping[str, tuple[float, float]]
    """95 % bootstrap interval of every mean."""
