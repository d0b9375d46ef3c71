"""Raw texts in memory: the figures of ten results quote from ten documents at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict

from index import Hit, Store

# About 1,000 documents of usual length; Chinese text takes two bytes a character.
MAX_CHARS = 8_000_000


class DocumentReplaced(Exception):
    """A document got a new version between the search that found it and the reading of its text."""


class RawTexts:
    """The raw texts that were read last, up to a number of characters; safe to use from threads."""

    def __init__(self, *, max_chars: int = MAX_CHARS) -> None:
        """Begin with nothing in memory."""
        self._max_chars = max_chars
        self._chars = 0
        self._texts: OrderedDict[tuple[str, int], str] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, store: Store, hit: Hit, *, generation: int) -> str:
        """Return the raw text that the offsets of a hit count in.

        Raises:
            DocumentReplaced: If the store has a newer version of the document by now.
            UnknownDocument: If it has none any more.
        """
        key = (hit.document.id, generation)
        text = self._get(key)
        if text is None:
            text = store.raw_text(hit.document.id)
            citation = hit.citation
            if text[citation.start : citation.end] != citation.quote:
                raise DocumentReplaced(hit.document.id)
            self._put(key, text)
        return text

    def _get(self, key: tuple[str, int]) -> str | None:
        with self._lock:
            text = self._texts.get(key)
            if text is not None:
                self._texts.move_to_end(key)
            return text

    def _put(self, key: tuple[str, int], text: str) -> None:
        with self._lock:
            if key in self._texts or len(text) > self._max_chars:
                return
            self._texts[key] = text
            self._chars += len(text)
            while self._chars > self._max_chars:
                _, dropped = self._texts.popitem(last=False)
                self._chars -= len(dropped)
