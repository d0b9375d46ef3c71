"""What tools work with: the open store, opened on first need, and the texts read last."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from service.settings import Settings

if TYPE_CHECKING:
    from index import Store
    from service.raw_texts import RawTexts
    from service.store_handle import StoreHandle


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

    The index is imported by the first thread that needs it, so that a client gets to know the tools
    while it is loaded.
    """

    def __init__(self, settings: Settings) -> None:
        """Remember the settings; nothing is opened yet."""
        self._settings = settings
        self._lock = threading.Lock()

    def desk(self) -> Desk:
        """Return the desk, opening the store if need be.

        Raises:
            NotReady: If there is no store, it holds nothing yet, or it cannot be opened.
        """
        return Desk(
            store=self._store_handle().store(),
            raw_texts=self._raw_texts,
            answer_threshold=self._settings.answer_threshold,
        )

    def warm_up(self) -> None:
        """Load what the first question would wait for."""
        handle = self._store_handle()
        from service.mcp import asking, reading  # noqa: F401  # what they import takes most time

        handle.warm_up()

    def close(self) -> None:
        """Close the store."""
        self._store_handle().close()

    def _store_handle(self) -> StoreHandle:
        with self._lock:
            return self._handle

    @cached_property
    def _handle(self) -> StoreHandle:
        from service.store_handle import StoreHandle

        return StoreHandle(self._settings)

    @cached_property
    def _raw_texts(self) -> RawTexts:
        from service.raw_texts import RawTexts

        return RawTexts()
