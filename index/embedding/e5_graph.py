"""Builds the network of multilingual-e5-small as an OpenVINO model, with openvino and numpy alone.

The weights stay in 4 bits inside the graph (constant, convert, multiply), so the CPU plugin reads a
quarter of the memory and, where the processor has integer dot products, multiplies in integers.
Matrices that are changed for questions are kept in 8 bits: 4 would round most of a change away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_weights import E5Weights, Q4Matrix
from index.embedding.question_adapter import LowRank

if TYPE_CHECKING:
    from openvino import Model

INPUT_IDS = "input_ids"
MASK = "attention_mask"

# Node of openvino's graph; the package has no types for it.
_Node = Any

_MASKED = -1e9

QUESTION_GROUP = 128
"""Weights in 8 bits that share a scale: integers are summed over a whole group before they are
scaled, and groups of 128 take three quarters of the time of groups of 32."""

Changes = Mapping[str, LowRank]
"""What is added to matrices, by name."""


def build_graph(weights: E5Weights, changes: Changes | None = None) -> Model:
    """Return a model from (batch, tokens) ids and mask, int64, to unit rows and states.

    The rows are (batch, hidden); the states of the last layer, (batch, tokens, hidden).
    """
    import openvino as ov

    return ov.Model(*_Graph(weights, changes or {}).build(), "multilingual-e5-small")


def quantize_int8(
    matrix: NDArray[np.float32],
) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Return 8-bit weights, (rows, groups, 128), and their scales, (rows, groups, 1)."""
    blocks = matrix.reshape(len(matrix), -1, QUESTION_GROUP)
    scales = (np.abs(blocks).max(axis=-1, keepdims=True) / 127).astype(np.float16)
    divisors = np.where(scales > 0, scales, np.float16(1)).astype(np.float32)
    return np.clip(np.rint(blocks / divisors), -127, 127).astype(np.int8), scales


def pack_int4(matrix: Q4Matrix) -> NDArray[np.uint8]:
    """Return the weights as signed 4-bit integers, two a byte, the even index in the low nibble."""
    low, high = matrix.nibbles & 0x0F, matrix.nibbles >> 4
    halves = np.concatenate([low, high], axis=-1)
    packed: NDArray[np.uint8] = halves[..., 0::2] | (halves[..., 1::2] << 4)
    # nibble - 8 in two's complement is the nibble with its top bit flipped.
    packed ^= 0x88
    return packed


