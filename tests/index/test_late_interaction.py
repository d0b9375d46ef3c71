"""Matching token by token: against a plain computation, and what it does to a ranking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.token_projection import CODE_UNIT, QuestionTokens, TokenCodes
from index.ranking.fusion import Fused
from index.vectors.late_interaction import (
    BESIDE_TOKENS,
    LEAST,
    PART,
    TELLING_CLAUSES,
    TOKEN_CANDIDATES,
    TOKEN_WEIGHT,
    ClauseTokens,
    read_sample,
    telling_weights,
    with_tokens,
    write_sample,
)

QUESTION = QuestionTokens(np.eye(2, 4, dtype=np.float32), np.array([0.75, 0.25], np.float32))
BOTH, FIRST, NONE = (
    np.array(rows, np.int8) * np.int8(CODE_UNIT)
    for rows in (
        [[0, 1, 0, 0], [1, 0, 0, 0]],
        [[1, 0, 0, 0], [0, 0, 1, 0]],
        [[0, 0, 1, 0]],
    )
)
AT_RANDOM = np.array([[0, 0], [0.5, 0.5]], np.float32)
"""Mean and deviation of matches are 0.25, whatever the tokens weigh."""


def ranked(*scores: float) -> list[Fused]:
    return [
        Fused(key, score, {"dense": 0.5}, {"dense": score, "place": 0.25})
        for key, score in enumerate(scores)
    ]


def test_a_clause_is_worth_the_best_matches_of_the_tokens_by_their_weights() -> None:
    matches = ClauseTokens.of([BOTH, FIRST, NONE]).matches(QUESTION)
    np.testing.assert_allclose(matches, [1, 0.75, 0], atol=1e-6)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_many_clauses_at_once_are_worth_what_each_is_alone(seed: int, sizes: list[int]) -> None:
    rng = np.random.default_rng(seed)
    clauses: list[TokenCodes] = [rng.integers(-127, 128, (n, 4)).astype(np.int8) for n in sizes]
    question = QuestionTokens(
        rng.standard_normal((3, 4)).astype(np.float32), np.full(3, 1 / 3, np.float32)
    )
    together = ClauseTokens.of(clauses).matches(question)
    alone = [
        sum(max(float(token @ row) for row in clause / CODE_UNIT) for token in question.vectors) / 3
        for clause in clauses
    ]
    np.testing.assert_allclose(together, alone, rtol=1e-4, atol=1e-4)


def test_the_better_matched_of_near_equals_comes_first_and_says_why() -> None:
    first, second, third = with_tokens(
        ranked(0.62, 0.61, 0.6), QUESTION, {0: NONE, 1: FIRST, 2: BOTH}, AT_RANDOM
    )
    assert [first.key, second.key, third.key] == [2, 1, 0]
    gap = first.parts[PART] - third.parts[PART]
    assert gap == pytest.approx(TOKEN_WEIGHT * 4 / 3)  # 4 deviations, of which 3 are one unit
    assert first.scores[PART] == pytest.approx(first.parts[PART] / TOKEN_WEIGHT)
    assert first.parts["dense"] == 0.6 * BESIDE_TOKENS["dense"] < 0.6
    assert first.parts["place"] == 0.25


def test_a_token_counts_less_that_the_best_clauses_match_alike() -> None:
    matched = np.array([[0.8, 0.9], [0.8, 0.2], [0.8, 0.3]], np.float32)
    alike, apart = telling_weights(QUESTION, matched)
    assert 0 < alike < QUESTION.weights[0]
    assert apart > QUESTION.weights[1]
    assert alike + apart == pytest.approx(1)


def test_clauses_behind_the_best_do_not_say_what_tells_these_apart() -> None:
    best = [[0.8, 0.9], *[[0.8, 0.2]] * (TELLING_CLAUSES - 1)]
    alone, before_others = (
        telling_weights(QUESTION, np.array(rows, np.float32))
        for rows in (best, [*best, *[[0.1, 0.1]] * 30])
    )
    np.testing.assert_allclose(alone, before_others)


@given(st.integers(0, 2**32 - 1), st.integers(1, 45), st.floats(-1, 1, width=32))
def test_tokens_keep_their_weights_where_all_tell_as_much(
    seed: int, clauses: int, level: float
) -> None:
    column = np.random.default_rng(seed).uniform(-1, 1, (clauses, 1)).astype(np.float32)
    matched = np.hstack([column, column + np.float32(level)])
    np.testing.assert_allclose(telling_weights(QUESTION, matched), QUESTION.weights, atol=1e-3)


def test_what_tells_the_best_apart_decides_between_them() -> None:
    subject, one, other = np.eye(3, 4, dtype=np.int8) * np.int8(CODE_UNIT)
    question = QuestionTokens(np.eye(2, 4, dtype=np.float32), np.array([0.9, 0.1], np.float32))
    codes = {key: np.stack([subject, other]) for key in range(9)} | {9: np.stack([subject, one])}
    given_order = ranked(*[0.75] * 9, 0.6)
    learned = with_tokens(given_order, question, codes, AT_RANDOM)
    telling = with_tokens(given_order, question, codes, AT_RANDOM, telling=True)
    assert (learned[0].key, telling[0].key) == (0, 9)


@pytest.mark.parametrize(("weights", "least"), [((0.6, 0.4), 0.0), ((0.75, 0.25), 1.0)])
def test_the_worst_match_of_a_heavy_token_is_told(
    weights: tuple[float, float], least: float
) -> None:
    question = QuestionTokens(QUESTION.vectors, np.array(weights, np.float32))
    (only,) = with_tokens(ranked(0.6), question, {0: FIRST}, AT_RANDOM)
    assert only.scores[LEAST] == pytest.approx(least, abs=1e-6)


def test_a_clause_without_token_vectors_counts_as_the_worst_matched() -> None:
    again = with_tokens(ranked(0.6, 0.6, 0.6), QUESTION, {1: BOTH, 2: NONE}, AT_RANDOM)
    parts = {one.key: one.parts[PART] for one in again}
    assert [one.key for one in again] == [1, 0, 2]
    assert parts[0] == parts[2] < parts[1]


def test_nothing_changes_where_no_clause_has_token_vectors() -> None:
    given_order = ranked(0.6, 0.5)
    assert with_tokens(given_order, QUESTION, {}, AT_RANDOM) == given_order


def test_clauses_behind_those_matched_stay_in_their_order() -> None:
    scores = [0.9 - 0.001 * n for n in range(TOKEN_CANDIDATES + 5)]
    codes = dict.fromkeys(range(len(scores)), BOTH) | {3: NONE, len(scores) - 1: BOTH}
    again = with_tokens(ranked(*scores), QUESTION, codes, AT_RANDOM)
    behind = [one.key for one in again if one.key >= TOKEN_CANDIDATES]
    assert behind == sorted(behind)
    assert {again[number].key for number in range(TOKEN_CANDIDATES - 1)} == {
        key for key in range(TOKEN_CANDIDATES) if key != 3
    }


def test_a_sample_is_read_as_it_was_written_and_need_not_be_there(tmp_path: Path) -> None:
    path = tmp_path / "tokens.npz"
    assert read_sample(path) is None
    write_sample(path, "made-by", [BOTH, NONE])
    sample = read_sample(path)
    assert sample is not None
    assert sample.projection == "made-by"
    np.testing.assert_allclose(sample.best(QUESTION), [[1, 1], [0, 0]], atol=1e-6)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"damaged",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"\x7f", b"\x7e"),
        lambda data: data.replace(b"sizes.npy", b"other.npy"),
    ],
)
def test_a_damaged_sample_cannot_be_read(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "tokens.npz"
    write_sample(path, "made-by", [BOTH, NONE])
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises((ValueError, OSError)):
        read_sample(path)
