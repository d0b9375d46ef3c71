"""Killing an update at any moment leaves a store that opens, answers as before, and completes."""

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

from index import Mode, Store
from index.embedding.protocol import Embedder
from index.storage.catalog import Catalog
from ingest.records import ParsedDocument

_TARGET = Path(__file__).with_name("kill_target.py")
_QUESTIONS = ("获得电力办理时间", "开办企业材料", "临泽市纳税服务")
_BEFORE, _AFTER = 12, 40
_KILLS = 20

Answers = list[list[tuple[str, float, str]]]


def _answers(store: Store) -> Answers:
    return [
        [(hit.clause.id, hit.score, hit.citation.quote) for hit in result.hits]
        for mode in Mode
        for question in _QUESTIONS
        for result in [store.search(question, mode=mode, top_k=20)]
    ]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_twenty_kills_leave_the_old_answers_until_the_new_ones_are_complete(
    tmp_path: Path,
    killable: Callable[[Path, int], Any],
    make_embedder: Callable[[], Embedder],
    make_corpus: Callable[[int], list[ParsedDocument]],
) -> None:
    updates = killable(_TARGET, _AFTER)
    original, whole, folder = tmp_path / "original", tmp_path / "whole", tmp_path / "store"
    with Store.open(original, embedder=make_embedder(), create=True) as store:
        store.update(make_corpus(_BEFORE), parser_version="p1")
        before = _answers(store)
    shutil.copytree(original, whole)
    started = time.monotonic()
    updates.start(whole)
    assert updates.status() == 0
    duration = time.monotonic() - started
    with Store.open(whole, embedder=make_embedder()) as store:
        after = _answers(store)
    shutil.copytree(original, folder)
    moments, killed, unfinished, reach_s = random.Random(20), 0, 0, duration
    while killed < _KILLS:
        child = updates.start(folder)
        time.sleep(moments.uniform(0, reach_s))
        os.kill(child, signal.SIGKILL)
        if updates.status() == 0:  # it was quicker: less was left to do, or the machine is free now
            reach_s *= 0.8
        else:
            killed, reach_s = killed + 1, min(duration, 1.1 * reach_s)
        with Store.open(folder, embedder=make_embedder()) as store:
            assert store.verify(deep=True) == ()
            answers = _answers(store)
        assert answers in (before, after)
        unfinished += answers == before
        if answers == after:  # it was done before it was killed: begin again
            shutil.rmtree(folder)
            shutil.copytree(original, folder)
    assert unfinished
    _completes(folder, make_embedder, make_corpus, after)


def _completes(folder: Path, make_embedder: Any, make_corpus: Any, after: Answers) -> None:
    embedder = make_embedder()
    with Store.open(folder, embedder=embedder) as store:
        left = _vectors_missing(folder, make_corpus)
        report = store.update(make_corpus(_AFTER), parser_version="p1")
        assert report.embedded == embedder.passages_embedded == left
        assert _answers(store) == after
        assert store.verify(deep=True) == ()
        assert store.update(make_corpus(_AFTER), parser_version="p1").embedded == 0


def _vectors_missing(folder: Path, make_corpus: Any) -> int:
    """Count the passages of the whole corpus, each one clause, that have no vector yet."""
    catalog = Catalog.open(folder, read_only=True)
    kept: int = catalog.connection.execute("SELECT count(*) FROM vectors").fetchone()[0]
    catalog.close()
    return sum(len(parsed.clauses) for parsed in make_corpus(_AFTER)) - kept


def test_every_step_of_publishing_can_be_the_last(
    tmp_path: Path,
    make_embedder: Callable[[], Any],
    make_corpus: Callable[[int], list[ParsedDocument]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cut off at each step in turn, the update is completed by one without documents."""
    import index.publishing as publishing

    folder = tmp_path / "store"
    with Store.open(folder, embedder=make_embedder(), create=True) as store:
        store.update(make_corpus(5))
        before = _answers(store)
    for step in ("refresh_endings", "embed_pending", "build_generation", "tidy"):
        copy = tmp_path / step
        shutil.copytree(folder, copy)
        with monkeypatch.context() as patch, Store.open(copy, embedder=make_embedder()) as store:
            patch.setattr(publishing, step, _cut_off)
            with pytest.raises(KeyboardInterrupt):
                store.update(make_corpus(9))
        embedder = make_embedder()
        with Store.open(copy, embedder=embedder) as store:
            done = step == "tidy"  # the generation was live already
            assert (_answers(store) == before) is not done
            assert store.stats().documents == (9 if done else 5)
            store.update([])
            assert store.stats().documents == 9
            assert store.verify(deep=True) == ()


def _cut_off(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