class _Graph:
    """Lays the nodes of one model; a method returns the node that it adds last."""

    def __init__(self, weights: E5Weights, changes: Changes) -> None:
        from openvino import opset13

        self.op = opset13
        self.weights = weights
        self.changes = changes
        self.shape = weights.shape

    def build(self) -> tuple[list[_Node], list[_Node]]:
        """Return results and parameters."""
        op = self.op
        ids = op.parameter([-1, -1], np.int64, name=INPUT_IDS)
        mask = op.parameter([-1, -1], np.int64, name=MASK)
        for node, name in ((ids, INPUT_IDS), (mask, MASK)):
            node.output(0).tensor.set_names({name})
        real = op.convert(mask, np.float32)
        bias = op.multiply(op.subtract(self.constant(1.0), real), self.constant(_MASKED))
        bias = op.unsqueeze(bias, self.integers(1, 2))
        state = self.embed(ids)
        for layer in range(self.shape.layers):
            state = self.layer(state, bias, f"l{layer}.")
        return [op.result(self.pool(state, real)), op.result(state)], [ids, mask]

    def embed(self, ids: _Node) -> _Node:
        """Add the vectors of the pieces and of their positions."""
        op, shape = self.op, self.shape
        table = self.compressed(["emb.word"], shape.vocabulary, shape.hidden)
        words = op.gather(table, ids, self.integer(0))
        length = op.gather(op.shape_of(ids), self.integers(1), self.integer(0))
        places = self.weights.floats("emb.pos", shape.positions, shape.hidden)
        kind = self.weights.floats("emb.type", shape.hidden)
        first, step = self.integers(0), self.integers(1)
        positions = op.slice(self.constant(places + kind), first, length, step, first)
        return self.norm(op.add(words, positions), "emb.ln")

    def layer(self, state: _Node, bias: _Node, prefix: str) -> _Node:
        """Add self-attention and the feed-forward part, each normalised after its residual."""
        op, hidden, wide = self.op, self.shape.hidden, self.shape.feed_forward
        query, key, value = self.attention_inputs(state, prefix)
        mixed = op.scaled_dot_product_attention(query, key, value, bias, causal=False)
        mixed = op.reshape(
            op.transpose(mixed, self.integers(0, 2, 1, 3)), self.integers(0, 0, hidden), True
        )
        mixed = self.linear(mixed, [prefix + "ao"], hidden, hidden)
        state = self.norm(op.add(mixed, state), prefix + "aln")
        inner = op.gelu(self.linear(state, [prefix + "fi"], wide, hidden), "erf")
        outer = self.linear(inner, [prefix + "fo"], hidden, wide)
        return self.norm(op.add(outer, state), prefix + "oln")

    def attention_inputs(self, state: _Node, prefix: str) -> list[_Node]:
        """Return query, key and value by head, (batch, heads, tokens, hidden / heads)."""
        op, shape = self.op, self.shape
        names = [prefix + name for name in "qkv"]
        # One product for a question, whose threads meet as long as they multiply (a fifth of its
        # time); for long texts, taking the product apart costs more (a twelfth).
        groups = [names] if self.changes else [[name] for name in names]
        nodes = []
        for group in groups:
            product = self.linear(state, group, shape.hidden, shape.hidden)
            size = self.integers(0, 0, len(group) * shape.heads, shape.hidden // shape.heads)
            heads = op.transpose(op.reshape(product, size, True), self.integers(0, 2, 1, 3))
            nodes += op.split(heads, self.integer(1), len(group)).outputs()
        return nodes

    def pool(self, state: _Node, real: _Node) -> _Node:
        """Average over the real tokens and scale to unit length."""
        op, along = self.op, self.integers(1)
        weight = op.unsqueeze(real, self.integers(-1))
        total = op.reduce_sum(op.multiply(state, weight), along)
        mean = op.divide(total, op.reduce_sum(weight, along))
        return op.normalize_l2(mean, along, 1e-12, "max")

    def linear(self, state: _Node, names: Sequence[str], rows: int, columns: int) -> _Node:
        """Multiply by compressed matrices (rows, columns), one below the other; add the biases."""
        matrix = self.compressed([name + ".w" for name in names], rows, columns)
        bias = np.concatenate([self.weights.floats(name + ".b", rows) for name in names])
        return self.op.add(self.op.matmul(state, matrix, False, True), self.constant(bias))

    def norm(self, state: _Node, name: str) -> _Node:
        """Normalise over the last axis."""
        op, hidden = self.op, self.shape.hidden
        centred = op.mvn(state, self.integers(-1), True, self.shape.epsilon, "INSIDE_SQRT")
        scaled = op.multiply(centred, self.constant(self.weights.floats(name + ".w", hidden)))
        return op.add(scaled, self.constant(self.weights.floats(name + ".b", hidden)))

    def compressed(self, names: Sequence[str], rows: int, columns: int) -> _Node:
        """Add matrices, one below the other, in 4 or 8 bits until the plugin multiplies by them."""
        op = self.op
        matrix = Q4Matrix.joined([self.weights.matrix(name, rows, columns) for name in names])
        changes = [self.changes.get(name.removesuffix(".w")) for name in names]
        if any(changes):
            added = [
                change.product() if change else np.zeros((rows, columns), np.float32)
                for change in changes
            ]
            weights, scales = quantize_int8(matrix.dequantize() + np.concatenate(added))
            whole = op.convert(op.constant(weights), np.float16)
            scaled = op.multiply(whole, self.constant(scales))
        else:
            whole = op.convert(_int4_constant(matrix), np.float16)
            scaled = op.multiply(whole, self.constant(matrix.scales[..., None]))
        flat = op.reshape(scaled, self.integers(rows * len(names), columns), False)
        return op.convert(flat, np.float32)

    def constant(self, value: NDArray[np.floating] | float) -> _Node:
        """Add floats, keeping the type of an array; a number becomes float32."""
        array = np.asarray(value, None if isinstance(value, np.ndarray) else np.float32)
        return self.op.constant(np.ascontiguousarray(array))

    def integers(self, *values: int) -> _Node:
        """Add a list of integers, as shapes and axes are given."""
        return self.op.constant(np.array(values, np.int64))

    def integer(self, value: int) -> _Node:
        """Add one integer."""
        return self.op.constant(np.array(value, np.int64))


def _int4_constant(matrix: Q4Matrix) -> _Node:
    from openvino import Tensor, Type, opset13

    packed = pack_int4(matrix)
    tensor = Tensor(Type.i4, [*matrix.scales.shape, 2 * packed.shape[-1]])
    tensor.data[:] = packed.reshape(tensor.data.shape)
    return opset13.constant(tensor, shared_memory=False)
