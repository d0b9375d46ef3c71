"""Clauses of other places on the task of the first hit rise towards it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.token_projection import CODE_UNIT, QuestionTokens, TokenCodes
from index.ranking.fusion import Fused, total_of
from index.ranking.same_task import MOST, PART, apart, with_same_task
from ingest.records import Region

ASKED = QuestionTokens(np.eye(1, 4, dtype=np.float32), np.ones(1, np.float32))
"""One token, along the first axis."""


def codes(*rows: list[float]) -> TokenCodes:
    return np.rint(np.array(rows) * CODE_UNIT).astype(np.int8)


FIRST = codes([0.6, 0.8, 0, 0], [0, 0, 0, 1])
"""Matches the question half, in a word of its own: that word is what others are asked for."""
ALIKE, ASIDE = codes([0.6, 0.8, 0, 0]), codes([0, 0, 1, 0])
RANKED = [Fused(1, 0.8), Fused(2, 0.52), Fused(3, 0.5), Fused(4, 0.5)]
CODES = {1: FIRST, 2: ASIDE, 3: ALIKE, 4: ALIKE}


def test_what_says_the_same_as_the_first_rises_above_what_does_not() -> None:
    again = with_same_task(RANKED, CODES, ASKED, elsewhere=[2, 3])
    assert [one.key for one in again] == [1, 3, 2, 4]
    rise = MOST * (total_of(0.8) - total_of(0.5))
    assert again[1].parts == {PART: pytest.approx(rise)}
    assert total_of(again[1].score) == pytest.approx(total_of(0.5) + rise)
    assert [again[0], again[2], again[3]] == [RANKED[0], RANKED[1], RANKED[3]]


def test_it_is_what_the_first_says_of_the_question_that_counts() -> None:
    """Its other words (the last axis) are of another matter."""
    others = {**CODES, 2: codes([0, 0, 0, 1])}
    again = with_same_task(RANKED, others, ASKED, elsewhere=[2, 3])
    assert [one.key for one in again if PART in one.parts] == [3]


def test_clauses_of_the_same_place_stay() -> None:
    assert with_same_task(RANKED, CODES, ASKED, elsewhere=[]) == RANKED


def test_clauses_without_token_vectors_stay() -> None:
    assert with_same_task(RANKED, {1: FIRST}, ASKED, elsewhere=[2, 3]) == RANKED
    assert with_same_task(RANKED, {2: ASIDE, 3: ALIKE}, ASKED, elsewhere=[2, 3]) == RANKED
    assert with_same_task([], {}, ASKED, elsewhere=[]) == []


@given(st.integers(0, 2**32 - 1), st.integers(2, 12))
def test_the_first_stays_first_and_scores_fall_with_rank(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    scores = sorted(rng.random(count), reverse=True)
    ranked = [Fused(key, float(score)) for key, score in enumerate(scores)]
    held = {key: rng.integers(-127, 128, (3, 4)).astype(np.int8) for key in range(count)}
    again = with_same_task(ranked, held, ASKED, elsewhere=range(1, count))
    assert again[0] == ranked[0]
    assert sorted(one.key for one in again) == list(range(count))
    assert [one.score for one in again] == sorted((one.score for one in again), reverse=True)


def test_a_place_and_what_lies_in_it_are_not_apart(xiangyang: Region, weihai: Region) -> None:
    province = Region(code="420000", name="湖北省", level="province")
    assert apart(xiangyang, weihai)
    assert apart(province, weihai)
    assert not apart(xiangyang, xiangyang)
    assert not apart(province, xiangyang)
    assert not apart(xiangyang, province)
    assert not apart(None, weihai)
    assert not apart(weihai, None)
