"""Remembers the vectors of the questions asked last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Vectors

DEFAULT_CAPACITY = 1024
"""1.5 MB at 384 dimensions."""


class QueryCache:
    """The least recently used vectors go first; safe to share between threads."""

    def __init__(self, capacity: int = DEFAULT_CAPACITY) -> None:
        """Keep at most `capacity` vectors."""
        self._capacity = capacity
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str], compute: Callable[[list[str]], Vectors]) -> Vectors:
        """Return one row per text, calling `compute` for those not remembered, even for none.

        Two threads that ask the same question at once both compute it: waiting would be slower.
        """
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
            for text in known:
                self._vectors.move_to_end(text)
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        if not missing and texts:
            return np.stack([known[text] for text in texts])
        computed = compute(missing)
        known.update(zip(missing, computed, strict=True))
        self._keep(missing, computed)
        return np.stack([known[text] for text in texts]) if texts else computed

    def _keep(self, texts: Sequence[str], vectors: Vectors) -> None:
        with self._lock:
            for text, vector in zip(texts, vectors, strict=True):
                self._vectors[text] = vector.copy()
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._capacity:
                self._vectors.popitem(last=False)
