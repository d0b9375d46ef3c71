"""Decides on a draft by fixed weights of a few clues, where no calibrated decision is at hand."""

from __future__ import annotations

from typing import Final

from service.answering.draft import Assessment, Draft
from service.answering.records import Reason

THRESHOLD: Final = 0.45
_WEIGHTS: Final = {"coverage": 0.55, "hit_score": 0.35, "in_force": 0.1}
_NO_FIGURE_LOSS: Final = 0.25


def assess_plainly(draft: Draft) -> Assessment:
    """Return a decision on a draft; its confidence is a score, not a calibrated chance."""
    clues = draft.support
    score = sum(weight * clues[key] for key, weight in _WEIGHTS.items())
    missing = clues["figure_asked"] and not clues["figure_found"]
    score = max(0.0, score - _NO_FIGURE_LOSS) if missing else min(1.0, score)
    if draft.statements and score >= THRESHOLD:
        return Assessment(confidence=score, answered=True)
    if clues["place_named"] and clues["elsewhere_coverage"] > clues["coverage"]:
        return Assessment(confidence=score, answered=False, reason=Reason.OTHER_PLACE)
    reason = Reason.NO_FIGURE if missing else Reason.NO_CLAUSE
    return Assessment(confidence=score, answered=False, reason=reason)
