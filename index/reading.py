"""What a store tells without a search: documents, clauses, texts, facets, sizes and faults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from index.builder import check_generation
from index.change_records import ChangesPage
from index.cursors import decode_position, encode_cursor
from index.errors import GenerationDamaged
from index.exporting import exported_documents
from index.live import LiveGeneration
from index.ranking.selection import Facets
from index.records import DocumentSummary, Page, SearchFilters, StoreStats
from index.storage.catalog import Catalog
from index.storage.change_rows import read_changes
from index.storage.generations import folder_bytes, generation_folder, read_manifest
from ingest.records import Clause

_NO_FILTERS: Final = SearchFilters()


class StoreReader:
    """The reading half of `index.store.Store`."""

    def __init__(
        self, catalog: Catalog, live: LiveGeneration, today: Callable[[], dt.date]
    ) -> None:
        """Read from a catalog and its live generation; `today` judges what is in force."""
        self._catalog = catalog
        self._live = live
        self._today = today

    @property
    def path(self) -> Path:
        """The folder of the store."""
        return self._catalog.folder

    def documents(
        self, filters: SearchFilters = _NO_FILTERS, *, cursor: str | None = None, limit: int = 50
    ) -> Page[DocumentSummary]:
        """List documents, the newest first.

        Raises:
            InvalidFilter: If a filter has a value that can never match.
            InvalidCursor: If the cursor is not from such a page.
        """
        with self._live.reading() as searcher:
            items, following = searcher.table.page(
                filters, cursor=cursor, limit=limit, today=self._today()
            )
        return Page(items=items, next_cursor=following)

    def document(self, document_id: str) -> DocumentSummary:
        """Return what is known of a document, with today's status.

        Raises:
            UnknownDocument: If there is none.
        """
        with self._live.reading() as searcher:
            return searcher.document(document_id, self._today())

    def sources(self, document_id: str) -> tuple[str, ...]:
        """Return the uris of everything that gave this document.

        Raises:
            UnknownDocument: If there is none.
        """
        with self._live.reading() as searcher:
            searcher.view.document_key(document_id)
            return searcher.view.source_uris(document_id)

    def raw_text(self, document_id: str) -> str:
        """Return the raw text that all offsets of a document count in.

        Raises:
            UnknownDocument: If there is none.
        """
        with self._live.reading() as searcher:
            return searcher.view.raw_text(searcher.view.document_key(document_id))

    def clause(self, clause_id: str) -> tuple[Clause, DocumentSummary]:
        """Return a clause and its document.

        Raises:
            UnknownClause: If there is none.
        """
        with self._live.reading() as searcher:
            clause = searcher.view.clause(clause_id)
            return clause, searcher.document(clause.document_id, self._today())

    def clauses(
        self, document_id: str, *, cursor: str | None = None, limit: int = 100
    ) -> Page[Clause]:
        """List the clauses of a document in order.

        Raises:
            UnknownDocument: If there is none.
            InvalidCursor: If the cursor is not from such a page.
        """
        after = -1 if cursor is None else decode_position(cursor)
        with self._live.reading() as searcher:
            key = searcher.view.document_key(document_id)
            found = [
                clause for _, clause in searcher.view.clauses(key, after=after, limit=limit + 1)
            ]
        items = tuple(found[:limit])
        more = len(found) > limit and items
        return Page(items=items, next_cursor=encode_cursor(items[-1].position) if more else None)

    def changes(self, *, since: int = 0, limit: int = 100) -> ChangesPage:
        """List what has changed after a sequence number, in order; from 0 all that ever did.

        What is listed is visible to every other reading of this store.

        Raises:
            ChangesMissing: If the store is of an older format and could not be brought up to date.
        """
        with self._live.reading() as searcher:
            generation = searcher.view.generation
            return read_changes(self._catalog, since=since, limit=limit, generation=generation)

    def facets(self, filters: SearchFilters = _NO_FILTERS) -> Facets:
        """Count documents by place, issuer, year and status.

        Raises:
            InvalidFilter: If a filter has a value that can never match.
        """
        with self._live.reading() as searcher:
            return searcher.table.facets(filters, today=self._today())

    def export(self) -> Iterator[tuple[DocumentSummary, str, tuple[Clause, ...]]]:
        """Yield every document with its raw text and clauses, by document id.

        What is exported is one generation, whatever is published meanwhile.
        """
        yield from exported_documents(self.path, self._today())

    def stats(self) -> StoreStats:
        """Return the size and make of the store."""
        with self._live.reading() as searcher:
            documents, clauses, passages = searcher.view.counts()
            generation = searcher.view.generation
        meta = self._catalog.meta()
        return StoreStats(
            documents=documents,
            clauses=clauses,
            passages=passages,
            generation=generation,
            model=meta.get("model", ""),
            dense_index=self._dense_kind(generation),
            size_bytes=folder_bytes(self.path),
        )

    def verify(self, *, deep: bool = False) -> tuple[str, ...]:
        """Return everything that is wrong with the files of the store; nothing when all is well.

        `deep` reads every byte; otherwise sizes and the ends of files are compared.
        """
        reasons = self._catalog.check() if deep else []
        generation = self._catalog.live_generation()
        if generation:
            try:
                check_generation(self._catalog, generation, deep=deep)
            except GenerationDamaged as error:
                reasons.extend(error.reasons)
        return tuple(reasons)

    def _dense_kind(self, generation: int) -> str:
        try:
            return read_manifest(generation_folder(self.path, generation)).dense_index
        except GenerationDamaged:
            return ""
