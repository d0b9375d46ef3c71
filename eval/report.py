"""Present scores: as one JSON object, as rows, and as text for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from eval.benchmark import BenchmarkReport, BenchmarkScores
from eval.metrics import METRICS
from eval.records import Question, Run, Split, Summary
from eval.reporting.worst import missed_questions
from eval.scoring import ModeScores, Scores

WORST_SHOWN = 15
DIGITS = 4


def metrics_object(summary: Summary, run: Run) -> dict[str, Any]:
    """Return `hit@1, mrr@10, ndcg@10, recall@10, recall@100, n, seconds` of one mode."""
    values = {name: round(summary.values[name], DIGITS) for name in METRICS}
    return {**values, "n": summary.n, "seconds": round(run.seconds, 3)}


def questions_object(scores: Scores) -> dict[str, Any]:
    """Return the metrics of the first mode as one object; several modes are nested beside them."""
    nested = {name: _questions_mode(mode) for name, mode in scores.modes.items()}
    return _flat_and_nested(nested)


def _questions_mode(mode: ModeScores) -> dict[str, Any]:
    unanswerable = mode.unanswerable
    return {
        **metrics_object(mode.overall, mode.run),
        "intervals": _intervals(mode.overall),
        "unanswerable": {
            "n": unanswerable.n,
            "median_score": round(unanswerable.median_unanswerable, DIGITS),
            "median_score_answerable": round(unanswerable.median_answerable, DIGITS),
            "auroc": None if unanswerable.auroc is None else round(unanswerable.auroc, DIGITS),
        },
        "slices": {
            name: {**_rounded(summary), "n": summary.n, "intervals": _intervals(summary)}
            for name, summary in mode.slices.items()
        },
    }


def _rounded(summary: Summary) -> dict[str, float]:
    return {name: round(summary.values[name], DIGITS) for name in METRICS}


def _intervals(summary: Summary) -> dict[str, list[float]]:
    return {name: [round(end, DIGITS) for end in summary.intervals[name]] for name in METRICS}


def benchmark_object(report: BenchmarkReport) -> dict[str, Any]:
    """Return the metrics of the first mode as one object; several modes are nested beside them."""
    nested = {name: metrics_object(mode.overall, mode.run) for name, mode in report.modes.items()}
    return {
        **_flat_and_nested(nested),
        "documents": len(report.data.entries),
        "clauses": report.clauses,
        "build_seconds": round(report.build_seconds, 3),
        "skipped": dict(report.data.skipped),
    }


def _flat_and_nested(nested: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    first = next(iter(nested.values()))
    return {**first, "modes": dict(nested)} if len(nested) > 1 else first


def rows(modes: Mapping[str, ModeScores] | Mapping[str, BenchmarkScores]) -> Iterator[str]:
    """Yield one JSON line for every query and mode: its metrics, hits and time."""
    for name, mode in modes.items():
        for ranked in mode.run.ranked:
            row = {
                "mode": name,
                "id": ranked.query_id,
                **mode.queries.get(ranked.query_id, {}),
                "top_score": ranked.top_score,
                "took_ms": round(ranked.took_ms, 3),
                "hits": ranked.ids[:10],
            }
            yield json.dumps(row, ensure_ascii=False)


def gate_text(
    measured: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, float]]
) -> str:
    """Return every gated value beside its floor."""
    lines = [f"{'mode/slice':<30}{'metric':<12}{'measured':>9}{'floor':>8}"]
    for key, values in measured.items():
        for metric, value in values.items():
            floor = floors.get(key, {}).get(metric)
            shown = "-" if floor is None else f"{floor:.3f}"
            lines.append(f"{key:<30}{metric:<12}{value:>9.3f}{shown:>8}")
    return "\n".join(lines)


def questions_text(scores: Scores, *, compared: str = "", show_test: bool = False) -> str:
    """Return modes side by side, slices, unanswerable questions and the worst of the first mode.

    Args:
        scores: What was measured.
        compared: Tables of significance, to stand before the worst questions.
        show_test: Also list failed questions of the test split, which who tunes must not know.
    """
    parts = [_modes_table(scores.modes), _slices_table(scores.modes), _unanswerable(scores.modes)]
    parts += [compared, _worst(scores, show_test=show_test)]
    return "\n\n".join(part for part in parts if part)


def benchmark_text(report: BenchmarkReport) -> str:
    """Return the modes side by side, under a line that says on what."""
    skipped = "".join(f"; {n} queries skipped: {why}" for why, n in report.data.skipped.items())
    head = (
        f"{report.data.name}: {len(report.data.entries)} documents, {report.clauses} clauses, "
        f"store ready in {report.build_seconds:.1f} s{skipped}"
    )
    return f"{head}\n\n{_modes_table(report.modes)}"


def _modes_table(modes: Mapping[str, ModeScores] | Mapping[str, BenchmarkScores]) -> str:
    lines = [
        f"{'mode':<10}{'n':>6}" + "".join(f"{name:>22}" for name in METRICS) + f"{'p50 ms':>9}"
    ]
    for name, mode in modes.items():
        cells = "".join(f"{_with_interval(mode.overall, metric):>22}" for metric in METRICS)
        lines.append(f"{name:<10}{mode.overall.n:>6}{cells}{_median_ms(mode.run):>9.1f}")
    return "\n".join(lines)


def _with_interval(summary: Summary, metric: str) -> str:
    low, high = summary.intervals[metric]
    return f"{summary.values[metric]:.3f} [{low:.3f} {high:.3f}]"


def _median_ms(run: Run) -> float:
    times = sorted(ranked.took_ms for ranked in run.ranked)
    return times[len(times) // 2] if times else 0.0


def _slices_table(modes: Mapping[str, ModeScores]) -> str:
    first = next(iter(modes.values()))
    head = f"{'slice':<46}{'n':>5}" + "".join(f"{'ndcg@10 ' + name:>18}" for name in modes)
    lines = [head + f"{'hit@1':>8}{'mrr@10':>8}"]
    for name, summary in first.slices.items():
        ndcg = "".join(f"{mode.slices[name].values['ndcg@10']:>18.3f}" for mode in modes.values())
        rest = "".join(f"{summary.values[metric]:>8.3f}" for metric in ("hit@1", "mrr@10"))
        lines.append(f"{name:<46}{summary.n:>5}{ndcg}{rest}")
    return "\n".join(lines)


def _unanswerable(modes: Mapping[str, ModeScores]) -> str:
    lines = []
    for name, mode in modes.items():
        part = mode.unanswerable
        if part.auroc is None:
            continue
        lines.append(
            f"unanswerable, {name}: n {part.n}, median first score {part.median_unanswerable:.3f} "
            f"(answerable {part.median_answerable:.3f}), AUROC {part.auroc:.3f}"
        )
    return "\n".join(lines)


def _worst(scores: Scores, *, show_test: bool) -> str:
    name, mode = next(iter(scores.modes.items()))
    missed = missed_questions(scores.questions, mode)
    if not missed:
        return f"worst, {name}: none, every question has a relevant first hit"
    seen = [one for one in missed if show_test or one.split is not Split.TEST]
    withheld = f", {len(missed) - len(seen)} of the test split not shown" if seen != missed else ""
    lines = [f"worst, {name} ({len(missed)} questions without a relevant first hit{withheld}):"]
    return "\n".join(lines + [_worst_line(one, mode) for one in seen[:WORST_SHOWN]])


def _worst_line(question: Question, mode: ModeScores) -> str:
    values = mode.queries[question.id]
    places = ", ".join(_label(gold.document, gold.number) for gold in question.gold[:3])
    return f"  {values['ndcg@10']:.2f}  {question.id}  {question.text}  <- {places}"


def _label(document: str, number: str | None) -> str:
    return f"{document} {number}" if number else document
