"""What a store knows helps to understand a question: its words, its places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.questions.places import NO_PLACES, StorePlaces, question_places
from index.records import CorrectedWord
from index.store import Store
from index.words.tokenize import tokens
from ingest.places.regions import resolve_region


def _region(name: str) -> Any:
    found = resolve_region(name)
    assert found is not None
    return found


def named_in(question: str, known: StorePlaces) -> list[str]:
    return [place.region.name for place in question_places(question, known, tokens(question))]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (["青羊区"], ["青羊区"]),
        (["庆阳市"], ["庆阳市"]),
        (["襄阳市"], ["庆阳市"]),  # none of the namesakes is held: the larger one goes first
    ],
)
def test_of_namesakes_the_places_of_the_store_are_meant(
    held: list[str], expected: list[str]
) -> None:
    known = StorePlaces.of(map(_region, held))
    assert named_in("How long does it take in Qingyang?", known) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("和县最低工资多少", ["和县"]),
        ("请问盂县高龄津贴几岁起", ["盂县"]),
        ("我家在蒲县,低保怎么申请", ["蒲县"]),
        ("养老金怎么领,老家岚县", ["岚县"]),
        ("肃宁最低工资标准", ["肃宁县"]),
        ("老家肃宁,六十岁能领多少", ["肃宁县"]),
    ],
)
def test_a_county_that_a_question_begins_with_is_named(question: str, expected: list[str]) -> None:
    assert named_in(question, NO_PLACES) == expected


@pytest.mark.parametrize(
    "question",
    [
        "和县级的标准一样吗",
        "和县医院签合同要什么材料",
        "开县里的证明找谁",
        "这个补贴和县政府说的一样吗",
        "青羊大道停车多少钱",
        "肃宁路上能停车吗",
        "肃宁银行贷款利率",
        "和谁签劳动合同",
    ],
)
def test_what_only_begins_like_a_county_is_no_place(question: str) -> None:
    assert named_in(question, NO_PLACES) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("台湾产的水果进口要多久", []),
        ("四川籍务工人员在襄阳能领补贴吗", ["襄阳市"]),
        ("香港居民怎么参加医保", []),
        ("台湾同胞办营业执照要什么材料", []),
        ("台湾办电要多久", ["台湾省"]),
        ("襄阳籍大学生有没有补贴", ["襄阳市"]),  # the store has documents of it
        ("四川企业办电要多久", ["四川省"]),
    ],
)
def test_where_somebody_or_something_is_from_is_no_place_asked_about(
    question: str, expected: list[str]
) -> None:
    known = StorePlaces.of([_region("襄阳市")])
    assert named_in(question, known) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("马上海淘退货", []),
        ("西南通道建设补助", []),
        ("其中山区的孩子怎么上学", []),
        ("清远程会诊怎么收费", []),
        ("大连锁超市怎么开店", []),
        ("天津港报关", ["天津市"]),
        ("成都市民怎么办社保", ["成都市"]),
        ("从上海到深圳开公司", ["上海市", "深圳市"]),
        ("我在中山办证", ["中山市"]),
        ("去唐山上学要什么材料", ["唐山市"]),
        ("定西山区教师补贴", ["定西市"]),
        ("我在建湖买房", ["建湖县"]),
        ("在内丘开公司要几天", ["内丘县"]),
        ("上城区的低保标准是多少", ["上城区"]),
        ("海口径标准", []),
        ("红塔城市更新", []),
    ],
)
def test_pieces_of_words_are_no_place(question: str, expected: list[str]) -> None:
    assert named_in(question, NO_PLACES) == expected


def test_a_place_of_the_store_is_meant_though_words_are_cut_otherwise() -> None:
    assert named_in("唐山地铁怎么坐", StorePlaces.of([_region("唐山市")])) == ["唐山市"]


def test_the_places_above_a_held_place_are_known_too() -> None:
    known = StorePlaces.of([_region("青羊区")])
    assert {"四川省", "四川省成都市", "四川省成都市青羊区"} == known.held


def test_a_misspelt_question_is_understood_by_the_words_of_the_store(
    store: Store, make_document: Callable[..., Any]
) -> None:
    store.update([make_document("方案", ["营业执照当场办结。", "不动产登记五个工作日办结。"])])
    result = store.search("营业执兆")
    assert result.query.text == "营业执兆"
    assert result.query.normalized == "营业执照"
    assert result.query.corrections == (CorrectedWord(typed="营业执兆", meant="营业执照"),)
    assert "营业执照" in result.hits[0].clause.text


def test_the_parts_of_a_score_are_shown(store: Store, make_document: Callable[..., Any]) -> None:
    store.update(
        [
            make_document(
                "方案", ["优化获得电力便利度,七个工作日办结。", "不动产登记五个工作日办结。"]
            )
        ]
    )
    hit = store.search("办电要多久").hits[0]
    assert set(hit.parts) >= {"dense", "lexical", "place", "number"}
    assert hit.parts["lexical"] > 0
    assert "获得电力" in hit.terms
