"""What a reranker's scores do to a ranking, and what they never do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking.fusion import Fused
from index.reranking.blending import FUSED, LOGITS_BEHIND, PART, blended


def ranked(*scores: float, **standing: Sequence[float]) -> list[Fused]:
    """Make clauses 0, 1… with these scores, and by name what stands out in each."""
    return [
        Fused(key, score, {name: values[key] for name, values in standing.items()}, {"dense": 1.0})
        for key, score in enumerate(scores)
    ]


def keys(clauses: Sequence[Fused]) -> list[int]:
    return [fused.key for fused in clauses]


def test_what_the_reranker_prefers_comes_first() -> None:
    assert keys(blended(ranked(0.7, 0.6, 0.5), [0, 0, 5], weight=1)) == [2, 0, 1]


def test_the_first_place_keeps_its_score_whoever_takes_it() -> None:
    found = blended(ranked(0.7, 0.6, 0.5), [0, 0, 5], weight=1)
    assert [fused.score for fused in found] == [0.7, 0.6, 0.5]
    assert [fused.scores[FUSED] for fused in found] == [0.5, 0.7, 0.6]


def test_the_part_and_the_logit_of_each_are_kept_for_who_asks_why() -> None:
    first, second = blended(ranked(0.7, 0.6), [1.5, 4.0], weight=2)
    assert (first.key, first.parts, first.scores[PART]) == (1, {"dense": 1.0, PART: 2.0}, 4.0)
    assert second.parts[PART] == 2 * (1 - 2.5 / LOGITS_BEHIND)


def test_a_weak_preference_does_not_outweigh_strong_evidence() -> None:
    assert keys(blended(ranked(0.9, 0.5), [0, 1], weight=1)) == [0, 1]
    assert keys(blended(ranked(0.9, 0.5), [0, 1], weight=10)) == [1, 0]


def test_only_differences_between_logits_count() -> None:
    low, high = ([level, level + 2, level + 1] for level in (-11, 8))
    clauses = ranked(0.6, 0.55, 0.5)
    assert keys(blended(clauses, low, weight=1)) == keys(blended(clauses, high, weight=1))


def test_far_behind_is_as_bad_as_very_far_behind() -> None:
    assert keys(blended(ranked(0.6, 0.5, 0.4), [-90, -9, 9], weight=1)) == [2, 0, 1]


def test_equals_stay_in_the_order_given() -> None:
    assert keys(blended(ranked(0.5, 0.5, 0.5), [3, 3, 3], weight=1)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "values"), [("in_force", (1, 0)), ("place", (1, 0.6)), ("number", (1, 0))]
)
def test_what_a_reranker_cannot_judge_is_not_overruled(
    name: str, values: tuple[float, float]
) -> None:
    clauses = ranked(0.6, 0.5, **{name: values})
    assert keys(blended(clauses, [0, 9], weight=5)) == [0, 1]
    # The other way round nothing stands against it.
    assert keys(blended(ranked(0.6, 0.5, **{name: values[::-1]}), [0, 9], weight=5)) == [1, 0]


def test_an_expired_document_in_first_place_can_be_passed_but_not_by_its_like() -> None:
    clauses = ranked(0.8, 0.7, 0.6, in_force=(0, 1, 0))
    assert keys(blended(clauses, [0, 5, 9], weight=9)) == [1, 2, 0]


standings = st.tuples(st.booleans(), st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([0.0, 1.0]))
clauses = st.lists(
    st.tuples(st.floats(0, 1), st.floats(-20, 20, allow_nan=False), standings), max_size=12
)


@given(clauses, st.floats(0, 5))
def test_any_scores_give_an_order_of_the_same_clauses(
    found: list[tuple[float, float, tuple[bool, float, float]]], weight: float
) -> None:
    found.sort(key=lambda one: -one[0])
    given_order = [
        Fused(key, score, {"number": float(number), "place": place, "in_force": in_force})
        for key, (score, _, (number, place, in_force)) in enumerate(found)
    ]
    order = blended(given_order, [logit for _, logit, _ in found], weight=weight)
    assert sorted(keys(order)) == keys(given_order)
    assert [fused.score for fused in order] == [fused.score for fused in given_order]
    for at, fused in enumerate(order):
        for later in order[at + 1 :]:
            overtaken = later.key < fused.key
            better = later.scores["in_force"] > fused.scores["in_force"]
            assert not (overtaken and better)


@given(clauses)
def test_a_reranker_without_weight_changes_nothing(
    found: list[tuple[float, float, tuple[bool, float, float]]],
) -> None:
    given_order = ranked(*sorted((score for score, _, _ in found), reverse=True))
    order = blended(given_order, [logit for _, logit, _ in found], weight=0)
    assert keys(order) == keys(given_order)
