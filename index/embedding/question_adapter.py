"""A low-rank change of the default model for questions, learned from questions and their clauses.

People ask in other words, and other languages, than documents are written in. Beside every matrix
of the network stand two thin ones whose product is added where a question is embedded (LoRA: Hu et
al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models"). Passages are embedded without them,
so stores are the same with and without it. How it was trained: `benchmarks/training`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_weights import ModelShape

FACTORS_NAME: Final = "question_adapter.npz"
RECORD_NAME: Final = "question_adapter.json"


_BLOCK: Final = 32
"""Factors that share one scale in the file: 8 bits each."""


class Slot(NamedTuple):
    """A matrix of the network that has a change."""

    name: str
    """As `E5Weights.matrix` knows it, without `.w`."""
    rows: int
    columns: int


def slots(shape: ModelShape) -> Iterator[Slot]:
    """Yield the matrices in the order in which their factors are kept."""
    hidden, wide = shape.hidden, shape.feed_forward
    for layer in range(shape.layers):
        for name in ("q", "k", "v", "ao"):
            yield Slot(f"l{layer}.{name}", hidden, hidden)
        yield Slot(f"l{layer}.fi", wide, hidden)
        yield Slot(f"l{layer}.fo", hidden, wide)


class LowRank(NamedTuple):
    """What is added to a matrix: up @ down."""

    down: NDArray[np.float32]
    """(rank, columns)"""
    up: NDArray[np.float32]
    """(rows, rank)"""

    def product(self) -> NDArray[np.float32]:
        """Return it as a matrix, (rows, columns)."""
        return self.up @ self.down


@dataclass(frozen=True, slots=True)
class QuestionAdapter:
    """The factors of all changes."""

    factors: NDArray[np.float32]
    """Of each slot in order: down (rank, columns), then up (rows, rank), one after the other."""
    record: Mapping[str, Any]
    """model, rank, probe (first numbers of the probe's vector), pairs, date, what it reached."""
    digest: str

    @classmethod
    def of(cls, factors: NDArray[np.float32], record: Mapping[str, Any]) -> QuestionAdapter:
        """Wrap factors, with the digest that names them."""
        return cls(factors, record, hashlib.sha256(factors.tobytes()).hexdigest()[:16])

    @property
    def probe(self) -> tuple[float, ...]:
        """First numbers of the vector of the probe question in float32."""
        return tuple(self.record["probe"])

    def changes(self, shape: ModelShape) -> dict[str, LowRank]:
        """Return what is added to each matrix, by the slot's name.

        Raises:
            ValueError: If the factors belong to a network of another shape.
        """
        rank = int(self.record["rank"])
        wanted = sum(rank * (slot.rows + slot.columns) for slot in slots(shape))
        if len(self.factors) != wanted:
            raise ValueError(f"expected {wanted} factors of {shape}, found {len(self.factors)}")
        at, changes = 0, {}
        for slot in slots(shape):
            middle = at + rank * slot.columns
            end = middle + rank * slot.rows
            down = self.factors[at:middle].reshape(rank, slot.columns)
            up = self.factors[middle:end].reshape(slot.rows, rank)
            changes[slot.name] = LowRank(down, up)
            at = end
        return changes


def write_factors(path: Path, factors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Keep factors, a multiple of 32 of them, in 8 bits; return them as they will be read."""
    blocks = factors.reshape(-1, _BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=1), np.finfo(np.float32).tiny) / np.float32(127)
    np.savez(path, whole=np.rint(blocks / scales[:, None]).astype(np.int8), scales=scales)
    with path.open("rb") as stream:
        return _read_factors(stream)


def _read_factors(stream: IO[bytes]) -> NDArray[np.float32]:
    with np.load(stream, allow_pickle=False) as kept:
        factors: NDArray[np.float32] = (kept["whole"] * kept["scales"][:, None]).ravel()
    return factors


def question_adapter_for(model: str | None) -> QuestionAdapter | None:
    """Return the adapter of an embedding model, by the name a store keeps; None without one."""
    shipped = _shipped()
    return shipped if shipped.record["model"] == model else None


@cache
def _shipped() -> QuestionAdapter:
    folder = files("index") / "data"
    record = json.loads((folder / RECORD_NAME).read_text(encoding="utf-8"))
    with (folder / FACTORS_NAME).open("rb") as stream:
        return QuestionAdapter.of(_read_factors(stream), record)
