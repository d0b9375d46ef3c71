"""Questions lose what they share with all questions; without a centre nothing changes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embedding.e5_weights import WEIGHTS_NAME
from index.records import Mode
from index.store import Store
from index.vectors.centering import (
    CENTER_SHARE,
    background_questions,
    center_is_current,
    center_to_store,
    centered,
    stored_center,
)
from ingest.records import ParsedDocument


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


def test_a_catalog_without_a_centre_has_none() -> None:
    assert stored_center({}) is None
    assert not center_is_current({})


def test_a_centre_of_other_weights_is_not_used() -> None:
    meta = center_to_store(_Fixed())  # type: ignore[arg-type]
    of_default = {**meta, "model": WEIGHTS_NAME}
    assert stored_center({**meta, "model": "fixed"}) is not None
    assert not center_is_current(of_default)
    assert stored_center(of_default) is None


def test_a_question_that_is_the_centre_keeps_its_direction() -> None:
    center = np.array([1, 0], dtype=np.float32)
    np.testing.assert_allclose(centered(center * np.float32(CENTER_SHARE), center), [0.75, 0])


def test_the_background_questions_are_many_and_different() -> None:
    questions = background_questions()
    assert len(questions) == len(set(questions)) >= 64
    assert any(question.isascii() for question in questions)


def test_a_store_whose_centre_is_of_another_version_ranks_as_before(
    tmp_path: Path,
    store: Store,
    make_corpus: Callable[..., list[ParsedDocument]],
    make_embedder: type[Any],
) -> None:
    store.update(make_corpus(3))
    before = store.search("压缩办理时限", mode=Mode.DENSE)
    with sqlite3.connect(tmp_path / "store" / "catalog.sqlite3") as catalog:
        catalog.execute("UPDATE meta SET value = 'another:' WHERE key = 'question_center'")
    with Store.open(tmp_path / "store", embedder=make_embedder(), read_only=True) as again:
        after = again.search("压缩办理时限", mode=Mode.DENSE)
    assert [(hit.clause.id, hit.score) for hit in after.hits] == [
        (hit.clause.id, pytest.approx(hit.score, abs=1e-4)) for hit in before.hits
    ]
    store.update([])
    with sqlite3.connect(tmp_path / "store" / "catalog.sqlite3") as catalog:
        assert center_is_current(dict(catalog.execute("SELECT key, value FROM meta")))


def test_a_centre_without_an_adapter_is_named_by_its_questions_alone() -> None:
    """A new adapter of the packaged model costs stores of other models nothing."""
    named = hashlib.sha256("\n".join(background_questions()).encode()).hexdigest()[:16]
    meta = center_to_store(_Fixed())  # type: ignore[arg-type]
    assert meta["question_center"].startswith(f"{named}:")
