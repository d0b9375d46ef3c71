"""A store that serves and is written to by its own process: nothing is loaded or searched twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from index import Outcome, Progress, Store, UnknownDocument
from ingest.identity import own_id, with_id
from ingest.records import ParsedDocument

MakeCorpus = Callable[..., list[ParsedDocument]]
QUESTION = "获得电力办理时间"


def test_a_reader_that_catches_up_answers_from_what_was_published_last(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    store.update(make_corpus(3))
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as reader:
        reader.search(QUESTION)
        for count in (4, 5):
            store.update(make_corpus(count))
            reader.catch_up()
            assert reader.search(QUESTION).generation == count - 2


def test_searches_do_not_wait_while_a_reader_catches_up(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    store.update(make_corpus(3))
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as reader:
        reader.search(QUESTION)
        store.update(make_corpus(4))
        with reader._live._changing:  # as while the generation is loaded
            threads = threading.active_count()
            assert reader.search(QUESTION).generation == 1
            assert threading.active_count() == threads
        reader.catch_up()
        assert reader.search(QUESTION).generation == 2


def test_a_store_opened_to_write_has_the_model_of_the_one_that_reads(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    store.update(make_corpus(2))
    embedder = make_embedder()
    with Store.open(store.path, embedder=embedder, read_only=True) as reader:
        with reader.opened_to_write() as writer:
            writer.update(make_corpus(3))
        assert embedder.passages_embedded > 0
        reader.catch_up()
        assert reader.stats().documents == 3


def test_each_document_is_told_with_what_became_of_it(
    store: Store, make_corpus: MakeCorpus
) -> None:
    first, second = make_corpus(2)
    told: list[tuple[str, Outcome]] = []
    store.update([first])
    changed = replace(first, document=replace(first.document, title="另一个标题"))
    store.update([first, changed, second], on_document=lambda *one: told.append(one))
    assert told == [
        (first.document.id, Outcome.UNCHANGED),
        (first.document.id, Outcome.UPDATED),
        (second.document.id, Outcome.ADDED),
    ]


def test_an_update_that_is_given_up_is_completed_by_the_next(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    def give_up(progress: Progress) -> None:
        if progress.stage == "embedding":
            raise TimeoutError

    documents = make_corpus(2)
    with pytest.raises(TimeoutError):
        store.update(documents, on_progress=give_up)
    assert store.verify() == ()
    with pytest.raises(UnknownDocument):
        store.document(documents[0].document.id)
    assert store.update([]).generation == 1
    assert store.stats().documents == 2


def test_a_document_is_found_under_the_id_that_it_was_given(
    store: Store, make_corpus: MakeCorpus
) -> None:
    parsed, other = make_corpus(2)
    own = own_id(parsed.document)
    assert store.kept_id(parsed.document) is None
    store.update([with_id(parsed, "kb-1"), with_id(other, own_id(other.document))])
    assert store.kept_id(parsed.document) == "kb-1"
    assert store.kept_id(other.document) == own_id(other.document)
    retitled = replace(parsed.document, title="另一个标题")
    assert store.kept_id(retitled) is None
    store.delete_document("kb-1")
    assert store.kept_id(parsed.document) is None
    store.update([with_id(parsed, own)])
    assert store.kept_id(parsed.document) == own
