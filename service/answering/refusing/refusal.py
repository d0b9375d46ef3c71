"""The decision to answer: a calibrated logistic model over features that a reader can check.

Its coefficients were fitted by `zhengda-eval calibrate` on labelled development questions and lie
beside this module with their provenance. Confidence is the chance that the drafted statements
answer the question (Platt 1999 calls such a fit calibrated when it holds on questions not used).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from service.answering.asked.romanised import is_pinyin
from service.answering.draft import Assessment, Draft, RefusalDecision
from service.answering.figures.years import is_of_other_year
from service.answering.places import names_unknown_place
from service.answering.records import Reason
from service.answering.refusing.far_places import far_place
from service.answering.refusing.features import (
    ON_SUBJECT,
    JudgedHits,
    is_of_another_class,
    is_only_elsewhere,
    judged_hits,
    refusal_features,
)
from service.answering.refusing.words import untranslated

COEFFICIENTS_NAME: Final = "refusal.json"
MOST_UNKNOWN: Final = 7 / 8
"""Of a question's words. With more of them in no dictionary and no clause it was not understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalModel:
    """A logistic model and the confidence from which it answers."""

    intercept: float
    coefficients: Mapping[str, float]
    """By feature name; a feature without one has no say."""
    threshold: float
    """In [0, 1]: the least confidence that is answered."""

    def confidence(self, values: Mapping[str, float]) -> float:
        """Return the chance that statements with these features answer the question."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.log_odds(values)))))

    def log_odds(self, values: Mapping[str, float]) -> float:
        """Return the weighted sum that confidence is made of; one feature's part can be read."""
        return self.intercept + sum(
            weight * values[name] for name, weight in self.coefficients.items()
        )

    def assess(self, draft: Draft) -> Assessment:
        """Decide whether a draft is given; one without statements never is."""
        hits = judged_hits(draft)
        values = refusal_features(draft, hits) if draft.statements else {}
        confidence = self.confidence(values) if values else 0.0
        if values and draft.question.whole_clause:
            # Only the clause of that number is cited: how its words match tells nothing.
            confidence = max(confidence, self.threshold)
        if values and confidence >= self.threshold and not _is_ruled_out(draft, values):
            return Assessment(confidence=confidence, answered=True)
        return Assessment(confidence=confidence, answered=False, reason=reason_of(draft, hits))


def _is_ruled_out(draft: Draft, values: Mapping[str, float]) -> bool:
    """Say whether a rule withholds a draft, however sure the model is.

    Another group or class is too rare among labelled questions for a coefficient, and wrong when
    it holds.
    """
    if draft.for_others or is_of_another_class(draft) or _is_of_other_year(draft):
        return True
    return not _is_heard(draft, values)


def _is_of_other_year(draft: Draft) -> bool:
    """Whether all that is cited is of documents of another year than the one asked about."""
    question = draft.question.normalized
    return all(
        is_of_other_year(question, one.document.title, one.clause.heading, one.clause.text)
        for one in draft.citations
    )


def _is_heard(draft: Draft, values: Mapping[str, float]) -> bool:
    """Say whether the question was understood, and cited words or headings hold something of it.

    目前发放标准为每月2250元 says nothing of 失业金; the heading above it does.

    A vector is near something whatever is typed: digits, pinyin, a greeting.
    """
    query = draft.search.query
    if untranslated(query.words) > MOST_UNKNOWN:
        return False
    if is_pinyin(query.normalized, query.words) or _is_of_unknown_place(draft):
        return False
    numbered = any(hit.scores.get("number") for hit in draft.in_place[:1])
    held = draft.support.get("own_coverage") or values["outright"]
    return bool(held) or numbered


def _is_of_unknown_place(draft: Draft) -> bool:
    """Whether the question names a place that nothing here is about."""
    query, hits = draft.search.query, draft.in_place
    return names_unknown_place(query, hits) or far_place(query, hits) is not None


@cache
def packaged_refusal_model() -> RefusalModel:
    """Return the model that comes with the package."""
    text = (files("service.answering") / "data" / COEFFICIENTS_NAME).read_text(encoding="utf-8")
    stored = json.loads(text)
    return RefusalModel(
        intercept=stored["intercept"],
        coefficients=stored["coefficients"],
        threshold=stored["threshold"],
    )


def assess(draft: Draft) -> Assessment:
    """Decide on a draft with the packaged model at its own threshold."""
    return packaged_refusal_model().assess(draft)


def decision(threshold: float | None = None) -> RefusalDecision:
    """Return the decision at another threshold: higher refuses more; None for the packaged one."""
    model = packaged_refusal_model()
    return (model if threshold is None else replace(model, threshold=threshold)).assess


def reason_of(draft: Draft, hits: JudgedHits | None = None) -> Reason:
    """Return why a draft is not given: what other places say decides before what this one says."""
    hits = hits or judged_hits(draft)
    if _is_of_unknown_place(draft):
        return Reason.OTHER_PLACE
    if draft.for_others:
        return Reason.NO_FIGURE
    if is_only_elsewhere(hits.inside, hits.outside):
        return Reason.OTHER_PLACE
    if any(one.coverage >= ON_SUBJECT for one in hits.inside):
        return Reason.NO_FIGURE
    return Reason.NO_CLAUSE
