"""Finds the clauses that may answer a question: one search, and another for the documents meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from index import SearchFilters, SearchResult, Store
from ingest.records import Status
from service.answering.figures.years import document_year, years_of_document
from service.answering.offers import asks_for_old_rule, is_meant

HITS: Final = 12
"""Clauses that may answer; one further down is hardly ever the one."""
ELSEWHERE: Final = 4
"""Clauses of other places beside them, to know whether those answer instead."""
_NO_FILTERS: Final = SearchFilters()

_Search = Callable[[SearchFilters], SearchResult]


def search_for_answer(
    store: Store,
    question: str,
    filters: SearchFilters = _NO_FILTERS,
    *,
    top_k: int = HITS,
    listed: int = 0,
) -> SearchResult:
    """Find the clauses that may answer a question, and the best of other places.

    Where the documents meant, by their year or as the old rule, have few clauses among them or
    none, they are searched once more by themselves. `listed` clauses of the first search are given
    beside, as a list for a reader (`SearchResult.listed`).

    Raises:
        InvalidFilter: If a filter has a value that can never match.
    """

    def search(filters: SearchFilters, *, listed: int = 0) -> SearchResult:
        return store.search(
            question,
            top_k=top_k,
            filters=filters,
            elsewhere=ELSEWHERE,
            for_answer=True,
            listed=listed,
        )

    first = search(filters, listed=listed)
    result = _of_documents_meant(_of_named_year(first, search, filters), search, filters)
    return replace(result, listed=first.listed)


def _of_named_year(result: SearchResult, search: _Search, filters: SearchFilters) -> SearchResult:
    """Search the documents of the year by which one is named, where none of it was found.

    What repealed 2018年办法 is ranked before it, and says otherwise. Filters of dates are kept.
    """
    year = document_year(result.query.normalized)
    if year is None or filters.issued_from or filters.issued_to:
        return result
    if any(year in years_of_document(hit.document) for hit in result.hits):
        return result
    dated = replace(filters, issued_from=date(year, 1, 1), issued_to=date(year, 12, 31))
    found = search(dated)
    return found if found.hits else result


def _of_documents_meant(
    result: SearchResult, search: _Search, filters: SearchFilters
) -> SearchResult:
    """Search for more of the documents that are meant by their year or as the old rule.

    What took the place of 2018年办法 says more of the matter, and leaves few clauses of it or none.
    """
    meant = {hit.document.id for hit in result.hits if is_meant(hit.document, result.query)}
    if filters.document_id or filters.status:
        return result
    if meant:
        found = search(replace(filters, document_id=tuple(sorted(meant))))
    elif asks_for_old_rule(result.query):
        found = search(replace(filters, status=Status.REPEALED.value))
    else:
        return result
    others = [hit for hit in result.hits if hit.document.id not in meant]
    hits = sorted((*found.hits, *others), key=lambda hit: (-hit.score, hit.rank))
    return replace(result, hits=tuple(hits))
