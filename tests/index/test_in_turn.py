"""Clauses of one document take turns with those of others."""

from __future__ import annotations

from collections.abc import Callable

from index import Store
from index.ranking.fusion import Fused
from index.ranking.in_turn import MOST_REPEATS, PART, REPEAT_LOSS, in_turn
from ingest.records import ParsedDocument


def test_a_second_clause_of_a_document_yields_to_a_first_one_that_is_nearly_as_good() -> None:
    ranked = [Fused(1, 0.600), Fused(2, 0.595), Fused(3, 0.590)]
    again = in_turn(ranked, [10, 10, 20])
    assert [one.key for one in again] == [1, 3, 2]
    assert again[2].parts == {PART: -REPEAT_LOSS}
    assert PART not in again[1].parts
    assert [one.score for one in again[:2]] == [0.600, 0.590]
    assert again[2].score < 0.590


def test_a_much_better_clause_stays_before_those_of_other_documents() -> None:
    ranked = [Fused(1, 0.8), Fused(2, 0.7), Fused(3, 0.4)]
    assert [one.key for one in in_turn(ranked, [10, 10, 20])] == [1, 2, 3]


def test_the_first_clause_of_a_document_loses_nothing() -> None:
    ranked = [Fused(1, 0.6), Fused(2, 0.5)]
    assert in_turn(ranked, [10, 20]) == ranked


def test_a_document_is_not_punished_for_much_that_it_says() -> None:
    ranked = [Fused(key, 0.6) for key in range(9)]
    again = in_turn([*ranked, Fused(9, 0.1)], [10] * 9 + [20])
    assert min(one.parts.get(PART, 0.0) for one in again) == -MOST_REPEATS * REPEAT_LOSS
    assert again[-1].key == 9


def test_nothing_changes_where_there_is_one_document() -> None:
    ranked = [Fused(1, 0.6), Fused(2, 0.6), Fused(3, 0.5)]
    assert in_turn(ranked, [10, 10, 10]) == ranked
    assert in_turn([], []) == []


def test_scores_fall_with_rank() -> None:
    ranked = [Fused(key, 0.9 - 0.01 * key) for key in range(20)]
    again = in_turn(ranked, [key % 3 for key in range(20)])
    assert sorted(one.key for one in again) == list(range(20))
    assert [one.score for one in again] == sorted((one.score for one in again), reverse=True)


def test_documents_take_turns_in_a_list_and_not_where_an_answer_is_drawn(
    store: Store, make_document: Callable[..., ParsedDocument]
) -> None:
    other = "公共停车场的管理由街道办事处负责。"
    tasks = ["公共停车场前三十分钟免费停放。", "公共停车场免费停放三十分钟以后按时计费。"]
    store.update([make_document("停车管理办法", tasks), make_document("街道工作规则", [other])])
    listed = store.search("公共停车场免费停放多久").hits
    drawn_from = store.search("公共停车场免费停放多久", for_answer=True).hits
    assert [hit.parts.get(PART, 0.0) for hit in drawn_from] == [0.0] * 3
    assert [hit.parts.get(PART, 0.0) for hit in listed].count(-REPEAT_LOSS) == 1
