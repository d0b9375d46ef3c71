"""The records of the feed of changes: what each generation changed, document by document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ingest.records import Status


class ChangeKind(StrEnum):
    """What happened to a document."""

    DOCUMENT_ADDED = "document_added"
    DOCUMENT_UPDATED = "document_updated"
    DOCUMENT_REMOVED = "document_removed"
    DOCUMENT_ENDED = "document_ended"
    """A text says, and said not before, that it is repealed, amended or expired."""
    DOCUMENT_ENDING_LIFTED = "document_ending_lifted"
    """A text that said so says it no longer, or is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChanges:
    """Ids of clauses of one document, each list in the order of the document."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """What they say or quote is another."""
    moved: tuple[str, ...] = ()
    """They say the same elsewhere: position or offsets in the raw text are others."""
    removed: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    """One that was removed and one that was added in its place: the same with other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedEnding:
    """A sentence that ends or changes a document."""

    status: Status
    """What it makes of the document: repealed, amended or expired."""
    by_id: str | None
    """The document whose text says so; None when it is the document's own."""
    since: dt.date | None
    """Holds from this day on; None when no day is known: it holds already."""
    sentence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the feed; what it says of the document is as of that moment."""

    sequence: int
    """From 1, ascending; a number never comes back."""
    generation: int
    at: dt.datetime
    """When it became visible, UTC."""
    kind: ChangeKind
    document_id: str
    title: str
    document_number: str | None
    issued_on: dt.date | None
    effective_on: dt.date | None
    expires_on: dt.date | None
    clauses: ClauseChanges = ClauseChanges()
    endings: tuple[StatedEnding, ...] | None = None
    """All that hold now, the oldest first; None where the change is about something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """Some changes in order."""

    changes: tuple[Change, ...]
    next_since: int
    """Ask again with it."""
    more: bool
    generation: int
    """The generation that is answered from; all changes up to it can be had."""
    latest: int
    """The sequence of the newest change there is; 0 before the first."""
    feed: str
    """Names the history that the numbers count: another one when the store was built anew."""
