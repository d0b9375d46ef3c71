"""Token vectors of the default model: which tokens they are of, and how they are kept."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from index.embedding.e5 import E5Embedder
from index.embedding.e5_tokenizer import E5Tokenizer
from index.embedding.e5_weights import WEIGHTS_NAME, E5Weights
from index.embedding.protocol import TokenEmbedder
from index.embedding.token_projection import (
    ARRAYS_NAME,
    CODE_UNIT,
    arrays_digest,
    shipped_projection,
    token_projection_for,
)

TEXTS = ["办电时限压减至20个工作日", "Power connection takes 20 days", "办电时限压减至20个工作日"]


def test_the_projection_is_of_the_default_model_and_named_by_what_is_in_it() -> None:
    shipped = token_projection_for(WEIGHTS_NAME)
    assert shipped is shipped_projection()
    assert token_projection_for("st:another") is token_projection_for(None) is None
    with np.load(str(files("index") / "data" / ARRAYS_NAME)) as kept:
        arrays = {name: kept[name] for name in kept.files}
    assert shipped is not None
    assert arrays_digest(arrays) == shipped.digest
    arrays["center"] = arrays["center"] + np.float16(1)
    assert arrays_digest(arrays) != shipped.digest


def test_every_token_of_a_passage_has_a_vector_but_prefix_and_marks(
    weights: E5Weights, numpy_embedder: E5Embedder
) -> None:
    rows, codes = numpy_embedder.embed_passages_by_token(TEXTS)
    encode = E5Tokenizer(weights.vocabulary(), max_tokens=512).encode
    prefix = len(encode("passage:"))  # its own end mark stands for that of the text
    assert [len(one) for one in codes] == [len(encode("passage: " + t)) - prefix for t in TEXTS]
    np.testing.assert_array_equal(codes[0], codes[2])
    lengths = np.linalg.norm(codes[0].astype(np.float32) / CODE_UNIT, axis=1)
    np.testing.assert_allclose(lengths, 1, atol=0.03)
    np.testing.assert_allclose(rows, numpy_embedder.embed_passages(TEXTS), atol=1e-5)
    assert shipped_projection().codes(codes[1].tobytes()).tolist() == codes[1].tolist()


def test_a_question_has_the_vector_it_has_without_its_tokens(
    weights: E5Weights, numpy_embedder: E5Embedder
) -> None:
    assert isinstance(numpy_embedder, TokenEmbedder)
    question = numpy_embedder.embed_question("办电要多久")
    np.testing.assert_array_equal(question.vector, numpy_embedder.embed_queries(["办电要多久"])[0])
    assert question.tokens is not None
    assert len(question.tokens.vectors) == len(question.tokens.weights)
    assert question.tokens.weights.sum() == pytest.approx(1, abs=1e-5)
    assert (question.tokens.weights > 0).all()
    assert numpy_embedder.embed_question("办电要多久") is question
    encode = E5Tokenizer(weights.vocabulary(), max_tokens=512).encode
    own = len(encode("query: 办电要多久")) - len(encode("query:"))
    assert len(question.tokens.weights) == own


def test_both_engines_give_the_same_tokens(
    default_embedder: E5Embedder, numpy_embedder: E5Embedder
) -> None:
    fast, exact = (
        engine.embed_question("办电要多久") for engine in (default_embedder, numpy_embedder)
    )
    assert fast.tokens is not None
    assert exact.tokens is not None
    assert (fast.tokens.vectors * exact.tokens.vectors).sum(axis=1).min() > 0.99
    _, (quick,) = default_embedder.embed_passages_by_token(TEXTS[:1])
    _, (slow,) = numpy_embedder.embed_passages_by_token(TEXTS[:1])
    cosines = (quick.astype(np.float32) * slow.astype(np.float32)).sum(axis=1) / CODE_UNIT**2
    assert cosines.min() > 0.97


def test_an_empty_question_has_no_tokens_that_count(numpy_embedder: E5Embedder) -> None:
    tokens = numpy_embedder.embed_question("").tokens
    assert tokens is not None
    assert tokens.weights.sum() <= 1
