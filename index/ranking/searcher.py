"""Searches one generation: question -> candidates -> fused ranking -> hits with citations."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

from index.embedding.protocol import Embedder
from index.embedding.token_projection import TokenProjection, token_projection_for
from index.questions.named_titles import ShortTitle, in_full, short_titles
from index.questions.query import AnalyzedQuery, analyze
from index.ranking.cited_titles import CitedTitles
from index.ranking.evidence import QuestionVectors, gather
from index.ranking.named_clauses import NamedClauses
from index.ranking.ranking import Found, Ranking
from index.ranking.search_files import SearchFiles
from index.ranking.search_request import SearchRequest
from index.ranking.selection import DocumentTable, Selection
from index.ranking.similar import SimilarSearch
from index.records import (
    CorrectedWord,
    DocumentSummary,
    Hit,
    SearchFilters,
    SearchResult,
)
from index.storage.catalog_view import CatalogView
from index.storage.generations import generation_folder
from index.vectors.centering import stored_center
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
    _titles: CitedTitles | None = None
    _guard: Lock = field(default_factory=Lock)

    @classmethod
    def load(cls, view: CatalogView, *, lexicon: Lexicon | None = None) -> Searcher:
        """Read the documents of a generation; its search files are opened when first needed."""
        meta = view.catalog.meta()
        vectors = QuestionVectors(stored_center(meta))
        projection = token_projection_for(meta.get("model"))
        return cls(view, DocumentTable.of(view), lexicon, vectors, projection)

    def warm_up(self) -> None:
        """Open the search files and the look-up tables of questions now, and read the vectors.

        Raises:
            GenerationDamaged: If one cannot be read.
        """
        if self.table.documents:
            self._open_files().dense.read_all()
            self._cited_titles()
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
        if request.filters.as_of is None and analyzed.as_of is not None:
            request = replace(request, filters=replace(request.filters, as_of=analyzed.as_of))
        selection = self.table.select(request.filters, today=request.today)
        info = analyzed.info
        found = Found()
        # A vector is near something whatever is typed: punctuation and pictures ask nothing.
        says_something = any(map(str.isalnum, info.normalized))
        if len(selection.keys) and says_something and request.shown > 0:
            found = self._ranking(analyzed, request, selection, embedder).found()
            if request.elsewhere and request.filters.region:
                found = found._replace(elsewhere=self._outside(analyzed, request, embedder))
            info = replace(info, words=self._open_files().weighed(info.words))
        return SearchResult(
            query=info,
            hits=found.hits,
            listed=found.listed,
            elsewhere=found.elsewhere,
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
        inside = self.table.select(request.filters, today=request.today).keys.tolist()
        selection = self.table.select(replace(request.filters, region=()), today=request.today)
        return self._ranking(analyzed, request, selection, model).hits_outside(set(inside))

    def _ranking(
        self, analyzed: AnalyzedQuery, request: SearchRequest, selection: Selection, model: Model
    ) -> Ranking:
        files = self._open_files()
        numbered = self.table.numbered(analyzed.number_keys, selection)
        return Ranking(
            view=self.view,
            table=self.table,
            files=files,
            projection=self._projection,
            request=request,
            analyzed=analyzed,
            evidence=gather(
                analyzed,
                request,
                files=files,
                selection=selection,
                named=numbered,
                named_clauses=NamedClauses(
                    self.view, self._cited_titles, analyzed.clauses, selection, numbered
                ),
                embedded=lambda: self._vectors.of(analyzed.embedding_text, model()),
            ),
            day=request.filters.as_of or request.today,
        )

    def _understood(self, text: str) -> AnalyzedQuery:
        """Work out what a question asks for, laws by their titles, misspellings corrected by the
        store's own words."""
        analyzed = self._analyzed(text)
        if not self.table.documents or not analyzed.info.normalized:
            return analyzed
        named = self._short_titles(analyzed)
        if named:
            analyzed = self._analyzed(in_full(analyzed.info.normalized, named))
        found = self._open_speller().corrections(
            analyzed.info.normalized, analyzed.typed, places=analyzed.place_spans
        )
        if found:
            analyzed = self._analyzed(corrected(analyzed.info.normalized, found))
        read = [(one.typed, one.meant) for one in named] + [(one.typed, one.meant) for one in found]
        words = tuple(CorrectedWord(typed=typed, meant=meant) for typed, meant in read)
        return replace(analyzed, info=replace(analyzed.info, text=text, corrections=words))

    def _analyzed(self, text: str) -> AnalyzedQuery:
        return analyze(text, lexicon=self.lexicon, places=self.table.places)

    def _short_titles(self, analyzed: AnalyzedQuery) -> tuple[ShortTitle, ...]:
        return short_titles(
            analyzed.info.normalized,
            (self.lexicon or builtin_lexicon()).titles,
            holds=lambda title: self._cited_titles().holds(title),
            places=analyzed.place_spans,
            regions=analyzed.regions,
        )

    def _cited_titles(self) -> CitedTitles:
        if self._titles is None:
            # No lock is held: two that come first make the same.
            known = (self.lexicon or builtin_lexicon()).titles.titles
            self._titles = CitedTitles.of(self.table.documents, known)
        return self._titles

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
