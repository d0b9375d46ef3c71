"""The tokenizer's pieces as the weights file keeps them: all of them, or those of one text.

A text holds a few dozen of 250,000 pieces. Picking them out by their first bytes takes 10 ms and
nothing to keep; decoding every piece takes 0.3 s and 70 MB with the table made of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

HEAD_BYTES: Final = 8
"""Of a piece that are compared as one number; shorter pieces are filled up with zeros."""
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio: the top bits of a product with it depend on all bits (Knuth,
The Art of Computer Programming, 6.4)."""
_BUCKET_BITS: Final = 16


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of the tokenizer; a piece's index is its token id."""

    scores: NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unknown: int
    _offsets: NDArray[np.uint32]
    """Where each piece begins in the bytes, and where the last one ends."""
    _bytes: NDArray[np.uint8]
    """The pieces in UTF-8, one after the other, and `HEAD_BYTES` of what follows."""

    def __len__(self) -> int:
        return len(self.scores)

    def piece(self, number: int) -> str:
        """Return one piece."""
        begin, end = self._offsets[number : number + 2].tolist()
        return self._bytes[begin:end].tobytes().decode()

    @cached_property
    def pieces(self) -> list[str]:
        """Every piece, in the order of the ids."""
        blob = self._bytes[: self._offsets[-1]]
        # One decode for all pieces: count the bytes that begin a character to turn byte
        # offsets into character offsets. Decoding 250,000 slices one by one takes 5 x as long.
        begins = np.concatenate(([0], np.cumsum((blob & 0xC0) != 0x80)))
        ends = begins[self._offsets].tolist()
        text = blob.tobytes().decode()
        return [text[begin:end] for begin, end in pairwise(ends)]

    def pieces_in(self, text: str) -> dict[str, int]:
        """Return the pieces that occur in a text, with their ids."""
        wanted = np.zeros(1 << _BUCKET_BITS, bool)
        wanted[_buckets(np.fromiter(_heads_of(text), np.uint64))] = True
        likely = np.flatnonzero(wanted[self._own]).tolist()
        found = ((self.piece(number), number) for number in likely)
        return {piece: number for piece, number in found if piece in text}

    @cached_property
    def _own(self) -> NDArray[np.uint16]:
        """The bucket of every piece."""
        every = np.ndarray((len(self._bytes) - HEAD_BYTES + 1,), "<u8", self._bytes, strides=(1,))
        lengths = np.minimum(np.diff(self._offsets), HEAD_BYTES)
        masks = np.array([(1 << 8 * size) - 1 for size in range(HEAD_BYTES + 1)], np.uint64)
        return _buckets(every[self._offsets[:-1]] & masks[lengths])


def _buckets(heads: NDArray[np.uint64]) -> NDArray[np.uint16]:
    return ((heads * _SPREAD) >> np.uint64(64 - _BUCKET_BITS)).astype(np.uint16)


def _heads_of(text: str) -> Iterator[int]:
    """Yield the head that a piece has if it stands in a text, for every place and length."""
    encoded = text.encode(errors="surrogatepass")  # a lone half of a pair is in no piece
    heads = set()
    for start, byte in enumerate(encoded):
        if byte & 0xC0 == 0x80:  # inside a character
            continue
        for size in range(1, min(HEAD_BYTES, len(encoded) - start) + 1):
            heads.add(int.from_bytes(encoded[start : start + size], "little"))
    return iter(heads)
