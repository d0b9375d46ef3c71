"""The same task in other places, ranked, each with what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from index import DocumentSummary, Hit, SearchFilters, Store
from ingest.records import Clause
from service.answering.figures.table_rows import with_rows
from service.comparing.differences import only_in, paired_measures
from service.comparing.records import Precedent

CLEAR_SCORE: Final = 0.35
"""From here on a clause is on the same task; in the five plans that were looked at, those below
share no more than the words of every such document."""
LEAST_SCORE: Final = 0.2
NEAR_BEST: Final = 0.7
"""A small store gives lower scores: what comes near the best one is shown from LEAST_SCORE on."""
LOOKED_AT: Final = 4
"""Clauses looked at for each one wanted: some are on the same task only by their words."""

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
    result = store.similar(clause_id, top_k=LOOKED_AT * top_k, filters=filters)
    best = max((hit.score for hit in result.hits), default=0.0)
    least = min(CLEAR_SCORE, max(LEAST_SCORE, NEAR_BEST * best))
    own = with_rows(replace(result.hits[0], clause=clause)).clause if result.hits else clause
    found = tuple(
        Precedent(
            hit=hit,
            measures=paired_measures(own, with_rows(hit).clause, result.query.words),
            added=only_in(hit.clause, clause),
            missing=only_in(clause, hit.clause),
        )
        for hit in _nearest(result.hits, least)[:top_k]
    )
    return Precedents(
        clause=clause,
        document=document,
        found=found,
        took_ms=result.took_ms,
        generation=result.generation,
    )


def _nearest(hits: Sequence[Hit], least: float) -> list[Hit]:
    """Return the hits on the same task; what is not clearly on it, only as the best of a place.

    They are ranked anew, without the gaps of those left out.
    """
    seen: set[str] = set()
    kept = []
    for hit in hits:
        if hit.score >= (CLEAR_SCORE if hit.document.id in seen else least):
            kept.append(hit)
        seen.add(hit.document.id)
    return [replace(hit, rank=rank) for rank, hit in enumerate(kept, 1)]
