"""Nearest passages by cosine: every vector compared while that is fast, a sketch of them beyond.

Vectors are held in half precision, as the catalog keeps them, and mapped from disk. Beyond
`EXACT_LIMIT` of them, one bit of every number (RaBitQ) picks the candidates that are compared in
full: a thirtieth of the memory to read, in memory that the processor scans fastest. The limit, the
number of candidates and the recall were measured: docs/decisions/0002-dense-index.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import DimensionMismatch, GenerationDamaged
from index.vectors.dense_vectors import (
    codes_of,
    empty_half_precision,
    in_half_precision,
    keep_to_one_thread,
    selector_of,
    sketch_of,
)
from index.vectors.nearest import DECIMALS, Floats, Found, Keys, Neighbours, ranked

if TYPE_CHECKING:
    import faiss

EXACT_LIMIT = 40_000
"""Up to so many every one is compared: 65 ns a vector, 2.6 ms at the limit."""

_CANDIDATES = 1_000
_CANDIDATES_PER_HIT = 5
"""The sketch picks so many for each hit wanted, and `_CANDIDATES` at least."""

_MOST_CANDIDATES = 5_000
"""So many vectors are worth copying together; more are compared where they lie."""

_SPARE = 16
"""Hits fetched beyond those asked for, to see whether equal scores go on past the end."""

_KEYS_NAME = "keys.npy"
_VECTORS_NAME = "vectors.faiss"
_SKETCH_NAME = "sketch.faiss"


class DenseIndex:
    """Vectors under integer keys. It never changes; searches may run in several threads."""

    def __init__(
        self,
        keys: Keys,
        vectors: faiss.IndexScalarQuantizer,
        sketch: faiss.Index | None,
        *,
        exact_limit: int,
    ) -> None:
        """Wrap indexes whose row numbers are positions in the ascending `keys`."""
        self._keys = keys
        self._vectors = vectors
        self._codes = codes_of(vectors)
        self._sketch = sketch
        self._exact_limit = exact_limit

    @classmethod
    def build(cls, keys: Keys, vectors: Floats, *, exact_limit: int = EXACT_LIMIT) -> DenseIndex:
        """Index rows, (n, dimension), no longer than 1, under n distinct keys in any order.

        Raises:
            ValueError: If keys and rows differ in number, or a key occurs twice.
        """
        keys = np.asarray(keys, np.int64)
        vectors = np.asarray(vectors, np.float32)
        if vectors.ndim != 2 or keys.shape != (len(vectors),):
            raise ValueError(f"expected a key for each row, found {keys.shape} {vectors.shape}")
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        if (keys[1:] == keys[:-1]).any():
            raise ValueError("keys must be distinct")
        rows = np.ascontiguousarray(vectors[order])
        sketch = sketch_of(rows) if len(keys) > exact_limit else None
        return cls(keys, in_half_precision(rows), sketch, exact_limit=exact_limit)

    @classmethod
    def load(cls, path: Path, *, exact_limit: int = EXACT_LIMIT) -> DenseIndex:
        """Open what `save` wrote; vectors stay on disk until they are compared.

        Raises:
            GenerationDamaged: If the files cannot be read or do not belong together.
        """
        import faiss

        try:
            # A plain array over the mapped file: every slice of a memmap costs some microseconds.
            keys = np.asarray(np.load(path / _KEYS_NAME, mmap_mode="r"))
            vectors: Any = faiss.read_index(str(path / _VECTORS_NAME), faiss.IO_FLAG_MMAP_IFC)
            has_sketch = (path / _SKETCH_NAME).exists()
            sketch = faiss.read_index(str(path / _SKETCH_NAME)) if has_sketch else None
        except (OSError, ValueError, RuntimeError) as error:
            raise GenerationDamaged(path, [str(error)]) from error
        for index in (vectors, sketch):
            if index is not None and index.ntotal != len(keys):
                raise GenerationDamaged(path, [f"{index.ntotal} vectors for {len(keys)} keys"])
        return cls(keys, vectors, sketch, exact_limit=exact_limit)

    def save(self, path: Path) -> None:
        """Write the index as a folder, which is made; equal input gives equal files."""
        import faiss

        path.mkdir(parents=True, exist_ok=True)
        np.save(path / _KEYS_NAME, self._keys)
        faiss.write_index(self._vectors, str(path / _VECTORS_NAME))
        if self._sketch is not None:
            faiss.write_index(self._sketch, str(path / _SKETCH_NAME))

    @property
    def kind(self) -> str:
        """How it searches: `flat-fp16` or `rabitq-fp16`."""
        return "flat-fp16" if self._sketch is None else "rabitq-fp16"

    @property
    def takes_long(self) -> bool:
        """Whether a search takes so long, a millisecond or more, that others pay beside it."""
        return self._sketch is not None

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._vectors.d)

    @property
    def keys(self) -> Keys:
        """All keys, ascending."""
        return self._keys

    def __len__(self) -> int:
        return len(self._keys)

    def read_all(self) -> None:
        """Read every vector once, so that no question waits for the disk to give its pages."""
        self._codes[:, 0].max(initial=0)

    def search(self, query: Floats, top_k: int, allowed: Keys | None = None) -> Neighbours:
        """Find the passages nearest to a unit vector.

        Args:
            query: float32, (dimension,).
            top_k: Hits wanted; fewer come back when there are fewer.
            allowed: Keys that may be found, ascending; None allows all. Where they are few, all of
                them are compared; a filter never costs a hit that it should have let through.

        Raises:
            DimensionMismatch: If the query has another length than the vectors.
        """
        query = np.ascontiguousarray(query, dtype=np.float32)
        if query.shape != (self.dimension,):
            raise DimensionMismatch(expected=self.dimension, found=query.shape[-1])
        positions = None if allowed is None else self._positions(allowed)
        reachable = len(self) if positions is None else len(positions)
        top_k = min(top_k, reachable)
        if top_k <= 0:
            return Neighbours(np.empty(0, np.int64), np.empty(0, np.float32))
        wanted = min(top_k + _SPARE, reachable)
        while True:
            found = self._fetch(query, wanted, positions)
            # Which of many equal passages is found must not depend on where a list was cut.
            if wanted == reachable or found.cosines[top_k - 1] != found.edge:
                return Neighbours(self._keys[found.positions[:top_k]], found.cosines[:top_k])
            wanted = min(4 * wanted, reachable)

    def cosines(self, query: Floats, keys: Keys) -> Floats:
        """Compare a unit vector with the vectors of given keys, in their order.

        Raises:
            KeyError: If a key is not here.
        """
        keys = np.asarray(keys, np.int64)
        positions = self._positions(keys)
        if len(positions) != len(keys):
            raise KeyError("a key is not in this index")
        return self.cosines_at(query, positions)

    def cosines_at(self, query: Floats, positions: Keys) -> Floats:
        """Compare a unit vector with the vectors at some positions of `keys`, in their order."""
        if not len(positions):
            return np.empty(0, np.float32)
        rows = self._vectors.sa_decode(self._codes.take(positions, axis=0))
        cosines: Floats = np.clip(rows @ query, -1, 1, dtype=np.float32).round(DECIMALS)
        return cosines

    def _fetch(self, query: Floats, wanted: int, positions: Keys | None) -> Found:
        keep_to_one_thread()
        reachable = len(self) if positions is None else len(positions)
        candidates = max(_CANDIDATES, _CANDIDATES_PER_HIT * wanted) * len(self) // reachable
        worthwhile = reachable > self._exact_limit and candidates <= _MOST_CANDIDATES
        if self._sketch is not None and worthwhile:
            candidates = min(candidates, len(self))
            found = self._fetch_by_sketch(self._sketch, query, candidates, positions)
            if len(found.positions) >= wanted:
                return found
        if positions is None:
            return self._compare_all(query, wanted)
        if len(positions) <= _MOST_CANDIDATES:
            return self._compare(positions, query, wanted)
        return self._compare_all(query, wanted, sel=selector_of(positions, len(self)))

    def _fetch_by_sketch(
        self, sketch: faiss.Index, query: Floats, candidates: int, positions: Keys | None
    ) -> Found:
        """Compare in full what the sketch holds for nearest, and drop what is not allowed."""
        taken = sketch.search(query[None], candidates)[1][0]
        kept = taken if positions is None else taken[_contains(positions, taken)]
        # In the order in which they lie: each step through the file is short.
        found = self._compare(np.sort(kept), query, len(kept))
        # Equal passages have equal sketches: they are cut only where the sketch's list ends.
        return found._replace(edge=self._compare(taken[-1:], query, 1).edge)

    def _compare(self, positions: Keys, query: Floats, wanted: int) -> Found:
        """Compare the query with the vectors at some positions, few enough to be copied."""
        part = empty_half_precision(self.dimension)
        part.add_sa_codes(self._codes.take(positions, axis=0))
        cosines, found = part.search(query[None], wanted)
        return ranked(positions[found[0]], cosines[0])

    def _compare_all(self, query: Floats, wanted: int, **options: Any) -> Found:
        """Compare the query with every vector that the options let through."""
        import faiss

        parameters = faiss.SearchParameters(**options)
        cosines, found = self._vectors.search(query[None], wanted, params=parameters)
        return ranked(found[0], cosines[0])

    def _positions(self, allowed: Keys) -> Keys:
        """Return where the allowed keys stand, leaving out keys that are not here."""
        allowed = np.asarray(allowed, np.int64)
        places = np.searchsorted(self._keys, allowed)
        here = places < len(self)
        here[here] = self._keys[places[here]] == allowed[here]
        positions: Keys = places[here].astype(np.int64)
        return positions


def _contains(ascending: Keys, values: Keys) -> NDArray[np.bool_]:
    places = np.minimum(np.searchsorted(ascending, values), len(ascending) - 1)
    contains: NDArray[np.bool_] = ascending[places] == values
    return contains
