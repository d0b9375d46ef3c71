"""Processes that begin a file together wait for each other, and bring it up to date once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from index.storage.schema import CATALOG_NAME
from index.storage.sqlite_files import run_migrations, use_write_ahead_log

SCRIPTS = ("CREATE TABLE one(a)", "CREATE TABLE two(a)")


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A file without a log that another connection reads for a fifth of a second."""
    path = tmp_path / CATALOG_NAME
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA user_version = 0")
    other.execute("BEGIN")
    other.execute("SELECT * FROM sqlite_master").fetchall()
    threading.Timer(0.2, other.close).start()
    return path


def test_who_turns_to_the_log_waits_for_those_that_read(held: Path) -> None:
    # Of itself SQLite does not wait here, as it does not when two turn to it at one time.
    with closing(sqlite3.connect(held, timeout=0, isolation_level=None)) as connection:
        use_write_ahead_log(connection, timeout_s=60)
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_nobody_waits_for_ever(held: Path) -> None:
    with (
        closing(sqlite3.connect(held, timeout=0, isolation_level=None)) as connection,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        use_write_ahead_log(connection, timeout_s=0.02)


def test_several_processes_begin_a_store_together(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from index.storage.catalog import Catalog\n"
        "sys.stdin.read(); Catalog.open(Path(sys.argv[1]), create=True).close()"
    )
    run = [sys.executable, "-c", script, str(tmp_path / "store")]
    running = [subprocess.Popen(run, stdin=subprocess.PIPE) for _ in range(4)]
    for process in running:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait(60) for process in running] == [0] * 4


def test_each_script_is_run_once(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)) as connection:
        run_migrations(connection, SCRIPTS[:1], lambda: version(connection))
        run_migrations(connection, SCRIPTS, lambda: version(connection))
        assert version(connection) == 2


def test_a_script_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)) as connection:
        scripts = (SCRIPTS[0], "CREATE TABLE two(a);CREATE TABLE one(a)")
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            run_migrations(connection, scripts, lambda: version(connection))
        assert version(connection) == 1
        run_migrations(connection, SCRIPTS, lambda: version(connection))
