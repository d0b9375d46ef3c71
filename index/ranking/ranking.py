"""Ranks what the evidence of one question speaks for, and makes hits of the best."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from index.embedding.token_projection import QuestionTokens, TokenCodes, TokenProjection
from index.questions.query import AnalyzedQuery
from index.ranking.answer_type import with_figures
from index.ranking.evidence import DocumentFacts, Evidence
from index.ranking.front import FRONT, followed
from index.ranking.fusion import Fused, fuse
from index.ranking.hits import HitMaker
from index.ranking.reader_list import ReaderList
from index.ranking.search_files import SearchFiles
from index.ranking.search_request import SearchRequest
from index.ranking.selection import DocumentTable
from index.records import Hit, Mode
from index.reranking.texts import ClauseTexts
from index.storage.catalog_view import CatalogView
from index.vectors.late_interaction import TOKEN_CANDIDATES, with_tokens


class Found(NamedTuple):
    """The hits of one question."""

    hits: tuple[Hit, ...] = ()
    listed: tuple[Hit, ...] = ()
    """The first of the list for a reader, where it was asked for beside the hits."""
    elsewhere: tuple[Hit, ...] = ()
    """The best of places other than those named, where they were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """One question on one generation, once its evidence is gathered."""

    view: CatalogView
    table: DocumentTable
    files: SearchFiles
    projection: TokenProjection | None
    """What token vectors are read with; None where the model has none."""
    request: SearchRequest
    analyzed: AnalyzedQuery
    evidence: Evidence
    day: dt.date
    """The day on which documents must be in force."""

    def found(self) -> Found:
        """Return the hits, and what else was asked for beside them."""
        request = self.request
        fused = self._fused()
        ranked = self._matched_by_token(fused, as_list=not request.for_answer)
        order = self._for_an_answer if request.for_answer else self._for_a_reader
        best = order(ranked)[: request.top_k]
        hits = self._made(best)
        made = {fused.key: hit for fused, hit in zip(best, hits, strict=True)}
        listed: tuple[Hit, ...] = ()
        if request.listed:
            as_list = self._matched_by_token(fused, as_list=True) if request.for_answer else ranked
            listed = self._made(self._for_a_reader(as_list)[: request.listed], made)
        if not (request.elsewhere and self.analyzed.regions and not request.filters.region):
            return Found(hits, listed)
        others = [f for f in ranked if f.key not in made and not f.scores["place"]]
        return Found(hits, listed, self._of_other_places(others))

    @property
    def _depth(self) -> int:
        """How many clauses are shown, or read by a reranker before some of them are."""
        reranking = self.request.reranking
        return max(self.request.shown, reranking.top if reranking else 0)

    def hits_outside(self, documents: Collection[int]) -> tuple[Hit, ...]:
        """Return the best hits of documents other than those given."""
        ranked = self._matched_by_token(self._fused(), as_list=not self.request.for_answer)
        keys = self.files.document_keys([fused.key for fused in ranked])
        others = [one for one, key in zip(ranked, keys, strict=True) if key not in documents]
        return self._of_other_places(others)

    def _of_other_places(self, ranked: list[Fused]) -> tuple[Hit, ...]:
        wanted = self.request.elsewhere
        return self._made(self._with_figures(ranked[: 2 * wanted])[:wanted])

    def _for_an_answer(self, ranked: list[Fused]) -> list[Fused]:
        front, behind = self._with_figures(ranked[:FRONT]), ranked[FRONT : self._depth]
        return self._reranked(followed(front, behind))

    def _for_a_reader(self, ranked: list[Fused]) -> list[Fused]:
        front, behind = self._with_figures(ranked[:FRONT]), ranked[FRONT : self._depth]
        return self._reranked(followed(self._as_list(front), behind))

    def _as_list(self, ranked: list[Fused]) -> list[Fused]:
        if self.request.mode is not Mode.HYBRID:
            return ranked
        return ReaderList(
            table=self.table,
            files=self.files,
            analyzed=self.analyzed,
            question=self._by_token(),
            codes=self._token_codes,
        ).of(ranked)

    def _reranked(self, ranked: list[Fused]) -> list[Fused]:
        reranking = self.request.reranking
        if reranking is None or self.request.mode is not Mode.HYBRID:
            return ranked
        texts = ClauseTexts(self.view, self.table, self.files, self.evidence.near)
        question = self.analyzed.info.normalized
        return reranking.applied(ranked, question=question, texts=texts.of)

    def _with_figures(self, ranked: list[Fused]) -> list[Fused]:
        if self.request.mode is not Mode.HYBRID:
            return ranked
        question = self.analyzed.info.normalized
        return with_figures(ranked, question, holding=self.view.holding_figures)

    def _fused(self) -> list[Fused]:
        request, evidence = self.request, self.evidence
        documents = self.files.document_keys(evidence.keys)
        candidates = evidence.candidates(documents, self._facts(set(documents)))
        # Clauses of other places may stand behind any number of those of the place named.
        everything = request.elsewhere and (self.analyzed.regions or request.filters.region)
        limit = None if everything else max(self._depth, FRONT, TOKEN_CANDIDATES)
        return fuse(candidates, background=evidence.background, limit=limit)

    def _facts(self, documents: Collection[int]) -> dict[int, DocumentFacts]:
        in_force = self.table.in_force(self.day)
        if self.request.mode is not Mode.HYBRID:
            return {key: DocumentFacts(in_force=key in in_force) for key in documents}
        known, analyzed = self.table.documents, self.analyzed
        return {
            key: DocumentFacts.of(known[key], analyzed, in_force=key in in_force)
            for key in documents
        }

    def _matched_by_token(self, ranked: list[Fused], *, as_list: bool) -> list[Fused]:
        question, at_random = self._by_token(), self.evidence.at_random
        if question is None or at_random is None:
            return ranked
        codes = self._token_codes([one.key for one in ranked[:TOKEN_CANDIDATES]])
        return with_tokens(ranked, question, codes, at_random, telling=as_list)

    def _by_token(self) -> QuestionTokens | None:
        """Return the question token by token; None where clauses have no such vectors."""
        sample, projection = self.files.tokens, self.projection
        if sample is None or projection is None:
            return None
        # Vectors of another version are of no use; the next update brings those needed.
        return self.evidence.tokens if sample.projection == projection.digest else None

    def _token_codes(self, keys: Sequence[int]) -> Mapping[int, TokenCodes]:
        if self.projection is None:
            return {}
        return self.view.passages.token_codes(keys, self.projection)

    def _made(
        self, ranked: list[Fused], made: Mapping[int, Hit] = MappingProxyType({})
    ) -> tuple[Hit, ...]:
        maker = HitMaker(
            view=self.view,
            table=self.table,
            files=self.files,
            query=self.analyzed,
            near=self.evidence.near,
            day=self.day,
            vector=self.evidence.vector,
            background=self.evidence.background,
        )
        return maker.hits(ranked, made)
