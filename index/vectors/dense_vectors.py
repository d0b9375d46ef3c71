"""Vectors as faiss holds them: in half precision, and as a sketch of one bit a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import faiss

Floats = NDArray[np.float32]

_SAMPLE = 50_000
"""Vectors from which the sketch learns where the middle is."""


def empty_half_precision(dimension: int) -> faiss.IndexScalarQuantizer:
    """Return an index for vectors in half precision, without any yet."""
    import faiss

    half = faiss.ScalarQuantizer.QT_fp16
    index = faiss.IndexScalarQuantizer(dimension, half, faiss.METRIC_INNER_PRODUCT)
    index.is_trained = True  # half precision has nothing to learn
    return index


def in_half_precision(rows: Floats) -> faiss.IndexScalarQuantizer:
    """Return an index of rows, (n, dimension), in half precision."""
    index = empty_half_precision(rows.shape[1])
    index.add(rows)
    return index


def codes_of(index: faiss.IndexScalarQuantizer) -> NDArray[np.uint8]:
    """Return the bytes of an index's vectors where they lie, (n, bytes of a vector)."""
    import faiss

    count, size = index.ntotal, index.sa_code_size()
    if not count:
        return np.empty((0, size), np.uint8)
    held: Any = index
    codes: NDArray[np.uint8] = faiss.rev_swig_ptr(held.codes.data(), count * size)
    return codes.reshape(count, size)


def sketch_of(rows: Floats) -> faiss.IndexRaBitQFastScan:
    """Return the sketch of rows, (n, dimension)."""
    import faiss

    index = faiss.IndexRaBitQFastScan(rows.shape[1], faiss.METRIC_INNER_PRODUCT)
    index.train(rows[:: -(-len(rows) // _SAMPLE)])
    index.add(rows)
    return index
