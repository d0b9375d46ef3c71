"""The SQLite schema of a store, its migrations, and how a connection is set up.

Every version of a document carries the generation it is born in and the generation it is dead
from, and is visible to the generations between. What an unfinished update wrote is therefore
invisible until one transaction moves the live generation on, and a kill at any moment leaves
readers with exactly what they had.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from index.errors import StoreCorrupt, StoreMissing, StoreOutdated
from index.storage.sqlite_files import run_migrations, use_write_ahead_log

CATALOG_NAME: Final = "catalog.sqlite3"
NEVER: Final = 2**62
"""`dead` of a document version that nothing has replaced."""
VISIBLE: Final = "documents.born <= :generation AND documents.dead > :generation"
"""What a generation sees."""
BUSY_TIMEOUT_S: Final = 30.0

_VERSION_1: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents(
    -- AUTOINCREMENT here and below: an older generation's files must never meet a key used again.
    document_key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    born INTEGER NOT NULL,
    dead INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    number_key TEXT,
    issued_on TEXT,
    source_uri TEXT NOT NULL,
    source TEXT NOT NULL,
    record TEXT NOT NULL,
    digest BLOB NOT NULL
);
CREATE INDEX documents_by_id ON documents(id, dead);
CREATE INDEX documents_by_dead ON documents(dead);
CREATE INDEX documents_by_born ON documents(born);
CREATE INDEX documents_by_title ON documents(title_key);
CREATE INDEX documents_by_number ON documents(number_key);
CREATE UNIQUE INDEX documents_current ON documents(id) WHERE dead = 4611686018427387904;
CREATE TABLE raw_texts(
    document_key INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    chunk INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY(document_key, chunk)
);
CREATE TABLE sources(
    uri TEXT PRIMARY KEY,
    document_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    parser_version TEXT,
    record TEXT NOT NULL
);
CREATE INDEX sources_by_document ON sources(document_id);
CREATE TABLE clauses(
    clause_key INTEGER PRIMARY KEY AUTOINCREMENT,
    document_key INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    record TEXT NOT NULL,
    alignment BLOB NOT NULL,
    UNIQUE(document_key, position)
);
CREATE INDEX clauses_by_id ON clauses(id);
CREATE TABLE passages(
    passage_key INTEGER PRIMARY KEY AUTOINCREMENT,
    clause_key INTEGER NOT NULL REFERENCES clauses ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    digest BLOB NOT NULL
);
CREATE INDEX passages_by_clause ON passages(clause_key);
CREATE TABLE vectors(digest BLOB PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE pending(digest BLOB PRIMARY KEY, length INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX pending_by_length ON pending(length);
CREATE TABLE supersessions(
    document_key INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title_key TEXT,
    number_key TEXT,
    sentence TEXT NOT NULL
);
CREATE INDEX supersessions_by_document ON supersessions(document_key);
CREATE TABLE endings(
    -- What another document's text says about this one: it repeals or amends it.
    document_id TEXT NOT NULL,
    by_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    since TEXT,
    sentence TEXT NOT NULL,
    born INTEGER NOT NULL,
    dead INTEGER NOT NULL
);
CREATE INDEX endings_by_dead ON endings(dead);
"""

_VERSION_2: Final = """
CREATE TABLE token_vectors(
    -- What made them: rows of another projection are of no use, see `index.embedding`.
    projection TEXT NOT NULL,
    digest BLOB NOT NULL,
    tokens BLOB NOT NULL,
    PRIMARY KEY(projection, digest)
);
ALTER TABLE pending ADD COLUMN by_token INTEGER NOT NULL DEFAULT 0;
"""

