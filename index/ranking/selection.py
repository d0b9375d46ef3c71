"""The documents of one generation, and which of them a filter lets through on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.cursors import decode_order, encode_cursor
from index.questions.places import NO_PLACES, StorePlaces
from index.ranking.filtering import Wanted
from index.records import DocumentSummary, SearchFilters
from index.storage.catalog_view import CatalogView
from index.storage.recent import Recent
from index.storage.validity import IN_FORCE, Ending, as_of

_CACHED_SELECTIONS: Final = 128
_CACHED_DAYS: Final = 16


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents that pass a filter."""

    keys: NDArray[np.int64]
    """Ascending document keys."""
    is_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many documents have each value, the most frequent first."""

    region: tuple[tuple[str, int], ...]
    issuer: tuple[tuple[str, int], ...]
    year: tuple[tuple[str, int], ...]
    status: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class DocumentTable:
    """All documents of a generation in memory, without their texts."""

    documents: Mapping[int, DocumentSummary]
    """By document key, with the status that their own text states."""
    endings: Mapping[str, Sequence[Ending]]
    places: StorePlaces = NO_PLACES
    _listed: tuple[int, ...] = ()
    _selections: Recent[tuple[SearchFilters, dt.date], Selection] = field(
        default_factory=lambda: Recent(_CACHED_SELECTIONS)
    )
    _in_force: Recent[dt.date, frozenset[int]] = field(default_factory=lambda: Recent(_CACHED_DAYS))

    @classmethod
    def of(cls, view: CatalogView) -> DocumentTable:
        """Read the documents that a view sees."""
        documents = view.documents()
        listed = sorted(documents, key=lambda key: _list_order(documents[key]))
        places = StorePlaces.of(d.region for d in documents.values() if d.region)
        return cls(documents, view.endings(), places, tuple(listed))

    def on(self, key: int, day: dt.date) -> DocumentSummary:
        """Return a document with the status it has on a day."""
        document = self.documents[key]
        return as_of(document, self.endings.get(document.id, ()), day)

    def in_force(self, day: dt.date) -> frozenset[int]:
        """Return the keys of the documents that hold on a day; the last days stay in memory."""
        cached = self._in_force.get(day)
        if cached is None:
            cached = frozenset(k for k in self.documents if self.on(k, day).status in IN_FORCE)
            self._in_force.keep({day: cached})
        return cached

    def select(self, filters: SearchFilters, *, today: dt.date) -> Selection:
        """Return the documents that pass; repeated filters are answered from memory.

        Raises:
            InvalidFilter: If a value can never match.
        """
        cached = self._selections.get((filters, today))
        if cached is not None:
            return cached
        wanted = Wanted.of(filters, today)
        passing = [
            key
            for key, document in self.documents.items()
            if wanted.matches(document, self.endings.get(document.id, ()))
        ]
        keys = np.array(sorted(passing), dtype=np.int64)
        selection = Selection(keys, len(keys) == len(self.documents))
        self._selections.keep({(filters, today): selection})
        return selection

    def numbered(self, numbers: Sequence[str], selection: Selection) -> Selection:
        """Return the documents of a selection with one of these numbers, given by key."""
        wanted = frozenset(numbers)
        keys = selection.keys.tolist() if wanted else ()
        found = [key for key in keys if self.documents[key].number_key in wanted]
        return Selection(np.array(found, dtype=np.int64), is_all=False)

    def page(
        self, filters: SearchFilters, *, cursor: str | None, limit: int, today: dt.date
    ) -> tuple[tuple[DocumentSummary, ...], str | None]:
        """List the documents that pass, the newest first, and the cursor of the next page.

        A cursor names the last document listed, so documents that come and go between two pages
        make none of the others appear twice or never.

        Raises:
            InvalidCursor: If the cursor was not made here.
        """
        after = decode_order(cursor) if cursor else None
        selected = set(self.select(filters, today=today).keys.tolist())
        keys = [
            key
            for key in self._listed
            if key in selected and (after is None or _list_order(self.documents[key]) > after)
        ]
        items = tuple(self.on(key, filters.as_of or today) for key in keys[:limit])
        more = len(keys) > limit and items
        return items, _encode_cursor(items[-1]) if more else None

    def facets(self, filters: SearchFilters, *, today: dt.date) -> Facets:
        """Count the values of the documents that pass, a region for each level above it too."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in Facets.__slots__}
        for key in self.select(filters, today=today).keys.tolist():
            document = self.on(key, filters.as_of or today)
            if document.region:
                counts["region"].update({document.region.name, *document.region.parents})
            counts["issuer"].update(set(document.issuers))
            if document.issued_on:
                counts["year"][str(document.issued_on.year)] += 1
            counts["status"][document.status.value] += 1
        return Facets(**{name: _most_frequent(counter) for name, counter in counts.items()})


def _most_frequent(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _list_order(document: DocumentSummary) -> tuple[int, str]:
    """Newest first, documents without a date last, equal dates by id."""
    return (-document.issued_on.toordinal() if document.issued_on else 1, document.id)


def _encode_cursor(document: DocumentSummary) -> str:
    return encode_cursor(list(_list_order(document)))
