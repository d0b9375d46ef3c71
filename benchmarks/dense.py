"""Times the dense index and measures its recall, beside other ways to hold the same vectors.

    python benchmarks/dense.py --vectors PASSAGES.npy --queries QUESTIONS.npy [--sizes 20000 100000]

Files hold float32 unit rows. Without them, rows around random subjects are made, whose times are
right and whose recall says little: texts gather in another way. Recall is the share of the true
10 or 50 nearest, by float32 comparison of all, that is found. Times are for one query on one
thread, the ways in turns, with the ratio to faiss comparing all in float32.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import faiss
import numpy as np
from numpy.typing import NDArray

from index.vectors.dense import DenseIndex

Rows = NDArray[np.float32]
Search = Callable[[Rows], NDArray[np.int64]]
"""One unit vector -> positions of its 50 nearest, best first."""

_TOP = 50
_REFERENCE = "faiss flat, float32"


class Way(NamedTuple):
    """One way to hold and search vectors."""

    name: str
    search: Search
    build_s: float
    mebibytes: float


def make_rows(count: int, seed: int, dimension: int = 384) -> Rows:
    """Return unit rows around 2,000 random subjects."""
    subjects = np.random.default_rng(1).normal(size=(2000, dimension)).astype(np.float32)
    generator = np.random.default_rng(seed)
    rows = subjects[generator.integers(0, len(subjects), count)]
    rows = rows + 0.7 * generator.normal(size=rows.shape).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def product_way(name: str, vectors: Rows, *, exact_limit: int) -> Way:
    """Measure the index of the product, saved and mapped again as a server has it."""
    keys = np.arange(len(vectors))
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        DenseIndex.build(keys, vectors, exact_limit=exact_limit).save(path)
        build_s = time.perf_counter() - started
        size = sum(file.stat().st_size for file in path.iterdir())
        index = DenseIndex.load(path, exact_limit=exact_limit)
    return Way(
        f"{name}: {index.kind}", lambda query: index.search(query, _TOP).keys, build_s, size / 2**20
    )


def faiss_way(name: str, vectors: Rows, factory: str, **settings: int) -> Way:
    """Measure an index that faiss makes from a factory string."""
    started = time.perf_counter()
    index = faiss.index_factory(vectors.shape[1], factory, faiss.METRIC_INNER_PRODUCT)
    for setting, value in settings.items():
        faiss.ParameterSpace().set_index_parameter(index, setting, value)
    index.train(vectors)
    index.add(vectors)
    build_s = time.perf_counter() - started
    size = faiss.serialize_index(index).nbytes

    def search(query: Rows) -> NDArray[np.int64]:
        faiss.omp_set_num_threads(1)
        found: NDArray[np.int64] = index.search(query[None], _TOP)[1][0]
        return found

    return Way(name, search, build_s, size / 2**20)


def ways_for(vectors: Rows) -> list[Way]:
    """Build every way to be compared."""
    cells = max(16, len(vectors) // 200)
    probes = max(16, cells // 8)
    return [
        faiss_way(_REFERENCE, vectors, "Flat"),
        product_way("ours", vectors, exact_limit=len(vectors)),
        product_way("ours", vectors, exact_limit=0),
        faiss_way("faiss flat, 8 bits", vectors, "SQ8"),
        faiss_way("faiss HNSW16, 16 bits", vectors, "HNSW16_SQfp16", efSearch=64),
        faiss_way("faiss IVF, an eighth", vectors, f"IVF{cells},SQfp16", nprobe=probes),
    ]


def measure(ways: list[Way], queries: Rows) -> None:
    """Ask every way every query in turns, and print what each took and found."""
    times: dict[str, list[float]] = {way.name: [] for way in ways}
    found: dict[str, list[NDArray[np.int64]]] = {way.name: [] for way in ways}
    for number, query in enumerate([*queries[:10], *queries]):
        for way in ways:
            started = time.perf_counter()
            result = way.search(query)
            if number >= 10:  # the first ten only warm up
                times[way.name].append((time.perf_counter() - started) * 1000)
                found[way.name].append(result)
    print(f"  {'':<28} p50 ms  p95 ms  ratio  recall@10  recall@50  build s    MiB")
    for way in ways:
        p50, p95 = np.percentile(times[way.name], [50, 95])
        ratios = np.divide(times[_REFERENCE], times[way.name])
        recalls = [
            np.mean(
                [
                    len(np.intersect1d(mine[:depth], true[:depth])) / len(true[:depth])
                    for mine, true in zip(found[way.name], found[_REFERENCE], strict=True)
                ]
            )
            for depth in (10, _TOP)
        ]
        print(
            f"  {way.name:<28} {p50:6.2f}  {p95:6.2f}  {statistics.median(ratios):5.1f}"
            f"  {recalls[0]:9.4f}  {recalls[1]:9.4f}  {way.build_s:7.1f}  {way.mebibytes:5.0f}"
        )


def main() -> None:
    """Measure every size asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--questions", type=int, default=200)
    options = parser.parse_args()
    largest = max(options.sizes)
    vectors = np.load(options.vectors) if options.vectors else make_rows(largest, seed=2)
    queries = np.load(options.queries) if options.queries else make_rows(options.questions, seed=3)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {load:.1f}")
    for size in options.sizes:
        chosen = np.ascontiguousarray(vectors[:size])
        print(f"{len(chosen)} vectors, {min(options.questions, len(queries))} queries")
        measure(ways_for(chosen), queries[: options.questions])


if __name__ == "__main__":
    main()
