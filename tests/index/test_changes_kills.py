"""A kill at any moment of publishing loses no change and brings none twice."""

from __future__ import annotations

import os
import runpy
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Store
from ingest.records import ParsedDocument

_TARGET = Path(__file__).with_name("changes_kill_target.py")
_MADE = runpy.run_path(str(Path(__file__).with_name("mirror.py")))
Mirror, shown = _MADE["Mirror"], _MADE["shown"]
_BEFORE, _AFTER = 3, 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_a_kill_before_any_statement_leaves_whole_changes(
    tmp_path: Path,
    killable: Callable[[Path, int], Any],
    make_embedder: Callable[[], Any],
    make_corpus: Callable[..., list[ParsedDocument]],
) -> None:
    """Each statement of the transaction in which the generation goes live, and some after it."""
    original, folder = tmp_path / "original", tmp_path / "store"
    corpus = make_corpus(_AFTER, clauses=2)
    # The third is to be updated, the fourth and fifth are to be added.
    third = make_corpus(_BEFORE, clauses=1)[2]
    with Store.open(original, embedder=make_embedder(), create=True) as store:
        store.update([*corpus[:2], third])
    updates = killable(_TARGET, _AFTER)
    seen: list[int] = []
    while seen.count(6) < 4:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(original, folder)
        updates.start(f"{folder}\t{len(seen) + 1}")
        assert updates.status() == signal.SIGKILL
        with Store.open(folder, embedder=make_embedder()) as store:
            mirror = Mirror()
            seen.append(len(mirror.follow(store)))
            assert mirror.clauses == shown(store)
            assert len(shown(store)) == (_AFTER if seen[-1] == 6 else _BEFORE)
            if len(seen) % 5 == 0:
                store.update(corpus)
                mirror.follow(store)
                assert mirror.clauses == shown(store)
                assert mirror.since == 6
    # Up to the commit there are the old changes alone, after it all three new ones.
    assert seen == [3] * (len(seen) - 4) + [6] * 4
    assert len(seen) > 12
