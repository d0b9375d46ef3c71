"""Texts in tokens through the network: those of like length side by side, padded to one length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_engine import E5Engine
from index.embedding.protocol import Computed

MAX_TOKENS = 512

# Few at a time: 8 texts of 200 tokens are as fast as any larger batch (benchmarks/embedding.py),
# and padding costs nothing when lengths are alike.
_BATCH_TEXTS = 8
_BATCH_TOKENS = 2048

_LENGTH_STEP = 4
"""Lengths are padded to a multiple: OpenVINO prepares every new shape once, for about 7 ms."""


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group texts of like length, the longest first, so that time left is not underestimated."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: (-lengths[number], number)):
        longest = lengths[batch[0]] if batch else lengths[number]
        if len(batch) == _BATCH_TEXTS or longest * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def run_tokens(engine: E5Engine, tokens: Sequence[Sequence[int]]) -> Computed:
    """Run the network on texts in tokens, padded to one length."""
    longest = max(map(len, tokens))
    width = min(-(-longest // _LENGTH_STEP) * _LENGTH_STEP, MAX_TOKENS)
    ids: NDArray[np.int64] = np.zeros((len(tokens), width), np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return engine.run(ids, mask)
