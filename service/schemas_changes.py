"""What the feed of changes looks like over the wire."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

CHANGES_LIMIT_MAX: Final = 1000
SEQUENCE_MAX: Final = 2**63 - 1
"""The catalog counts no further."""

ChangeKindName = Literal[
    "document_added",
    "document_updated",
    "document_removed",
    "document_ended",
    "document_ending_lifted",
]
EndingStatusName = Literal["repealed", "amended", "expired"]


class ChangesQuery(BaseModel):
    """From where on, and how many."""

    model_config = ConfigDict(extra="forbid")

    since: int = Field(
        default=0,
        ge=0,
        le=SEQUENCE_MAX,
        description="`next_since` of the last page; 0 for all changes there ever were.",
    )
    limit: int = Field(default=100, ge=1, le=CHANGES_LIMIT_MAX, description="Changes on one page.")


class ChangedDocumentOut(BaseModel):
    """A document as it was at that moment: one that is gone can still be named."""

    id: str
    title: str
    document_number: str | None
    issued_on: dt.date | None
    effective_on: dt.date | None
    expires_on: dt.date | None = Field(
        description="Its last day. That it has passed is no change: nothing was published then."
    )


class ReplacedClauseOut(BaseModel):
    """Two clauses, one in the place of the other."""

    removed: str
    added: str


class ClauseChangesOut(BaseModel):
    """Ids of the document's clauses, in its order."""

    added: list[str]
    changed: list[str] = Field(description="They say or quote something else.")
    moved: list[str] = Field(
        description="They say the same; position or offsets in the raw text are others."
    )
    removed: list[str]
    replaced: list[ReplacedClauseOut] = Field(
        description="Which of those added stands in the place of one removed: a clause whose words "
        "were changed has another id."
    )


class EndingOut(BaseModel):
    """A sentence that ends or changes a document."""

    status: EndingStatusName = Field(description="What it makes of the document.")
    by: str | None = Field(
        description="Id of the document that says so; null when it says so of itself."
    )
    since: dt.date | None = Field(description="Holds from this day on; null when none is known.")
    sentence: str | None


class ChangeOut(BaseModel):
    """One change of one document."""

    sequence: int = Field(description="Ascending, not always by one; never given twice.")
    generation: int
    at: dt.datetime = Field(description="When it became visible, UTC.")
    kind: ChangeKindName
    document: ChangedDocumentOut
    clauses: ClauseChangesOut
    endings: list[EndingOut] | None = Field(
        description="With `document_ended` and `document_ending_lifted` all that hold now; else "
        "null: they are as before."
    )


class ChangesResponse(BaseModel):
    """Some changes in order; ask again with `next_since`, at once while `more` is true."""

    changes: list[ChangeOut]
    next_since: int
    more: bool
    generation: int = Field(description="All changes up to this generation can be had.")
    latest: int = Field(
        description="Sequence of the newest change. If `since` is beyond it, an older state of the "
        "store was restored: start over from 0."
    )
    feed: str = Field(
        description="Names the history that the numbers count. If it is another one than before, "
        "the store was built anew: start over from 0."
    )
