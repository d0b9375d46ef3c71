"""Whether a document holds on a day, and the sentence that says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from index.records import DocumentSummary
from ingest.records import Status

IN_FORCE: Final = frozenset({Status.IN_FORCE, Status.AMENDED})
"""An amended document holds, with its amendments."""


class Ending(NamedTuple):
    """A sentence of a later document that repeals or amends this one."""

    kind: str
    since: str | None
    sentence: str
    by_id: str


def as_of(document: DocumentSummary, endings: Sequence[Ending], day: dt.date) -> DocumentSummary:
    """Return the document with the status it has on a day and what that rests on.

    What a later document says counts from the day that document holds; before anything else comes
    what ended it for good.
    """
    said = [ending for ending in endings if ending.since is None or ending.since <= day.isoformat()]
    repealed = next((ending for ending in said if ending.kind == "repeals"), None)
    if repealed:
        return _with(document, Status.REPEALED, f"{repealed.sentence} [{repealed.by_id}]")
    if document.status is Status.REPEALED:
        return document
    if document.expires_on and document.expires_on < day:
        return _with(document, Status.EXPIRED, document.status_basis)
    if document.effective_on and document.effective_on > day:
        return _with(document, Status.NOT_YET, document.status_basis)
    if said:
        return _with(document, Status.AMENDED, f"{said[-1].sentence} [{said[-1].by_id}]")
    if document.status in (Status.EXPIRED, Status.NOT_YET) and _dated(document):
        return _with(document, Status.IN_FORCE, None)  # its dates say more than the day it was read
    return document


def existed(document: DocumentSummary, day: dt.date) -> bool:
    """Whether a document had been issued by a day; unknown dates never exclude."""
    first = document.issued_on or document.effective_on
    return first is None or first <= day


def _dated(document: DocumentSummary) -> bool:
    if document.status is Status.EXPIRED:
        return document.expires_on is not None
    return document.effective_on is not None


def _with(document: DocumentSummary, status: Status, basis: str | None) -> DocumentSummary:
    return replace(document, status=status, status_basis=basis)
