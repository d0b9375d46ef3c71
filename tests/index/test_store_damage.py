"""A store whose files are damaged, or of another version, is built again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import (
    Store,
    StoreReadOnly,
)
from ingest.records import ParsedDocument

MakeCorpus = Callable[..., list[ParsedDocument]]
QUESTION = "获得电力办理时间"


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


def test_files_are_built_again_while_an_update_is_half_done(
    store: Store,
    make_corpus: MakeCorpus,
    make_embedder: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.update(make_corpus(6))
    monkeypatch.setattr("index.publishing.PASSAGE_FORMAT", "newer")
    monkeypatch.setattr("index.passages.DETAIL_MIN_CLAUSE_CHARS", 1)
    monkeypatch.setattr("index.passages.DETAIL_TARGET_CHARS", 8)
    with monkeypatch.context() as cut:
        cut.setattr("index.publishing.embed_pending", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.update([])
    shutil.rmtree(store.path / "generations")
    with (
        pytest.raises(StoreReadOnly),
        Store.open(store.path, embedder=make_embedder(), read_only=True),
    ):
        pass
    with Store.open(store.path, embedder=make_embedder()) as opened:
        assert len(opened.search(QUESTION).hits) == 10
        opened.update([])
        assert opened.verify(deep=True) == ()


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
    import index.storage.passage_inserts as passage_inserts

    store.update(make_corpus(3), parser_version="p1")
    old = passage_inserts.passages_of

    def with_mark(*args: Any) -> tuple[Any, ...]:
        from dataclasses import replace

        return tuple(replace(passage, text=f"#{passage.text}") for passage in old(*args))

    monkeypatch.setattr(passage_inserts, "passages_of", with_mark)
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
    store.repair()
    assert store.verify(deep=True) == ()
    store._catalog.connection.execute("DELETE FROM vectors")
    assert store.update(make_corpus(3)).embedded == 18


def _interrupt(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[3] ^= 0xFF
    path.write_bytes(data)
