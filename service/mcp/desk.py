"""What tools work with: the open store, opened on first need, and the texts read last."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.settings import Settings

if TYPE_CHECKING:
    from index import Store
    from service.raw_texts import RawTexts

logger = logging.getLogger(__name__)

NOTHING_YET: Final = (
    "No documents have been ingested yet. Whoever runs this server reads some in with"
    " `zhengda ingest`."
)

_ANY_QUESTION: Final = "办理时限"


class ToolFailed(Exception):
    """A tool cannot do what was asked; the message says what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a tool works with."""

    store: Store
    raw_texts: RawTexts
    answer_threshold: float | None
    """Least confidence that is answered; the calibrated one when None."""


class DeskKeeper:
    """Keeps one desk; safe to use from several threads.

    The index is imported by the thread that needs it first, so that a client gets to know the tools
    while it is loaded.
    """

    def __init__(self, settings: Settings) -> None:
        """Remember the settings; nothing is opened yet."""
        self._settings = settings
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._desk: Desk | None = None
        self._closed = False

    def begin(self) -> None:
        """Load in the background what the first question would wait for."""
        threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()

    def desk(self) -> Desk:
        """Return the desk, opening the store if need be.

        Raises:
            ToolFailed: If there is no store, it holds nothing yet, or it cannot be opened.
        """
        if self._desk is None:
            with self._lock:
                self._desk = self._desk or self._laid()
        return self._desk

    def close(self) -> None:
        """Close the store; a warm-up under way is waited for."""
        with self._lock:
            self._closed = True
            if self._store is not None:
                self._store.close()

    def _warm_up(self) -> None:
        try:
            # In this order, since numpy takes as many threads as opening a store lets it.
            desk = self.desk()
            from service.mcp import runs  # noqa: F401  # what it imports takes longest

            # Not `warm_up`, which loads all that further questions gain from: six times as long.
            desk.store.search(_ANY_QUESTION, top_k=1)
        except ToolFailed as error:
            logger.warning("not ready yet: %s", error)
        except Exception:  # of a thread; the first question meets it again
            logger.exception("the first search failed")

    def _laid(self) -> Desk:
        from service.raw_texts import RawTexts

        return Desk(
            store=self._opened(),
            raw_texts=RawTexts(),
            answer_threshold=self._settings.answer_threshold,
        )

    def _opened(self) -> Store:
        from index import StoreError, StoreMissing
        from ingest.errors import IngestError
        from service.opening import holds_documents, open_store

        if self._closed:
            raise ToolFailed("The server is shutting down.")
        if self._store is None:
            try:
                # A session is a few questions, which wait for what is ready soonest.
                self._store = open_store(self._settings, for_one_question=True)
            except StoreMissing as error:
                raise ToolFailed(NOTHING_YET) from error
            except (StoreError, IngestError) as error:
                raise ToolFailed(f"The documents cannot be read: {error}") from error
        if not holds_documents(self._store):
            raise ToolFailed(NOTHING_YET)
        return self._store
