"""Turns ranked clauses into hits: text, document as of the day, quote, highlights, evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.citations import cite
from index.questions.query import AnalyzedQuery
from index.ranking.fusion import Background, Fused
from index.ranking.highlights import best_quote, highlights
from index.ranking.near import NearClauses
from index.ranking.search_files import SearchFiles
from index.ranking.selection import DocumentTable
from index.records import Hit
from index.storage.catalog_view import CatalogView
from ingest.records import Clause
from ingest.text.alignment import Span

SCORE_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class HitMaker:
    """Makes the hits of one question on one generation."""

    view: CatalogView
    table: DocumentTable
    files: SearchFiles
    query: AnalyzedQuery
    near: NearClauses
    """The nearest passage of the clauses that vectors found."""
    day: dt.date
    """The day on which the status of a document is judged."""
    vector: NDArray[np.float32] | None = None
    """The question's; None when only words were compared."""
    background: Background | None = None

    def hits(
        self, ranked: Sequence[Fused], made: Mapping[int, Hit] = MappingProxyType({})
    ) -> tuple[Hit, ...]:
        """Return the hits of ranked clauses, ranks counted from 1.

        `made` has hits of this question by clause key: of them only rank and score are new.
        """
        keys = [fused.key for fused in ranked if fused.key not in made]
        clauses = self.view.clauses_by_key(keys)
        documents = dict(zip(keys, self.files.document_keys(keys), strict=True))
        near = self._passages(keys)
        return tuple(
            _ranked_anew(made[fused.key], rank, fused)
            if fused.key in made
            else self._hit(
                rank, fused, clauses[fused.key], documents[fused.key], near.get(fused.key, ())
            )
            for rank, fused in enumerate(ranked, 1)
        )

    def _passages(self, keys: list[int]) -> dict[int, tuple[tuple[Span, float], ...]]:
        """Return how far each passage of some clauses stands out of the store."""
        if self.vector is None or self.background is None:
            return {}
        near: dict[int, tuple[tuple[Span, float], ...]] = {}
        for key, found in self.files.passages_near(self.vector, keys).items():
            margins = self.background.margins(one.cosine for one in found)
            near[key] = tuple(
                (one.span, round(margin, SCORE_DECIMALS))
                for one, margin in zip(found, margins, strict=True)
            )
        return near

    def _hit(
        self,
        rank: int,
        fused: Fused,
        clause: Clause,
        document_key: int,
        near: tuple[tuple[Span, float], ...],
    ) -> Hit:
        document = self.table.on(document_key, self.day)
        passage = self.near.get(fused.key)
        quote = best_quote(clause, self.query, passage.span if passage else None)
        return Hit(
            rank=rank,
            score=round(fused.score, SCORE_DECIMALS),
            clause=clause,
            document=document,
            citation=cite(document, self.view.raw_slices(document_key), clause, *quote),
            highlights=highlights(clause.text, self.query),
            scores=fused.scores,
            parts=fused.parts,
            near=near,
            terms=tuple(term for term in self.query.lexicon_terms if term in clause.text),
        )


def _ranked_anew(hit: Hit, rank: int, fused: Fused) -> Hit:
    score = round(fused.score, SCORE_DECIMALS)
    return replace(hit, rank=rank, score=score, scores=fused.scores, parts=fused.parts)
