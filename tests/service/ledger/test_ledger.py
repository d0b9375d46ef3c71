"""The ledger: made privately, shared by threads and processes, honest about what is wrong."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from service.ledger import (
    Ledger,
    LedgerCorrupt,
    LedgerOutdated,
    LedgerReadOnly,
    LedgerUnavailable,
)
from service.ledger.schema import LEDGER_NAME, MIGRATIONS

COUNT = "SELECT count(*) FROM questions_log"
ADD = "INSERT INTO questions_log(at, request_id, action) VALUES ('2026-01-01T00:00:00Z', ?, 'ask')"
NOBODY = 65534
TABLES = {"keys", "feedback", "questions_log"}


def count(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        return int(connection.execute(COUNT).fetchone()[0])


def add(ledger: Ledger, request_id: str) -> None:
    with ledger.writing() as connection:
        connection.execute(ADD, (request_id,))


def test_nothing_is_made_by_reading(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    ledger = Ledger.open(folder)
    with ledger.reading() as connection:
        for table in TABLES:
            assert connection.execute(f"SELECT * FROM {table}").fetchall() == []
    assert not folder.exists()


def test_what_was_written_is_read_by_whoever_opens_it_next(tmp_path: Path) -> None:
    early = Ledger.open(tmp_path)
    assert count(early) == 0
    with closing(Ledger.open(tmp_path / "." / "")) as ledger:
        add(ledger, "one")
    assert count(early) == count(Ledger.open(tmp_path, read_only=True)) == 1
    with early.reading() as connection:
        assert connection.execute("SELECT * FROM questions_log").fetchone()["request_id"] == "one"


def test_only_the_owner_can_read_the_files(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    add(ledger, "one")
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [
        LEDGER_NAME,
        f"{LEDGER_NAME}-shm",
        f"{LEDGER_NAME}-wal",
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_block_that_fails_leaves_nothing(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    requests = ((str(1 // number),) for number in (1, 0))
    with pytest.raises(ZeroDivisionError), ledger.writing() as connection:
        connection.executemany(ADD, requests)
    assert count(ledger) == 0
    add(ledger, "two")
    assert count(ledger) == 1


def test_a_fault_of_the_statement_stays_what_it_is(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    with pytest.raises(sqlite3.IntegrityError), ledger.writing() as connection:
        connection.execute("INSERT INTO feedback(id, at) VALUES ('a', 'b')")
    with pytest.raises(sqlite3.OperationalError), ledger.reading() as connection:
        connection.execute("SELECT nothing FROM nowhere")


def test_a_reader_sees_one_moment(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    add(ledger, "one")
    with ledger.reading() as connection:
        assert connection.execute(COUNT).fetchone()[0] == 1
        add(ledger, "two")
        assert connection.execute(COUNT).fetchone()[0] == 1
    assert count(ledger) == 2


def test_many_threads_begin_a_new_file_together(tmp_path: Path) -> None:
    ledgers = [Ledger.open(tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: add(ledgers[number % 4], str(number)), range(200)))
    assert count(ledgers[0]) == 200


def test_many_processes_begin_a_new_file_together(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from service.ledger import Ledger\n"
        "ledger = Ledger.open(Path(sys.argv[1])); sys.stdin.read()\n"
        "with ledger.writing() as connection:\n"
        f"    connection.execute({ADD!r}, ('x',))"
    )
    run = [sys.executable, "-c", script, str(tmp_path)]
    running = [subprocess.Popen(run, stdin=subprocess.PIPE) for _ in range(4)]
    for process in running:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait(60) for process in running] == [0] * 4
    assert count(Ledger.open(tmp_path)) == 4


def test_a_writer_that_waits_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.ledger.schema.BUSY_TIMEOUT_S", 0.05)
    first, second = Ledger.open(tmp_path), Ledger.open(tmp_path)
    with first.writing(), pytest.raises(LedgerUnavailable, match="locked"):
        add(second, "one")
    add(second, "one")


def test_an_older_format_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(Ledger.open(tmp_path), "one")
    newer = (*MIGRATIONS, "ALTER TABLE keys ADD COLUMN note TEXT")
    for module in ("schema", "ledger"):
        monkeypatch.setattr(f"service.ledger.{module}.MIGRATIONS", newer)
    for read_only in (True, False):
        ledger = Ledger.open(tmp_path, read_only=read_only)
        with ledger.reading() as connection:
            assert connection.execute("SELECT note FROM keys").fetchall() == []
            assert connection.execute("PRAGMA user_version").fetchone()[0] == len(newer)
        assert count(ledger) == 1


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / LEDGER_NAME)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(LedgerOutdated, match="upgrade"):
        Ledger.open(tmp_path)


def _garbage(path: Path) -> None:
    path.write_bytes(b"\xff" * 5000)


def _broken_pages(path: Path) -> None:
    ledger = Ledger.open(path.parent)
    add(ledger, "one")
    ledger.close()
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 5000)


def _something_else(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE keys(song TEXT)")


@pytest.mark.parametrize("spoil", [_garbage, _broken_pages, _something_else])
def test_a_damaged_file_is_named(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / LEDGER_NAME
    spoil(path)
    with pytest.raises(LedgerCorrupt) as raised:
        add(Ledger.open(tmp_path), "one")
    assert str(path) in str(raised.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ledger = Ledger.open(tmp_path / "file")
    assert count(ledger) == 0
    with pytest.raises(LedgerReadOnly, match=r"file.service\.sqlite3 cannot be written"):
        add(ledger, "one")


def test_a_ledger_opened_for_reading_refuses_to_write(tmp_path: Path) -> None:
    with pytest.raises(LedgerReadOnly):
        add(Ledger.open(tmp_path, read_only=True), "one")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder_is_read() -> None:
    with tempfile.TemporaryDirectory() as folder:  # its parents are open to other users too
        if os.geteuid() != 0:
            _in_a_read_only_folder(Path(folder))
            return
        pid = os.fork()  # nothing is read-only for this user
        if pid == 0:
            os._exit(_as_nobody(Path(folder)))
        assert os.waitpid(pid, 0)[1] == 0


def _as_nobody(folder: Path) -> int:
    try:
        os.chown(folder, NOBODY, NOBODY)
        os.setuid(NOBODY)
        _in_a_read_only_folder(folder)
    except BaseException:  # noqa: BLE001  # whatever it is, the child must not run on as a test
        traceback.print_exc()
        return 1
    return 0


def _in_a_read_only_folder(folder: Path) -> None:
    ledger = Ledger.open(folder)
    add(ledger, "one")
    ledger.close()
    folder.chmod(0o500)
    try:
        frozen = Ledger.open(folder)
        assert count(frozen) == 1
        with pytest.raises(LedgerReadOnly):
            add(frozen, "two")
        (folder / LEDGER_NAME).chmod(0)
        with pytest.raises(LedgerUnavailable):
            Ledger.open(folder)
    finally:
        folder.chmod(0o700)


def test_what_is_wrong_inside_is_found(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    add(ledger, "one")
    assert ledger.check() == []


def test_a_closed_ledger_says_so(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    add(ledger, "one")
    with ledger.reading() as connection:
        ledger.close()
        assert connection.execute(COUNT).fetchone()[0] == 1
    with pytest.raises(LedgerUnavailable, match="closed"):
        count(ledger)
