"""What goes over the wire when places are compared and when precedents are looked for."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.schemas import (
    CitationOut,
    ClauseDetailOut,
    ClauseOut,
    DocumentOut,
    Filters,
    MeasureOut,
    QueryOut,
    ResponsibleOut,
)
from service.schemas_values import FilterValues, QueryText


class CompareRequest(BaseModel):
    """A question, and the places to compare."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "办电要多久", "regions": ["襄阳市", "威海市", "天津市"]}]
        },
    )

    question: QueryText
    regions: FilterValues = Field(
        default=[],
        description="Full or short place names; each gets a row. Without any, the places that the"
        " question names are compared, else all that have a relevant clause.",
    )
    filters: Filters | None = None


class ComparedClauseOut(BaseModel):
    """The clause that a row is from, without its text."""

    id: str
    document_id: str
    number: str | None
    heading: str
    path: list[str]
    responsible: ResponsibleOut


class CompareRowOut(BaseModel):
    """What one place says under one condition, or that it says nothing.

    A row that is not found may still name the closest clause on the subject, with its citation.
    """

    question: str | None = Field(
        default=None, description="Which of several questions typed as one; null when it is one."
    )
    found: bool
    place: str = Field(description="The place asked for; the document's own when none was.")
    region: str = Field(description="The place of the document, with those above it.")
    relation: Literal["own", "below", "above"] = Field(
        description="How the place of the document relates to the place asked for."
    )
    reason: Literal["no_clause", "no_figure", "other_place"] | None = Field(
        description="Why nothing was found."
    )
    group: int | None = Field(description="Index into `groups`: rows that measure the same thing.")
    alike: int = Field(description="Rows of a group with the same number hold for like conditions.")
    kind: str | None
    subject: str | None = Field(description="What is measured, as the document calls it.")
    condition: str | None
    comparator: str | None
    value: str | None
    value_from: str | None = Field(
        description="Where a range begins that ends with the value, in the same unit."
    )
    unit: str | None
    baseline: str | None
    striven: bool = Field(description="Whether the figure is only striven for (力争).")
    text: str | None = Field(description="What is said, when it is no figure.")
    clause: ComparedClauseOut | None
    document_number: str | None
    issued_on: dt.date | None
    status: str | None
    document: DocumentOut | None
    citation: CitationOut | None


class CompareGroupOut(BaseModel):
    """Figures of one subject in one family of units; working days and days are two families."""

    question: str | None = Field(default=None, description="As in its rows.")
    subject: str
    kind: str
    unit: str
    places: int


class CompareResponse(BaseModel):
    """One question answered by many places: the group of most places first."""

    question: str
    questions: list[str] = Field(
        default=[], description="Several typed as one, in order; each has its groups and rows."
    )
    query: QueryOut
    groups: list[CompareGroupOut]
    rows: list[CompareRowOut]
    left_out: int = Field(description="Places with a relevant clause that are not compared.")
    took_ms: float
    generation: int


class MeasurePairOut(BaseModel):
    """A figure of the clause beside the like figure of its precedent; one may be missing."""

    own: MeasureOut | None
    other: MeasureOut | None


class ResponsiblePairOut(BaseModel):
    """Who is responsible here and there."""

    own: ResponsibleOut
    other: ResponsibleOut


class DifferencesOut(BaseModel):
    """What differs between a clause and its precedent."""

    measures: list[MeasurePairOut]
    responsible: ResponsiblePairOut
    added: list[str] = Field(description="What only the precedent has.")
    missing: list[str] = Field(description="What only the clause has.")


class PrecedentOut(BaseModel):
    """The same task in another place."""

    rank: int
    score: float
    clause: ClauseOut
    document: DocumentOut
    citation: CitationOut
    differences: DifferencesOut


class SimilarResponse(BaseModel):
    """A clause, and the same task in other places, the most alike first."""

    clause: ClauseDetailOut
    results: list[PrecedentOut]
    took_ms: float
    generation: int
