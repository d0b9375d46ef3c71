"""Clauses named by number are understood as they are typed, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.questions.asked_clauses import (
    AskedClause,
    ClauseNumber,
    asked_clauses,
    clause_mentions,
    printed_number,
)


@pytest.mark.parametrize(
    ("typed", "number", "before"),
    [
        ("劳动合同法第三十九条", (39, 0), "劳动合同法"),
        ("《劳动合同法》第39条规定了什么", (39, 0), "劳动合同法"),
        ("劳动合同法39条", (39, 0), "劳动合同法"),
        ("请问民法典一千零四十二条说什么", (1042, 0), "请问民法典"),
        ("热线条例第 12 条之一", (12, 1), "热线条例"),
        ("What does Article 39 of the Labor Contract Law say", (39, 0), "whatdoes"),
        ("在望鹭市，热线条例第五条", (5, 0), "在望鹭市 热线条例"),
        ("第五条", (5, 0), ""),
    ],
)
def test_a_clause_is_named(typed: str, number: tuple[int, int], before: str) -> None:
    assert asked_clauses(typed) == (AskedClause(ClauseNumber(*number), before),)


@pytest.mark.parametrize(
    "typed",
    [
        "采取39条措施",
        "优化营商环境条例",
        "第三十条例外",
        "39条",
        "地铁第9条线路图",
        "一条龙服务",
        "第零条",
    ],
)
def test_a_count_names_none(typed: str) -> None:
    named = [one.number for one in asked_clauses(typed)]
    assert named in ([], [ClauseNumber(30)], [ClauseNumber(9)])
    assert typed in ("第三十条例外", "地铁第9条线路图") or not named


def test_several_are_named_in_order() -> None:
    named = asked_clauses("劳动合同法第三十九条和第四十条有什么不同")
    assert [one.number for one in named] == [(39, 0), (40, 0)]


@pytest.mark.parametrize(
    ("printed", "number", "article"),
    [
        ("第三十九条", (39, 0), True),
        ("第十二条之一", (12, 1), True),
        ("21.", (21, 0), False),
        ("二十一、", (21, 0), False),
    ],
)
def test_printed_numbers(printed: str, number: tuple[int, int], article: bool) -> None:
    assert printed_number(printed) == (ClauseNumber(*number), article)


@pytest.mark.parametrize("printed", ["（二）", "(1)", "①", "附件1", "", "第三章"])
def test_other_marks_are_no_such_numbers(printed: str) -> None:
    assert printed_number(printed) is None


@given(st.text(st.sampled_from("第零一二十百千两条之款法例39 article"), max_size=40))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    mentions = clause_mentions(text)
    assert all(0 <= one.start < one.end <= len(text) for one in mentions)
    assert list(mentions) == sorted(mentions, key=lambda one: one.start)
    assert all(one.number.number > 0 for one in mentions)
