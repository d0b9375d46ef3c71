"""Present how answers scored and how far their confidence can be trusted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eval.answers import AnswerRow, AnswerScores, score
from eval.calibration import Calibration
from eval.plots import Axis, Series, line_plot
from eval.records import Split
from eval.trust import Point, at_threshold, expected_error, operating_curve

DIGITS = 4
WORST_SHOWN = 15

_SHARES = (
    "value_right",
    "cited_right",
    "drafted_value_right",
    "drafted_cited_right",
    "wrongly_refused",
    "refused_right",
)


def answers_object(rows: Sequence[AnswerRow]) -> dict[str, Any]:
    """Return the scores of all rows, and of each split, type and style, as one JSON object."""
    return {
        **_scores_object(score(rows)),
        "slices": {name: _scores_object(score(part)) for name, part in _slices(rows)},
    }


def _scores_object(scores: AnswerScores) -> dict[str, Any]:
    shares = {name: round(getattr(scores, name), DIGITS) for name in _SHARES}
    return {
        **shares,
        "answerable": scores.answerable,
        "unanswerable": scores.unanswerable,
        "unsupported_figures": scores.unsupported,
        "faults": scores.faults,
        "median_ms_beyond_search": round(scores.milliseconds, 2),
        "median_length": dict(scores.length),
    }


def _slices(rows: Sequence[AnswerRow]) -> Iterator[tuple[str, list[AnswerRow]]]:
    for field in ("split", "type", "style"):
        for value in sorted({getattr(row.question, field).value for row in rows}):
            part = [row for row in rows if getattr(row.question, field).value == value]
            yield f"{field}:{value}", part


def answers_text(rows: Sequence[AnswerRow], *, show_test: bool = False) -> str:
    """Return a table of the scores and the questions that went most wrong.

    Those of the test split, which who tunes must not know, only where `show_test` is set.
    """
    head = f"{'':<22}{'n':>5}{'none':>6}" + "".join(f"{name:>21}" for name in _SHARES)
    lines = [head, _line("all", rows)]
    lines += [_line(name, part) for name, part in _slices(rows)]
    total = score(rows)
    lines.append(
        f"figures without support {total.unsupported}, faults {total.faults}, "
        f"beyond searching p50 {total.milliseconds:.1f} ms"
    )
    lengths = ", ".join(f"{name} {length:g}" for name, length in total.length.items())
    lines.append(f"median length of an answer: {lengths}")
    seen = [row for row in rows if show_test or row.question.split is not Split.TEST]
    return "\n".join([*lines, "", *_worst(seen)])


def _line(name: str, rows: Sequence[AnswerRow]) -> str:
    scores = score(rows)
    shares = "".join(f"{getattr(scores, share):>21.3f}" for share in _SHARES)
    return f"{name:<22}{scores.answerable:>5}{scores.unanswerable:>6}{shares}"


def _worst(rows: Sequence[AnswerRow]) -> Iterator[str]:
    """Yield answers given that are wrong, the most confident first, then the refused ones."""
    wrong = [row for row in rows if row.answered and not row.is_right]
    for row in sorted(wrong, key=lambda row: (-row.confidence, row.question.id))[:WORST_SHOWN]:
        said = row.drafted.text.replace("\n", " / ")[:70]
        yield f"  wrong   {row.confidence:.2f}  {row.question.id}  {row.question.text}  -> {said}"
    refused = [row for row in rows if row.answerable and not row.answered]
    for row in sorted(refused, key=lambda row: (row.confidence, row.question.id))[:WORST_SHOWN]:
        yield f"  refused {row.confidence:.2f}  {row.question.id}  {row.question.text}"


def answer_rows(rows: Sequence[AnswerRow]) -> Iterator[str]:
    """Yield one JSON line for every question: what was said, what was right, the features."""
    for row in rows:
        yield json.dumps(
            {
                "id": row.question.id,
                "text": row.question.text,
                "answerable": row.answerable,
                "answered": row.answered,
                "confidence": round(row.confidence, DIGITS),
                "answer": row.drafted.text,
                "cited_right": row.cited_right,
                "value_right": row.value_right,
                "unsupported": list(row.unsupported),
                "faults": list(row.faults),
                "milliseconds": round(row.milliseconds, 2),
                "features": {name: round(value, DIGITS) for name, value in row.features.items()},
            },
            ensure_ascii=False,
        )


def calibration_object(
    calibration: Calibration, checked: Mapping[str, Sequence[AnswerRow]] | None = None
) -> dict[str, Any]:
    """Return model, reliability and operating curve as one JSON object.

    `checked` are test questions by file, asked with the fitted model; their shares are added.
    """
    chosen = at_threshold(calibration.rows, calibration.confidences, calibration.model.threshold)
    found = {
        "n": len(calibration.rows),
        "intercept": calibration.model.intercept,
        "coefficients": dict(calibration.model.coefficients),
        "operating_point": _point_object(chosen),
        "expected_calibration_error": round(expected_error(calibration.bins), DIGITS),
        "reliability": [
            {
                "n": one.n,
                "confidence": round(one.confidence, DIGITS),
                "answerable": round(one.right, DIGITS),
            }
            for one in calibration.bins
        ],
        "curve": [_point_object(point) for point in calibration.curve],
    }
    if checked is not None:
        every = [row for rows in checked.values() for row in rows]
        found["test"] = {
            name: _scores_object(score(rows)) for name, rows in [*checked.items(), ("all", every)]
        }
        confidences = [row.confidence for row in every]
        found["test_curve"] = [_point_object(p) for p in operating_curve(every, confidences)]
    return found


def _point_object(point: Point) -> dict[str, float]:
    return {
        "threshold": round(point.threshold, DIGITS),
        "refused_right": round(point.refused_right, DIGITS),
        "wrongly_refused": round(point.wrongly_refused, DIGITS),
        "answered_wrong": round(point.answered_wrong, DIGITS),
    }


def calibration_text(
    calibration: Calibration, checked: Mapping[str, Sequence[AnswerRow]] | None = None
) -> str:
    """Return model, reliability and operating curve as tables; `checked` as for the object."""
    shown = calibration_object(calibration, checked)
    lines = [f"{calibration.model.intercept:>9.3f}  intercept"]
    lines += [f"{value:>9.3f}  {name}" for name, value in calibration.model.coefficients.items()]
    lines.append("\nconfidence   n   answerable (cross-validated)")
    lines += [f"{one.confidence:>10.2f}{one.n:>5}{one.right:>13.2f}" for one in calibration.bins]
    lines.append(f"expected calibration error {shown['expected_calibration_error']:.3f}")
    lines.append("\nthreshold  refused right  wrongly refused  wrong among answers")
    at = shown["operating_point"]
    for point in [*shown["curve"], at]:
        mark = "  <- operating point" if point is at else ""
        lines.append(
            f"{point['threshold']:>9.3f}{point['refused_right']:>15.3f}"
            f"{point['wrongly_refused']:>17.3f}{point['answered_wrong']:>21.3f}{mark}"
        )
    if checked is not None:
        lines.append(
            "\ntest questions               answerable   none  refused right  wrongly refused"
        )
        lines += [
            f"{name:<29}{one['answerable']:>10}{one['unanswerable']:>7}"
            f"{one['refused_right']:>15.3f}{one['wrongly_refused']:>17.3f}"
            for name, one in shown["test"].items()
        ]
    return "\n".join(lines)


def reliability_plot(calibration: Calibration) -> str:
    """Return the reliability of confidence as SVG; on the diagonal it is what it says."""
    bins = calibration.bins
    held = Series(
        name=f"measured, n = {len(calibration.rows)}",
        points=[(one.confidence, one.right) for one in bins],
        dots=True,
        notes=[f"{one.n} questions" for one in bins],
    )
    ideal = Series(name="as it should be", points=[(0, 0), (1, 1)], dashed=True)
    return line_plot(
        "Reliability of the confidence of answers",
        [held, ideal],
        x=Axis(label="confidence"),
        y=Axis(label="share that can be answered"),
    )


def operating_plot(calibration: Calibration) -> str:
    """Return as SVG what each threshold refuses of both kinds of question."""
    curve = [(point.wrongly_refused, point.refused_right) for point in calibration.curve]
    notes = [f"threshold {point.threshold:.2f}" for point in calibration.curve]
    return line_plot(
        "What the threshold trades",
        [Series(name="thresholds", points=curve, dots=True, notes=notes)],
        x=Axis(label="answerable questions refused"),
        y=Axis(label="unanswerable questions refused"),
    )
