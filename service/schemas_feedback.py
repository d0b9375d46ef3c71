"""What goes over the wire when a reader says what an answer was worth."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from service.feedback.records import Verdict
from service.request_id import choose_request_id
from service.schemas_values import QueryText

ANSWER_MAX_CHARS: Final = 4000
COMMENT_MAX_CHARS: Final = 1000
ID_MAX_CHARS: Final = 200
GENERATION_MAX: Final = 2**53 - 1  # what every JSON reader counts to

# Line ends mean something in a comment; other control characters do not.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]+")


def _tidy(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _CONTROLS.sub(" ", value.replace("\r\n", "\n")).strip() or None


def _check_request_id(value: str) -> str:
    if choose_request_id(value) != value:
        raise ValueError("no id that a response carries: 128 of A-Z a-z 0-9 ._:+/=@- at most")
    return value


Id = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=ID_MAX_CHARS, strict=True),
]
RequestId = Annotated[str, StringConstraints(strict=True), AfterValidator(_check_request_id)]


class FeedbackRequest(BaseModel):
    """What a reader says of an answer, and which answer it was."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "办电要多久", "verdict": "incomplete", "comment": "没有说低压用户"}
            ]
        },
    )

    question: QueryText
    verdict: Verdict = Field(
        description="`should_answer`: it was refused, and the documents have it; `should_refuse`: "
        "it was answered, and the documents do not have it."
    )
    clause_id: Id | None = Field(
        default=None,
        description="With `right` and `should_answer` the clause that answers, else the one that "
        "does not, or no longer, or not wholly.",
    )
    document_id: Id | None = Field(
        default=None, description="The document; that of the clause when not given."
    )
    answer: Annotated[str | None, BeforeValidator(_tidy)] = Field(
        default=None, max_length=ANSWER_MAX_CHARS, strict=True, description="What was answered."
    )
    comment: Annotated[str | None, BeforeValidator(_tidy)] = Field(
        default=None, max_length=COMMENT_MAX_CHARS, strict=True, description="In your own words."
    )
    request_id: RequestId | None = Field(default=None, description="X-Request-ID of the answer.")
    generation: int | None = Field(
        default=None,
        ge=0,
        le=GENERATION_MAX,
        strict=True,
        description="`generation` of the answer; the one that is current when not given.",
    )


class FeedbackResponse(BaseModel):
    """What was kept, and when."""

    id: str
    at: str = Field(description="UTC, ISO 8601.", json_schema_extra={"format": "date-time"})
