"""What changes a store: documents are put, pruned and deleted and published, files built again."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from index.errors import StoreReadOnly
from index.live import LiveGeneration
from index.publishing import OnProgress, complete_passages, publish, publish_needed, tidy
from index.reading import StoreReader
from index.records import Progress, UpdateReport
from index.storage.catalog import Catalog
from index.storage.catalog_writer import CatalogWriter, Outcome
from index.storage.kept_ids import find_kept_id
from index.storage.writer_lock import writer_lock
from index.store_model import StoreModel
from ingest.records import Document, ParsedDocument, Scan

OnDocument = Callable[[str, Outcome], None]
"""Told the id of a document and what putting it did."""


@dataclass(slots=True)
class _Tally:
    """What an update has done so far."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    removed: int = 0
    clauses: int = 0
    started: float = field(default_factory=time.monotonic)

    def count(self, outcome: Outcome, released: int, parsed: ParsedDocument) -> None:
        self.outcomes[outcome] += 1
        self.removed += released
        self.clauses += len(parsed.clauses)

    def progress(self) -> Progress:
        count = self.outcomes.total()
        return Progress(stage="reading", done=count, documents=count, clauses=self.clauses)

    def report(self, embedded: int, generation: int) -> UpdateReport:
        return UpdateReport(
            added=self.outcomes[Outcome.ADDED],
            updated=self.outcomes[Outcome.UPDATED],
            unchanged=self.outcomes[Outcome.UNCHANGED],
            removed=self.removed,
            clauses=self.clauses,
            embedded=embedded,
            seconds=time.monotonic() - self.started,
            generation=generation,
        )


class StoreWriter(StoreReader):
    """The writing half of `index.store.Store`; one process writes at a time."""

    def __init__(
        self,
        catalog: Catalog,
        live: LiveGeneration,
        model: StoreModel,
        *,
        today: Callable[[], dt.date],
        lock_wait_s: float,
    ) -> None:
        """Write to a catalog; `lock_wait_s` is how long a write waits for another writer."""
        super().__init__(catalog, live, today)
        self._model = model
        self._lock_wait_s = lock_wait_s

    def update(
        self,
        documents: Iterable[ParsedDocument],
        *,
        parser_version: str | None = None,
        on_progress: OnProgress | None = None,
        on_document: OnDocument | None = None,
    ) -> UpdateReport:
        """Add documents, or put new versions in place of old ones, and publish the result.

        Documents are taken one by one and kept as they come; an update that was cut off is
        completed by the next, which embeds nothing a second time. An update without documents
        completes what is left.

        Args:
            documents: In any number; they may be read while this runs.
            parser_version: What read them; `known_sources` tells by it what need not be read again.
            on_progress: Called often, in this thread. What it raises ends the update, as if it had
                been cut off.
            on_document: Called after each document.

        Raises:
            StoreLocked: If another process is writing.
            ModelMismatch: If the store was built with another model.
            InvalidDocument: If a document breaks a rule of the records; those before it are kept.
        """
        tally = _Tally()
        with self._writing("be updated") as writer:
            for parsed in documents:
                # What was read without its scanned pages is read again when they can be read.
                incomplete = parsed.document.source.scan is Scan.UNREAD
                version = None if incomplete else parser_version
                outcome, released = writer.put(parsed, parser_version=version)
                tally.count(outcome, released, parsed)
                if on_document:
                    on_document(parsed.document.id, outcome)
                if on_progress:
                    on_progress(tally.progress())
            documents_put = tally.outcomes.total()
            embedded = self._publish(writer, documents=documents_put, on_progress=on_progress)
            return tally.report(embedded, self._catalog.live_generation())

    def known_sources(self, parser_version: str) -> dict[str, str]:
        """Return the sha256 of every source, by uri, that this version of the parser has read.

        A file whose bytes have that digest need not be read again.
        """
        return self._catalog.known_sources(parser_version)

    def kept_id(self, document: Document) -> str | None:
        """Return the id under which a document is kept; None if there is none like it.

        It is its own, unless a client gave it another; what counts is what it says of itself.
        """
        return find_kept_id(self._catalog, document)

    def prune(self, kept_uris: Collection[str], *, under: Sequence[str]) -> int:
        """Remove the documents whose sources lie under one of the roots and are not kept.

        A root is a folder, a file or an archive, as it was given to be read. A document that has
        another source stays. Returns how many documents were removed.

        Raises:
            StoreLocked: If another process is writing.
        """
        with self._writing("be pruned") as writer:
            removed = writer.prune(kept_uris, under=under)
            self._publish(writer)
        return removed

    def delete_document(self, document_id: str, *, on_progress: OnProgress | None = None) -> None:
        """Remove a document.

        Args:
            document_id: Which.
            on_progress: As of `update`, while what an update left is completed.

        Raises:
            UnknownDocument: If there is none.
            StoreLocked: If another process is writing.
        """
        with self._writing("lose a document") as writer:
            writer.delete(document_id)
            self._publish(writer, on_progress=on_progress)

    def repair(self) -> None:
        """Build the derived files of the live generation again.

        Raises:
            StoreLocked: If another process is writing.
        """
        with writer_lock(self.path, wait_s=self._lock_wait_s):
            self._live.rebuild()

    def _publish(
        self, writer: CatalogWriter, *, documents: int = 0, on_progress: OnProgress | None = None
    ) -> int:
        if not publish_needed(self._catalog):
            return 0
        embedded = publish(
            writer, self._model.embedder, documents=documents, on_progress=on_progress
        )
        self._live.catch_up()
        return embedded

    def _complete(self) -> None:
        """Embed what an update left; the caller holds the writer lock."""
        self._refuse_if_read_only("be completed")
        complete_passages(self._writer(), self._model.embedder)

    @contextmanager
    def _writing(self, wanted: str) -> Iterator[CatalogWriter]:
        self._refuse_if_read_only(wanted)
        with writer_lock(self.path, wait_s=self._lock_wait_s):
            tidy(self._catalog)
            yield self._writer()

    def _writer(self) -> CatalogWriter:
        following = self._catalog.live_generation() + 1
        return CatalogWriter(self._catalog, following, self._model.name_to_write())

    def _refuse_if_read_only(self, wanted: str) -> None:
        if self._catalog.read_only:
            raise StoreReadOnly(self.path, wanted)
