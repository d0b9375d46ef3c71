"""What is amiss with a document on a day: ended, changed, about to end, not begun."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final

from index import DocumentSummary
from ingest.records import Status
from service.knowledge.records import Alert, AlertKind

_BY: Final = re.compile(r"\[(?P<by>[^\[\]\s]{1,200})\]\Z")
"""How a status rests on another document: behind the sentence, its id in brackets."""
_OF_STATUS: Final = {
    Status.REPEALED: AlertKind.REPEALED,
    Status.AMENDED: AlertKind.AMENDED,
    Status.EXPIRED: AlertKind.EXPIRED,
    Status.NOT_YET: AlertKind.NOT_YET_IN_FORCE,
}

DayOf = Callable[[str], dt.date | None]
"""The day from which on a document, by its id, holds: what it ends has ended then."""


def alerts_of(
    document: DocumentSummary,
    *,
    day: dt.date,
    expires_within: int,
    repealed_by_then: DocumentSummary | None = None,
    day_of: DayOf = lambda _: None,
) -> tuple[Alert, ...]:
    """Return what a hotline should know of a document.

    Args:
        document: With its status on the day.
        day: The day that counts as today.
        expires_within: Days to look ahead.
        repealed_by_then: The document with its status at the end of those days, if it will have
            been repealed by then.
        day_of: Tells from which day on the document that ends this one holds.
    """
    return tuple(_alerts(document, day, expires_within, repealed_by_then, day_of))


def _alerts(
    document: DocumentSummary,
    day: dt.date,
    days: int,
    then: DocumentSummary | None,
    day_of: DayOf,
) -> Iterator[Alert]:
    kind = _OF_STATUS.get(document.status)
    if kind is not None:
        yield _alert(kind, document, day_of)
    if kind in (AlertKind.REPEALED, AlertKind.EXPIRED):
        return
    if then is not None:
        yield _alert(AlertKind.TO_BE_REPEALED, then, day_of)
    ends = document.expires_on
    if ends is not None and day <= ends <= day + dt.timedelta(days=days):
        basis = document.status_basis if kind is None else None
        yield Alert(kind=AlertKind.EXPIRES_SOON, on=ends, basis=basis, document_id=None)


def _alert(kind: AlertKind, document: DocumentSummary, day_of: DayOf) -> Alert:
    basis = document.status_basis
    said = _BY.search(basis or "")
    return Alert(
        kind=kind,
        on=_own_day(kind, document) or (day_of(said["by"]) if said else None),
        basis=basis[: said.start()].rstrip() if basis and said else basis,
        document_id=said["by"] if said else None,
    )


def _own_day(kind: AlertKind, document: DocumentSummary) -> dt.date | None:
    if kind is AlertKind.EXPIRED:
        return document.expires_on
    return document.effective_on if kind is AlertKind.NOT_YET_IN_FORCE else None
