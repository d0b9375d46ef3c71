"""The keys of the running service, when the ledger cannot be read."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import anyio
import pytest

from service.access.key_ring import KeyRing
from service.access.keys import create_key
from service.access.scopes import Scope
from service.ledger import Ledger, LedgerUnavailable

WAIT_S = 0.5


def test_a_ledger_that_another_holds_is_waited_for_once_by_all_who_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.ledger.schema.BUSY_TIMEOUT_S", WAIT_S)
    ledger = Ledger(tmp_path)
    text, key = create_key(ledger, "desk", scopes=frozenset({Scope.READ}))
    ledger.close()
    ring = KeyRing(Ledger(tmp_path))

    async def be_refused() -> None:
        with pytest.raises(LedgerUnavailable):
            await ring.check(str(text))

    async def all_at_once() -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(12):
                tasks.start_soon(be_refused)

    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE keys SET name = name")
        started = time.monotonic()
        anyio.run(all_at_once)
        assert time.monotonic() - started < 6 * WAIT_S
    assert anyio.run(ring.check, str(text)) == key
