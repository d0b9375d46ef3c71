"""Runs the network with numpy: on every platform, with nothing to compile and nothing to cache.

Slower than OpenVINO on many texts, but ready at once; also the reference for the other engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_weights import E5Weights, Q4Matrix
from index.embedding.protocol import Computed, unit_rows
from index.embedding.question_adapter import LowRank, QuestionAdapter

Floats = NDArray[np.float32]


class _Change(NamedTuple):
    """What is added to some of the columns of a product, see `LowRank`."""

    columns: slice
    down: Floats
    """(columns of the matrix, rank): ready to multiply from the right, as `up` is."""
    up: Floats


class _Linear(NamedTuple):
    weight: Floats
    """(columns, rows): ready to multiply from the right."""
    bias: Floats
    changes: tuple[_Change, ...]

    def __call__(self, state: Floats) -> Floats:
        product: Floats = np.matmul(state, self.weight)
        product += self.bias
        for columns, down, up in self.changes:
            product[:, columns] += (state @ down) @ up
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

    def __init__(
        self, weights: E5Weights, adapter: QuestionAdapter | None = None, *, keep: bool = True
    ) -> None:
        """Prepare the network; rows of the word table are read when a text needs them.

        Args:
            weights: Of the network.
            adapter: What is changed in it for questions.
            keep: Whether the layers are dequantised now and kept, 85 MB. Otherwise each is
                dequantised whenever `run` comes to it, 30 ms for all: the soonest first answer.
        """
        shape = weights.shape
        self._heads = shape.heads
        self._words = weights.matrix("emb.word", shape.vocabulary, shape.hidden)
        self._places = weights.floats("emb.pos", shape.positions, shape.hidden)
        self._type = weights.floats("emb.type", shape.hidden)
        self._norm = _norm(weights, "emb.ln")
        self._matrices = _Matrices(weights, adapter.changes(shape) if adapter else {})
        self._kept = list(self._matrices.layers()) if keep else None

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Computed:
        """Embed a batch of token ids, (batch, tokens), padded where the mask is 0.

        Text by text: nothing is computed for padding.
        """
        states = [self._begin(row[real]) for row, real in zip(ids, mask != 0, strict=True)]
        for layer in self._kept or self._matrices.layers():
            states = [self._pass(layer, state) for state in states]
        padded = np.zeros((*ids.shape, states[0].shape[1]), np.float32)
        for row, state in zip(padded, states, strict=True):
            row[: len(state)] = state
        return Computed(unit_rows(np.stack([state.mean(axis=0) for state in states])), padded)

    def _begin(self, ids: NDArray[np.int64]) -> Floats:
        """Return the states of one text before the first layer, (tokens, hidden)."""
        words: Floats = self._words.rows(ids).dequantize()
        return self._norm(words + (self._places[: len(ids)] + self._type))

    def _pass(self, layer: _Layer, state: Floats) -> Floats:
        state = layer.mixed_norm(state + layer.mixed(self._attend(layer.attention(state))))
        return layer.outer_norm(state + layer.outer(_gelu(layer.inner(state))))

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
    changes: Mapping[str, LowRank]

    def layers(self) -> Iterator[_Layer]:
        return (self.layer(f"l{number}.") for number in range(self.weights.shape.layers))

    def layer(self, prefix: str) -> _Layer:
        hidden, wide = self.weights.shape.hidden, self.weights.shape.feed_forward
        return _Layer(
            attention=self.linear([prefix + name for name in "qkv"], hidden, hidden),
            mixed=self.linear([prefix + "ao"], hidden, hidden),
            mixed_norm=_norm(self.weights, prefix + "aln"),
            inner=self.linear([prefix + "fi"], wide, hidden),
            outer=self.linear([prefix + "fo"], hidden, wide),
            outer_norm=_norm(self.weights, prefix + "oln"),
        )

    def linear(self, names: Sequence[str], rows: int, columns: int) -> _Linear:
        """Return matrices of one shape side by side."""
        stored = [self.weights.matrix(name + ".w", rows, columns) for name in names]
        scales, nibbles = (np.concatenate(parts) for parts in zip(*stored, strict=True))
        added = (
            (at * rows, self.changes[name]) for at, name in enumerate(names) if name in self.changes
        )
        return _Linear(
            Q4Matrix(scales, nibbles).dequantize().T,
            np.concatenate([self.weights.floats(name + ".b", rows) for name in names]),
            tuple(_Change(slice(at, at + rows), down.T, up.T) for at, (down, up) in added),
        )


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
