"""Runs the network with numpy: on every platform, with nothing to compile and nothing to cache.

Slower than OpenVINO on many texts, but ready at once; also the reference for the other engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_weights import E5Weights
from index.embedding.protocol import Vectors, unit_rows

Floats = NDArray[np.float32]
Changes = Mapping[str, Floats]


class _Linear(NamedTuple):
    weight: Floats
    """(columns, rows): ready to multiply from the right."""
    bias: Floats

    def __call__(self, state: Floats) -> Floats:
        product: Floats = np.matmul(state, self.weight)
        product += self.bias
        return product


class _Norm(NamedTuple):
    weight: Floats
    bias: Floats
    epsilon: np.float32

    def __call__(self, state: Floats) -> Floats:
        centred: Floats = state - state.mean(-1, keepdims=True)
        variance = np.mean(np.square(centred), -1, keepdims=True)
        centred /= np.sqrt(variance + self.epsilon)
        centred *= self.weight
        centred += self.bias
        return centred


class _Layer(NamedTuple):
    attention: _Linear
    """query, key and value side by side"""
    mixed: _Linear
    mixed_norm: _Norm
    inner: _Linear
    outer: _Linear
    outer_norm: _Norm


class NumpyEngine:
    """The network in float32; `run` may be called from several threads at once."""

    name = "numpy, float32"
    threads: int | None = None
    """Decided by numpy's linear algebra library."""

    def __init__(self, weights: E5Weights, changes: Changes | None = None) -> None:
        """Dequantise the layers, 85 MB; rows of the word table are read when a text needs them.

        Args:
            weights: Of the network.
            changes: What is added to its matrices, (rows, columns), by name.
        """
        shape = weights.shape
        matrices = _Matrices(weights, changes or {})
        self._heads = shape.heads
        self._words = weights.matrix("emb.word", shape.vocabulary, shape.hidden)
        places = weights.floats("emb.pos", shape.positions, shape.hidden)
        self._places = places + weights.floats("emb.type", shape.hidden)
        self._norm = _norm(weights, "emb.ln")
        self._layers = [matrices.layer(f"l{number}.") for number in range(shape.layers)]

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        """Embed a batch of token ids, (batch, tokens), padded where the mask is 0.

        One text after the other: nothing is computed for padding, and what is at hand stays in
        the processor's cache.
        """
        texts = (row[real] for row, real in zip(ids, mask != 0, strict=True))
        return unit_rows(np.stack([self._mean(text) for text in texts]))

    def _mean(self, ids: NDArray[np.int64]) -> Floats:
        """Return the mean of the last states of one text, (hidden,)."""
        words: Floats = self._words.rows(ids).dequantize()
        state = self._norm(words + self._places[: len(ids)])
        for layer in self._layers:
            state = layer.mixed_norm(state + layer.mixed(self._attend(layer.attention(state))))
            state = layer.outer_norm(state + layer.outer(_gelu(layer.inner(state))))
        mean: Floats = state.mean(axis=0)
        return mean

    def _attend(self, projected: Floats) -> Floats:
        """Mix the values of all tokens by how well queries and keys agree, head by head."""
        tokens, width = projected.shape
        size = width // 3 // self._heads
        query, key, value = projected.reshape(tokens, 3, self._heads, size).transpose(1, 2, 0, 3)
        weights: Floats = query @ key.transpose(0, 2, 1)
        weights *= np.float32(size**-0.5)
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed: Floats = (weights @ value).transpose(1, 0, 2).reshape(tokens, width // 3)
        return mixed


class _Matrices(NamedTuple):
    """Makes layers of stored matrices and what is added to them."""

    weights: E5Weights
    changes: Changes

    def layer(self, prefix: str) -> _Layer:
        hidden, wide = self.weights.shape.hidden, self.weights.shape.feed_forward
        parts = [self.linear(prefix + name, hidden, hidden) for name in "qkv"]
        return _Layer(
            attention=_Linear(
                np.concatenate([part.weight for part in parts], axis=1),
                np.concatenate([part.bias for part in parts]),
            ),
            mixed=self.linear(prefix + "ao", hidden, hidden),
            mixed_norm=_norm(self.weights, prefix + "aln"),
            inner=self.linear(prefix + "fi", wide, hidden),
            outer=self.linear(prefix + "fo", hidden, wide),
            outer_norm=_norm(self.weights, prefix + "oln"),
        )

    def linear(self, name: str, rows: int, columns: int) -> _Linear:
        matrix = self.weights.matrix(name + ".w", rows, columns).dequantize()
        if name in self.changes:
            matrix += self.changes[name]
        return _Linear(matrix.T, self.weights.floats(name + ".b", rows))


def _norm(weights: E5Weights, name: str) -> _Norm:
    hidden = weights.shape.hidden
    return _Norm(
        weights.floats(name + ".w", hidden),
        weights.floats(name + ".b", hidden),
        np.float32(weights.shape.epsilon),
    )


def _gelu(state: Floats) -> Floats:
    """Return x * Phi(x), with the error function of Abramowitz and Stegun 7.1.26 (to 1.5e-7)."""
    scaled = np.abs(state) * np.float32(2**-0.5)
    t = 1 / (1 + np.float32(0.3275911) * scaled)
    series = np.float32(1.061405429) * t
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += np.float32(factor)
        series *= t
    tail = series * np.exp(-np.square(scaled))
    # tail = 1 - erf(|x| / sqrt 2); Phi(x) = 1 - tail / 2 for x >= 0 and tail / 2 below.
    phi = np.where(state >= 0, 1 - tail / 2, tail / 2)
    result: Floats = state * phi
    return result
