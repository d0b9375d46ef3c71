"""The documents of one generation, and which of them a filter lets through on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.cursors import decode_order, encode_cursor
from index.errors import InvalidFilter
from index.questions.places import NO_PLACES, StorePlaces
from index.records import DocumentSummary, SearchFilters
from index.storage.catalog_view import CatalogView
from index.storage.recent import Recent
from index.storage.validity import IN_FORCE, Ending, as_of, existed
from ingest.metadata.document_numbers import normalize_number
from ingest.places.regions import contains, find_romanized, resolve_region
from ingest.records import Region, Status

_NATION_CODE: Final = "000000"
_CACHED_SELECTIONS: Final = 128
_CACHED_DAYS: Final = 16
_DIVISION: Final = re.compile(
    r"(?:特别行政区|[^\W\d]{1,3}族(?:自治[区州县旗])|自治[区州县旗]|地区|新区|[省市区县州盟旗])$"
)


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
        wanted = _Wanted.of(filters, today)
        passing = [key for key in self.documents if wanted.matches(self, key)]
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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A filter with its values folded once."""

    filters: SearchFilters
    day: dt.date
    ids: frozenset[str]
    numbers: frozenset[str]
    status: Status | None

    @classmethod
    def of(cls, filters: SearchFilters, today: dt.date) -> _Wanted:
        first, last = filters.issued_from, filters.issued_to
        if first and last and first > last:
            raise InvalidFilter("issued_from", first.isoformat(), f"must not be after {last}")
        status = None
        if filters.status is not None:
            try:
                status = Status(filters.status)
            except ValueError as error:
                rule = f"must be one of {', '.join(Status)}"
                raise InvalidFilter("status", filters.status, rule) from error
        numbers = frozenset(normalize_number(number) for number in filters.document_number)
        ids = frozenset(filters.document_id)
        return cls(filters, filters.as_of or today, ids, numbers, status)

    def matches(self, table: DocumentTable, key: int) -> bool:
        document, filters = table.documents[key], self.filters
        if self.ids and document.id not in self.ids:
            return False
        if self.numbers and document.number_key not in self.numbers:
            return False
        if filters.issuer and not _issued_by(document, filters.issuer):
            return False
        if filters.region and not _lies_in(document.region, filters.region):
            return False
        return self._dates_match(document) and self._holds(table, key)

    def _dates_match(self, document: DocumentSummary) -> bool:
        first, last, issued = self.filters.issued_from, self.filters.issued_to, document.issued_on
        if (first or last) and issued is None:
            return False
        return not (issued and ((first and issued < first) or (last and issued > last)))

    def _holds(self, table: DocumentTable, key: int) -> bool:
        """Judge the status: `as_of` alone asks for what was in force on that day."""
        if self.status is None and self.filters.as_of is None:
            return True
        document = table.on(key, self.day)
        if not existed(document, self.day):
            return self.status is Status.NOT_YET
        if self.status is None or self.status is Status.IN_FORCE:
            return document.status in IN_FORCE
        return document.status is self.status


def lies_in(region: Region | None, wanted: str) -> bool:
    """Whether a place is the one named, or lies in it; short and romanised names count too."""
    if region is None:
        return False
    names = (region.full_name, region.name, *region.parents)
    if wanted in names or wanted in (_short(name) for name in names):
        return True
    return any(
        region.code == named.code if named.code == _NATION_CODE else contains(named, region)
        for named in _resolve(wanted)
    )


def _lies_in(region: Region | None, wanted: Sequence[str]) -> bool:
    return any(lies_in(region, name.strip()) for name in wanted)


@lru_cache(maxsize=256)
def _resolve(name: str) -> tuple[Region, ...]:
    """Return the place of a name; for a romanised name that several places share, all of them."""
    region = resolve_region(name)
    if region is not None:
        return (region,)
    mentions = [mention for mention in find_romanized(name) if mention.start == 0]
    return tuple(one for each in mentions for one in (each.region, *each.alternatives))


def _short(name: str) -> str:
    """Return a place without the word for its kind: 襄阳市 -> 襄阳; 广西壮族自治区 -> 广西."""
    short = _DIVISION.sub("", name)
    return short if len(short) > 1 else name


def _issued_by(document: DocumentSummary, wanted: Sequence[str]) -> bool:
    return any(name.strip() in issuer for name in wanted for issuer in document.issuers)


def _most_frequent(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _list_order(document: DocumentSummary) -> tuple[int, str]:
    """Newest first, documents without a date last, equal dates by id."""
    return (-document.issued_on.toordinal() if document.issued_on else 1, document.id)


def _encode_cursor(document: DocumentSummary) -> str:
    return encode_cursor(list(_list_order(document)))
