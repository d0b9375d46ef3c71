"""Every document of one generation, one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from index.ranking.selection import DocumentTable
from index.records import DocumentSummary
from index.storage.catalog import Catalog
from index.storage.catalog_view import CatalogView
from ingest.records import Clause


def exported_documents(
    store: Path, day: dt.date
) -> Iterator[tuple[DocumentSummary, str, tuple[Clause, ...]]]:
    """Yield each document, with its status on a day, its raw text and its clauses, by id.

    What comes is the generation that was live at the start, whatever is published meanwhile.
    """
    catalog = Catalog.open(store, read_only=True)  # its own, so that the caller may write between
    try:
        with catalog.reading():
            view = CatalogView(catalog, catalog.live_generation())
            table = DocumentTable.of(view)
            for key in sorted(table.documents, key=lambda key: table.documents[key].id):
                clauses = tuple(clause for _, clause in view.clauses(key))
                yield table.on(key, day), view.raw_text(key), clauses
    finally:
        catalog.close()
