"""Per-query and mean metrics, computed by ir_measures.

A query without hits scores 0 and counts; only judged queries are scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from eval.records import Qrels, Ranked, Summary, Values

METRICS = {
    "hit@1": "Success@1",
    "mrr@10": "RR@10",
    "ndcg@10": "nDCG@10",
    "recall@10": "R@10",
    "recall@100": "R@100",
}
"""Our names -> ir_measures'. nDCG takes the grade itself as gain, as trec_eval does (Järvelin and
Kekäläinen 2002, log2 discount); the others count every grade >= 1 as relevant."""

BOOTSTRAP_ROUNDS = 1000
BOOTSTRAP_SEED = 20261122


def score_queries(qrels: Qrels, ranked: Iterable[Ranked]) -> dict[str, Values]:
    """Return the metrics of every judged query, whether it was answered or not."""
    import ir_measures

    measures = {ir_measures.parse_measure(theirs): ours for ours, theirs in METRICS.items()}
    run = {result.query_id: _descending(result.ids) for result in ranked}
    scores: dict[str, dict[str, float]] = {
        query_id: dict.fromkeys(METRICS, 0.0) for query_id in qrels
    }
    judged = {query_id: dict(grades) for query_id, grades in qrels.items()}
    for metric in ir_measures.iter_calc(list(measures), judged, run):
        scores[metric.query_id][measures[metric.measure]] = metric.value
    return dict[str, Values](scores)


def _descending(ids: Sequence[str]) -> dict[str, float]:
    """Give ranks as scores, so that equal scores cannot be reordered by the metric's library."""
    return {item: 1.0 / rank for rank, item in enumerate(ids, start=1)}


def summarize(scores: Mapping[str, Values], names: Iterable[str] = METRICS) -> Summary:
    """Return the means over queries with their 95 % percentile bootstrap intervals.

    The resampling is seeded, so the same scores give the same interval. No queries give zeros.
    """
    names = tuple(names)
    rows = [scores[query_id] for query_id in sorted(scores)]
    if not rows:
        zero = dict.fromkeys(names, 0.0)
        return Summary(n=0, values=zero, intervals=dict.fromkeys(names, (0.0, 0.0)))
    values = {name: _mean([row[name] for row in rows]) for name in names}
    return Summary(n=len(rows), values=values, intervals=_intervals(rows, names))


def _intervals(rows: Sequence[Values], names: Iterable[str]) -> dict[str, tuple[float, float]]:
    drawn = np.random.default_rng(BOOTSTRAP_SEED).integers(
        0, len(rows), size=(BOOTSTRAP_ROUNDS, len(rows))
    )
    low, high = int(0.025 * BOOTSTRAP_ROUNDS), int(0.975 * BOOTSTRAP_ROUNDS) - 1
    intervals = {}
    for name in names:
        means = np.sort(np.array([row[name] for row in rows])[drawn].mean(axis=1))
        intervals[name] = (float(means[low]), float(means[high]))
    return intervals


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def separation(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return the chance that a positive scores above a negative (AUROC); None when one is empty.

    0.5 means that the scores say nothing; ties count half (Hanley and McNeil 1982).
    """
    if not positive or not negative:
        return None
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))
