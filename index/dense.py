"""Nearest passages by cosine: every vector compared while that is fast, a sketch of them beyond.

Vectors are held in half precision, as the catalog keeps them, and mapped from disk. Beyond
`EXACT_LIMIT` of them, one bit of every number (RaBitQ) picks the candidates that are compared in
full: a thirtieth of the memory to read, in memory that the processor scans fastest. The limit, the
number of candidates and the recall were measured: docs/decisions/0002-dense-index.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.errors import DimensionMismatch, GenerationDamaged

if TYPE_CHECKING:
    import faiss

EXACT_LIMIT = 40_000
"""Up to so many vectors every one is compared: 65 ns a vector, 2.6 ms at the limit."""

_CANDIDATES = 1_000
_CANDIDATES_PER_HIT = 5
"""The sketch picks so many for each hit wanted, and `_CANDIDATES` at least."""

_MOST_CANDIDATES = 5_000
"""Beyond, comparing all that a filter allows is as fast and misses nothing."""

_SAMPLE = 50_000
"""Vectors from which the sketch learns where the middle is."""

_SPARE = 16
"""Hits fetched beyond those asked for, to see whether equal scores go on past the end."""

_DECIMALS = 6
"""Cosines are rounded before they are compared: below that, half precision is noise."""

_KEYS_NAME = "keys.npy"
_VECTORS_NAME = "vectors.faiss"
_SKETCH_NAME = "sketch.faiss"

Keys = NDArray[np.int64]
Floats = NDArray[np.float32]


class Neighbours(NamedTuple):
    """Passages near a query, best first; equal cosines in ascending order of their keys."""

    keys: Keys
    cosines: Floats


class _Found(NamedTuple):
    """Positions with their cosines, best first."""

    positions: Keys
    cosines: Floats
    edge: float
    """Cosine of the one taken last: equal ones may have been left out."""


class DenseIndex:
    """Vectors under integer keys. It never changes; searches may run in several threads."""

    def __init__(
        self,
        keys: Keys,
        vectors: faiss.Index,
        sketch: faiss.Index | None,
        *,
        exact_limit: int,
    ) -> None:
        """Wrap indexes whose row numbers are positions in the ascending `keys`."""
        self._keys = keys
        self._vectors = vectors
        self._sketch = sketch
        self._exact_limit = exact_limit

    @classmethod
    def build(cls, keys: Keys, vectors: Floats, *, exact_limit: int = EXACT_LIMIT) -> DenseIndex:
        """Index unit rows, (n, dimension), under n distinct keys in any order.

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
        sketch = _sketch_of(rows) if len(keys) > exact_limit else None
        return cls(keys, _in_half_precision(rows), sketch, exact_limit=exact_limit)

    @classmethod
    def load(cls, path: Path, *, exact_limit: int = EXACT_LIMIT) -> DenseIndex:
        """Open what `save` wrote; vectors stay on disk until they are compared.

        Raises:
            GenerationDamaged: If the files cannot be read or do not belong together.
        """
        import faiss

        try:
            keys = np.load(path / _KEYS_NAME, mmap_mode="r")
            vectors = faiss.read_index(str(path / _VECTORS_NAME), faiss.IO_FLAG_MMAP_IFC)
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
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._vectors.d)

    def __len__(self) -> int:
        return len(self._keys)

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

    def _fetch(self, query: Floats, wanted: int, positions: Keys | None) -> _Found:
        import faiss

        # One query has no work for several threads, and idle ones would spin on the cores that
        # embed the next query. The setting holds for the calling thread.
        faiss.omp_set_num_threads(1)
        reachable = len(self) if positions is None else len(positions)
        candidates = max(_CANDIDATES, _CANDIDATES_PER_HIT * wanted) * len(self) // reachable
        worthwhile = reachable > self._exact_limit and candidates <= _MOST_CANDIDATES
        if self._sketch is not None and worthwhile:
            candidates = min(candidates, len(self))
            found = self._fetch_by_sketch(self._sketch, query, candidates, positions)
            if len(found.positions) >= wanted:
                return found
        return self._fetch_by_comparing_all(query, wanted, positions)

    def _fetch_by_comparing_all(self, query: Floats, wanted: int, positions: Keys | None) -> _Found:
        import faiss

        options: dict[str, Any] = {}
        if positions is not None:
            bits = np.zeros(len(self), bool)
            bits[positions] = True
            bitmap = np.packbits(bits, bitorder="little")
            options["sel"] = faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
        parameters = faiss.SearchParameters(**options)
        cosines, found = self._vectors.search(query[None], wanted, params=parameters)
        return _ranked(found[0], cosines[0], last=int(found[0, -1]))

    def _fetch_by_sketch(
        self,
        sketch: faiss.Index,
        query: Floats,
        candidates: int,
        positions: Keys | None,
    ) -> _Found:
        """Compare in full what the sketch holds for nearest, and drop what is not allowed."""
        found = sketch.search(query[None], candidates)[1][0]
        last = int(found[-1])
        if positions is not None:
            found = found[_contains(positions, found) | (found == last)]
        rows = self._vectors.reconstruct_batch(found)
        ranked = _ranked(found, np.einsum("ij,j->i", rows, query), last=last)
        if positions is None:
            return ranked
        kept = _contains(positions, ranked.positions)
        return ranked._replace(positions=ranked.positions[kept], cosines=ranked.cosines[kept])

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


def _ranked(positions: Keys, cosines: Floats, *, last: int) -> _Found:
    """Sort by cosine, then position; `last` is the position that was found last."""
    rounded = np.clip(cosines, -1, 1, dtype=np.float32).round(_DECIMALS)
    order = np.lexsort((positions, -rounded))
    edge = float(rounded[positions == last][0])
    return _Found(positions[order], rounded[order], edge)


def _in_half_precision(rows: Floats) -> faiss.IndexScalarQuantizer:
    import faiss

    half = faiss.ScalarQuantizer.QT_fp16
    index = faiss.IndexScalarQuantizer(rows.shape[1], half, faiss.METRIC_INNER_PRODUCT)
    index.train(rows[:1])
    index.add(rows)
    return index


def _sketch_of(rows: Floats) -> faiss.IndexRaBitQFastScan:
    import faiss

    index = faiss.IndexRaBitQFastScan(rows.shape[1], faiss.METRIC_INNER_PRODUCT)
    index.train(rows[:: -(-len(rows) // _SAMPLE)])
    index.add(rows)
    return index
