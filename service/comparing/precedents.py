"""The same task in other places, ranked, each with what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from index import DocumentSummary, SearchFilters, Store
from ingest.records import Clause
from service.comparing.differences import only_in, paired_measures
from service.comparing.records import Precedent

LEAST_SCORE: Final = 0.35
"""A clause below this is on another task: it shares the words of every such document."""

_NO_FILTERS: Final = SearchFilters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedents:
    """A clause and those of other places on the same task."""

    clause: Clause
    document: DocumentSummary
    found: tuple[Precedent, ...]
    took_ms: float
    generation: int


def find_precedents(
    store: Store, clause_id: str, *, top_k: int, filters: SearchFilters = _NO_FILTERS
) -> Precedents:
    """Find the same task in other places, best first.

    Raises:
        UnknownClause: If there is no such clause.
        InvalidFilter: If a filter has a value that can never match.
    """
    clause, document = store.clause(clause_id)
    result = store.similar(clause_id, top_k=top_k, filters=filters)
    found = tuple(
        Precedent(
            hit=hit,
            measures=paired_measures(clause, hit.clause, result.query.words),
            added=only_in(hit.clause, clause),
            missing=only_in(clause, hit.clause),
        )
        for hit in result.hits
        if hit.score >= LEAST_SCORE
    )
    return Precedents(
        clause=clause,
        document=document,
        found=found,
        took_ms=result.took_ms,
        generation=result.generation,
    )
