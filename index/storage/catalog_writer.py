"""Writes documents into the catalog for the generation after the live one.

Each call is one transaction. A document version is never changed once written: a document that
changed gets a new version, and the old one stays visible to the generations that had it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from index.embedding.token_projection import projection_name
from index.errors import InvalidDocument, UnknownDocument
from index.passages import PassageKind
from index.records import DocumentSummary
from index.storage.catalog import Catalog
from index.storage.catalog_view import CatalogView
from index.storage.changes import record_shown_source
from index.storage.clause_rows import content_digest, encode_alignment, encode_clause
from index.storage.document_inserts import insert_document
from index.storage.document_rows import decode_source, encode_source
from index.storage.passage_inserts import insert_passages
from index.storage.schema import NEVER
from ingest.records import ParsedDocument, Source


class Outcome(Enum):
    """What putting a document did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class CatalogWriter:
    """Writes the rows of one coming generation; `model` is whose vectors passages need."""

    catalog: Catalog
    generation: int
    model: str

    def put(self, parsed: ParsedDocument, *, parser_version: str | None) -> tuple[Outcome, int]:
        """Store a document as read from its source.

        The text read last is the document's text, but a repost never replaces what its issuer
        published. Returns what happened and how many other documents this source no longer gives.

        Raises:
            InvalidDocument: If it breaks a rule of the records.
        """
        source = parsed.document.source
        try:
            with self.catalog.writing() as connection:
                before = connection.execute(
                    "SELECT document_id, sha256, parser_version FROM sources WHERE uri = ?",
                    (source.uri,),
                ).fetchone()
                now = (parsed.document.id, source.sha256, parser_version)
                known = parser_version is not None and before == now
                if known and self._current(parsed.document.id) is not None:
                    return Outcome.UNCHANGED, 0
                connection.execute(
                    "INSERT INTO sources VALUES (?, ?, ?, ?, ?) ON CONFLICT(uri) DO UPDATE SET"
                    " document_id = excluded.document_id, sha256 = excluded.sha256,"
                    " parser_version = excluded.parser_version, record = excluded.record",
                    (source.uri, *now, encode_source(source)),
                )
                moved = before is not None and before[0] != parsed.document.id
                removed = self._release(before[0]) if moved else 0
                return self._put_version(parsed), removed
        except (sqlite3.IntegrityError, UnicodeEncodeError) as error:
            raise InvalidDocument(parsed.document.id, source.uri, str(error)) from error

    def delete(self, document_id: str) -> None:
        """Remove a document and all that is known of its sources.

        Raises:
            UnknownDocument: If there is none.
        """
        with self.catalog.writing() as connection:
            if self._current(document_id) is None:
                raise UnknownDocument(document_id)
            connection.execute("DELETE FROM sources WHERE document_id = ?", (document_id,))
            self._kill(document_id)

    def prune(self, kept_uris: Collection[str], *, under: Sequence[str]) -> int:
        """Forget the sources that lie under one of the roots and are not kept.

        Returns how many documents went with them, each having no other source.
        """
        kept, removed = set(kept_uris), 0
        rows = self.catalog.connection.execute("SELECT uri, document_id FROM sources").fetchall()
        for uri, document_id in rows:
            if uri in kept or not any(lies_under(uri, root) for root in under):
                continue
            with self.catalog.writing() as connection:
                connection.execute("DELETE FROM sources WHERE uri = ?", (uri,))
                removed += self._release(document_id)
        return removed

    def queue_missing_vectors(self) -> int:
        """Queue every passage that lacks vectors and has no place in the queue."""
        view = CatalogView(self.catalog, self.generation)
        rows = self.catalog.connection.execute(
            "SELECT DISTINCT document_key FROM passages JOIN clauses USING (clause_key)"
            " JOIN documents USING (document_key) WHERE dead = :never"
            " AND NOT EXISTS (SELECT 1 FROM pending WHERE pending.digest = passages.digest)"
            " AND (NOT EXISTS (SELECT 1 FROM vectors WHERE vectors.digest = passages.digest)"
            "  OR passages.kind = :whole AND :projection <> '' AND NOT EXISTS ("
            "   SELECT 1 FROM token_vectors AS found"
            "   WHERE found.projection = :projection AND found.digest = passages.digest))",
            {
                "never": NEVER,
                "whole": PassageKind.CLAUSE,
                "projection": projection_name(self.model),
            },
        ).fetchall()
        self._rewrite_passages(view, [row[0] for row in rows])
        return len(rows)

    def rewrite_all_passages(self) -> None:
        """Make the passages of all documents anew, after their format has changed."""
        rows = self.catalog.connection.execute(
            "SELECT document_key FROM documents WHERE dead = ?", (NEVER,)
        ).fetchall()
        self._rewrite_passages(CatalogView(self.catalog, self.generation), [row[0] for row in rows])

    def _put_version(self, parsed: ParsedDocument) -> Outcome:
        document = parsed.document
        current = self._current(document.id)
        digest = content_digest(parsed)
        if current is not None:
            _, current_digest, current_source = current
            if current_digest == digest:
                return Outcome.UNCHANGED
            if document.source.reposted_by and not decode_source(current_source).reposted_by:
                return Outcome.UNCHANGED
            self._kill(document.id)
        key = insert_document(self.catalog.connection, document, digest, born=self.generation)
        self._insert_clauses(key, parsed)
        return Outcome.ADDED if current is None else Outcome.UPDATED

    def _current(self, document_id: str) -> tuple[int, bytes, str] | None:
        row: tuple[int, bytes, str] | None = self.catalog.connection.execute(
            "SELECT document_key, digest, source FROM documents WHERE id = ? AND dead = ?",
            (document_id, NEVER),
        ).fetchone()
        return row

    def _kill(self, document_id: str) -> None:
        """End the current version; one that no generation ever saw goes at once."""
        connection = self.catalog.connection
        connection.execute(
            "DELETE FROM documents WHERE id = ? AND dead = ? AND born >= ?",
            (document_id, NEVER, self.generation),
        )
        connection.execute(
            "UPDATE documents SET dead = ? WHERE id = ? AND dead = ?",
            (self.generation, document_id, NEVER),
        )

    def _release(self, document_id: str) -> int:
        """Follow the loss of one of a document's sources; return 1 if it was the last."""
        connection = self.catalog.connection
        current = self._current(document_id)
        if current is None:
            return 0
        rows = connection.execute(
            "SELECT uri, record FROM sources WHERE document_id = ? ORDER BY uri", (document_id,)
        ).fetchall()
        if not rows:
            self._kill(document_id)
            return 1
        shown = decode_source(current[2])
        if shown.uri not in {row[0] for row in rows}:
            self._show_source(current[0], shown, [decode_source(row[1]) for row in rows])
        return 0

    def _show_source(self, document_key: int, lost: Source, left: Sequence[Source]) -> None:
        """Let a document name another of its sources, one with the same bytes if there is one."""
        connection = self.catalog.connection
        chosen = next((source for source in left if source.sha256 == lost.sha256), left[0])
        connection.execute(
            "UPDATE documents SET source_uri = ?, source = ? WHERE document_key = ?",
            (chosen.uri, encode_source(chosen), document_key),
        )
        record_shown_source(connection, document_key, live=self.generation - 1)
        if chosen.sha256 != lost.sha256:  # so that the next ingest reads its text
            connection.execute(
                "UPDATE sources SET parser_version = NULL, sha256 = '' WHERE uri = ?", (chosen.uri,)
            )

    def _insert_clauses(self, document_key: int, parsed: ParsedDocument) -> None:
        connection, summary = self.catalog.connection, DocumentSummary.of(parsed.document)
        for clause in parsed.clauses:
            cursor = connection.execute(
                "INSERT INTO clauses(document_key, id, position, text, record, alignment)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    document_key,
                    clause.id,
                    clause.position,
                    clause.text,
                    encode_clause(clause),
                    encode_alignment(clause.alignment),
                ),
            )
            insert_passages(connection, self.model, int(cursor.lastrowid or 0), summary, clause)

    def _rewrite_passages(self, view: CatalogView, document_keys: Sequence[int]) -> None:
        summaries = view.documents() if document_keys else {}
        for key in document_keys:
            with self.catalog.writing() as connection:
                for clause_key, clause in view.clauses(key):
                    connection.execute("DELETE FROM passages WHERE clause_key = ?", (clause_key,))
                    insert_passages(connection, self.model, clause_key, summaries[key], clause)


def lies_under(uri: str, root: str) -> bool:
    """Whether a source lies in a folder, in an archive, or is the root itself."""
    root = root.rstrip("/") or "/"
    if root == ".":
        return not uri.startswith("/") and "://" not in uri
    if root == "/":
        return uri.startswith("/")
    root = root.removeprefix("./")
    return uri == root or uri.startswith((f"{root}/", f"{root}!"))
