"""The store as its callers see it: update, search, delete, one writer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import (
    Mode,
    ModelMismatch,
    Progress,
    SearchFilters,
    Store,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
    UnknownClause,
    UnknownDocument,
)
from index.storage.writer_lock import writer_lock
from index.words import readings
from ingest.records import ParsedDocument

Make = Callable[..., ParsedDocument]
MakeCorpus = Callable[..., list[ParsedDocument]]
QUESTION = "获得电力办理时间"


def _ids(store: Store, question: str = QUESTION, **options: Any) -> list[str]:
    return [hit.clause.id for hit in store.search(question, **options).hits]


def test_an_empty_store_answers_nothing(store: Store) -> None:
    assert store.search(QUESTION).hits == ()
    assert store.documents().items == ()
    assert store.stats().documents == 0
    assert store.verify(deep=True) == ()


@pytest.mark.parametrize("mode", list(Mode))
def test_a_question_finds_its_clause_with_an_exact_quote(
    store: Store, make_corpus: MakeCorpus, mode: Mode
) -> None:
    corpus = make_corpus(12)
    store.update(corpus)
    result = store.search("优化获得电力便利度 办理时间", mode=mode, top_k=5)
    assert [hit.rank for hit in result.hits] == [1, 2, 3, 4, 5]
    assert "获得电力" in "".join(hit.clause.text for hit in result.hits[:2])
    for hit in result.hits:
        raw = store.raw_text(hit.document.id)
        assert hit.citation.quote == raw[hit.citation.start : hit.citation.end] != ""
        assert 0 <= hit.score <= 1
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert result.generation == 1


def test_ingesting_again_embeds_and_publishes_nothing(
    store: Store, make_corpus: MakeCorpus, embedder: Any
) -> None:
    first = store.update(make_corpus(10), parser_version="p1")
    assert (first.added, first.clauses, first.embedded, first.generation) == (10, 60, 60, 1)
    again = store.update(make_corpus(10), parser_version="p1")
    assert (again.unchanged, again.embedded, again.generation) == (10, 0, 1)
    assert embedder.passages_embedded == 60
    assert store.known_sources("p1").keys() == {p.document.source.uri for p in make_corpus(10)}


def test_two_stores_of_the_same_documents_answer_alike(
    tmp_path: Path, make_corpus: MakeCorpus, make_embedder: Callable[[], Any]
) -> None:
    answers = []
    for name in ("a", "b"):
        with Store.open(tmp_path / name, embedder=make_embedder(), create=True) as store:
            store.update(make_corpus(15))
            answers.append([(h.clause.id, h.score) for h in store.search(QUESTION, top_k=30).hits])
    assert answers[0] == answers[1]


def test_documents_come_change_and_go(store: Store, make_document: Make, embedder: Any) -> None:
    store.update([make_document("甲方案", ["获得电力。一", "开办企业。二"])])
    old = store.documents().items[0]
    changed = make_document("甲方案", ["获得电力。一", "开办企业。三日"])
    report = store.update([changed, make_document("乙方案", ["纳税。四"])])
    assert (report.added, report.updated, report.embedded, report.generation) == (1, 1, 2, 2)
    assert embedder.passages_embedded == 4
    assert _ids(store, "开办企业")[0] == changed.clauses[1].id
    store.delete_document(old.id)
    assert [document.title for document in store.documents().items] == ["乙方案"]
    with pytest.raises(UnknownDocument):
        store.document(old.id)
    with pytest.raises(UnknownClause):
        store.clause(changed.clauses[0].id)
    assert all(not key.startswith(old.id) for key in _ids(store, "开办企业"))
    assert store.verify(deep=True) == ()


def test_pruning_removes_what_is_gone_under_the_roots_only(
    store: Store, make_document: Make
) -> None:
    store.update([make_document(uri, [uri], uri=uri) for uri in ("a/1", "a/2", "b/1")])
    assert store.prune({"a/1"}, under=["a"]) == 1
    assert sorted(document.title for document in store.documents().items) == ["a/1", "b/1"]
    assert store.prune({"a/1"}, under=["a"]) == 0


def test_emptying_a_store_leaves_one_that_works(store: Store, make_document: Make) -> None:
    parsed = make_document("甲方案", ["获得电力。一"])
    store.update([parsed])
    store.delete_document(parsed.document.id)
    assert store.search(QUESTION).hits == ()
    assert store.verify(deep=True) == ()
    assert store.update([parsed]).embedded == 0
    assert len(store.search(QUESTION).hits) == 1


def test_progress_is_told_in_order(
    store: Store, make_corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.embedding_queue.BATCH_PASSAGES", 16)
    told: list[Progress] = []
    store.update(make_corpus(8), on_progress=told.append)
    assert list(dict.fromkeys(one.stage for one in told)) == ["reading", "embedding", "writing"]
    embedding = [one for one in told if one.stage == "embedding"]
    assert [one.done for one in embedding] == [0, 16, 32, 48]
    assert {(one.total, one.documents, one.clauses) for one in embedding} == {(48, 8, 48)}
    assert embedding[0].seconds_left is None
    assert embedding[-1].seconds_left == 0


def test_another_model_is_refused_by_name(
    tmp_path: Path, make_embedder: Callable[..., Any], make_corpus: MakeCorpus
) -> None:
    with Store.open(tmp_path, embedder=make_embedder("one"), create=True) as store:
        store.update(make_corpus(1))
    with pytest.raises(ModelMismatch, match=r"'one'.*'two'"):
        Store.open(tmp_path, embedder=make_embedder("two"))


def test_a_reader_cannot_write(tmp_path: Path, make_embedder: Any, make_corpus: MakeCorpus) -> None:
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "s", read_only=True)
    with Store.open(tmp_path / "s", embedder=make_embedder(), create=True) as store:
        store.update(make_corpus(2))
    with Store.open(tmp_path / "s", embedder=make_embedder(), read_only=True) as store:
        assert len(store.search(QUESTION).hits) == 10
        with pytest.raises(StoreReadOnly, match="be updated"):
            store.update([])


def test_a_second_writer_is_refused_and_readers_are_not(
    store: Store, make_corpus: MakeCorpus
) -> None:
    store.update(make_corpus(2))
    with writer_lock(store.path):
        with pytest.raises(StoreLocked):
            store.update(make_corpus(3))
        assert len(store.search(QUESTION).hits) == 10


def test_a_named_day_in_the_question_filters_like_the_filter(
    store: Store, make_document: Make
) -> None:
    store.update(
        [
            make_document("旧方案", ["获得电力。旧"], issued_on=dt.date(2015, 1, 1)),
            make_document("新方案", ["获得电力。新"], issued_on=dt.date(2022, 1, 1)),
        ]
    )
    asked = store.search("截至2018年5月1日获得电力的规定")
    assert [hit.document.title for hit in asked.hits] == ["旧方案"]
    filtered = store.search("获得电力", filters=SearchFilters(as_of=dt.date(2018, 5, 1)))
    assert [hit.document.title for hit in filtered.hits] == ["旧方案"]


def test_after_a_warm_up_a_question_opens_no_file(
    store: Store, make_corpus: MakeCorpus, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.update(make_corpus(3))
    readings._characters.cache_clear()
    with Store.open(store.path, embedder=embedder, read_only=True) as opened:
        opened.warm_up()
        assert readings._characters.cache_info().currsize, "misspelt questions wait for the sounds"

        def unexpected(*arguments: object) -> None:
            raise AssertionError(f"{arguments} after the warm-up")

        monkeypatch.setattr("index.ranking.search_files.SearchFiles.load", unexpected)
        monkeypatch.setattr("index.words.tokenize.Dictionary._words_of", unexpected)
        monkeypatch.setattr("index.ranking.cited_titles.CitedTitles.of", unexpected)
        assert opened.search("鑫淼獲得電力辦理時間").hits
        assert opened.search("民诉法第五条").hits


@pytest.mark.parametrize("query", ["?", "？！", "😀", "……", "-- "])
def test_what_holds_neither_letter_nor_digit_finds_nothing(
    store: Store, make_document: Make, query: str
) -> None:
    store.update([make_document("停车管理办法", ["公共停车场前三十分钟免费停放。"])])
    assert store.search(query).hits == ()
    assert store.search("停车").hits
