"""The SQLite catalog: the truth of a store. Connections, transactions and facts about the whole.

Reading goes through `index.storage.catalog_view`, writing documents through
`index.storage.catalog_writer`.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from index.errors import StoreCorrupt, StoreMissing
from index.storage.schema import (
    CATALOG_NAME,
    MIGRATIONS,
    NEVER,
    format_version,
    migrate,
    open_connection,
)

_CLOSE_WAIT_S: Final = 30
"""How long closing waits for blocks that read; none takes so long."""


class Catalog:
    """One catalog file; safe to use from many threads, each has its own connection."""

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        """Use `Catalog.open`."""
        self.folder = folder
        self.read_only = read_only
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._readers: set[int] = set()
        """Threads that are inside `reading`."""
        self._closing = False
        self._readers_change = threading.Condition()

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, read_only: bool = False) -> Catalog:
        """Open the catalog in a folder, bringing an older format up to date.

        Raises:
            StoreMissing: If there is none and `create` is not set.
            StoreCorrupt: If the file is not a catalog.
            StoreOutdated: If a newer version wrote it.
        """
        if not (folder / CATALOG_NAME).is_file():
            if not create or read_only:
                raise StoreMissing(folder)
            folder.mkdir(parents=True, exist_ok=True)
        catalog = cls(folder, read_only=read_only)
        try:
            if not read_only:
                migrate(catalog.connection, folder)
            elif format_version(catalog.connection, folder) < len(MIGRATIONS) and _writable(folder):
                with closing(open_connection(folder)) as writable:
                    migrate(writable, folder)
            catalog.live_generation()
        except sqlite3.DatabaseError as error:
            catalog.close()
            raise StoreCorrupt(folder / CATALOG_NAME, str(error)) from error
        except BaseException:
            catalog.close()
            raise
        return catalog

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = open_connection(self.folder, read_only=self.read_only)
            self._local.connection = connection
            with self._guard:
                self._connections.append(connection)
        return connection

    def close(self) -> None:
        """Close the connections of all threads, once the blocks of others that read have ended."""
        own = {threading.get_ident()}
        with self._readers_change:
            # SQLite does not survive a connection that is closed under a running query.
            self._closing = True
            self._readers_change.wait_for(lambda: self._readers <= own, timeout=_CLOSE_WAIT_S)
        try:
            with self._guard:
                for connection in self._connections:
                    connection.close()
                self._connections.clear()
            self._local = threading.local()
        finally:
            with self._readers_change:
                self._closing = False
                self._readers_change.notify_all()

    def release(self) -> None:
        """Close the connection of the calling thread, which is about to end."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            with self._guard:
                self._connections.remove(connection)
            connection.close()
            del self._local.connection

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """Run a block as one transaction: all of it is kept, or nothing.

        With `durable` it is on the disk when the block has ended, even if the power fails then.
        """
        connection = self.connection
        if durable:
            connection.execute("PRAGMA synchronous = FULL")
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:  # SQLite itself rolls back when the disk is full
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        finally:
            if durable:
                connection.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Run a block of queries that all see the catalog at one moment."""
        with self._as_reader():
            connection = self.connection
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("COMMIT")

    @contextmanager
    def _as_reader(self) -> Iterator[None]:
        """Have `close` wait for the calling thread."""
        thread = threading.get_ident()
        if thread in self._readers:
            yield
            return
        with self._readers_change:
            self._readers_change.wait_for(lambda: not self._closing)
            self._readers.add(thread)
        try:
            yield
        finally:
            with self._readers_change:
                self._readers.remove(thread)
                self._readers_change.notify_all()

    def meta(self) -> dict[str, str]:
        """Return the facts about the whole store."""
        return dict(self.connection.execute("SELECT key, value FROM meta"))

    def set_meta(self, values: Mapping[str, str]) -> None:
        """Set facts about the whole store, in the running transaction if there is one."""
        self.connection.executemany(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            list(values.items()),
        )

    def live_generation(self) -> int:
        """Return the generation that readers see; 0 before the first."""
        row = self.connection.execute(
            "SELECT value FROM meta WHERE key = 'live_generation'"
        ).fetchone()
        return int(row[0]) if row else 0

    def has_unpublished_changes(self) -> bool:
        """Whether documents came or went since the live generation."""
        live = self.live_generation()
        row = self.connection.execute(
            "SELECT EXISTS(SELECT 1 FROM documents WHERE born > ?)"
            " OR EXISTS(SELECT 1 FROM documents WHERE dead > ? AND dead < ?)"
            " OR EXISTS(SELECT 1 FROM pending)",
            (live, live, NEVER),
        ).fetchone()
        return bool(row[0])

    def known_sources(self, parser_version: str) -> dict[str, str]:
        """Return the digest of every source that this version of the parser has read, by uri."""
        return dict(
            self.connection.execute(
                "SELECT uri, sha256 FROM sources WHERE parser_version = ?", (parser_version,)
            )
        )

    def check(self) -> list[str]:
        """Return everything that SQLite finds wrong with the file."""
        try:
            found = [str(row[0]) for row in self.connection.execute("PRAGMA integrity_check")]
            found += [
                f"a row of {row[0]} refers to a missing row of {row[2]}"
                for row in self.connection.execute("PRAGMA foreign_key_check")
            ]
        except sqlite3.DatabaseError as error:
            return [str(error)]
        return [reason for reason in found if reason != "ok"]


def _writable(folder: Path) -> bool:
    """Whether a catalog can be brought up to date; what an older one lacks is done without."""
    return os.access(folder, os.W_OK)
