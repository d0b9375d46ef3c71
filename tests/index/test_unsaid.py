"""A document that leaves a part of the question unsaid yields to one that says all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Mode, Store
from index.ranking.fusion import Fused, total_of
from index.ranking.unsaid import PART, UNSAID_LEAST, UNSAID_LOSS, without_unsaid
from ingest.records import ParsedDocument


def test_a_clause_falls_by_what_its_document_leaves_unsaid() -> None:
    ranked = [Fused(1, 0.60), Fused(2, 0.58), Fused(3, 0.20)]
    again = without_unsaid(ranked, [10, 20, 10], {10: 0.4, 20: 0.9})
    assert [one.key for one in again] == [2, 1, 3]
    assert again[0] == ranked[1]
    loss = UNSAID_LOSS * (0.5 - UNSAID_LEAST)
    for one, before in ((again[1], ranked[0]), (again[2], ranked[2])):
        assert one.parts[PART] == pytest.approx(-loss)
        assert total_of(one.score) == pytest.approx(total_of(before.score) - loss)


def test_a_word_that_is_missing_does_not_count() -> None:
    ranked = [Fused(1, 0.6), Fused(2, 0.6)]
    assert without_unsaid(ranked, [10, 20], {10: 0.9 - UNSAID_LEAST, 20: 0.9}) == ranked


def test_a_document_that_is_not_named_says_nothing() -> None:
    again = without_unsaid([Fused(1, 0.6), Fused(2, 0.6)], [10, 20], {20: 0.5})
    assert [one.key for one in again] == [2, 1]


def test_nothing_changes_where_no_document_says_more() -> None:
    ranked = [Fused(1, 0.6), Fused(2, 0.5)]
    assert without_unsaid(ranked, [10, 20], {}) == ranked
    assert without_unsaid([], [], {}) == []


def test_the_rest_of_a_document_counts_in_a_list_and_not_where_an_answer_is_drawn(
    store: Store, make_document: Callable[..., ParsedDocument]
) -> None:
    detail = "公共停车场前三十分钟免费停放。"
    store.update(
        [
            make_document("甲地停车办法", [detail, "街道办事处每年报告情况。"]),
            make_document("乙地停车办法", [detail, "老年人凭证办理登记。"]),
        ]
    )
    question = "老年人凭证在公共停车场免费停放多久"
    listed = store.search(question).hits
    assert [hit.document.title for hit in listed if detail in hit.clause.text] == [
        "乙地停车办法",
        "甲地停车办法",
    ]
    losing = {hit.document.title for hit in listed if PART in hit.parts}
    assert losing == {"甲地停车办法"}
    for hit in listed:
        assert sum(hit.parts.values()) == pytest.approx(total_of(hit.score), abs=1e-4)
    drawn_from = store.search(question, for_answer=True).hits
    by_words = store.search(question, mode=Mode.LEXICAL).hits
    assert not any(PART in hit.parts for hit in (*drawn_from, *by_words))
