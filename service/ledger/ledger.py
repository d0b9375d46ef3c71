"""The ledger: connections and transactions on the file that holds what the service remembers."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from service.ledger.errors import LedgerCorrupt, LedgerReadOnly, LedgerUnavailable
from service.ledger.schema import (
    LEDGER_NAME,
    MIGRATIONS,
    connect,
    empty_ledger,
    format_version,
    make_file,
    migrate,
)

_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_UNWRITABLE: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)
_UNUSABLE: Final = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
)
_IDLE_MAX: Final = 8
"""Connections kept open for the next block; more than that are rarely in use at once."""


class Ledger:
    """One ledger file; safe to use from many threads and processes.

    A file that is not there yet reads as an empty one; the first block that writes makes it.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Remember where the file lies; nothing is opened yet."""
        self.path = folder / LEDGER_NAME
        self.read_only = read_only
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Ledger:
        """Open the ledger of a store folder, bringing an older format up to date.

        Raises:
            LedgerCorrupt: If the file is damaged, or not a ledger.
            LedgerOutdated: If a newer version wrote it.
            LedgerUnavailable: If it may not be opened.
        """
        ledger = cls(folder, read_only=read_only)
        with ledger.reading():
            return ledger

    def close(self) -> None:
        """Close every connection; blocks under way end first."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Run a block of queries that all see the ledger at one moment; rows go by name too."""
        with self._translated(), self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """Run a block as one transaction: all of it is kept, or nothing.

        With `durable` it is on the disk when the block has ended, even if the power fails then.

        Raises:
            LedgerReadOnly: If the file or its folder cannot be written.
            LedgerUnavailable: If another process writes for longer than a block takes.
        """
        if self.read_only:
            raise LedgerReadOnly(self.path, "opened for reading only")
        self._make()
        with self._translated(), self._connection() as connection:
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite itself rolls back when the disk is full
                    connection.execute("ROLLBACK")
                raise

    def check(self) -> list[str]:
        """Return everything that SQLite finds wrong with the file."""
        with self.reading() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        return [reason for reason in found if reason != "ok"]

    def _make(self) -> None:
        if self.path.exists():
            return
        try:
            make_file(self.path)
        except OSError as error:
            raise LedgerReadOnly(self.path, error.strerror or str(error)) from error

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to one block."""
        with self._guard:
            if self._closed:
                raise LedgerUnavailable(self.path, "closed")
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            if not self.path.exists():
                with closing(empty_ledger()) as nothing:
                    yield nothing
                return
            if not self._can_share():
                # A WAL database on a read-only mount opens in no other way. Not kept: it would
                # not see what somebody else writes.
                with closing(self._opened("ro&immutable=1")) as frozen:
                    yield frozen
                return
            connection = self._opened("rw" if self._is_writable() and not self.read_only else "ro")
        try:
            yield connection
        finally:
            self._take_back(connection)

    def _take_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed and len(self._idle) < _IDLE_MAX:
                self._idle.append(connection)
                return
        connection.close()

    def _opened(self, mode: str) -> sqlite3.Connection:
        connection = connect(self.path, mode=mode)
        try:
            if mode == "rw":
                migrate(connection, self.path)
            elif format_version(connection, self.path) < len(MIGRATIONS):
                self._bring_up_to_date()
        except BaseException:
            connection.close()
            raise
        return connection

    def _bring_up_to_date(self) -> None:
        if not self._is_writable():
            raise LedgerReadOnly(self.path, "an older format, to be brought up to date")
        with closing(connect(self.path, mode="rw")) as writable:
            migrate(writable, self.path)

    def _is_writable(self) -> bool:
        return os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)

    def _can_share(self) -> bool:
        """Whether the write-ahead log can be used, which is files beside the ledger."""
        beside = self.path.with_name(f"{LEDGER_NAME}-shm")
        return os.access(self.path.parent, os.W_OK) or beside.exists()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Say what is wrong with the file; a fault of the statement itself stays as it is."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code in _DAMAGED:
                raise LedgerCorrupt(self.path, str(error)) from error
            if code in _UNWRITABLE:
                raise LedgerReadOnly(self.path, str(error)) from error
            if code in _UNUSABLE:
                raise LedgerUnavailable(self.path, str(error)) from error
            raise
