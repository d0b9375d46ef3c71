"""Raw texts as the catalog keeps them: in pieces, so that a quote is read without its document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from index.storage.catalog import Catalog
from index.storage.recent import Recent

RAW_CHUNK_CHARS: Final = 8192
"""Length of a piece."""

_KEPT: Final = 512
"""Pieces that stay in memory, 8 MB: questions quote the same places again and again."""


@dataclass(frozen=True, slots=True)
class RawChunks:
    """Reads slices of raw texts; the text of a document version never changes."""

    catalog: Catalog
    _chunks: Recent[tuple[int, int], str] = field(default_factory=lambda: Recent(_KEPT))
    """By document key and number."""

    def slice(self, document_key: int, start: int, end: int) -> str:
        """Return raw[start:end] of a document version, reading only the pieces it lies in."""
        first, last = start // RAW_CHUNK_CHARS, max(end - 1, start) // RAW_CHUNK_CHARS
        wanted = [(document_key, chunk) for chunk in range(first, last + 1)]
        chunks = self._chunks.known(wanted)
        if len(chunks) < len(wanted):
            rows = self.catalog.connection.execute(
                "SELECT chunk, text FROM raw_texts WHERE document_key = ?"
                " AND chunk BETWEEN ? AND ?",
                (document_key, first, last),
            )
            chunks = {(document_key, chunk): text for chunk, text in rows}
            self._chunks.keep(chunks)
        offset = first * RAW_CHUNK_CHARS
        text = "".join(chunks.get(key, "") for key in wanted)
        return text[start - offset : end - offset]


@dataclass(frozen=True, slots=True)
class RawText:
    """A raw text that is read from the catalog slice by slice."""

    chunks: RawChunks
    document_key: int

    def __getitem__(self, where: slice, /) -> str:
        """Return raw[start:stop]; both must be given and not negative."""
        return self.chunks.slice(self.document_key, where.start, where.stop)
