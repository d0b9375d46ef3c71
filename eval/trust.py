"""How far confidences can be trusted, and what each threshold refuses of both kinds of question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.answers import AnswerRow

Floats = NDArray[np.float64]

ASKED_IN_VAIN: Final = 0.16
"""Share of unanswerable questions that confidence is calibrated for, that of the question sets that
imitate what people ask. Sets written to learn refusals from have far more."""
WRONG_REFUSALS: Final = 0.06
"""Of answerable questions: no larger share should be refused."""
BINS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Questions of about the same confidence."""

    n: int
    weight: float
    """What the questions count for together."""
    confidence: float
    """Mean."""
    right: float
    """Share that an answer would have been right for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What happens at one threshold."""

    threshold: float
    refused_right: float
    wrongly_refused: float
    answered_wrong: float
    """Of the answers given, those that are not right."""


def shares(target: Floats) -> Floats:
    """Return weights that give the unanswerable the share ASKED_IN_VAIN and sum to the number."""
    nothing = float((1 - target).sum())
    if not 0 < nothing < len(target):
        return np.ones(len(target))
    share = nothing / len(target)
    return np.where(target > 0, (1 - ASKED_IN_VAIN) / (1 - share), ASKED_IN_VAIN / share)


def choose_threshold(
    rows: Sequence[AnswerRow], confidences: Sequence[float], *, allowed: float = WRONG_REFUSALS
) -> float:
    """Return the highest threshold that wrongly refuses no more than the share allowed."""
    answerable = sorted(c for row, c in zip(rows, confidences, strict=True) if row.answerable)
    most = int(allowed * len(answerable))
    return math.floor(1000 * answerable[most]) / 1000 if answerable else 0.5


def reliability(rows: Sequence[AnswerRow], confidences: Sequence[float]) -> list[Bin]:
    """Return bins of equal width that hold at least one question, the least confident first.

    Both kinds of question count by the share that `shares` gives them.
    """
    target = np.array([float(row.answerable) for row in rows])
    weights = shares(target)
    places = np.minimum((np.array(confidences) * BINS).astype(int), BINS - 1)
    found = []
    for place in sorted(set(places.tolist())):
        here = places == place
        total = float(weights[here].sum())
        found.append(
            Bin(
                n=int(here.sum()),
                weight=total,
                confidence=float(weights[here] @ np.array(confidences)[here]) / total,
                right=float(weights[here] @ target[here]) / total,
            )
        )
    return found


def expected_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error (Naeini et al. 2015): mean gap, weighted by size."""
    total = sum(one.weight for one in bins)
    gaps = sum(one.weight * abs(one.confidence - one.right) for one in bins)
    return gaps / total if total else 0.0


def operating_curve(rows: Sequence[AnswerRow], confidences: Sequence[float]) -> list[Point]:
    """Return the shares at thresholds from 0.05 to 0.95."""
    return [at_threshold(rows, confidences, step / 20) for step in range(1, 20)]


def at_threshold(
    rows: Sequence[AnswerRow], confidences: Sequence[float], threshold: float
) -> Point:
    """Return what a threshold does to some questions."""
    pairs = list(zip(rows, confidences, strict=True))
    nothing = [c for row, c in pairs if not row.answerable]
    asked = [c for row, c in pairs if row.answerable]
    given = [row for row, c in pairs if c >= threshold]
    return Point(
        threshold=threshold,
        refused_right=sum(c < threshold for c in nothing) / max(len(nothing), 1),
        wrongly_refused=sum(c < threshold for c in asked) / max(len(asked), 1),
        answered_wrong=sum(not row.is_right for row in given) / max(len(given), 1),
    )