_FACTS_3: Final = ", ".join(
    f"'{name}', json_extract(documents.record, '$.{name}')"
    for name in ("title", "document_number", "issued_on", "effective_on", "expires_on")
)
_VERSION_3: Final = f"""
CREATE TABLE changes(
    -- AUTOINCREMENT: a client that has seen a number must never meet it again.
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    generation INTEGER NOT NULL,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    kind TEXT NOT NULL,
    document_id TEXT NOT NULL,
    record TEXT NOT NULL
);
INSERT OR REPLACE INTO meta VALUES ('feed', lower(hex(randomblob(8))));
-- What a store held before, so that the changes from the first on give all of it. One that holds
-- nothing has no live generation, and the joins give nothing.
INSERT INTO changes(generation, kind, document_id, record)
SELECT value, 'document_added', documents.id, json_object({_FACTS_3}, 'clauses', json_object(
    'added', (SELECT json_group_array(id) FROM (
        SELECT id FROM clauses WHERE clauses.document_key = documents.document_key
        ORDER BY position))))
FROM meta JOIN documents ON born <= CAST(value AS INTEGER) AND dead > CAST(value AS INTEGER)
WHERE key = 'live_generation' ORDER BY document_key;
INSERT INTO changes(generation, kind, document_id, record)
SELECT value, 'document_ended', documents.id, json_object({_FACTS_3}, 'endings', (
    SELECT json_group_array(json_object(
        'status', status, 'by', by_id, 'since', since, 'sentence', sentence))
    FROM (
        SELECT CASE endings.kind WHEN 'repeals' THEN 'repealed' ELSE 'amended' END AS status,
            by_id, since, sentence
        FROM endings WHERE endings.document_id = documents.id
            AND endings.born <= CAST(value AS INTEGER) AND endings.dead > CAST(value AS INTEGER)
        UNION SELECT json_extract(documents.record, '$.status'), NULL, NULL,
            json_extract(documents.record, '$.status_basis')
        WHERE json_extract(documents.record, '$.status') IN ('repealed', 'amended')
            OR json_extract(documents.record, '$.status') = 'expired'
            AND json_extract(documents.record, '$.expires_on') IS NULL
        ORDER BY since, by_id, sentence))) AS said
FROM meta JOIN documents ON born <= CAST(value AS INTEGER) AND dead > CAST(value AS INTEGER)
WHERE key = 'live_generation' AND json_array_length(said, '$.endings') > 0 ORDER BY document_key;
"""

MIGRATIONS: Final[tuple[str, ...]] = (_VERSION_1, _VERSION_2, _VERSION_3)
"""Script i takes a catalog from `user_version` i to i + 1. Only ever append."""


def open_connection(folder: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Connect to the catalog in `folder`, with every setting that a connection needs.

    Raises:
        StoreMissing: If there is no catalog and `read_only` is set.
        StoreCorrupt: If the file is not a SQLite database.
    """
    path = folder / CATALOG_NAME
    if read_only and not path.is_file():
        raise StoreMissing(folder)
    mode = "ro" if read_only else "rwc"
    if read_only and not _can_share(folder):
        mode = "ro&immutable=1"  # a WAL database on a read-only mount opens in no other way
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path.resolve()))}?mode={mode}",
            uri=True,
            timeout=BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,
        )
        if not read_only:
            use_write_ahead_log(connection, timeout_s=BUSY_TIMEOUT_S)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.DatabaseError as error:
        raise StoreCorrupt(path, str(error)) from error
    return connection


def migrate(connection: sqlite3.Connection, folder: Path) -> None:
    """Bring a catalog to the newest format, one transaction per step.

    Raises:
        StoreOutdated: If the catalog was written by a newer version.
    """
    run_migrations(connection, MIGRATIONS, lambda: format_version(connection, folder))


def format_version(connection: sqlite3.Connection, folder: Path) -> int:
    """Return the format of a catalog.

    Raises:
        StoreOutdated: If it is newer than this version knows.
        StoreCorrupt: If it cannot be read.
    """
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise StoreCorrupt(folder / CATALOG_NAME, str(error)) from error
    if version > len(MIGRATIONS):
        raise StoreOutdated(folder, found=version, expected=len(MIGRATIONS))
    return version


def _can_share(folder: Path) -> bool:
    """Whether readers can use the write-ahead log, which is files beside the catalog."""
    return os.access(folder, os.W_OK) or (folder / f"{CATALOG_NAME}-shm").exists()
