"""Present how the answers to a benchmark's questions scored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from eval.benchmark_answers import SpanReport, SpanRow, SpanScores, slices, span_scores
from eval.records import Summary
from eval.span_scores import SPAN_METRICS

DIGITS = 4
_SHOWN = ("answered", *SPAN_METRICS)


def spans_object(report: SpanReport) -> dict[str, Any]:
    """Return the scores of all questions, and of each slice, as one JSON object."""
    data = report.data.benchmark
    times = sorted(row.milliseconds for row in report.rows)
    return {
        **_scores_object(span_scores(report.rows)),
        "slices": {name: _scores_object(span_scores(rows)) for name, rows in slices(report.rows)},
        "median_ms_beyond_search": round(times[len(times) // 2], 2),
        "documents": len(data.entries),
        "clauses": report.clauses,
        "build_seconds": round(report.build_seconds, 3),
        "skipped": dict(data.skipped),
    }


def _scores_object(scores: SpanScores) -> dict[str, Any]:
    """Return all measures flat, `drafted_` before those that no refusal lowers."""
    found: dict[str, Any] = {
        "answerable": scores.given.n,
        "unanswerable": scores.unanswerable.n,
    }
    intervals: dict[str, list[float]] = {}
    for prefix, summary in (
        ("", scores.given),
        ("drafted_", scores.drafted),
        ("", scores.unanswerable),
    ):
        for name, value in summary.values.items() if summary.n else ():
            found[prefix + name] = round(value, DIGITS)
            intervals[prefix + name] = [round(end, DIGITS) for end in summary.intervals[name]]
    lengths = {"said": scores.said, "quoted": scores.quoted, "gold": scores.gold}
    return {**found, "intervals": intervals, "median_length": lengths}


def spans_text(report: SpanReport) -> str:
    """Return the measures with their intervals, then the slices, one a line."""
    data, scores = report.data.benchmark, span_scores(report.rows)
    skipped = "".join(f"; {n} questions skipped: {why}" for why, n in data.skipped.items())
    lines = [
        f"{data.name}: {len(data.entries)} documents, {report.clauses} clauses, "
        f"store ready in {report.build_seconds:.1f} s{skipped}",
        f"{scores.given.n} questions with a gold span, {scores.unanswerable.n} that their document "
        "does not answer",
        "",
        f"{'measure':<14}{'given':>22}{'had none been refused':>24}",
    ]
    lines += [
        f"{name:<14}{_with_interval(scores.given, name):>22}"
        f"{_with_interval(scores.drafted, name):>24}"
        for name in _SHOWN
    ]
    lines.append(f"{'refused':<14}{_with_interval(scores.unanswerable, 'refused'):>22}")
    lines.append(
        f"median characters: said {scores.said:g}, quoted {scores.quoted:g}, "
        f"gold span {scores.gold:g}"
    )
    return "\n".join([*lines, "", *_slices_table(report.rows)])


def _with_interval(summary: Summary, name: str) -> str:
    if not summary.n or name not in summary.values:
        return "-"
    low, high = summary.intervals[name]
    return f"{summary.values[name]:.3f} [{low:.3f} {high:.3f}]"


def _slices_table(rows: Sequence[SpanRow]) -> Iterator[str]:
    names = [*_SHOWN, *(f"drafted {name}" for name in SPAN_METRICS), "refused"]
    yield f"{'slice':<18}{'n':>5}{'none':>6}" + "".join(f"{name:>{_width(name)}}" for name in names)
    for title, part in slices(rows):
        scores = span_scores(part)
        cells = [
            *(_cell(scores.given, name) for name in _SHOWN),
            *(_cell(scores.drafted, name) for name in SPAN_METRICS),
            _cell(scores.unanswerable, "refused"),
        ]
        yield f"{title:<18}{scores.given.n:>5}{scores.unanswerable.n:>6}" + "".join(
            f"{cell:>{_width(name)}}" for name, cell in zip(names, cells, strict=True)
        )


def _width(name: str) -> int:
    return max(len(name), 5) + 2


def _cell(summary: Summary, name: str) -> str:
    return f"{summary.values[name]:.3f}" if summary.n else "-"


def span_rows(rows: Sequence[SpanRow]) -> Iterator[str]:
    """Yield one JSON line for every question: what was said and cited, and how it scored."""
    for row in rows:
        question = row.question
        yield json.dumps(
            {
                "id": question.id,
                "text": question.text,
                "document": question.document,
                "part": question.part.value,
                "kind": row.kind,
                "answerable": question.answerable,
                "answered": row.answered,
                "confidence": round(row.confidence, DIGITS),
                "gold": [one.text for one in question.gold],
                "said": row.said,
                "cited": [[one.document, one.start, one.end] for one in row.quoted],
                **{name: round(value, DIGITS) for name, value in row.drafted.items()},
                "milliseconds": round(row.milliseconds, 2),
            },
            ensure_ascii=False,
        )
