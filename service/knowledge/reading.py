"""Reads entries from a store, document after document, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple

from index import (
    DocumentSummary,
    InvalidCursor,
    Lexicon,
    Page,
    SearchFilters,
    Store,
    UnknownDocument,
)
from index.cursors import decode_cursor, encode_cursor
from ingest.records import Clause, Status
from service.knowledge.alerts import alerts_of
from service.knowledge.entries import entry_of
from service.knowledge.phones import phones_in
from service.knowledge.records import Alert, Entry, Phone
from service.knowledge.topics import WantedTopic
from service.problems import NotReady
from service.searching import ATTEMPTS

EXPIRES_WITHIN_DAYS: Final = 60
"""So far ahead is looked for what ends, where nobody says how far."""
SCANNED_MOST: Final = 1000
"""Clauses that one page looks at: a topic that hardly occurs must not read the whole store."""
_DOCUMENTS: Final = 100
_CLAUSES: Final = 100
_BEFORE_FIRST: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are asked for, and how they are looked at."""

    filters: SearchFilters
    day: dt.date
    """The day that statuses and alerts are of."""
    expires_within: int
    topic: WantedTopic | None = None
    with_alerts: bool = False
    lexicon: Lexicon


class _Step(NamedTuple):
    """A place in the listing, and the entry there, if the clause makes one that is wanted."""

    document: DocumentSummary
    position: int
    entry: Entry | None


class _Place(NamedTuple):
    """The last clause that a page has looked at."""

    order: int
    document_id: str
    position: int


def entries_page(store: Store, wanted: Wanted, *, cursor: str | None, limit: int) -> Page[Entry]:
    """Return some entries in a stable order: the newest documents first, clauses as they stand.

    A page may hold fewer than `limit` entries, or none, and still have one after it.

    Raises:
        InvalidFilter: If a filter has a value that can never match.
        InvalidCursor: If the cursor is not from such a page.
        NotReady: If documents are being replaced faster than they can be read.
    """
    place = _decoded(cursor) if cursor is not None else None
    found: list[Entry] = []
    for looked_at, step in enumerate(_steps(store, wanted, place), 1):
        if step.entry is not None:
            found.append(step.entry)
        if len(found) == limit or looked_at == SCANNED_MOST:
            return Page(items=tuple(found), next_cursor=_encoded(step))
    return Page(items=tuple(found))


def every_clause(store: Store, wanted: Wanted) -> Iterator[Entry | None]:
    """Yield the entry of each clause in the same order, or none where it makes none.

    It may be drawn from in one thread after the other; nothing is held between two clauses.

    Raises:
        As `entries_page` does, but for cursors.
    """
    return (step.entry for step in _steps(store, wanted, None))


def _steps(store: Store, wanted: Wanted, place: _Place | None) -> Iterator[_Step]:
    """Go through the clauses of the documents that pass, from after a place."""
    cursor = None
    if place is not None:
        yield from _rest_of(store, wanted, place)
        cursor = encode_cursor([place.order, place.document_id])
    while True:
        page = store.documents(wanted.filters, cursor=cursor, limit=_DOCUMENTS)
        for document, alerts in _with_alerts(store, wanted, page.items):
            yield from _of_document(store, wanted, document, alerts, after=_BEFORE_FIRST)
        cursor = page.next_cursor
        if cursor is None:
            return


def _rest_of(store: Store, wanted: Wanted, place: _Place) -> Iterator[_Step]:
    """Go on in the document where a page ended, if it is still there and still passes."""
    asked = wanted.filters.document_id
    if asked and place.document_id not in asked:
        return
    only = replace(wanted.filters, document_id=(place.document_id,))
    items = store.documents(only, limit=1).items
    for document, alerts in _with_alerts(store, wanted, items):
        yield from _of_document(store, wanted, document, alerts, after=place.position)


def _with_alerts(
    store: Store, wanted: Wanted, documents: Sequence[DocumentSummary]
) -> Iterator[tuple[DocumentSummary, tuple[Alert, ...]]]:
    """Give each document its alerts; without any it is left out where only those are asked for."""
    then = _repealed_by(store, wanted, documents)
    for document in documents:
        alerts = alerts_of(
            document,
            day=wanted.day,
            expires_within=wanted.expires_within,
            repealed_by_then=then.get(document.id),
            day_of=partial(_holds_from, store),
        )
        if alerts or not wanted.with_alerts:
            yield document, alerts


def _holds_from(store: Store, document_id: str) -> dt.date | None:
    """Return the day from which on a document holds: of effect, else of issue."""
    try:
        document = store.document(document_id)
    except UnknownDocument:
        return None  # gone since it was listed
    return document.effective_on or document.issued_on


def _repealed_by(
    store: Store, wanted: Wanted, documents: Sequence[DocumentSummary]
) -> dict[str, DocumentSummary]:
    """Return those of the documents that will have been repealed when the days ahead are over."""
    if not documents:
        return {}
    filters = SearchFilters(
        document_id=tuple(document.id for document in documents),
        as_of=wanted.day + dt.timedelta(days=wanted.expires_within),
        status=Status.REPEALED,
    )
    return {one.id: one for one in store.documents(filters, limit=len(documents)).items}


def _of_document(
    store: Store,
    wanted: Wanted,
    document: DocumentSummary,
    alerts: Sequence[Alert],
    *,
    after: int,
) -> Iterator[_Step]:
    raw_text: str | None = None
    phones: tuple[Phone, ...] = ()
    while True:
        try:
            text, clauses = _read(store, document, after)
        except UnknownDocument:
            return  # gone since it was listed
        if text != raw_text:
            raw_text, phones = text, phones_in(text)
        for clause in clauses:
            entry = None
            if wanted.topic is None or wanted.topic.matches(clause, wanted.lexicon):
                entry = entry_of(
                    clause, document, text, alerts=alerts, phones=phones, lexicon=wanted.lexicon
                )
            yield _Step(document, clause.position, entry)
        if len(clauses) < _CLAUSES:
            return
        after = clauses[-1].position


def _read(store: Store, document: DocumentSummary, after: int) -> tuple[str, tuple[Clause, ...]]:
    """Return the raw text and the next clauses of one version of a document.

    Raises:
        UnknownDocument: If it is gone.
        NotReady: If it is being replaced again and again.
    """
    cursor = encode_cursor(after) if after >= 0 else None
    for _ in range(ATTEMPTS):
        before = store.document(document.id)
        text = store.raw_text(document.id)
        clauses = store.clauses(document.id, cursor=cursor, limit=_CLAUSES).items
        if store.document(document.id) == before:
            return text, clauses
    raise NotReady("The documents are being replaced.")


def _encoded(step: _Step) -> str:
    return encode_cursor([_order(step.document), step.document.id, step.position])


def _decoded(cursor: str) -> _Place:
    """Return the place that `_encoded` was given.

    Raises:
        InvalidCursor: If the cursor was not made there.
    """
    match decode_cursor(cursor):
        case [int() as order, str() as document_id, int() as position] if (
            not isinstance(order, bool) and not isinstance(position, bool) and position >= 0
        ):
            return _Place(order, document_id, position)
    raise InvalidCursor(cursor)


def _order(document: DocumentSummary) -> int:
    """Return the number by which `Store.documents` lists, as its cursors hold it."""
    return -document.issued_on.toordinal() if document.issued_on else 1
