"""The search form: what a reader typed, forgivingly read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from index import SearchFilters
from ingest.records import Status
from ingest.text.script import to_simplified
from service.place_names import as_in_documents
from service.schemas_values import QUERY_MAX_CHARS, TOP_K_MAX

PAGE_SIZE = 10
FILTERS = (
    "region", "issuer", "document_number", "issued_from", "issued_to", "as_of", "status",
)  # fmt: skip
"""Fields of the form that say what a document must be."""
STATUSES = tuple(status.value for status in Status)

_SEPARATORS = re.compile(r"[,，、;；]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """The fields of the form as typed, and what they mean."""

    query: str = ""
    region: str = ""
    issuer: str = ""
    document_number: str = ""
    issued_from: str = ""
    issued_to: str = ""
    as_of: str = ""
    status: str = ""
    top_k: int = PAGE_SIZE
    filters: SearchFilters = field(default_factory=SearchFilters)
    faults: Mapping[str, str] = field(default_factory=dict)
    """Field name to the key of what is wrong with it."""

    @property
    def filter_fields(self) -> dict[str, str]:
        """The filters that are set, as typed."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}


def read_form(parameters: Mapping[str, str]) -> SearchForm:
    """Read the form from query parameters; unknown ones and odd values do no harm."""
    typed = {
        name: _CONTROLS.sub(" ", parameters.get(key, "")).strip()
        for name, key in (("query", "q"), *((name, name) for name in FILTERS))
    }
    if typed["status"] not in STATUSES:
        typed["status"] = ""
    faults: dict[str, str] = {}
    if len(typed["query"]) > QUERY_MAX_CHARS:
        faults["query"] = "error_query_long"
    first = _read_date(typed["issued_from"], "issued_from", faults)
    last = _read_date(typed["issued_to"], "issued_to", faults)
    if first and last and first > last:
        faults["issued_to"] = "error_date_order"
    filters = SearchFilters(
        region=tuple(map(as_in_documents, _values(typed["region"]))),
        issuer=tuple(map(to_simplified, _values(typed["issuer"]))),
        document_number=tuple(map(to_simplified, _values(typed["document_number"]))),
        status=Status(typed["status"]) if typed["status"] else None,
        issued_from=first,
        issued_to=last,
        as_of=_read_date(typed["as_of"], "as_of", faults),
    )
    return SearchForm(
        **typed, top_k=_read_top_k(parameters.get("n", "")), filters=filters, faults=faults
    )


def _values(text: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in _SEPARATORS.split(text) if value.strip())


def _read_date(text: str, name: str, faults: dict[str, str]) -> dt.date | None:
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        if match:
            return dt.date(*map(int, match.groups()))
    except ValueError:
        match = None
    faults[name] = "error_date"
    return None


def _read_top_k(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        return PAGE_SIZE
    return min(max(int(text), PAGE_SIZE), TOP_K_MAX)
