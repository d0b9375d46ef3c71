"""Sets the product's ranking beside the methods that a user would try first.

    python -m benchmarks.baselines FOLDER [--limit N] [--corpus-limit N]
    python -m benchmarks.baselines --store STORE --questions FILE... [--split dev]

FOLDER holds a benchmark as `zhengda-eval benchmark` reads it, and shares its cached store. Printed
are rows of a table: BM25 of jieba's words, BM25 of words and bigrams (tantivy's, over title and
clause), vectors alone as the product keeps them, these two by reciprocal rank fusion, and the
product.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from eval.benchmark import CACHE, score_benchmark, search_depth, store_folder
from eval.benchmark_files import read_benchmark
from eval.datasets import read_questions
from eval.gold import GoldIndex, resolve_all
from eval.metrics import METRICS, score_queries, summarize
from eval.records import Qrels, Ranked, Split
from eval.runs import DEPTH, Query, run_mode
from index import Hit, Mode, Store
from index.words.inverted_files import InvertedFiles, found_rows
from index.words.tokenize import bigrams, words

RRF_K: Final = 60
"""Of Cormack, Clarke and Buettcher 2009, "Reciprocal rank fusion outperforms Condorcet"."""

Ranks = Mapping[str, Sequence[str]]
"""Query id -> what was found, best first."""


class Unit(NamedTuple):
    """A clause as BM25 sees it."""

    result: str
    """What finding it counts as: itself, or the benchmark's entry that it is of."""
    text: str
    """Title and clause."""


class Task(NamedTuple):
    """Queries with what is right, over a store."""

    store: Path
    queries: Sequence[Query]
    qrels: Qrels
    by_document: bool


def main() -> None:
    """Rank with every method and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--corpus-limit", type=int)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--questions", type=Path, nargs="+")
    parser.add_argument("--split", type=Split, choices=list(Split))
    given = parser.parse_args()
    if given.folder:
        task = _benchmark(given.folder, given.limit, given.corpus_limit)
    elif given.store and given.questions:
        task = _questions(given.store, given.questions, given.split)
    else:
        parser.error("name a benchmark folder, or --store and --questions")
    print(f"{len(task.queries)} queries\n\n| method | {' | '.join(METRICS)} | seconds |")
    print("|---" * (len(METRICS) + 2) + "|")
    for name, ranks, seconds in _methods(task):
        found = [
            Ranked(query_id=query, ids=tuple(ids[:DEPTH]), top_score=0.0, took_ms=0.0)
            for query, ids in ranks.items()
        ]
        means = summarize(score_queries(task.qrels, found)).values
        cells = " | ".join(f"{means[metric]:.3f}" for metric in METRICS)
        print(f"| {name} | {cells} | {seconds:.0f} |", flush=True)


def _methods(task: Task) -> Iterator[tuple[str, Ranks, float]]:
    with Store.open(task.store, read_only=True) as store:
        stats = store.stats()
        depth = DEPTH
        if task.by_document:
            depth = search_depth(documents=stats.documents, clauses=stats.clauses)
        units = list(_units(store, by_document=task.by_document))
        for name, with_bigrams in (("BM25, words", False), ("BM25, words and bigrams", True)):
            started = time.perf_counter()
            lexical = _bm25(units, task.queries, depth, with_bigrams=with_bigrams)
            yield name, lexical, time.perf_counter() - started
        dense, seconds = _product(store, task, Mode.DENSE, depth)
        yield "vectors", dense, seconds
        yield "reciprocal rank fusion of the two", _fused(lexical, dense), seconds
        yield "all evidence", *_product(store, task, Mode.HYBRID, depth)


def _benchmark(folder: Path, limit: int | None, corpus_limit: int | None) -> Task:
    data = read_benchmark(folder, limit=limit, corpus_limit=corpus_limit)
    score_benchmark(data, modes=[])  # builds the store, or opens the one that is kept
    store = store_folder(data, model="default", cache=CACHE)
    return Task(store, data.queries, data.qrels, by_document=True)


def _questions(path: Path, files: Sequence[Path], split: Split | None) -> Task:
    asked = [q for q in read_questions(files) if q.answerable and split in (None, q.split)]
    with Store.open(path, read_only=True) as store:
        qrels, _ = resolve_all(asked, GoldIndex.of(store))
    return Task(path, [(q.id, q.text) for q in asked], qrels, by_document=False)


def _units(store: Store, *, by_document: bool) -> Iterator[Unit]:
    for document, _, clauses in store.export():
        for clause in clauses:
            result = document.source.name if by_document else clause.id
            yield Unit(result, f"{document.title}\n{clause.text}")


def _bm25(
    units: Sequence[Unit], queries: Iterable[Query], depth: int, *, with_bigrams: bool
) -> Ranks:
    with tempfile.TemporaryDirectory() as folder:
        files = InvertedFiles.open(Path(folder), ("words", "bigrams"), create=True)
        for key, unit in enumerate(units):
            pairs = bigrams(unit.text) if with_bigrams else []
            files.add(key, key, {"words": words(unit.text), "bigrams": pairs})
        files.commit()
        ranks = {}
        for query, text in queries:
            terms = list(files.terms("words", dict.fromkeys(words(text), 1.0).items(), 1.0))
            terms += files.terms("bigrams", dict.fromkeys(bigrams(text), 1.0).items(), 1.0)
            found = found_rows(files.searcher(), files.any_of(terms, None), limit=depth)
            ranks[query] = list(dict.fromkeys(units[key].result for key, _ in found))
        return ranks


def _product(store: Store, task: Task, mode: Mode, depth: int) -> tuple[Ranks, float]:
    def result(hit: Hit) -> str:
        return hit.document.source.name if task.by_document else hit.clause.id

    run = run_mode(store, task.queries, mode=mode, depth=depth, key=result)
    return {ranked.query_id: ranked.ids for ranked in run.ranked}, run.seconds


def _fused(*systems: Ranks) -> Ranks:
    fused = {}
    for query in systems[0]:
        scores: dict[str, float] = defaultdict(float)
        for ranks in systems:
            for rank, result in enumerate(ranks.get(query, ()), start=1):
                scores[result] += 1 / (RRF_K + rank)
        fused[query] = sorted(scores, key=lambda result: (-scores[result], result))
    return fused


if __name__ == "__main__":
    main()
