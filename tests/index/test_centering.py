"""Questions lose what they share with all questions; without a centre nothing changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.centering import (
    CENTER_SHARE,
    background_questions,
    center_is_current,
    center_to_store,
    centered,
    stored_center,
)


class _Fixed:
    """Gives every text the same two directions in turn."""

    name, dimension, max_tokens = "fixed", 3, 8

    def embed_queries(self, texts: tuple[str, ...]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 3), dtype=np.float32)
        rows[::2, 0] = rows[1::2, 1] = 1
        return rows


def test_the_centre_is_the_mean_of_the_background_questions() -> None:
    meta = center_to_store(_Fixed())  # type: ignore[arg-type]  # only questions are embedded
    center = stored_center(meta)
    assert center is not None
    assert center_is_current(meta)
    np.testing.assert_allclose(center, [0.5, 0.5, 0], atol=0.02)


def test_a_passage_that_is_near_every_question_loses_most() -> None:
    center = np.array([0.8, 0, 0], dtype=np.float32)
    question = np.array([0.8, 0.6, 0], dtype=np.float32)
    hub, specific = np.array([1, 0, 0]), np.array([0, 1, 0])
    assert question @ hub > question @ specific
    moved = centered(question, center)
    assert moved @ hub < moved @ specific
    assert np.isclose(np.linalg.norm(moved), 1)
    np.testing.assert_allclose(
        moved,
        (question - CENTER_SHARE * center)
        / np.linalg.norm(moved)
        / np.linalg.norm(question - CENTER_SHARE * center),
        rtol=1e-5,
    )


def test_without_a_centre_the_question_stays_as_it_is() -> None:
    question = np.array([1, 0], dtype=np.float32)
    assert stored_center({}) is None
    assert not center_is_current({})
    assert centered(question, None) is question


def test_a_question_that_is_the_centre_keeps_its_direction() -> None:
    center = np.array([1, 0], dtype=np.float32)
    np.testing.assert_allclose(centered(center * np.float32(CENTER_SHARE), center), [0.75, 0])


def test_the_background_questions_are_many_and_different() -> None:
    questions = background_questions()
    assert len(questions) == len(set(questions)) >= 64
    assert any(question.isascii() for question in questions)
