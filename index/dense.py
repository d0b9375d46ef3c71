"""Nearest passages by cosine: every vector compared while that is fast, the likely cells beyond.

Vectors are held in half precision, as the catalog keeps them, and mapped from disk. How many
vectors are compared one by one, and how many cells are searched beyond, was measured:
docs/decisions/0002-dense-index.md.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.errors import DimensionMismatch, GenerationDamaged

if TYPE_CHECKING:
    import faiss

EXACT_LIMIT = 40_000
"""Up to so many vectors every one is compared: 65 ns a vector, 2.6 ms at the limit."""

_VECTORS_PER_CELL = 200
_SEARCHED_SHARE = 0.06
"""Share of the cells that a search without filter reads."""

_SEARCHED_CELLS = 16
"""At least so many, however few there are."""

_TRAINING_PER_CELL = 64
_TRAINING_ROUNDS = 10
_SEED = 20

_SPARE = 16
"""Hits fetched beyond those asked for, to see whether equal scores go on past the end."""

_DECIMALS = 6
"""Cosines are rounded before they are compared: below that, half precision is noise."""

_VECTORS_NAME = "vectors.faiss"
_KEYS_NAME = "keys.npy"

Keys = NDArray[np.int64]
Floats = NDArray[np.float32]


class Neighbours(NamedTuple):
    """Passages near a query, best first; equal cosines in ascending order of their keys."""

    keys: Keys
    cosines: Floats


class DenseIndex:
    """Vectors under integer keys. It never changes; searches may run in several threads."""

    def __init__(self, keys: Keys, index: faiss.Index) -> None:
        """Wrap a trained index whose row numbers are positions in the ascending `keys`."""
        self._keys = keys
        self._index = index
        self._cells = int(getattr(index, "nlist", 0))
        if self._cells:
            self._map_rows()

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
        vectors = np.ascontiguousarray(vectors[order])
        make = _flat if len(keys) <= exact_limit else _cells
        return cls(keys, make(vectors))

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Open what `save` wrote; vectors stay on disk until they are compared.

        Raises:
            GenerationDamaged: If the files cannot be read or do not belong together.
        """
        import faiss

        try:
            keys = np.load(path / _KEYS_NAME, mmap_mode="r")
            index = faiss.read_index(str(path / _VECTORS_NAME), faiss.IO_FLAG_MMAP_IFC)
        except (OSError, ValueError, RuntimeError) as error:
            raise GenerationDamaged(path, [str(error)]) from error
        if index.ntotal != len(keys):
            raise GenerationDamaged(path, [f"{index.ntotal} vectors for {len(keys)} keys"])
        return cls(keys, index)

    def save(self, path: Path) -> None:
        """Write the index as a folder, which is made; equal input gives equal files."""
        import faiss

        path.mkdir(parents=True, exist_ok=True)
        np.save(path / _KEYS_NAME, self._keys)
        faiss.write_index(self._index, str(path / _VECTORS_NAME))

    @property
    def kind(self) -> str:
        """How it searches, e.g. `flat-fp16` or `ivf1024-fp16`."""
        return f"ivf{self._cells}-fp16" if self._cells else "flat-fp16"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, query: Floats, top_k: int, allowed: Keys | None = None) -> Neighbours:
        """Find the passages nearest to a unit vector.

        Args:
            query: float32, (dimension,).
            top_k: Hits wanted; fewer come back when there are fewer.
            allowed: Keys that may be found, ascending; None allows all. The fewer are allowed,
                the more cells are searched, so a filter loses no hit that it would have found
                on its own.

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
        fetched = min(top_k + _SPARE, reachable)
        while True:
            found, cosines = self._fetch(query, fetched, positions)
            tied = fetched < reachable and cosines[top_k - 1] == cosines[-1]
            if not tied:
                return Neighbours(self._keys[found[:top_k]], cosines[:top_k])
            fetched = min(4 * fetched, reachable)

    def cosines(self, query: Floats, keys: Keys) -> Floats:
        """Compare a unit vector with the vectors of given keys, in their order.

        Raises:
            KeyError: If a key is not here.
        """
        keys = np.asarray(keys, np.int64)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self) - 1)
        if not np.array_equal(self._keys[places], keys):
            raise KeyError("a key is not in this index")
        vectors = self._index.reconstruct_batch(places)
        cosines: Floats = np.round(np.clip(vectors @ query, -1, 1), _DECIMALS)
        return cosines

    def _map_rows(self) -> None:
        """Note the cell of every row, which is how single vectors are found: 8 bytes a vector."""
        index: Any = self._index
        if index.direct_map.type == index.direct_map.NoMap:
            index.set_direct_map_type(index.direct_map.Array)

    def _fetch(self, query: Floats, count: int, positions: Keys | None) -> tuple[Keys, Floats]:
        """Return `count` positions and their cosines, searching all cells if few give less."""
        cells = self._cells_to_search(positions)
        found, cosines = self._ask(query, count, positions, cells)
        if len(found) < count and cells < self._cells:
            found, cosines = self._ask(query, count, positions, self._cells)
        order = np.lexsort((found, -cosines))
        return found[order], cosines[order]

    def _ask(
        self, query: Floats, count: int, positions: Keys | None, cells: int
    ) -> tuple[Keys, Floats]:
        import faiss

        options: dict[str, Any] = {"nprobe": cells} if self._cells else {}
        if positions is not None:
            bits = np.zeros(len(self), bool)
            bits[positions] = True
            bitmap = np.packbits(bits, bitorder="little")
            options["sel"] = faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
        make = faiss.SearchParametersIVF if self._cells else faiss.SearchParameters
        # One query has no work for several threads, and idle ones would spin on the cores that
        # embed the next query. The setting holds for the calling thread.
        faiss.omp_set_num_threads(1)
        cosines, found = self._index.search(query[None], count, params=make(**options))
        real = found[0] >= 0
        return found[0][real], np.round(np.clip(cosines[0][real], -1, 1), _DECIMALS)

    def _cells_to_search(self, positions: Keys | None) -> int:
        wanted = max(_SEARCHED_SHARE * self._cells, _SEARCHED_CELLS)
        if positions is not None:
            wanted *= len(self) / max(len(positions), 1)
        return min(self._cells, round(wanted))

    def _positions(self, allowed: Keys) -> Keys:
        """Return where the allowed keys stand, leaving out keys that are not here."""
        allowed = np.asarray(allowed, np.int64)
        places = np.searchsorted(self._keys, allowed)
        here = places < len(self)
        here[here] = self._keys[places[here]] == allowed[here]
        positions: Keys = places[here].astype(np.int64)
        return positions


def _flat(vectors: Floats) -> faiss.Index:
    import faiss

    dimension = vectors.shape[1]
    half = faiss.ScalarQuantizer.QT_fp16
    index = faiss.IndexScalarQuantizer(dimension, half, faiss.METRIC_INNER_PRODUCT)
    index.train(vectors[:1])
    index.add(vectors)
    return index


def _cells(vectors: Floats) -> faiss.Index:
    """Divide the vectors among cells around centres that k-means finds in a seeded sample."""
    import faiss

    # The vectors themselves are kept, not their distance from a centre: exact to half precision.
    by_residual = False
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    count, dimension = vectors.shape
    cells = max(1, count // _VECTORS_PER_CELL)
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        cells,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        by_residual,
    )
    index.cp.seed = _SEED
    index.cp.niter = _TRAINING_ROUNDS
    index.cp.max_points_per_centroid = _TRAINING_PER_CELL
    index.cp.spherical = True
    index.train(vectors)
    index.add(vectors)
    return index
