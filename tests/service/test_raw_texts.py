from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from index import Store
from service.problems import NotReady
from service.raw_texts import DocumentReplaced, RawTexts
from service.schemas import SearchRequest
from service.searching import search


@pytest.fixture(scope="module")
def store(store_path: Path) -> Iterator[Store]:
    with Store.open(store_path, read_only=True) as opened:
        yield opened


def test_a_text_is_read_once_per_generation(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    result, texts = store.search("办电"), RawTexts()
    hit = result.hits[0]
    raw = store.raw_text(hit.document.id)
    assert texts.of(store, hit, generation=1) == raw
    with monkeypatch.context() as patched:
        patched.setattr(Store, "raw_text", lambda *_: pytest.fail("read again"))
        assert texts.of(store, hit, generation=1) == raw
    assert texts.of(store, hit, generation=2) == raw


def test_no_more_characters_are_kept_than_allowed(store: Store) -> None:
    hits = store.search("时限", top_k=50).hits
    by_document = {hit.document.id: hit for hit in hits}
    assert len(by_document) > 1
    texts = RawTexts(max_chars=max(len(store.raw_text(uid)) for uid in by_document))
    for hit in by_document.values():
        assert texts.of(store, hit, generation=1) == store.raw_text(hit.document.id)
        assert texts._chars == sum(map(len, texts._texts.values())) <= texts._max_chars


class Shelf:
    """A store of short texts that counts how often each is read."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts
        self.read: list[str] = []

    def raw_text(self, document_id: str) -> str:
        self.read.append(document_id)
        return self.texts[document_id]


def read(texts: RawTexts, shelf: Shelf, *names: str) -> list[str]:
    """Ask for texts one after the other and return which had to be read."""
    shelf.read.clear()
    for name in names:
        hit = SimpleNamespace(
            document=SimpleNamespace(id=name), citation=SimpleNamespace(start=0, end=0, quote="")
        )
        assert texts.of(shelf, hit, generation=1) == shelf.texts[name]
    return list(shelf.read)


def test_what_was_asked_for_last_stays() -> None:
    texts, shelf = RawTexts(max_chars=4), Shelf(a="一二", b="三四", c="五六")
    assert read(texts, shelf, "a", "b", "a", "c") == ["a", "b", "c"]
    assert read(texts, shelf, "a", "c") == []
    assert read(texts, shelf, "b") == ["b"]


def test_a_text_too_long_to_keep_drives_nothing_else_out() -> None:
    texts, shelf = RawTexts(max_chars=4), Shelf(a="一二", long="一二三四五")
    assert read(texts, shelf, "a", "long", "long", "a") == ["a", "long", "long"]


def test_another_version_is_never_quoted_from(store: Store) -> None:
    hit = store.search("办电").hits[0]
    stale = replace(hit, citation=replace(hit.citation, quote="not what stands there"))
    with pytest.raises(DocumentReplaced):
        RawTexts().of(store, stale, generation=1)


def test_a_search_that_never_meets_its_documents_is_given_up(store: Store) -> None:
    class Moving(RawTexts):
        def of(self, *_: object, **__: object) -> str:
            raise DocumentReplaced("always")

    with pytest.raises(NotReady):
        search(store, SearchRequest(query="办电"), raw_texts=Moving())
