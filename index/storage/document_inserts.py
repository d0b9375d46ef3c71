"""Writes the rows of one document: what is queried of it, its raw text, what it supersedes."""

from __future__ import annotations

import datetime as dt
import sqlite3

from index.storage.document_rows import encode_document, encode_source, title_key
from index.storage.raw_chunks import RAW_CHUNK_CHARS
from index.storage.schema import NEVER
from ingest.records import Document


def insert_document(
    connection: sqlite3.Connection, document: Document, digest: bytes, *, born: int
) -> int:
    """Write a document with its raw text, for generations from `born` on; return its key."""
    cursor = connection.execute(
        "INSERT INTO documents(id, born, dead, title, title_key, number_key, issued_on,"
        " source_uri, source, record, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            born,
            NEVER,
            document.title,
            title_key(document.title),
            document.number_key,
            _first_day(document),
            document.source.uri,
            encode_source(document.source),
            encode_document(document),
            digest,
        ),
    )
    key = int(cursor.lastrowid or 0)
    _insert_raw_text(connection, key, document.text)
    _insert_supersessions(connection, key, document)
    return key


def _insert_raw_text(connection: sqlite3.Connection, key: int, text: str) -> None:
    connection.executemany(
        "INSERT INTO raw_texts VALUES (?, ?, ?)",
        [
            (key, start // RAW_CHUNK_CHARS, text[start : start + RAW_CHUNK_CHARS])
            for start in range(0, len(text), RAW_CHUNK_CHARS)
        ],
    )


def _insert_supersessions(connection: sqlite3.Connection, key: int, document: Document) -> None:
    connection.executemany(
        "INSERT INTO supersessions VALUES (?, ?, ?, ?, ?)",
        [
            (key, one.kind, one.title and title_key(one.title), one.document_number, one.sentence)
            for one in document.supersedes
        ],
    )


def _first_day(document: Document) -> str | None:
    day: dt.date | None = document.issued_on or document.effective_on
    return day.isoformat() if day else None
