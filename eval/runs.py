"""Ask a store questions and keep what each mode found, with its timing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from eval.records import Ranked, Run
from index import Hit, Mode, Store

DEPTH = 100
"""Hits kept for a question: what recall@100 needs."""

Query = tuple[str, str]
"""Query id and text."""


def run_mode(
    store: Store,
    queries: Sequence[Query],
    *,
    mode: Mode,
    depth: int = DEPTH,
    key: Callable[[Hit], str] = lambda hit: hit.clause.id,
    on_progress: Callable[[int], None] | None = None,
) -> Run:
    """Ask every query once and keep the keys of its hits, each key at its best rank.

    One unmeasured question loads the model and the index first, so that times are those of a
    running service.
    """
    if queries:
        store.search(queries[0][1], top_k=1, mode=mode)
    ranked = []
    started = time.perf_counter()
    for done, (query_id, text) in enumerate(queries, start=1):
        ranked.append(_ask(store, query_id, text, mode=mode, depth=depth, key=key))
        if on_progress is not None:
            on_progress(done)
    return Run(mode=mode.value, ranked=tuple(ranked), seconds=time.perf_counter() - started)


def _ask(
    store: Store, query_id: str, text: str, *, mode: Mode, depth: int, key: Callable[[Hit], str]
) -> Ranked:
    started = time.perf_counter()
    result = store.search(text, top_k=depth, mode=mode)
    took_ms = (time.perf_counter() - started) * 1000
    best_first = dict.fromkeys(key(hit) for hit in result.hits)
    return Ranked(
        query_id=query_id,
        ids=tuple(best_first)[:DEPTH],
        top_score=result.hits[0].score if result.hits else 0.0,
        took_ms=took_ms,
    )
