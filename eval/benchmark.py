"""Score a benchmark folder through the product's own reading, index and search."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.benchmark_documents import documents_of, reader_version
from eval.benchmark_files import BenchmarkData
from eval.metrics import score_queries, summarize
from eval.records import Run, Summary, Values
from eval.runs import DEPTH, run_mode
from index import Hit, Mode, Progress, Reranking, Store, load_embedder

CACHE = Path("var") / "bench"
"""Where built stores are kept, below the working folder."""

MAX_DEPTH = 300
"""Clauses asked for at most where documents have several: it bounds what a question costs, and
touches only recall@100 of corpora whose documents are long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkScores:
    """What one mode reached on a benchmark; a document scores as its best clause."""

    run: Run
    queries: Mapping[str, Values]
    overall: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkReport:
    """All modes on one benchmark."""

    data: BenchmarkData
    clauses: int
    build_seconds: float
    modes: Mapping[str, BenchmarkScores]


def score_benchmark(
    data: BenchmarkData,
    *,
    modes: Sequence[Mode],
    model: str = "default",
    reranking: Reranking | None = None,
    cache: Path = CACHE,
    on_build: Callable[[Progress], None] | None = None,
    on_query: Callable[[int], None] | None = None,
) -> BenchmarkReport:
    """Build the store of a benchmark, or open the one kept from before, and ask its queries."""
    opened = ready_store(data, model=model, reranking=reranking, cache=cache, on_build=on_build)
    with opened as (store, build_seconds):
        stats = store.stats()
        depth = search_depth(documents=stats.documents, clauses=stats.clauses)
        scored = {}
        for mode in modes:
            run = run_mode(
                store, data.queries, mode=mode, depth=depth, key=_entry_id, on_progress=on_query
            )
            values = score_queries(data.qrels, run.ranked)
            scored[mode.value] = BenchmarkScores(run=run, queries=values, overall=summarize(values))
    return BenchmarkReport(
        data=data, clauses=stats.clauses, build_seconds=build_seconds, modes=scored
    )


@contextmanager
def ready_store(
    data: BenchmarkData,
    *,
    model: str = "default",
    reranking: Reranking | None = None,
    cache: Path = CACHE,
    on_build: Callable[[Progress], None] | None = None,
) -> Iterator[tuple[Store, float]]:
    """Open the kept store of a benchmark, brought up to date; with the seconds that this took."""
    folder = store_folder(data, model=model, cache=cache)
    folder.parent.mkdir(parents=True, exist_ok=True)
    embedder = load_embedder(model) if model != "default" else None
    started = time.perf_counter()
    with Store.open(folder, embedder=embedder, create=True, reranking=reranking) as store:
        version = reader_version()
        documents = documents_of(data.entries, known=store.known_sources(version))
        store.update(documents, parser_version=version, on_progress=on_build)
        yield store, time.perf_counter() - started


def search_depth(*, documents: int, clauses: int) -> int:
    """Return how many clauses to ask for so that about a hundred documents are among them."""
    if documents == 0:
        return DEPTH
    return min(math.ceil(DEPTH * clauses / documents), MAX_DEPTH)


def store_folder(data: BenchmarkData, *, model: str, cache: Path = CACHE) -> Path:
    """Return the folder of a benchmark's store: another corpus or model, another folder."""
    digest = hashlib.sha256(model.encode())
    for entry in data.entries:
        for field in (entry.id, entry.title, entry.text):
            digest.update(f"{len(field)}:{field}".encode())
    return cache / f"{data.name}-{digest.hexdigest()[:12]}"


def _entry_id(hit: Hit) -> str:
    return hit.document.source.name
