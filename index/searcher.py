"""Searches one generation: question -> candidates -> fused ranking -> hits with citations."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.answer_type import FIGURE_BONUS, asked_kinds
from index.catalog_view import CatalogView
from index.centering import centered, mean_question, stored_center
from index.embedding.protocol import Embedder
from index.fusion import Background, Candidate, Fused, fuse, lifted, place_match
from index.generations import generation_folder
from index.hits import HitMaker
from index.lexicon import Lexicon, builtin_lexicon
from index.query import AnalyzedQuery, analyze
from index.records import (
    CorrectedWord,
    DocumentSummary,
    Hit,
    Mode,
    SearchFilters,
    SearchResult,
)
from index.reranking import Reranking
from index.reranking.texts import ClauseTexts
from index.search_files import Near, SearchFiles
from index.selection import DocumentTable, Selection
from index.similar import SimilarSearch
from index.spelling import Speller, corrected

DENSE_CANDIDATES: Final = 400
"""Passages; a clause has one to three dozen."""
LEXICAL_CANDIDATES: Final = 100
FIGURE_CANDIDATES: Final = 30
"""Clauses among which those with a figure of the kind asked for are lifted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What is asked for."""

    query: str
    """As typed."""
    top_k: int
    mode: Mode
    """Which evidence counts; places and document numbers named count in hybrid only."""
    filters: SearchFilters
    today: dt.date
    """The day on which documents are in force when neither filters nor question name one."""
    elsewhere: int = 0
    """How many further clauses of other places to find when the question names a place."""
    reranking: Reranking | None = None
    """Reads the best clauses once more, in hybrid only."""
    started: float
    """`time.perf_counter()` when the search began."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What both searches found."""

    near: Mapping[int, Near] = field(default_factory=dict)
    lexical: Mapping[int, float] = field(default_factory=dict)
    documents: Mapping[int, float] = field(default_factory=dict)
    """By document key."""
    background: Background | None = None
    vector: NDArray[np.float32] | None = None


