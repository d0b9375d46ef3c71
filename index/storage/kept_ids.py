"""Finds the id under which a document is kept: its own, or one that a client gave it."""

from __future__ import annotations

from index.storage.catalog import Catalog
from index.storage.document_rows import decode_document, decode_source, title_key
from index.storage.schema import NEVER
from ingest.identity import own_id
from ingest.records import Document


def find_kept_id(catalog: Catalog, document: Document) -> str | None:
    """Return the id of the document that this one is, among those that are current; None if new.

    One that is kept under its own id comes first; of several with other ids the first by id.
    """
    own = own_id(document)
    rows = catalog.connection.execute(
        # The sign keeps SQLite from walking through all that is current instead.
        "SELECT id, record, source FROM documents WHERE (title_key = ? OR id = ?) AND +dead = ?"
        " ORDER BY id <> ?, id",
        (title_key(document.title), own, NEVER, own),
    )
    for uid, record, source in rows:
        if uid == own or own_id(decode_document(uid, record, decode_source(source))) == own:
            return str(uid)
    return None
