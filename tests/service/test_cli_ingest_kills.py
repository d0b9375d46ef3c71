"""`zhengda ingest` killed at any moment leaves a store that answers as before or as after."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Embedder, Store, load_embedder
from service.ingesting import ingest

TARGET = Path(__file__).with_name("ingest_target.py")
KILLS = 20
SEED = 20211123

WritePolicies = Callable[[Path, range], Path]
State = tuple[int, list[tuple[str, str]]]


def state_of(store: Path, embedder: Embedder) -> State:
    with Store.open(store, embedder=embedder) as opened:
        assert opened.verify(deep=True) == ()
        hits = opened.search("创业贷款最高多少", top_k=5).hits
        return opened.stats().documents, [(hit.clause.id, hit.citation.quote) for hit in hits]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_kills_at_any_moment_lose_nothing(
    tmp_path: Path, killable: Callable[[Path, Path], Any], write_policies: WritePolicies
) -> None:
    runs = killable(TARGET, write_policies(tmp_path / "new", range(20, 32)))
    """After every kill the store answers as before or as after the run, never in between."""
    embedder, moments = load_embedder("default"), random.Random(SEED)
    base, whole, store = (tmp_path / name for name in ("base", "whole", "store"))
    with Store.open(base, embedder=embedder, create=True) as opened:
        assert ingest(opened, [write_policies(tmp_path / "old", range(3))]).failures == []
    before = state_of(base, embedder)
    shutil.copytree(base, whole)
    started = time.monotonic()
    runs.start(whole)
    assert runs.status() == 0
    longest_s = time.monotonic() - started
    after = state_of(whole, embedder)
    assert (before[0], after[0]) == (3, 15)

    shutil.copytree(base, store)
    killed, unfinished = 0, 0
    while killed < KILLS:
        child = runs.start(store)
        # One moment in each part of the run, so that the kills fall on all that it does.
        time.sleep(longest_s * (killed + moments.random()) / KILLS)
        os.kill(child, signal.SIGKILL)
        if runs.status() == 0:  # it was quicker: less was left to do, or the machine is free now
            longest_s *= 0.9
        else:
            killed += 1
        now = state_of(store, embedder)
        assert now in (before, after)
        unfinished += now == before
        if now == after:  # start from the old state
            shutil.rmtree(store)
            shutil.copytree(base, store)
    assert unfinished
    runs.start(store)
    assert runs.status() == 0
    assert state_of(store, embedder) == after
