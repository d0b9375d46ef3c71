"""Vectors as faiss holds them, in half precision and as a sketch, and how it is asked."""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import faiss

Floats = NDArray[np.float32]

_SAMPLE = 50_000
"""Vectors from which the sketch learns where the middle is."""

_this_thread = local()


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


def selector_of(positions: NDArray[np.int64], count: int) -> faiss.IDSelectorBitmap:
    """Return what lets some of `count` positions through."""
    import faiss

    bits = np.zeros(count, bool)
    bits[positions] = True
    # Given an array it keeps it, which the declared type does not know.
    selector: Any = faiss.IDSelectorBitmap
    made: faiss.IDSelectorBitmap = selector(np.packbits(bits, bitorder="little"))
    return made


def keep_to_one_thread() -> None:
    """Have faiss start no further threads for the calling one.

    One query has no work for several, and idle ones would spin on the cores that embed the next.
    """
    import faiss

    # Once for each thread: the call lets other threads of Python go first.
    if not getattr(_this_thread, "is_alone", False):
        faiss.omp_set_num_threads(1)
        _this_thread.is_alone = True
