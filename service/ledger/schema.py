"""The SQLite schema of the ledger, its migrations, and how a connection is set up."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from index.storage.sqlite_files import run_migrations, use_write_ahead_log
from service.ledger.errors import LedgerCorrupt, LedgerOutdated

LEDGER_NAME: Final = "service.sqlite3"
BUSY_TIMEOUT_S: Final = 5.0
"""Every block that writes is short; who waits longer is told so."""

_VERSION_1: Final = """
CREATE TABLE keys(
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    scopes TEXT NOT NULL,
    per_minute INTEGER,
    created_at TEXT NOT NULL,
    expires_on TEXT,
    revoked_at TEXT,
    last_used_on TEXT
);
CREATE TABLE feedback(
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    request_id TEXT,
    key_id TEXT,
    question TEXT NOT NULL,
    verdict TEXT NOT NULL,
    clause_id TEXT,
    document_id TEXT,
    answer TEXT,
    comment TEXT,
    generation INTEGER NOT NULL
);
CREATE INDEX feedback_by_at ON feedback(at, id);
CREATE TABLE questions_log(
    -- AUTOINCREMENT: a number is never given twice, also when old rows have been dropped.
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    request_id TEXT NOT NULL,
    key_id TEXT,
    action TEXT NOT NULL,
    question TEXT,
    filters TEXT,
    generation INTEGER,
    clauses TEXT,
    document_id TEXT,
    answered INTEGER,
    took_ms REAL
);
CREATE INDEX questions_log_by_at ON questions_log(at);
CREATE INDEX questions_log_by_request ON questions_log(request_id);
"""

MIGRATIONS: Final[tuple[str, ...]] = (_VERSION_1,)
"""Script i takes a ledger from `user_version` i to i + 1. Only ever append."""


def empty_ledger() -> sqlite3.Connection:
    """Return what a ledger that nothing was written to yet reads as."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for script in MIGRATIONS:
        connection.executescript(script)
    return connection


def make_file(path: Path) -> None:
    """Make an empty file that only its owner can read; SQLite gives its own files the same mode."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    try:
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Made by root for a service that runs as the owner of the folder.
            owner = path.parent.stat()
            os.fchown(made, owner.st_uid, owner.st_gid)
    finally:
        os.close(made)


def connect(path: Path, *, mode: str) -> sqlite3.Connection:
    """Connect to a ledger that exists; `mode` is one of SQLite's, with further parameters."""
    connection = sqlite3.connect(
        f"file:{quote(str(path.resolve()))}?mode={mode}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.row_factory = sqlite3.Row
        if mode == "rw":
            use_write_ahead_log(connection, timeout_s=BUSY_TIMEOUT_S)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a ledger to the newest format, one transaction per step.

    Raises:
        LedgerOutdated: If it was written by a newer version.
        LedgerCorrupt: If it is the file of something else.
    """
    try:
        run_migrations(connection, MIGRATIONS, lambda: format_version(connection, path))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            raise LedgerCorrupt(path, f"not a ledger: {error}") from error
        raise


def format_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the format of a ledger.

    Raises:
        LedgerOutdated: If it is newer than this version knows.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise LedgerOutdated(path, found=version, expected=len(MIGRATIONS))
    return version
