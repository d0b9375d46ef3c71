"""Metrics against values worked out by hand."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import METRICS, score_queries, separation, summarize
from eval.records import Ranked


def ranked(query_id: str, *ids: str) -> Ranked:
    return Ranked(query_id=query_id, ids=ids, top_score=0.5, took_ms=1.0)


def test_metrics_of_a_graded_question_are_the_textbook_values():
    scores = score_queries({"q": {"a": 3, "b": 1}}, [ranked("q", "x", "a", "b")])["q"]
    found = 3 / log2(3) + 1 / log2(4)
    best = 3 / log2(2) + 1 / log2(3)
    assert scores["ndcg@10"] == pytest.approx(found / best)
    assert scores["hit@1"] == 0
    assert scores["mrr@10"] == pytest.approx(1 / 2)
    assert scores["recall@10"] == scores["recall@100"] == 1


def test_relevant_below_rank_ten_counts_only_for_recall_at_100():
    ids = [f"x{n}" for n in range(10)]
    scores = score_queries({"q": {"a": 3}}, [ranked("q", *ids, "a")])["q"]
    assert scores == {"hit@1": 0, "mrr@10": 0, "ndcg@10": 0, "recall@10": 0, "recall@100": 1}


@pytest.mark.parametrize("run", [[], [ranked("q")]], ids=["not in the run", "no hits"])
def test_a_question_without_hits_scores_zero_and_counts(run: list[Ranked]):
    qrels = {"q": {"a": 3}, "r": {"b": 3}}
    summary = summarize(score_queries(qrels, [*run, ranked("r", "b")]))
    assert summary.n == 2
    assert summary.values["hit@1"] == 1 / 2


def test_queries_without_judgments_are_not_scored():
    assert set(score_queries({"q": {"a": 3}}, [ranked("q", "a"), ranked("z", "a")])) == {"q"}


def test_no_queries_give_zeros_not_an_error():
    summary = summarize({})
    assert summary.n == 0
    assert set(summary.values.values()) == {0.0}


@given(st.lists(st.sampled_from([0.0, 0.25, 1.0]), min_size=1, max_size=30))
def test_intervals_hold_the_mean_and_repeat_exactly(values: list[float]):
    scores = {f"q{n}": dict.fromkeys(METRICS, value) for n, value in enumerate(values)}
    first, second = summarize(scores), summarize(scores)
    assert first == second
    low, high = first.intervals["hit@1"]
    assert 0 <= low <= high <= 1
    assert min(values) <= first.values["hit@1"] <= max(values)


@given(st.permutations(["a", "b", "c", "d"]))
def test_metrics_stay_between_zero_and_one(order: list[str]):
    scores = score_queries({"q": {"a": 3, "b": 2, "c": 1}}, [ranked("q", *order)])["q"]
    assert all(0 <= value <= 1 for value in scores.values())


def test_separation_counts_pairs_and_halves_ties():
    assert separation([0.9, 0.5], [0.5, 0.1]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert separation([], [0.1]) is None
