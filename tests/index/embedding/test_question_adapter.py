"""Questions are embedded with the adapter, passages without; both engines agree on it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from index.embedding.e5 import E5Embedder
from index.embedding.e5_engine import PROBE_HEAD, PROBE_IDS, check_probe
from index.embedding.e5_graph import QUESTION_GROUP, quantize_int8
from index.embedding.e5_tokenizer import E5Tokenizer
from index.embedding.e5_weights import WEIGHTS_NAME, E5Weights
from index.embedding.numpy_engine import NumpyEngine
from index.embedding.question_adapter import (
    QuestionAdapter,
    question_adapter_for,
    slots,
    write_factors,
)
from index.errors import EmbeddingFailed

QUESTIONS = ["新店想通上电，前前后后得等几天", "how long until my shop gets power", "施工许可 时限"]


@pytest.fixture(scope="module")
def adapter() -> QuestionAdapter:
    shipped = question_adapter_for(WEIGHTS_NAME)
    assert shipped is not None
    return shipped


def test_the_adapter_belongs_to_the_default_model_only() -> None:
    assert question_adapter_for("st:another") is None
    assert question_adapter_for(None) is None


def test_what_is_added_is_the_product_of_the_factors(weights: E5Weights) -> None:
    rank, shape = 2, weights.shape
    rng = np.random.default_rng(20261122)
    count = sum(rank * (slot.rows + slot.columns) for slot in slots(shape))
    factors = rng.standard_normal(count).astype(np.float32)
    changes = QuestionAdapter.of(factors, {"rank": rank}).changes(shape)
    assert set(changes) == {slot.name for slot in slots(shape)}
    first, second = islice(slots(shape), 2)
    at = rank * (first.columns + first.rows)
    values = factors
    down = values[at : at + rank * second.columns].reshape(rank, -1)
    up = values[at + rank * second.columns :][: rank * second.rows].reshape(-1, rank)
    np.testing.assert_allclose(changes[second.name].product(), up @ down, rtol=1e-6)


def test_factors_of_another_network_are_refused(weights: E5Weights) -> None:
    with pytest.raises(ValueError, match="found 10"):
        QuestionAdapter.of(np.zeros(10, np.float32), {"rank": 2}).changes(weights.shape)


def test_factors_are_kept_in_eight_bits(tmp_path: Path) -> None:
    factors = np.random.default_rng(20261122).standard_normal(640).astype(np.float32)
    factors[:32] = 0
    factors[32:64] *= 1e-4
    read = write_factors(tmp_path / "factors.npz", factors)
    step = np.repeat(np.abs(factors.reshape(-1, 32)).max(axis=1) / 127, 32)
    assert (np.abs(read - factors) <= 0.51 * step).all()


def test_both_engines_embed_questions_alike(
    default_embedder: E5Embedder, numpy_embedder: E5Embedder
) -> None:
    fast, exact = default_embedder.embed_queries(QUESTIONS), numpy_embedder.embed_queries(QUESTIONS)
    assert (fast * exact).sum(axis=1).min() > 0.999


def test_questions_are_moved_and_passages_are_not(
    weights: E5Weights, numpy_embedder: E5Embedder
) -> None:
    # "query: 开办企业" is the probe of the plain network as well.
    (question,) = numpy_embedder.embed_queries(["开办企业"])
    assert not np.allclose(question[: len(PROBE_HEAD)], PROBE_HEAD, atol=0.01)
    passage = "开办企业全程网上办理"
    (embedded,) = numpy_embedder.embed_passages([passage])
    tokens = E5Tokenizer(weights.vocabulary(), max_tokens=512).encode(f"passage: {passage}")
    ids = np.array([tokens], np.int64)
    np.testing.assert_allclose(
        embedded, NumpyEngine(weights).run(ids, np.ones_like(ids)).vectors[0], atol=1e-5
    )


def test_an_engine_without_the_adapter_fails_its_probe(
    weights: E5Weights, adapter: QuestionAdapter
) -> None:
    check_probe(NumpyEngine(weights, adapter), adapter.probe)
    with pytest.raises(EmbeddingFailed, match="wrong vectors"):
        check_probe(NumpyEngine(weights), adapter.probe)


def test_layers_made_when_they_are_needed_give_the_same_vectors(
    weights: E5Weights, adapter: QuestionAdapter
) -> None:
    ids, mask = np.array([[0, 41, 1294, 2], [0, 2, 0, 0]]), np.array([[1, 1, 1, 1], [1, 1, 0, 0]])
    kept, soonest = (
        NumpyEngine(weights, adapter, keep=keep).run(ids, mask).vectors for keep in (True, False)
    )
    np.testing.assert_array_equal(kept, soonest)


def test_factors_beside_a_matrix_do_what_their_product_in_it_does(
    weights: E5Weights, adapter: QuestionAdapter
) -> None:
    # The probe was recorded, to four digits, from matrices with the products in them.
    ids = np.array([PROBE_IDS], np.int64)
    (vector,) = NumpyEngine(weights, adapter).run(ids, np.ones_like(ids)).vectors
    np.testing.assert_allclose(vector[: len(adapter.probe)], adapter.probe, atol=6e-5)


def test_eight_bits_keep_every_weight_within_half_a_step() -> None:
    rng = np.random.default_rng(20261122)
    matrix = rng.standard_normal((6, 2 * QUESTION_GROUP)).astype(np.float32)
    matrix[0, :QUESTION_GROUP] = 0
    weights, scales = quantize_int8(matrix)
    again = (weights * scales.astype(np.float32)).reshape(matrix.shape)
    step = np.repeat(scales.astype(np.float32).reshape(6, 2), QUESTION_GROUP, axis=1)
    assert (np.abs(again - matrix) <= 0.51 * step).all()
