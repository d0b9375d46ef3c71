"""The fit finds what separates, keeps reason's directions, and its confidence means what it says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest

from eval.answer_report import calibration_object, operating_plot, reliability_plot
from eval.answers import AnswerRow
from eval.calibration import AGAINST, ALLOWED, EITHER, calibrate, fit, write_model
from eval.trust import (
    ASKED_IN_VAIN,
    WRONG_REFUSALS,
    at_threshold,
    choose_threshold,
    expected_error,
    reliability,
    shares,
)
from service import FEATURES


@pytest.fixture
def rows(make_row) -> list[AnswerRow]:
    """Answerable with the chance that `stands_out` names; `words` is chance alone."""
    random = Random(7)
    made = []
    for at in range(400):
        margin = random.random()
        answerable = random.random() < margin
        made.append(
            make_row(f"q{at}", answerable=answerable, stands_out=margin, words=random.random())
        )
    return made


def test_confidence_is_the_share_that_can_be_answered(rows: list[AnswerRow]) -> None:
    found = calibrate(rows)
    assert len(found.confidences) == len(rows)
    assert expected_error(found.bins) < 0.08
    assert found.model.coefficients["stands_out"] > 3
    assert abs(found.model.coefficients.get("words", 0.0)) < 1


def test_the_operating_point_keeps_wrong_refusals_low(rows: list[AnswerRow]) -> None:
    found = calibrate(rows)
    point = at_threshold(found.rows, found.confidences, found.model.threshold)
    assert point.wrongly_refused <= ALLOWED
    higher = at_threshold(found.rows, found.confidences, 0.9)
    assert higher.refused_right >= point.refused_right
    assert higher.wrongly_refused >= point.wrongly_refused


def test_a_feature_that_a_fit_turns_round_is_left_out() -> None:
    random = np.random.default_rng(3)
    target = (random.random(200) < 0.5).astype(float)
    features = np.zeros((200, len(FEATURES)))
    features[:, FEATURES.index("stands_out")] = (
        1 - target
    )  # against reason: good matches without answer
    features[:, FEATURES.index("only_elsewhere")] = random.random(200) * (1 - target)
    model = fit(features, target, np.ones(200))
    assert "stands_out" not in model.coefficients
    assert model.coefficients["only_elsewhere"] < 0


def test_every_direction_names_a_feature() -> None:
    assert set(FEATURES) >= AGAINST | EITHER
    assert not AGAINST & EITHER


def test_questions_without_their_gold_are_fitted_but_not_reported(rows: list[AnswerRow]) -> None:
    extra = [replace(row, without_gold=True) for row in rows[:50]]
    assert len(calibrate(rows + extra).rows) == len(rows)


def test_bins_count_every_question_once(rows: list[AnswerRow]) -> None:
    confidences = [row.features["stands_out"] for row in rows]
    bins = reliability(rows, confidences)
    assert sum(one.n for one in bins) == len(rows)
    assert [one.confidence for one in bins] == sorted(one.confidence for one in bins)


def test_confidence_is_for_the_share_of_questions_that_people_ask_in_vain() -> None:
    target = np.array([1.0] * 30 + [0.0] * 70)
    weights = shares(target)
    assert weights.sum() == pytest.approx(100)
    assert weights[target == 0].sum() == pytest.approx(100 * ASKED_IN_VAIN)
    assert (shares(np.ones(3)) == 1).all()


def test_bins_weigh_both_kinds_by_their_share(make_row) -> None:
    rows = [make_row(f"a{at}", answerable=at < 50) for at in range(100)]
    (one,) = reliability(rows, [0.5] * 100)
    assert (one.n, one.right) == (100, pytest.approx(1 - ASKED_IN_VAIN))


def test_a_topic_is_never_both_fitted_and_held_out(rows: list[AnswerRow]) -> None:
    one_topic = [replace(row, question=replace(row.question, topic="tax")) for row in rows]
    confidences = calibrate(one_topic).confidences
    assert len(set(confidences)) == 1  # nothing was left to learn from


def test_the_threshold_is_found_among_the_answerable(make_row) -> None:
    rows = [make_row(f"a{at}", answerable=True) for at in range(100)]
    rows.append(make_row("u", answerable=False))
    confidences = [at / 100 for at in range(100)] + [0.99]
    assert choose_threshold(rows, confidences) == WRONG_REFUSALS
    assert choose_threshold(rows, confidences, allowed=0.3) == 0.3


def test_what_is_written_is_what_the_service_reads(rows: list[AnswerRow], tmp_path: Path) -> None:
    found = calibrate(rows)
    path = tmp_path / "refusal.json"
    write_model(path, found, files=["b.jsonl", "a.jsonl"], day=date(2026, 1, 2))
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["coefficients"] == dict(found.model.coefficients)
    assert stored["files"] == ["a.jsonl", "b.jsonl"]
    assert (stored["fitted_on"], stored["questions"]) == ("2026-01-02", len(rows))


def test_the_report_shows_reliability_and_the_curve(rows: list[AnswerRow]) -> None:
    found = calibrate(rows)
    shown = calibration_object(found)
    assert shown["operating_point"]["threshold"] == found.model.threshold
    assert len(shown["curve"]) == 19
    assert reliability_plot(found).startswith("<svg")
    assert "threshold 0.50" in operating_plot(found)
