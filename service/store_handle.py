"""One open store for the life of the service: opened when it appears, warmed up, closed once."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import Store
from index.errors import StoreError, StoreLocked, StoreMissing
from index.storage.writer_lock import DEFAULT_WAIT_S
from ingest.errors import IngestError
from service.opening import holds_documents, open_store
from service.problems import NotReady
from service.settings import Settings
from service.uploading.errors import StoreNotWritable

logger = logging.getLogger(__name__)

NOTHING_YET = "No documents have been ingested yet."
_CLOSED = "The service is shutting down."


class StoreHandle:
    """Opens the store on first need and keeps it; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        """Remember where the store is; nothing is opened yet."""
        self._settings = settings
        self._lock = threading.Lock()
        self._write_lock = threading.Lock()
        self._store: Store | None = None
        self._filled = False
        self._warm = False
        self._closed = False

    def store(self) -> Store:
        """Return the open store, opening it if need be.

        Raises:
            NotReady: If there is no store, it holds nothing yet, or it cannot be opened.
        """
        if self._store is not None and self._filled:
            return self._store
        with self._lock:
            return self._open()

    def store_even_if_empty(self) -> Store:
        """Return the open store, also one whose last document is gone.

        Raises:
            NotReady: If there is no store, or it cannot be opened.
        """
        if self._store is not None:
            return self._store
        with self._lock:
            return self._open_any()

    def ready_store(self) -> Store:
        """Return the store once a first search has been answered.

        Raises:
            NotReady: While there is none, or while another thread is loading it.
        """
        if not self._warm:
            if not self._lock.acquire(blocking=False):
                raise NotReady("The index is being loaded.")
            try:
                self._warm_up()
            finally:
                self._lock.release()
        return self.store()

    def warm_up(self) -> None:
        """Open the store and answer a first question, so that no user waits for it."""
        with self._lock:
            try:
                self._warm_up()
            except NotReady as error:
                logger.warning("not ready yet: %s", error)
            except StoreError:
                logger.exception("the first search failed")

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Give the store to be changed, made if there is none; then searches see what was done.

        Raises:
            NotReady: If the service is being stopped or the store cannot be opened.
            StoreNotWritable: If its folder cannot be written to.
        """
        with self._write_lock:
            with self._opened_to_write() as writer:
                yield writer
            self.store_even_if_empty().catch_up()
            if not self._warm:
                self.warm_up()

    def close(self) -> None:
        """Close the store; a warm-up or a write under way is waited for."""
        self._closed = True
        with self._write_lock, self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _warm_up(self) -> None:
        if self._warm:
            return
        store = self._open()
        store.warm_up()
        self._warm = True
        logger.info("ready: %d documents", store.stats().documents)

    def _open(self) -> Store:
        store = self._open_any()
        self._filled = self._filled or holds_documents(store)
        if not self._filled:
            raise NotReady(NOTHING_YET)
        return store

    def _open_any(self) -> Store:
        if self._closed:
            raise NotReady(_CLOSED)
        if self._store is None:
            try:
                self._store = open_store(self._settings)
            except StoreMissing as error:
                raise NotReady(NOTHING_YET) from error
            except (StoreError, IngestError) as error:
                raise self._cannot_open() from error
        return self._store

    def _opened_to_write(self) -> Store:
        if self._closed:
            raise NotReady(_CLOSED)
        if not _is_writable(self._settings.store):
            raise StoreNotWritable
        try:
            with self._lock:
                if self._store is None:
                    open_store(self._settings, create=True).close()
                store = self._open_any()
            wait_s = min(DEFAULT_WAIT_S, self._settings.upload_timeout_s)
            return store.opened_to_write(lock_wait_s=wait_s)
        except StoreLocked:
            raise
        except (StoreError, IngestError) as error:
            raise self._cannot_open() from error

    def _cannot_open(self) -> NotReady:
        """Log the error being handled, and return what clients are told."""
        logger.exception("the store %s cannot be opened", self._settings.store)
        return NotReady("The index cannot be opened; the log says why.")


def _is_writable(folder: Path) -> bool:
    """Whether a folder, or one that would be made, can be written to."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return os.access(existing, os.W_OK)
