from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Mode, Store
from index.errors import GenerationDamaged
from index.words.lexical_documents import DocumentIndex
from index.words.lexical_query import LexicalQuery
from ingest.records import ParsedDocument

MakeCorpus = Callable[..., list[ParsedDocument]]

ASKING = LexicalQuery(
    words=(("缓缴社保", 1.0), ("app", 1.0)), bigrams=(("缓缴", 1.0), ("社保", 1.0))
)


@pytest.fixture
def documents(tmp_path: Path) -> DocumentIndex:
    index = DocumentIndex.open(tmp_path / "documents", create=True)
    index.add(1, ["缓缴", "社保", "期限"], ["缓缴", "社保", "期限"])
    index.add(2, ["社保", "登记", "期限"], ["社保", "登记", "期限"])
    index.add(3, ["用水", "登记", "期限", "5g"], ["用水", "登记", "期限"])
    index.commit()
    return index


def test_documents_score_by_what_they_hold_of_the_question(documents: DocumentIndex) -> None:
    found = documents.search(ASKING, asked=4.0)
    assert list(found) == [1, 2]
    assert found[1] > found[2] > 0
    halved = documents.search(ASKING, asked=8.0)
    assert halved == pytest.approx({key: share / 2 for key, share in found.items()})


def test_chinese_counts_by_bigrams_and_latin_by_words(documents: DocumentIndex) -> None:
    def found(words: str, bigrams: str) -> list[int]:
        query = LexicalQuery(words=((words, 1.0),), bigrams=((bigrams, 1.0),))
        return list(documents.search(query, asked=4.0))

    assert found("用水", "无关") == []
    assert found("5g", "无关") == [3]
    assert found("无关", "用水") == [3]


def test_only_allowed_documents_score(documents: DocumentIndex) -> None:
    assert list(documents.search(ASKING, asked=4.0, allowed=[2, 3])) == [2]
    assert documents.search(ASKING, asked=4.0, allowed=[]) == {}
    assert documents.search(LexicalQuery(), asked=0.0) == {}


def test_what_a_document_says_counts_once_by_rarity(tmp_path: Path) -> None:
    index = DocumentIndex.open(tmp_path / "documents", create=True)
    index.add(1, [], ["社保", "登记"] + ["期限"] * 500)
    index.add(2, ["5g"], ["社保"] * 9)
    index.add(3, [], ["用水"])
    index.commit()
    query = LexicalQuery(
        words=(("5g", 1.0), ("社保", 1.0)), bigrams=(("社保", 1.0), ("登记", 0.5), ("没有", 1.0))
    )
    rare, common = math.log(1 + 2.5 / 1.5), math.log(1 + 1.5 / 2.5)
    said = index.said(query, asked=2.0, documents=[1, 2, 3])
    assert said == pytest.approx({1: (common + 0.5 * rare) / 2, 2: (common + rare) / 2})
    assert index.said(query, asked=2.0, documents=[2]) == pytest.approx({2: said[2]})
    assert index.said(query, asked=2.0, documents=[]) == {}
    assert index.said(query, asked=0.0, documents=[1]) == {}
    assert index.said(LexicalQuery(), asked=2.0, documents=[1]) == {}


@pytest.mark.parametrize("wanted", [1, 64, 65, 90])
def test_any_number_of_documents_may_be_allowed(tmp_path: Path, wanted: int) -> None:
    index = DocumentIndex.open(tmp_path / "documents", create=True)
    for key in range(1, 101):
        index.add(key, [], ["社保"])
    index.commit()
    query, documents = LexicalQuery(bigrams=(("社保", 1.0),)), list(range(5, 5 + wanted))
    assert set(index.search(query, asked=1.0, allowed=documents)) == set(documents)
    assert set(index.said(query, asked=1.0, documents=documents)) == set(documents)


def test_removed_documents_are_gone_and_others_stay(documents: DocumentIndex) -> None:
    documents.remove(1)
    documents.commit()
    assert list(documents.search(ASKING, asked=4.0)) == [2]


def test_a_folder_without_one_is_damage(tmp_path: Path) -> None:
    with pytest.raises(GenerationDamaged):
        DocumentIndex.open(tmp_path / "nothing")


def test_a_hit_shows_what_its_document_added_in_hybrid_only(
    store: Store, make_corpus: MakeCorpus
) -> None:
    store.update(make_corpus(6))
    assert any("document" in hit.scores for hit in store.search("开办企业", top_k=6).hits)
    lexical = store.search("开办企业", top_k=6, mode=Mode.LEXICAL).hits
    assert lexical
    assert not any("document" in hit.scores for hit in lexical)
