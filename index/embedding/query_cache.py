"""Remembers the vectors of the questions asked last."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import CacheUse, Vectors
from index.storage.recent import Recent

DEFAULT_CAPACITY = 1024
"""1.5 MB at 384 dimensions."""


class QueryCache:
    """The least recently used vectors go first; safe to share between threads."""

    def __init__(self, capacity: int = DEFAULT_CAPACITY) -> None:
        """Keep at most `capacity` vectors."""
        self._vectors: Recent[str, NDArray[np.float32]] = Recent(capacity)

    @property
    def use(self) -> CacheUse:
        """What became of all texts so far."""
        remembered, asked = self._vectors.found, self._vectors.looked_up
        return CacheUse(remembered, asked - remembered)

    def keep(self, text: str, vector: NDArray[np.float32]) -> None:
        """Remember a vector that was computed in another way."""
        self._vectors.keep({text: vector})

    def embed(self, texts: Sequence[str], compute: Callable[[list[str]], Vectors]) -> Vectors:
        """Return one row per text, calling `compute` for those not remembered, even for none.

        Two threads that ask the same question at once both compute it: waiting would be slower.
        """
        known = self._vectors.known(texts)
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        if not missing and texts:
            return np.stack([known[text] for text in texts])
        computed = compute(missing)
        made = {text: row.copy() for text, row in zip(missing, computed, strict=True)}
        self._vectors.keep(made)
        known |= made
        return np.stack([known[text] for text in texts]) if texts else computed
