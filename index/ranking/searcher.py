"""Searches one generation: question -> candidates -> fused ranking -> hits with citations."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

from index.embedding.protocol import Embedder
from index.embedding.token_projection import TokenProjection, token_projection_for
from index.questions.query import AnalyzedQuery, analyze
from index.ranking.answer_type import FIGURE_CANDIDATES, with_figures
from index.ranking.evidence import DocumentFacts, Evidence, QuestionVectors, gather
from index.ranking.fusion import Fused, fuse
from index.ranking.hits import HitMaker
from index.ranking.in_turn import in_turn
from index.ranking.search_files import SearchFiles
from index.ranking.search_request import SearchRequest
from index.ranking.selection import DocumentTable, Selection
from index.ranking.similar import SimilarSearch
from index.records import (
    CorrectedWord,
    DocumentSummary,
    Hit,
    Mode,
    SearchFilters,
    SearchResult,
)
from index.reranking.texts import ClauseTexts
from index.storage.catalog_view import CatalogView
from index.storage.generations import generation_folder
from index.vectors.centering import stored_center
from index.vectors.late_interaction import TOKEN_CANDIDATES, with_tokens
from index.words.lexicon import Lexicon
from index.words.lexicon_files import builtin_lexicon
from index.words.spelling import Speller, corrected

Model = Callable[[], Embedder]


@dataclass(slots=True)
class Searcher:
    """One generation, ready to be searched from many threads."""

    view: CatalogView
    table: DocumentTable
    lexicon: Lexicon | None = None
    _vectors: QuestionVectors = field(default_factory=QuestionVectors)
    _projection: TokenProjection | None = None
    _files: SearchFiles | None = None
    _speller: Speller | None = None
    _guard: Lock = field(default_factory=Lock)

    @classmethod
    def load(cls, view: CatalogView, *, lexicon: Lexicon | None = None) -> Searcher:
        """Read the documents of a generation; its search files are opened when first needed."""
        meta = view.catalog.meta()
        vectors = QuestionVectors(stored_center(meta))
        projection = token_projection_for(meta.get("model"))
        return cls(view, DocumentTable.of(view), lexicon, vectors, projection)

    def warm_up(self) -> None:
        """Open the search files and the look-up tables of questions now.

        Raises:
            GenerationDamaged: If one cannot be read.
        """
        if self.table.documents:
            self._open_files()
            self._understood("开班执兆")  # misspelt, so that the table of readings is read

    def document(self, document_id: str, day: dt.date) -> DocumentSummary:
        """Return a document with its status on a day.

        Raises:
            UnknownDocument: If there is none.
        """
        return self.table.on(self.view.document_key(document_id), day)

    def search(self, request: SearchRequest, *, embedder: Model) -> SearchResult:
        """Find the clauses that answer a question, best first.

        A day that the question names (截至…) is the day on which documents must be in force, unless
        the filters name one. `embedder` gives the model, when it is needed.

        Raises:
            InvalidFilter: If a filter has a value that can never match.
            GenerationDamaged: If a search file cannot be read.
        """
        analyzed = self._understood(request.query)
        filters = request.filters
        if filters.as_of is None and analyzed.as_of is not None:
            filters = replace(filters, as_of=analyzed.as_of)
        selection = self.table.select(filters, today=request.today)
        day = filters.as_of or request.today
        info = analyzed.info
        hits: tuple[Hit, ...] = ()
        elsewhere: tuple[Hit, ...] = ()
        if len(selection.keys) and info.normalized and request.top_k > 0:
            evidence = self._gathered(analyzed, request, selection, embedder)
            hits, elsewhere = self._found(analyzed, request, evidence, day)
            if request.elsewhere and filters.region:
                elsewhere = self._outside(analyzed, replace(request, filters=filters), embedder)
            info = replace(info, words=self._open_files().weighed(info.words))
        return SearchResult(
            query=info,
            hits=hits,
            elsewhere=elsewhere,
            took_ms=round((time.perf_counter() - request.started) * 1000, 3),
            generation=self.view.generation,
            mode=request.mode,
        )

    def similar(
        self, clause_id: str, *, top_k: int, filters: SearchFilters, today: dt.date
    ) -> SearchResult:
        """Find the clauses of other places that are most like one, best first.

        Raises:
            UnknownClause: If there is no such clause.
            InvalidFilter: If a filter has a value that can never match.
            GenerationDamaged: If a search file cannot be read.
        """
        started = time.perf_counter()
        search = SimilarSearch(
            view=self.view,
            table=self.table,
            files=self._open_files(),
            lexicon=self.lexicon,
            filters=filters,
            today=today,
        )
        info, hits = search.find(clause_id, top_k=top_k)
        return SearchResult(
            query=info,
            hits=hits,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            generation=self.view.generation,
        )

    def _outside(
        self, analyzed: AnalyzedQuery, request: SearchRequest, model: Model
    ) -> tuple[Hit, ...]:
        """Return the best clauses that a filter of places keeps out, all other filters kept."""
        day = request.filters.as_of or request.today
        inside = set(self.table.select(request.filters, today=request.today).keys.tolist())
        selection = self.table.select(replace(request.filters, region=()), today=request.today)
        evidence = self._gathered(analyzed, request, selection, model)
        ranked = self._rank(analyzed, request, evidence, day)
        documents = self._open_files().document_keys([fused.key for fused in ranked])
        others = [one for one, key in zip(ranked, documents, strict=True) if key not in inside]
        question, holding = analyzed.info.normalized, self.view.holding_figures
        others = with_figures(others[: 2 * request.elsewhere], question, holding=holding)
        return self._hits(others[: request.elsewhere], analyzed, evidence, day)

    def _gathered(
        self, analyzed: AnalyzedQuery, request: SearchRequest, selection: Selection, model: Model
    ) -> Evidence:
        return gather(
            analyzed,
            request,
            files=self._open_files(),
            selection=selection,
            embedded=lambda: self._vectors.of(analyzed.embedding_text, model()),
        )

    def _understood(self, text: str) -> AnalyzedQuery:
        """Work out what a question asks for, misspellings corrected by the store's own words."""
        analyzed = analyze(text, lexicon=self.lexicon, places=self.table.places)
        if not self.table.documents or not analyzed.info.normalized:
            return analyzed
        found = self._open_speller().corrections(
            analyzed.info.normalized, analyzed.typed, places=analyzed.place_spans
        )
        if not found:
            return analyzed
        meant = corrected(analyzed.info.normalized, found)
        again = analyze(meant, lexicon=self.lexicon, places=self.table.places)
        words = tuple(CorrectedWord(typed=one.typed, meant=one.meant) for one in found)
        return replace(again, info=replace(again.info, text=text, corrections=words))

    def _open_speller(self) -> Speller:
        if self._speller is None:
            # No lock is held: two that come first make the same.
            self._speller = self._open_files().speller(self.lexicon or builtin_lexicon())
        return self._speller

    def _open_files(self) -> SearchFiles:
        with self._guard:
            if self._files is None:
                folder = generation_folder(self.view.catalog.folder, self.view.generation)
                self._files = SearchFiles.load(folder)
            return self._files

    def _found(
        self, analyzed: AnalyzedQuery, request: SearchRequest, evidence: Evidence, day: dt.date
    ) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """Return the hits, and when asked for the best of places other than those named."""
        question, top_k, wanted = analyzed.info.normalized, request.top_k, request.elsewhere
        holding = self.view.holding_figures
        ranked = self._rank(analyzed, request, evidence, day)
        best = ranked[: max(top_k, FIGURE_CANDIDATES)]
        if request.mode is Mode.HYBRID:
            best = with_figures(best, question, holding=holding)
            documents = self._open_files().document_keys([one.key for one in best])
            best = in_turn(best, documents, limit=None if request.reranking else top_k)
            best = self._read_once_more(best, request, question, evidence)
        hits = self._hits(best[:top_k], analyzed, evidence, day)
        if not (wanted and analyzed.regions and not request.filters.region):
            return hits, ()
        known = {fused.key for fused in best[:top_k]}
        others = [f for f in ranked if f.key not in known and not f.scores["place"]]
        others = with_figures(others[: 2 * wanted], question, holding=holding)
        return hits, self._hits(others[:wanted], analyzed, evidence, day)

    def _rank(
        self, analyzed: AnalyzedQuery, request: SearchRequest, evidence: Evidence, day: dt.date
    ) -> list[Fused]:
        documents = self._open_files().document_keys(evidence.keys)
        hybrid = request.mode is Mode.HYBRID
        in_force = self.table.in_force(day)
        facts = {
            key: DocumentFacts.of(self.table.documents[key], analyzed, in_force=key in in_force)
            if hybrid
            else DocumentFacts(in_force=key in in_force)
            for key in set(documents)
        }
        candidates = evidence.candidates(documents, facts)
        # Clauses of other places may stand behind any number of those of the place named.
        everything = request.elsewhere and (analyzed.regions or request.filters.region)
        limit = None if everything else max(request.top_k, FIGURE_CANDIDATES, TOKEN_CANDIDATES)
        ranked = fuse(candidates, background=evidence.background, limit=limit)
        return self._matched_by_token(ranked, evidence)

    def _matched_by_token(self, ranked: list[Fused], evidence: Evidence) -> list[Fused]:
        sample, question = self._open_files().tokens, evidence.tokens
        projection = self._projection
        if sample is None or question is None or projection is None:
            return ranked
        if sample.projection != projection.digest:
            return ranked  # another version wrote them, and the next update brings those needed
        keys = [one.key for one in ranked[:TOKEN_CANDIDATES]]
        codes = self.view.passages.token_codes(keys, projection)
        return with_tokens(ranked, question, codes, sample.background(question))

    def _read_once_more(
        self, best: list[Fused], request: SearchRequest, question: str, evidence: Evidence
    ) -> list[Fused]:
        if request.reranking is None:
            return best
        texts = ClauseTexts(self.view, self.table, self._open_files(), evidence.near)
        return request.reranking.applied(best, question=question, texts=texts.of)

    def _hits(
        self, ranked: list[Fused], analyzed: AnalyzedQuery, evidence: Evidence, day: dt.date
    ) -> tuple[Hit, ...]:
        maker = HitMaker(
            view=self.view,
            table=self.table,
            files=self._open_files(),
            query=analyzed,
            near=evidence.near,
            day=day,
            vector=evidence.vector,
            background=evidence.background,
        )
        return maker.hits(ranked)
