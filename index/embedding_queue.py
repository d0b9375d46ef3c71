"""Embeds the passages that have no vector yet, batch by batch, each kept as soon as it is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Embedder, TokenEmbedder
from index.embedding.token_projection import TokenCodes, token_projection_for
from index.errors import DimensionMismatch
from index.records import Progress
from index.storage.catalog import Catalog

BATCH_PASSAGES: Final = 128
"""About four seconds of work on two cores: what a kill costs at most."""

_NO_TOKENS: Final[TokenCodes] = np.empty((0, 0), np.int8)
"""Of an embedder that has none though others of its name do, so that it is not asked again."""

VECTOR_DTYPE: Final = np.dtype("<f2")
"""Half precision: half the disk, cosines change by less than 0.0002."""


def embed_pending(
    catalog: Catalog,
    embedder: Embedder,
    *,
    documents: int = 0,
    clauses: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
) -> int:
    """Embed all that is queued, the longest texts first; return how many there were.

    Batches hold texts of similar length, so little is computed for padding, and the time left is
    told from the characters left. `documents` and `clauses` are only passed on in the progress.
    """
    connection = catalog.connection
    total, chars = connection.execute(
        "SELECT count(*), coalesce(sum(length), 0) FROM pending"
    ).fetchone()
    task = _Task(total, chars, documents, clauses)
    done = chars_done = 0
    if on_progress:
        on_progress(task.progress(done, chars_done))
    for by_token in (True, False):
        while batch := _longest(catalog, by_token=by_token):
            _embed(catalog, embedder, batch, by_token=by_token)
            done += len(batch)
            chars_done += sum(len(text) for _, text in batch)
            if on_progress:
                on_progress(task.progress(done, chars_done))
    return done


@dataclass(frozen=True, slots=True)
class _Task:
    """What there is to embed, and since when that is being done."""

    total: int
    chars: int
    documents: int
    clauses: int
    started: float = field(default_factory=time.monotonic)

    def progress(self, done: int, chars_done: int) -> Progress:
        seconds = time.monotonic() - self.started
        return Progress(
            stage="embedding",
            done=done,
            total=self.total,
            documents=self.documents,
            clauses=self.clauses,
            seconds_left=seconds * (self.chars - chars_done) / chars_done if chars_done else None,
        )


def lacks_vectors(catalog: Catalog, generation: int) -> bool:
    """Whether a passage that a generation sees has not been embedded yet."""
    (found,) = catalog.connection.execute(
        "SELECT EXISTS(SELECT 1 FROM passages"
        " JOIN clauses USING (clause_key) JOIN documents USING (document_key)"
        " WHERE born <= :generation AND dead > :generation"
        " AND passages.digest NOT IN (SELECT digest FROM vectors))",
        {"generation": generation},
    ).fetchone()
    return bool(found)


def drop_unneeded(catalog: Catalog) -> None:
    """Take out of the queue what no passage asks for any more."""
    with catalog.writing() as connection:
        connection.execute("DELETE FROM pending WHERE digest NOT IN (SELECT digest FROM passages)")


def decode_vector(blob: bytes, out: NDArray[np.float32]) -> None:
    """Write a stored vector into a row, scaled to unit length again."""
    out[:] = np.frombuffer(blob, dtype=VECTOR_DTYPE)
    length = float(np.linalg.norm(out))
    if length > 0:
        out /= length


def _longest(catalog: Catalog, *, by_token: bool) -> list[tuple[bytes, str]]:
    return catalog.connection.execute(
        "SELECT digest, text FROM pending WHERE by_token = ? ORDER BY length DESC, digest LIMIT ?",
        (by_token, BATCH_PASSAGES),
    ).fetchall()


def _embed(
    catalog: Catalog, embedder: Embedder, batch: list[tuple[bytes, str]], *, by_token: bool
) -> None:
    texts = [text for _, text in batch]
    tokens: list[TokenCodes] = []
    if by_token and isinstance(embedder, TokenEmbedder):
        vectors, tokens = embedder.embed_passages_by_token(texts)
    else:
        vectors = embedder.embed_passages(texts)
        tokens = [_NO_TOKENS] * len(batch) if by_token else []
    if vectors.shape != (len(batch), embedder.dimension):
        raise DimensionMismatch(expected=embedder.dimension, found=int(vectors.shape[-1]))
    _keep(catalog, [digest for digest, _ in batch], vectors, tokens, embedder.name)


def _keep(
    catalog: Catalog,
    digests: list[bytes],
    vectors: NDArray[np.float32],
    tokens: list[TokenCodes],
    model: str,
) -> None:
    blobs = [row.tobytes() for row in vectors.astype(VECTOR_DTYPE)]
    projection = token_projection_for(model)
    with catalog.writing() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?)", list(zip(digests, blobs, strict=True))
        )
        if tokens and projection:
            blobs = [codes.tobytes() for codes in tokens]
            connection.executemany(
                "INSERT OR REPLACE INTO token_vectors VALUES (?, ?, ?)",
                [(projection.digest, *row) for row in zip(digests, blobs, strict=True)],
            )
        connection.executemany(
            "DELETE FROM pending WHERE digest = ?", [(digest,) for digest in digests]
        )
