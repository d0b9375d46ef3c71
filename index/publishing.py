"""Turns what was written for the coming generation into the live one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from index.builder import build_generation
from index.embedding.protocol import Embedder
from index.embedding.token_projection import projection_name
from index.embedding_queue import drop_unneeded, embed_pending
from index.passages import PASSAGE_FORMAT
from index.records import Progress
from index.storage.catalog import Catalog
from index.storage.catalog_writer import CatalogWriter
from index.storage.changes import record_changes
from index.storage.generations import remove_generations
from index.storage.schema import NEVER
from index.storage.supersession import refresh_endings
from index.vectors.centering import center_is_current, center_to_store

OnProgress = Callable[[Progress], None]

_PROJECTION: Final = "token_projection"
"""In the meta of a catalog: what made the token vectors that the live generation has."""


def publish_needed(catalog: Catalog) -> bool:
    """Whether the live generation is not what the catalog would give now."""
    meta = catalog.meta()
    outdated = (
        meta.get("passage_format") != PASSAGE_FORMAT
        or meta.get(_PROJECTION, "") != projection_name(meta.get("model"))
        or not center_is_current(meta)
    )
    return outdated or catalog.has_unpublished_changes()


def publish(
    writer: CatalogWriter,
    embedder: Callable[[], Embedder],
    *,
    documents: int = 0,
    on_progress: OnProgress | None = None,
) -> int:
    """Make the writer's generation live; return how many passages had to be embedded.

    Every step can be cut off and done again. Readers change over at the one transaction that
    moves `live_generation` on; all before is invisible to them, all after is tidying.
    """
    catalog, live = writer.catalog, writer.generation - 1
    _bring_passages_up_to_date(writer)
    refresh_endings(catalog, generation=writer.generation)
    embedded, clauses = 0, _count_clauses(catalog)
    if catalog.connection.execute("SELECT EXISTS(SELECT 1 FROM pending)").fetchone()[0]:
        embedded = embed_pending(
            catalog, embedder(), documents=documents, clauses=clauses, on_progress=on_progress
        )
    if not center_is_current(catalog.meta()):
        center = center_to_store(embedder())
        with catalog.writing():
            catalog.set_meta(center)

    def report(done: int, total: int) -> None:
        if on_progress:
            on_progress(
                Progress(
                    stage="writing", done=done, total=total, documents=documents, clauses=clauses
                )
            )

    build_generation(catalog, writer.generation, base=live or None, on_progress=report)
    made_by = {
        "passage_format": PASSAGE_FORMAT,
        _PROJECTION: projection_name(catalog.meta().get("model")),
    }
    with catalog.writing(durable=True) as connection:
        record_changes(connection, generation=writer.generation)
        catalog.set_meta({"live_generation": str(writer.generation), **made_by})
    tidy(catalog)
    return embedded


def complete_passages(writer: CatalogWriter, embedder: Callable[[], Embedder]) -> None:
    """Embed all passages that have no vector yet, whatever generation they are of."""
    writer.queue_missing_vectors()
    embed_pending(writer.catalog, embedder())


def tidy(catalog: Catalog) -> None:
    """Remove what neither the live generation nor the one before it sees.

    The one before stays for readers that have not changed over yet.
    """
    live = catalog.live_generation()
    with catalog.writing() as connection:
        for table in ("documents", "endings"):
            connection.execute(f"DELETE FROM {table} WHERE dead <= ?", (live - 1,))
        meta = catalog.meta()
        if meta.get(_PROJECTION, "") == projection_name(meta.get("model")):
            connection.execute(
                "DELETE FROM token_vectors WHERE projection <> ?",
                (projection_name(meta.get("model")),),
            )
    remove_generations(catalog.folder, keep=(live - 1, live))


def _bring_passages_up_to_date(writer: CatalogWriter) -> None:
    catalog = writer.catalog
    if catalog.meta().get("written_passage_format") != PASSAGE_FORMAT:
        writer.rewrite_all_passages()
        with catalog.writing():
            catalog.set_meta({"written_passage_format": PASSAGE_FORMAT})
    writer.queue_missing_vectors()
    drop_unneeded(catalog)


def _count_clauses(catalog: Catalog) -> int:
    row = catalog.connection.execute(
        "SELECT count(*) FROM clauses JOIN documents USING (document_key) WHERE dead = ?", (NEVER,)
    ).fetchone()
    return int(row[0])
