"""Whether a document is what a filter asks for: its place, issuer, number, date and status."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.errors import InvalidFilter
from index.records import DocumentSummary, SearchFilters
from index.storage.validity import IN_FORCE, Ending, as_of, existed
from ingest.metadata.document_numbers import normalize_number
from ingest.places.regions import contains, find_romanized, resolve_region
from ingest.records import Region, Status

_NATION_CODE: Final = "000000"
_DIVISION: Final = re.compile(
    r"(?:特别行政区|[^\W\d]{1,3}族(?:自治[区州县旗])|自治[区州县旗]|地区|新区|[省市区县州盟旗])$"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter with its values folded once."""

    filters: SearchFilters
    day: dt.date
    ids: frozenset[str]
    numbers: frozenset[str]
    status: Status | None

    @classmethod
    def of(cls, filters: SearchFilters, today: dt.date) -> Wanted:
        """Fold the values of a filter.

        Raises:
            InvalidFilter: If a value can never match.
        """
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

    def matches(self, document: DocumentSummary, endings: Sequence[Ending]) -> bool:
        """Whether a document passes; `endings` are what others say of how long it holds."""
        filters = self.filters
        if self.ids and document.id not in self.ids:
            return False
        if self.numbers and document.number_key not in self.numbers:
            return False
        if filters.issuer and not _issued_by(document, filters.issuer):
            return False
        if filters.region and not _lies_in(document.region, filters.region):
            return False
        return self._dates_match(document) and self._holds(document, endings)

    def _dates_match(self, document: DocumentSummary) -> bool:
        first, last, issued = self.filters.issued_from, self.filters.issued_to, document.issued_on
        if (first or last) and issued is None:
            return False
        return not (issued and ((first and issued < first) or (last and issued > last)))

    def _holds(self, document: DocumentSummary, endings: Sequence[Ending]) -> bool:
        """Judge the status: `as_of` alone asks for what was in force on that day."""
        if self.status is None and self.filters.as_of is None:
            return True
        document = as_of(document, endings, self.day)
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
