"""The store: documents in a catalog that is the truth, and a live generation that is searched."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from index.embedding.protocol import CacheUse, Embedder
from index.errors import GenerationDamaged
from index.live import LiveGeneration
from index.ranking.search_request import SearchRequest
from index.ranking.searcher import Searcher
from index.records import Mode, SearchFilters, SearchResult
from index.reranking import Reranking
from index.storage.catalog import Catalog
from index.storage.writer_lock import DEFAULT_WAIT_S
from index.store_model import StoreModel
from index.words.lexicon import Lexicon
from index.words.tokenize import load_dictionary
from index.writing import StoreWriter

_NO_FILTERS: Final = SearchFilters()

_WARM_UP_QUESTIONS: Final = (
    "办理需要多长时间",
    "辦理需要多長時間",
    "how long does it take in Beijing",
    "国办发〔2020〕24号",
)
"""In the scripts whose look-up tables load on first use, and with what patterns are made for."""


class Store(StoreWriter):
    """Documents that can be searched. Safe to use from many threads; one process writes at a time.

    A store that is open follows what other processes publish.
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        embedder: Embedder | None,
        today: Callable[[], dt.date],
        lock_wait_s: float,
        lexicon: Lexicon | None,
        for_one_question: bool = False,
        reranking: Reranking | None = None,
    ) -> None:
        """Use `Store.open`."""
        self._reranking = reranking
        model = StoreModel(catalog, embedder, for_one_question=for_one_question)
        live = LiveGeneration(
            catalog, complete=self._complete, lock_wait_s=lock_wait_s, lexicon=lexicon
        )
        super().__init__(
            catalog,
            live,
            model,
            today=today,
            lock_wait_s=lock_wait_s,
        )

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        embedder: Embedder | None = None,
        create: bool = False,
        read_only: bool = False,
        today: Callable[[], dt.date] = dt.date.today,
        lock_wait_s: float = DEFAULT_WAIT_S,
        lexicon: Lexicon | None = None,
        for_one_question: bool = False,
        reranking: Reranking | None = None,
    ) -> Self:
        """Open the store in a folder.

        Derived files that are missing, damaged or of an older format are built again.

        Args:
            path: The folder.
            embedder: Must be the model the store was built with; by default that model is loaded
                when it is first needed, or the default model for a new store.
            create: Make a store if there is none.
            read_only: Refuse to change documents; derived files are repaired all the same.
            today: The day on which documents are in force when a search names none.
            lock_wait_s: How long a write waits for another writer.
            lexicon: Terms that questions are widened by; the built-in list by default.
            for_one_question: Load what is ready soonest, not what runs fastest.
            reranking: Reads the best clauses of a hybrid search once more; nothing by default.

        Raises:
            StoreMissing: If there is no store and `create` is not set.
            StoreCorrupt: If the catalog is damaged.
            StoreOutdated: If a newer version wrote the store.
            ModelMismatch: If the store was built with another model.
            GenerationDamaged: If files must be repaired and the folder cannot be written.
            StoreLocked: If files must be repaired while another process writes.
        """
        catalog = Catalog.open(path, create=create, read_only=read_only)
        store = cls(
            catalog,
            embedder=embedder,
            today=today,
            lock_wait_s=lock_wait_s,
            lexicon=lexicon,
            for_one_question=for_one_question,
            reranking=reranking,
        )
        try:
            store._model.check()
            store._live.repair_if_damaged()
        except BaseException:
            catalog.close()
            raise
        return store

    def opened_to_write(self, *, lock_wait_s: float = DEFAULT_WAIT_S) -> Store:
        """Open the same folder once more, to change it; the model is in memory once for both.

        Args:
            lock_wait_s: How long a write waits for another writer.

        Raises:
            StoreError: As `open` does.
        """
        return Store.open(self.path, embedder=self._model.embedder(), lock_wait_s=lock_wait_s)

    def catch_up(self) -> None:
        """Wait until what was published last is what is searched.

        Raises:
            GenerationDamaged: If files must be repaired and the folder cannot be written.
            StoreLocked: If files must be repaired while another process writes.
        """
        self._live.catch_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        self._live.close()
        self._catalog.close()

    @property
    def reranker(self) -> str | None:
        """The name of the model that reads the best hits once more; None when none does."""
        return self._reranking.reranker.name if self._reranking is not None else None

    @property
    def cache_use(self) -> CacheUse | None:
        """How often the vectors of a question were remembered; None where that is not known."""
        return self._model.cache_use()

    def warm_up(self) -> None:
        """Load the model, the index files and the dictionaries, so that no question waits for them.

        Raises:
            ModelMismatch: If the model at hand is not the one the store was built with.
            EmbeddingFailed: If there is no engine for it.
            RerankingFailed: If the reranker cannot be started.
        """
        load_dictionary()
        if self._reranking is not None:
            self._reranking.reranker.warm_up()
        with self._live.reading() as searcher:
            searcher.warm_up()
        for question in _WARM_UP_QUESTIONS:
            self.search(question, top_k=1)

    def search(
        self,
        query: str,
        *,
        top_k: int = 10,
        mode: Mode = Mode.HYBRID,
        filters: SearchFilters = _NO_FILTERS,
        elsewhere: int = 0,
        for_answer: bool = False,
        listed: int = 0,
    ) -> SearchResult:
        """Find the clauses that answer a question, best first.

        Args:
            query: As typed.
            top_k: How many.
            mode: Which evidence ranks.
            filters: What their documents must be.
            elsewhere: When question or filters name a place, also find so many of other places.
            for_answer: The hits stand by their evidence alone and tell how near each passage is;
                otherwise they are a list for a reader, in which documents take turns.
            listed: With `for_answer`, also return so many of such a list.

        Raises:
            InvalidFilter: If a filter has a value that can never match.
            ModelMismatch: If the model at hand is not the one the store was built with.
            RerankingFailed: If the reranker cannot be started or gives no scores.
        """
        request = SearchRequest(
            query=query,
            top_k=top_k,
            mode=mode,
            filters=filters,
            today=self._today(),
            elsewhere=elsewhere,
            for_answer=for_answer,
            listed=listed,
            reranking=self._reranking,
            started=time.perf_counter(),
        )
        embedder = self._model.embedder
        return self._answered(lambda searcher: searcher.search(request, embedder=embedder))

    def similar(
        self, clause_id: str, *, top_k: int = 10, filters: SearchFilters = _NO_FILTERS
    ) -> SearchResult:
        """Find the clauses of other places that are about the same task as one, best first.

        Stored vectors and the clause's heading are compared; nothing is embedded. The result's
        query is the heading, or the first words of a clause without one.

        Raises:
            UnknownClause: If there is no such clause.
            InvalidFilter: If a filter has a value that can never match.
        """
        today = self._today()
        return self._answered(
            lambda searcher: searcher.similar(clause_id, top_k=top_k, filters=filters, today=today)
        )

    def _answered(self, ask: Callable[[Searcher], SearchResult]) -> SearchResult:
        """Ask the live generation; where its files are damaged, once more when repaired."""
        try:
            with self._live.reading() as searcher:
                return ask(searcher)
        except GenerationDamaged:
            self.repair()
            with self._live.reading() as searcher:
                return ask(searcher)
