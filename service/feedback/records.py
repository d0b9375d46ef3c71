"""The record of what a reader said of one answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a reader found an answer, or a refusal, to be."""

    RIGHT = "right"
    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    OUTDATED = "outdated"
    SHOULD_ANSWER = "should_answer"
    """It was refused, and the documents have it."""
    SHOULD_REFUSE = "should_refuse"
    """It was answered, and the documents do not have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What one reader said of one answer. The fields are the columns of the ledger, in order."""

    id: str
    at: str
    """When it came, UTC, ISO 8601 with Z."""
    request_id: str | None = None
    """X-Request-ID of the answer it is about."""
    key_id: str | None = None
    """Id of the key it was sent with."""
    question: str
    verdict: Verdict
    clause_id: str | None = None
    """The clause that answers; of `wrong`, `incomplete` and `outdated` the one that does not."""
    document_id: str | None = None
    answer: str | None = None
    comment: str | None = None
    generation: int
    """Of the index that it was answered from."""
