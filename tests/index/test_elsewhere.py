"""What a question names, word by word, and what other places say beside the place named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index import SearchFilters, Store
from index.questions.query import analyze
from ingest.pipeline import parse
from ingest.records import RawDocument, Source

PLAN = """{place}优化营商环境实施方案
一、主要任务
1.优化获得电力。高压用户办电时间不超过{days}个工作日。
2.优化不动产登记。一般登记{days}个工作日内办结。
3.压缩企业开办时间。企业开办时间由15个工作日压缩到{days}个工作日。
4.规范保证金。投标保证金不得超过项目估算价的2%。
{place}人民政府
2021年3月5日
"""


def document(place: str, days: int):
    text = PLAN.format(place=place, days=days)
    source = Source(uri=place, name=place, sha256=f"{days:064d}")
    return parse(RawDocument(source=source, text=text))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("places") / "store", create=True) as opened:
        opened.update(document(place, days) for place, days in (("襄阳市", 7), ("威海市", 9)))
        yield opened


def test_other_places_are_found_beside_the_place_named(store: Store) -> None:
    found = store.search("襄阳市高压用户办电要多久", top_k=1, elsewhere=1)
    assert {hit.document.region.name for hit in found.hits if hit.document.region} == {"襄阳市"}
    (other,) = found.elsewhere
    assert other.document.region is not None
    assert other.document.region.name == "威海市"
    assert "办电" in other.clause.text
    assert other.clause.id not in {hit.clause.id for hit in found.hits}


@pytest.mark.parametrize("question", ["高压用户办电要多久", "襄阳市高压用户办电要多久"])
def test_other_places_are_found_beside_the_place_of_a_filter(store: Store, question: str) -> None:
    only = SearchFilters(region=("襄阳",))
    found = store.search(question, top_k=2, filters=only, elsewhere=1)
    assert {hit.document.region.name for hit in found.hits if hit.document.region} == {"襄阳市"}
    (other,) = found.elsewhere
    assert other.document.region is not None
    assert other.document.region.name == "威海市"
    assert "办电" in other.clause.text
    assert store.search(question, top_k=2, filters=only).elsewhere == ()


def test_other_places_are_found_behind_any_number_of_clauses_of_the_filter(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ranking.ranking.FRONT", 1)
    for place in ("襄阳", "威海"):  # one of them has the clause that ranks first
        only = SearchFilters(region=(place,))
        found = store.search("高压用户办电要多久", top_k=1, filters=only, elsewhere=1)
        assert len(found.elsewhere) == 1


def test_what_another_filter_keeps_out_is_not_elsewhere_either(store: Store) -> None:
    only = SearchFilters(region=("襄阳",), issuer=("襄阳市人民政府",))
    assert store.search("高压用户办电要多久", filters=only, elsewhere=2).elsewhere == ()


def test_nothing_is_elsewhere_when_no_place_is_named_or_nobody_asks(store: Store) -> None:
    assert store.search("高压用户办电要多久", elsewhere=3).elsewhere == ()
    assert store.search("襄阳市高压用户办电要多久", top_k=2).elsewhere == ()


def test_words_weigh_by_how_few_clauses_hold_them(store: Store) -> None:
    words = {word.text: word for word in store.search("护照丢了,办电又慢").query.words}
    assert words["护照"].rarity == 1.0
    assert words["办电"].rarity < 1.0
    assert "获得电力" in words["办电"].names


def test_words_know_how_many_clauses_hold_them_as_typed(store: Store) -> None:
    words = {word.text: word for word in store.search("护照丢了,开办电厂办电").query.words}
    assert words["护照"].clauses == 0
    assert words["办电"].clauses == sum(
        "办电" in clause.text or "办电" in clause.heading
        for document in store.documents().items
        for clause in store.clauses(document.id).items
    )


def test_question_words_and_places_are_no_words() -> None:
    words = [word.text for word in analyze("请问襄阳市办电要多久").info.words]
    assert words == ["办电"]


def test_neighbouring_single_characters_are_one_word() -> None:
    words = [word.text for word in analyze("首维 鹭鹚").info.words]
    assert "鹭鹚" in words or "鹭" not in words
    assert all(len(word) > 1 for word in words)


def test_how_far_a_match_stands_out_is_shown(store: Store) -> None:
    hits = store.search("高压用户办电要多久", for_answer=True).hits
    assert hits
    for hit in hits:
        # A share is for the nearest passage in context, which is never nearer than the nearest.
        assert hit.scores["margin"] <= max(margin for _, margin in hit.near) + 1e-5
    vote = hits[0].parts["dense"] / hits[0].scores["margin"]
    assert [hit.parts["dense"] for hit in hits] == pytest.approx(
        [vote * hit.scores["margin"] for hit in hits]
    )
