"""The records that comparing produces: rows of places, groups of like figures, precedents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index import Hit, QueryInfo
from ingest.records import Measure, MeasureKind
from service.answering.figures.values import is_striven
from service.answering.records import Reason, Source


class Relation(StrEnum):
    """How the place of a document relates to the place that a row is about."""

    OWN = "own"
    BELOW = "below"
    """A district of the city that was asked for."""
    ABOVE = "above"
    """The province or the nation; its rules are not the place's own answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures that measure the same thing in the same unit."""

    subject: str
    """What is measured, in the words of the row that opens the group."""
    kind: MeasureKind
    unit: str
    """The family of units, e.g. 工作日; working days and days are two families."""
    places: int
    """How many places have a row in it."""
    question: str = ""
    """Which of several questions it answers; empty when there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one place says, or that it says nothing."""

    place: str
    """The place that was asked for; the document's own when none was."""
    found: bool
    relation: Relation = Relation.OWN
    reason: Reason | None = None
    """Why nothing was found; None when something was."""
    group: int | None = None
    """Index into `Comparison.groups`; None without a figure."""
    alike: int = 0
    """Rows of a group with the same number hold for like conditions."""
    measure: Measure | None = None
    """The figure; None when the question asks for none."""
    lower: Measure | None = None
    """The lower end of a range, whose upper end is the figure."""
    text: str = ""
    """What is said, in the words of the document, when it is no figure."""
    source: Source | None = None
    """Where it is said; for a row that is not found the closest clause on the subject, if any."""
    question: str = ""
    """Which of several questions it answers, or does not; empty when there is one."""

    @property
    def region(self) -> str:
        """The place of the document in full; without one, the place of the row."""
        region = self.source.document.region if self.source and self.found else None
        return region.full_name if region else self.place

    @property
    def striven(self) -> bool:
        """Whether the figure is only striven for (力争): beside promises it is none."""
        if self.measure is None or self.source is None:
            return False
        return is_striven(self.lower or self.measure, self.source.clause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One question answered by many places."""

    question: str
    query: QueryInfo
    rows: tuple[Row, ...]
    """By group, the one of most places first; then by condition and place; what was not found
    comes last. Of several questions each has its rows together."""
    groups: tuple[Group, ...]
    left_out: int
    """Places with a relevant clause beyond those that are compared."""
    took_ms: float
    generation: int
    questions: tuple[str, ...] = ("",)
    """Those of which it consists, in order, with rows or without; "" alone when it is one."""

    @property
    def language(self) -> str:
        """The language to say it in: zh or en."""
        return "en" if self.query.language == "en" else "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePair:
    """A figure of one clause beside the like figure of another; one side may be missing."""

    own: Measure | None
    other: Measure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A clause of another place on the same task, with what differs."""

    hit: Hit
    measures: tuple[MeasurePair, ...]
    """Like figures side by side, then those that only one of the clauses has."""
    added: tuple[str, ...]
    """Items or sentences of the precedent that the clause has nothing like."""
    missing: tuple[str, ...]
    """Items or sentences of the clause that the precedent has nothing like."""
