"""Fit the coefficients of the refusal model, and show how far its confidence can be trusted.

A penalised logistic regression by Newton's method. Every feature has the direction that reason
gives it; one that a fit turns round speaks for chance and is left out, so that the model stays
explainable and holds on questions unlike those it was fitted on.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from eval.answers import AnswerRow
from eval.splits import is_ruled
from eval.trust import Bin, Floats, Point, choose_threshold, operating_curve, reliability, shares
from service import FEATURES, RefusalModel

PENALTY: Final = 8.0
"""On the squares of the standardised coefficients; 3 to 15 give the same curve within noise."""
WITHOUT_GOLD_WEIGHT: Final = 0.3
"""Less gains some near misses (0.1: 1.5 in 100), and loses more of what a store of another kind of
text does not speak of at all."""
UNANSWERABLE_WEIGHT: Final = 1.5
"""With it, and one for the answerable, both sides have about the same say."""
FOLDS: Final = 10
ALLOWED: Final = 0.05
"""Of answerable development questions that the operating point refuses; 0.05 here are 0.06 of the
questions about a corpus that the fit does not know."""

AGAINST: Final = frozenset(
    {
        "far",
        "far_unsaid",
        "figureless",
        "lexical_elsewhere",
        "only_elsewhere",
        "said_elsewhere",
        "silent",
        "unmatched",
        "untold",
        "untold_figure",
        "year_missing",
    }
)
"""Features that speak against an answer."""
EITHER: Final = frozenset({"words"})
"""How long a question is, which shifts what the other features mean. What is asked, and whether for
a place, is no feature: how often such questions are unanswerable is chance of the labelled sets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A fitted model with what was measured of it by cross-validation on the same questions."""

    model: RefusalModel
    rows: Sequence[AnswerRow]
    """As asked, those without their gold left out."""
    confidences: Sequence[float]
    """Of each, from a model that was fitted without it and the other questions of its topic."""

    @property
    def bins(self) -> list[Bin]:
        """The reliability of the confidences."""
        return reliability(self.rows, self.confidences)

    @property
    def curve(self) -> list[Point]:
        """The operating curve."""
        return operating_curve(self.rows, self.confidences)


def undecided() -> RefusalModel:
    """Return a model without an opinion, for asking what is to be fitted anew."""
    return RefusalModel(intercept=0.0, coefficients={}, threshold=0.5)


def calibrate(rows: Sequence[AnswerRow]) -> Calibration:
    """Fit on rows of development questions; test questions must not be among them."""
    features = np.array([[row.features[name] for name in FEATURES] for row in rows])
    target = np.array([float(row.answerable) for row in rows])
    weights = np.array([_weight(row) for row in rows])
    folds = np.array([_fold(row) for row in rows])
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        inside = folds == fold
        if inside.any() and not inside.all():
            model = fit(features[~inside], target[~inside], weights[~inside])
            scores[inside] = _log_odds(
                model, [r for r, use in zip(rows, inside, strict=True) if use]
            )
    shown = np.array([not row.without_gold for row in rows])
    slope, offset = _platt(scores[shown], target[shown], shares(target[shown]))
    confidences = [float(c) for c in 1 / (1 + np.exp(-(slope * scores[shown] + offset)))]
    asked = [row for row in rows if not row.without_gold]
    model = fit(features, target, weights)
    model = RefusalModel(
        intercept=round(slope * model.intercept + offset, 4),
        coefficients={name: round(slope * v, 4) for name, v in model.coefficients.items()},
        threshold=choose_threshold(asked, confidences, allowed=ALLOWED),
    )
    return Calibration(model=model, rows=asked, confidences=confidences)


def _weight(row: AnswerRow) -> float:
    if row.without_gold:
        return WITHOUT_GOLD_WEIGHT
    return 1.0 if row.answerable else UNANSWERABLE_WEIGHT


def _platt(scores: Floats, target: Floats, weights: Floats) -> tuple[float, float]:
    """Return slope and offset that make held-out scores match how often they were right.

    On the questions as they were asked, by the share of each kind: weights that help to tell the
    two sides apart say nothing of how often each occurs (Platt 1999).
    """
    offset, coefficients = _newton(scores[:, None], target, weights, penalty=0.0)
    return float(coefficients[0]), offset


def fit(
    features: Floats, target: Floats, weights: Floats, *, threshold: float = 0.5
) -> RefusalModel:
    """Fit coefficients, leaving out features that turn against their direction.

    Args:
        features: (n, len(FEATURES)), each in [0, 1].
        target: (n,), 1 where an answer can be given.
        weights: (n,).
        threshold: Kept with the model.
    """
    kept = [at for at in range(len(FEATURES)) if features[:, at].std() > 0]
    while True:
        intercept, coefficients = _newton(features[:, kept], target, weights)
        turned = [
            (abs(value), at)
            for at, value in zip(kept, coefficients, strict=True)
            if value * _direction(FEATURES[at]) < 0
        ]
        if not turned:
            break
        kept.remove(max(turned)[1])
    by_name = {FEATURES[at]: round(float(v), 4) for at, v in zip(kept, coefficients, strict=True)}
    return RefusalModel(
        intercept=round(float(intercept), 4), coefficients=by_name, threshold=threshold
    )


def _direction(name: str) -> int:
    return 0 if name in EITHER else -1 if name in AGAINST else 1


def _newton(
    features: Floats, target: Floats, weights: Floats, *, penalty: float = PENALTY
) -> tuple[float, Floats]:
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale[scale == 0] = 1.0  # scores of a fold that nothing was left to fit on
    rows = np.column_stack([np.ones(len(features)), (features - mean) / scale])
    ridge = np.diag([0.0, *[penalty] * features.shape[1]])
    beta = np.zeros(rows.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-rows @ beta))
        slope = rows.T @ (weights * (chance - target)) + ridge @ beta
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve + 1e-9 * np.eye(len(beta)), slope)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    coefficients = beta[1:] / scale
    return float(beta[0] - coefficients @ mean), coefficients


def _fold(row: AnswerRow) -> int:
    """Keep a topic together, with its contrasts, so that a fold is about subjects never seen."""
    name = f"{is_ruled(row.question.path)} {row.question.topic}"
    return zlib.crc32(name.encode()) % FOLDS


def _log_odds(model: RefusalModel, rows: Sequence[AnswerRow]) -> Floats:
    return np.array([model.log_odds(row.features) for row in rows])


def write_model(
    path: Path, calibration: Calibration, *, files: Sequence[str], day: dt.date
) -> None:
    """Write the coefficients with their provenance, as the service reads them."""
    rows = calibration.rows
    stored: Mapping[str, Any] = {
        "fitted_on": day.isoformat(),
        "fitted_by": "zhengda-eval calibrate",
        "files": sorted(files),
        "questions": len(rows),
        "answerable": sum(row.answerable for row in rows),
        "penalty": PENALTY,
        "threshold": calibration.model.threshold,
        "intercept": calibration.model.intercept,
        "coefficients": dict(calibration.model.coefficients),
    }
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
