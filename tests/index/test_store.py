"""The store as its callers see it: update, search, list, delete, damage, many readers."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import (
    GenerationDamaged,
    InvalidCursor,
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
from index.writer_lock import writer_lock
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


# Damage


def _damages() -> dict[str, Callable[[Path], None]]:
    return {
        "folder gone": shutil.rmtree,
        "manifest gone": lambda folder: (folder / "manifest.json").unlink(),
        "vectors cut": lambda folder: _cut(folder / "dense" / "vectors.faiss"),
        "keys emptied": lambda folder: (folder / "passages.npy").write_bytes(b"") and None,
        "words gone": lambda folder: shutil.rmtree(folder / "lexical"),
        "head flipped": lambda folder: _flip(folder / "dense" / "vectors.faiss"),
    }


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("damage", _damages())
def test_damaged_files_are_built_again_on_opening(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any, damage: str, read_only: bool
) -> None:
    store.update(make_corpus(6))
    before = [(hit.clause.id, hit.score) for hit in store.search(QUESTION).hits]
    _damages()[damage](store.path / "generations" / "gen-000001")
    assert store.verify() != ()
    embedder = make_embedder()
    with Store.open(store.path, embedder=embedder, read_only=read_only) as opened:
        assert [(hit.clause.id, hit.score) for hit in opened.search(QUESTION).hits] == before
        assert opened.verify(deep=True) == ()
    assert embedder.passages_embedded == 0


def test_damage_that_shows_only_on_searching_is_repaired(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    store.update(make_corpus(6))
    with Store.open(store.path, embedder=make_embedder()) as opened:
        shutil.rmtree(store.path / "generations")
        assert len(opened.search(QUESTION).hits) == 10


def test_files_of_another_tokenizer_are_built_again(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.update(make_corpus(3))
    monkeypatch.setattr("index.builder.TOKENIZER_VERSION", "newer")
    assert "tokenizer" in store.verify()[0]
    with Store.open(store.path, embedder=make_embedder()) as opened:
        assert opened.verify() == ()


def test_a_new_passage_format_embeds_again_on_the_next_update(
    store: Store, make_corpus: MakeCorpus, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.catalog_writer as catalog_writer

    store.update(make_corpus(3), parser_version="p1")
    old = catalog_writer.passages_of

    def with_mark(*args: Any) -> tuple[Any, ...]:
        from dataclasses import replace

        return tuple(replace(passage, text=f"#{passage.text}") for passage in old(*args))

    monkeypatch.setattr(catalog_writer, "passages_of", with_mark)
    monkeypatch.setattr("index.publishing.PASSAGE_FORMAT", "newer")
    with monkeypatch.context() as patch:
        patch.setattr("index.publishing.build_generation", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.update([])
    with Store.open(store.path, embedder=embedder) as opened:  # cut off in between
        assert opened.verify(deep=True) == ()
        assert len(opened.search(QUESTION).hits) == 10
    assert embedder.passages_embedded == 36
    assert store.update([]).generation == 2
    assert embedder.passages_embedded == 36
    assert store.update([]).embedded == 0
    assert len(store.search(QUESTION).hits) == 10


def test_lost_vectors_are_embedded_again(store: Store, make_corpus: MakeCorpus) -> None:
    store.update(make_corpus(2))
    store._catalog.connection.execute("DELETE FROM vectors")
    with pytest.raises(GenerationDamaged, match="no vector"):
        store.repair()
    assert store.update(make_corpus(3)).embedded == 18


# Many readers


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


# Listings


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(limit=st.integers(1, 9), deleted=st.sets(st.integers(0, 11), max_size=2))
def test_pages_list_every_document_once_whatever_is_deleted_between(
    paged_store: Store, make_corpus: MakeCorpus, limit: int, deleted: set[int]
) -> None:
    corpus = make_corpus(12)
    paged_store.update(corpus)
    page = paged_store.documents(limit=limit)
    titles = [document.title for document in page.items]
    gone = {corpus[index].document.title for index in deleted}
    for index in deleted:
        paged_store.delete_document(corpus[index].document.id)
    while page.next_cursor:
        page = paged_store.documents(limit=limit, cursor=page.next_cursor)
        titles += [document.title for document in page.items]
    newest_first = [parsed.document.title for parsed in reversed(corpus)]
    expected = [title for at, title in enumerate(newest_first) if at < limit or title not in gone]
    assert titles == expected


@pytest.fixture(scope="module")
def paged_store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    import runpy

    made = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
    folder = tmp_path_factory.mktemp("paged")
    with Store.open(folder, embedder=made["BigramEmbedder"](), create=True) as opened:
        yield opened


def test_clauses_are_listed_in_order_page_by_page(store: Store, make_document: Make) -> None:
    parsed = make_document("甲方案", [f"第{at}项。内容" for at in range(7)])
    store.update([parsed])
    found, cursor = [], None
    while True:
        page = store.clauses(parsed.document.id, cursor=cursor, limit=3)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert tuple(found) == parsed.clauses
    assert store.clause(found[2].id)[0] == parsed.clauses[2]


@pytest.mark.parametrize("cursor", ["?", "e30", "WzFd", "bm90IGpzb24", "", "é"])
def test_cursors_from_elsewhere_are_refused(store: Store, make_document: Make, cursor: str) -> None:
    parsed = make_document("甲方案", ["一。"])
    store.update([parsed])
    with pytest.raises(InvalidCursor):
        store.clauses(parsed.document.id, cursor=cursor)
    if cursor:
        with pytest.raises(InvalidCursor):
            store.documents(cursor=cursor)


def test_an_export_holds_everything_and_is_one_generation(
    store: Store, make_corpus: MakeCorpus
) -> None:
    corpus = make_corpus(5)
    store.update(corpus)
    exported = store.export()
    first = next(exported)
    store.update(make_corpus(9))
    whole = [first, *exported]
    assert {document.id: (text, clauses) for document, text, clauses in whole} == {
        parsed.document.id: (parsed.document.text, parsed.clauses) for parsed in corpus
    }


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


def _interrupt(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[3] ^= 0xFF
    path.write_bytes(data)


def _wait_until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    ended = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        ended.wait(0.02)
    pytest.fail(f"did not come true within {seconds} s")


def test_following_leaves_no_connections_behind(
    store: Store, make_corpus: MakeCorpus, make_embedder: Any
) -> None:
    store.update(make_corpus(1))
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as reader:
        for generation in range(2, 6):
            store.update(make_corpus(generation))
            _wait_until(lambda: reader.search(QUESTION).generation == generation)  # noqa: B023
        assert len(reader._catalog._connections) <= 2


def test_after_a_warm_up_a_question_opens_no_file(
    store: Store, make_corpus: MakeCorpus, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.update(make_corpus(3))
    with Store.open(store.path, embedder=embedder, read_only=True) as opened:
        opened.warm_up()

        def unexpected(*arguments: object) -> None:
            raise AssertionError(f"{arguments} after the warm-up")

        monkeypatch.setattr("index.search_files.SearchFiles.load", unexpected)
        monkeypatch.setattr("index.tokenize.Dictionary._words_of", unexpected)
        assert opened.search("鑫淼獲得電力辦理時間").hits
