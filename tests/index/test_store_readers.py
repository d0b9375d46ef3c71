"""Many readers of a store that changes: each sees whole generations."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from index import (
    Store,
)
from ingest.records import ParsedDocument

MakeCorpus = Callable[..., list[ParsedDocument]]
QUESTION = "获得电力办理时间"


def test_a_reader_follows_what_another_store_publishes(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    store.update(make_corpus(3))
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as reader:
        assert reader.search(QUESTION).generation == 1
        store.update(make_corpus(5))
        _wait_until(lambda: reader.search(QUESTION).generation == 2)
        assert reader.stats().documents == 5


def test_a_reader_that_slept_through_generations_is_not_left_behind(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    store.update(make_corpus(3))
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as reader:
        reader.search(QUESTION)
        for count in (4, 5, 6):
            store.update(make_corpus(count))
        assert reader.search(QUESTION).generation == 4


@pytest.mark.parametrize("own_process_store", [True, False])
def test_searches_go_on_while_generations_change(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any, own_process_store: bool
) -> None:
    store.update(make_corpus(4))
    searched = store
    if not own_process_store:
        searched = Store.open(store.path, embedder=make_embedder(), read_only=True)
    errors: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        last = 0
        try:
            while not done.is_set():
                result = searched.search(QUESTION, top_k=50)
                assert result.generation >= last
                # generation g holds 2 + 2g documents, or one fewer after a deletion
                assert len(result.hits) == min(50, 6 * _documents_of(result.generation))
                last = result.generation
        except BaseException as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for generation in range(2, 8):
        store.update(make_corpus(_documents_of(generation)))
    done.set()
    for thread in threads:
        thread.join()
    if not own_process_store:
        searched.close()
    assert errors == []


def _documents_of(generation: int) -> int:
    return 3 + generation


def test_following_leaves_no_connections_behind(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    store.update(make_corpus(1))
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as reader:
        for generation in range(2, 6):
            store.update(make_corpus(generation))
            _wait_until(lambda: reader.search(QUESTION).generation == generation)  # noqa: B023
        assert len(reader._catalog._connections) <= 2


def _wait_until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    ended = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        ended.wait(0.02)
    pytest.fail(f"did not come true within {seconds} s")