@dataclass(slots=True)
class Searcher:
    """One generation, ready to be searched from many threads."""

    view: CatalogView
    table: DocumentTable
    lexicon: Lexicon | None = None
    _center: NDArray[np.float32] | None = None
    """What questions have in common, see `index.centering`."""
    _files: SearchFiles | None = None
    _speller: Speller | None = None
    _guard: Lock = field(default_factory=Lock)

    @classmethod
    def load(cls, view: CatalogView, *, lexicon: Lexicon | None = None) -> Searcher:
        """Read the documents of a generation; its search files are opened when first needed."""
        return cls(view, DocumentTable.of(view), lexicon, stored_center(view.catalog.meta()))

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

    def search(self, request: SearchRequest, *, embedder: Callable[[], Embedder]) -> SearchResult:
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
        if len(selection.keys) and analyzed.info.normalized and request.top_k > 0:
            evidence = self._find(analyzed, request, selection, embedder)
            ranked = self._rank(analyzed, request, evidence, day)
            best = ranked[: max(request.top_k, FIGURE_CANDIDATES)]
            if request.mode is Mode.HYBRID:
                best = self._with_figures(best, analyzed.info.normalized)
                if request.reranking is not None:
                    texts = ClauseTexts(self.view, self.table, self._open_files(), evidence.near)
                    best = request.reranking.applied(best, question=info.normalized, texts=texts.of)
            hits = self._hits(best[: request.top_k], analyzed, evidence, day)
            if analyzed.regions and request.elsewhere:
                known = {fused.key for fused in best[: request.top_k]}
                others = [f for f in ranked if f.key not in known and not f.scores["place"]]
                others = self._with_figures(others[: 2 * request.elsewhere], info.normalized)
                elsewhere = self._hits(others[: request.elsewhere], analyzed, evidence, day)
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

    def _understood(self, text: str) -> AnalyzedQuery:
        """Work out what a question asks for, misspellings corrected by the store's own words."""
        analyzed = analyze(text, lexicon=self.lexicon, places=self.table.places)
        if not self.table.documents or not analyzed.info.normalized:
            return analyzed
        found = self._open_files().misspelt(analyzed, self._known_terms())
        if not found:
            return analyzed
        meant = corrected(analyzed.info.normalized, found)
        again = analyze(meant, lexicon=self.lexicon, places=self.table.places)
        words = tuple(CorrectedWord(typed=one.typed, meant=one.meant) for one in found)
        return replace(again, info=replace(again.info, text=text, corrections=words))

    def _known_terms(self) -> Speller:
        with self._guard:
            if self._speller is None:
                self._speller = Speller(self.lexicon or builtin_lexicon())
            return self._speller

    def _open_files(self) -> SearchFiles:
        with self._guard:
            if self._files is None:
                folder = generation_folder(self.view.catalog.folder, self.view.generation)
                self._files = SearchFiles.load(folder)
            return self._files

    def _find(
        self,
        analyzed: AnalyzedQuery,
        request: SearchRequest,
        selection: Selection,
        embedder: Callable[[], Embedder],
    ) -> _Evidence:
        files, mode, top_k = self._open_files(), request.mode, request.top_k
        lexical: dict[int, float] = {}
        if mode is not Mode.DENSE:
            wanted = max(LEXICAL_CANDIDATES, 2 * top_k)
            lexical = files.matching(analyzed.lexical, top_k=wanted, selection=selection)
        if mode is Mode.LEXICAL:
            return _Evidence(lexical=lexical)
        vector = self._question_vector(analyzed.embedding_text, embedder())
        wanted = max(DENSE_CANDIDATES, 4 * top_k)
        near = files.nearest(vector, top_k=wanted, selection=selection)
        unknown = [key for key in lexical if key not in near]
        if unknown:
            near |= files.similarities(vector, unknown)
        near = files.with_context(vector, near)
        documents: dict[int, float] = {}
        if mode is Mode.HYBRID:
            documents = files.matching_documents(analyzed.lexical, selection=selection)
        background = Background.of(files.sample @ vector)
        return _Evidence(near, lexical, documents, background, vector)

    def _question_vector(self, text: str, embedder: Embedder) -> NDArray[np.float32]:
        return centered(embedder.embed_queries([text])[0], self._question_center(embedder))

    def _question_center(self, embedder: Embedder) -> NDArray[np.float32]:
        """Return the store's centre; one written by another version is worked out anew."""
        if self._center is None:
            # No lock is held: two that come first compute the same.
            self._center = mean_question(embedder)
        return self._center

    def _rank(
        self, analyzed: AnalyzedQuery, request: SearchRequest, evidence: _Evidence, day: dt.date
    ) -> list[Fused]:
        keys = sorted({*evidence.near, *evidence.lexical})
        documents = self._open_files().document_keys(keys)
        hybrid = request.mode is Mode.HYBRID
        votes = {
            key: self._document_votes(analyzed, key) if hybrid else (0.0, False)
            for key in set(documents)
        }
        in_force, near, lexical = self.table.in_force(day), evidence.near, evidence.lexical
        candidates = {
            key: Candidate(
                near[key].cosine if key in near else None,
                near[key].in_context if key in near else None,
                lexical.get(key),
                evidence.documents.get(document, 0.0),
                *votes[document],
                document in in_force,
            )
            for key, document in zip(keys, documents, strict=True)
        }
        everything = analyzed.regions and request.elsewhere
        limit = None if everything else max(request.top_k, FIGURE_CANDIDATES)
        return fuse(candidates, background=evidence.background, limit=limit)

    def _with_figures(self, ranked: list[Fused], question: str) -> list[Fused]:
        """Lift the clauses that hold a figure of the kind asked for, and rank again."""
        kinds = asked_kinds(question)
        if not kinds or not ranked:
            return ranked
        holding = self.view.holding_figures([fused.key for fused in ranked], kinds)
        weighed = [
            lifted(fused, FIGURE_BONUS, "figure") if fused.key in holding else fused
            for fused in ranked
        ]
        return sorted(weighed, key=lambda fused: (-fused.score, fused.key))

    def _document_votes(self, analyzed: AnalyzedQuery, document_key: int) -> tuple[float, bool]:
        """Return how well a document's place answers, and whether its number was named."""
        document = self.table.documents[document_key]
        place = place_match(analyzed.regions, document.region)
        return place, document.number_key in analyzed.number_keys

    def _hits(
        self, ranked: list[Fused], analyzed: AnalyzedQuery, evidence: _Evidence, day: dt.date
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
