"""What goes over the wire when a question is asked: the request, and the answer with its proofs."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.schemas import (
    CitationOut,
    ClauseOut,
    DocumentOut,
    Filters,
    MeasureOut,
    QueryOut,
    ResultOut,
)
from service.schemas_values import QueryText

LanguageName = Literal["zh", "en"]


class AskRequest(BaseModel):
    """A question, and for which documents and in which language to answer it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": "办电要多久"}]}
    )

    question: QueryText
    filters: Filters | None = None
    language: LanguageName | None = Field(
        default=None, description="Of the answer; the language of the question when not given."
    )
    phrase: bool | None = Field(
        default=None,
        strict=True,
        description="Whether the configured language model may phrase the answer; by default it "
        "does. Without one, answers are extractive.",
    )


class StatementOut(BaseModel):
    """One line of an answer; `citations` are indices into the answer's citations."""

    text: str
    citations: list[int]


class AnswerMeasureOut(MeasureOut):
    """A figure that answers; `citation` is the index of the citation that shows it."""

    citation: int


class AnswerCitationOut(CitationOut):
    """An exact place in a document, with the clause and the document it stands in."""

    clause: ClauseOut
    document: DocumentOut


class NotFoundOut(BaseModel):
    """Why there is no answer, what was closest, and whom to ask."""

    reason: Literal["no_clause", "no_figure", "other_place"]
    nearest: list[ResultOut]
    contact: str


class AskResponse(BaseModel):
    """An answer with everything needed to check it, or why there is none."""

    answered: bool
    answer: str = Field(description="What to read out.")
    statements: list[StatementOut]
    measures: list[AnswerMeasureOut]
    citations: list[AnswerCitationOut]
    confidence: float = Field(description="Chance that the answer is right, in [0, 1].")
    not_found: NotFoundOut | None
    results: list[ResultOut] = Field(description="The first hits, as /v1/search returns them.")
    notes: list[str] = Field(
        description="What must be said first: repealed, expired, read from a scan, other place."
    )
    phrased: bool = Field(default=False, description="Whether a language model phrased it.")
    removed: int = Field(
        default=0, description="Sentences of the language model that did not stand the check."
    )
    kind: str = Field(description="What the question was taken to ask for.")
    language: LanguageName = Field(description="Of the answer.")
    query: QueryOut
    took_ms: float
    generation: int
