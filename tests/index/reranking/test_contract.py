"""What every reranker promises, on every reranker."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.reranking import Reranker

QUESTION = "办电时间"
TEXTS = [
    "企业登记三个工作日内办结",
    "办理用电时间不超过五个工作日",
    "how long does power connection take",
    "第二十三条 国家建立健全统一开放、竞争有序的现代市场体系。" * 40,
    "",
]


@pytest.fixture(params=["counting", "cross-encoder"])
def reranker(request: pytest.FixtureRequest) -> Reranker:
    name = {"counting": "shared_characters", "cross-encoder": "cross_encoder"}[request.param]
    found: Reranker = request.getfixturevalue(name)
    return found


def test_is_a_reranker(reranker: Reranker) -> None:
    assert isinstance(reranker, Reranker)


def test_a_finite_score_for_each_text_in_the_order_given(reranker: Reranker) -> None:
    scores = reranker.score(QUESTION, TEXTS)
    assert len(scores) == len(TEXTS)
    assert all(map(math.isfinite, scores))
    assert max(scores) == scores[1]
    backwards = reranker.score(QUESTION, TEXTS[::-1])
    assert backwards[::-1] == pytest.approx(scores, abs=1e-3)


def test_no_texts_have_no_scores(reranker: Reranker) -> None:
    assert reranker.score(QUESTION, []) == []


def test_the_same_call_gives_the_same_scores(reranker: Reranker) -> None:
    assert reranker.score(QUESTION, TEXTS) == reranker.score(QUESTION, TEXTS)


def test_a_text_has_its_score_whatever_its_neighbours(reranker: Reranker) -> None:
    alone = [score for text in TEXTS for score in reranker.score(QUESTION, [text])]
    assert reranker.score(QUESTION, TEXTS) == pytest.approx(alone, abs=1e-3)


def test_threads_may_ask_at_once(reranker: Reranker) -> None:
    reranker.warm_up()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: reranker.score(QUESTION, TEXTS), range(8)))
    assert all(scores == found[0] for scores in found)


def test_it_describes_itself(reranker: Reranker) -> None:
    info = reranker.describe()
    assert info.model == reranker.name
    assert info.engine
