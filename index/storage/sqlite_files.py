"""What every SQLite file of ours needs: a write-ahead log, and scripts that bring it up to date."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import Final

_POLL_S: Final = 0.005


def use_write_ahead_log(connection: sqlite3.Connection, *, timeout_s: float) -> None:
    """Have readers and a writer not wait for each other.

    Turning to it is the one thing that SQLite does not wait for when another process is there, as
    when several begin a file together.

    Raises:
        sqlite3.OperationalError: If others hold the file for longer than `timeout_s`.
    """
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_POLL_S)
        else:
            return


def run_migrations(
    connection: sqlite3.Connection, scripts: Sequence[str], version: Callable[[], int]
) -> None:
    """Bring a file to its newest format, one transaction per step.

    Args:
        connection: To the file, for writing.
        scripts: Script i takes it from `user_version` i to i + 1.
        version: Reads `user_version`, and refuses one that is not known.
    """
    while (at := version()) < len(scripts):
        script = f"BEGIN IMMEDIATE;{scripts[at]};PRAGMA user_version = {at + 1};COMMIT"
        try:
            connection.executescript(script)
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if version() == at:
                raise  # not another process that was quicker
