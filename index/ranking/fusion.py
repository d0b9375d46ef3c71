"""One score from several kinds of evidence: vectors, words, places, document numbers.

Vector similarity and BM25 have different scales, and both shift from question to question, so each
is first related to its own question: similarity to how similar that question is to any passage of
the store, BM25 to what was asked (`LexicalIndex.search`). A part with no evidence has no vote:
the better the words of a question are found at all, the more of the vote goes from vectors to
words; a question without a word in the store is ranked by its vectors alone.

The constants were tuned together on questions over municipal plans, articles of law and notices
(docs/decisions/0007-fusion.md); how much words weigh was set again once vectors had become better,
and with the evidence of documents (decisions 12 and 14).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from index.ranking.candidates import Candidates, Numbers
from ingest.places.regions import contains
from ingest.records import Region

DENSE_UNIT = 3.0
"""Standard deviations above the background that count as one; the best match of a question that
has an answer lies 3 to 6 above it. Flat from 2.5 to 3.5."""
CONTEXT_SHARE = 0.25
"""Of the vectors' vote that the best passage in context has; the rest is for the best of all. One
phrase of a clause on another matter can be very near. Flat from 0.2 to 0.3."""
LEXICAL_WEIGHT = 0.5
"""Of BM25 as a share of what was asked. Flat from 0.4 to 0.7."""
DENSE_YIELD = 0.3
"""How much of their vote the vectors yield when all that was asked is found as words. Flat from 0.2
to 0.4."""
DOCUMENT_WEIGHT = 0.5
"""Of what a clause's document says of the question beyond what is counted for the clause. Flat from
0.4 to 0.6."""
CLAUSE_SHARE = 0.5
"""Of BM25 of the clause that the document's holds already: it says nothing new."""
PLACE_WEIGHT = 0.4
"""What a document of the very place that was named gains. Flat from 0.4 to 1.2; small, so that a
better answer from elsewhere is still seen."""
NUMBER_WEIGHT = 2.0
"""What the document gains whose number was named: it was asked for by name."""
CLAUSE_NUMBER_WEIGHT = 2.0
"""The same for the clause whose number was named."""
NOT_IN_FORCE_FACTOR = 0.8
"""On the score of a clause whose document does not hold on the day: it falls behind an equally
good one that holds, but a much better match is still shown."""

PARTS = ("dense", "lexical", "document", "place", "number", "clause_number")
"""Names of the kinds of evidence, in the order in which they are added."""
NOT_IN_FORCE = "in_force"
"""Names in `Fused.parts` what that factor takes from the sum, so that parts add up to the score."""

SCORE_STEEPNESS = 1.5
SCORE_MIDDLE = 1.0
"""The sum that scores one half. First hits of the tuning questions lie between 0.9 and 2.4."""

SAME_PLACE = 1.0
PLACE_ABOVE = 0.5
"""The province's or the nation's rules hold in the city that was named."""
PLACE_BELOW = 0.6
NO_PLACE = 0.3
"""A document whose place is unknown may be of any."""


@dataclass(frozen=True, slots=True)
class Background:
    """How similar a question is to the store's passages at large."""

    mean: float
    deviation: float

    @classmethod
    def of(cls, similarities: ArrayLike) -> Background:
        """Estimate it from some similarities, a random sample or, for want of one, the best."""
        values = np.asarray(similarities, dtype=np.float64)
        if not values.size:
            return cls(0.0, 1.0)
        return cls(float(values.mean()), float(values.std()))

    def margins(self, similarities: Iterable[float]) -> list[float]:
        """Return how far similarities stand out, in the unit of the ranking; 0 for want of any."""
        mean, unit = self.mean, DENSE_UNIT * self.deviation
        return [(one - mean) / unit if unit > 0 else 0.0 for one in similarities]


class Fused(NamedTuple):
    """A clause with its score."""

    key: int
    score: float
    """In [0, 1]."""
    scores: Mapping[str, float] = MappingProxyType({})
    """The evidence, as `Hit.scores` shows it."""
    parts: Mapping[str, float] = MappingProxyType({})
    """What each kind of evidence added to the sum, as `Hit.parts` shows it."""


def fuse(
    candidates: Candidates, *, background: Background | None = None, limit: int | None = None
) -> list[Fused]:
    """Rank candidates by all their evidence, best first; equal scores by key.

    Args:
        candidates: One whose similarity is not known counts as the least similar.
        background: How similar the question is to passages at large; estimated from the
            candidates when not given.
        limit: How many to return at most.
    """
    margins, least = _margins(candidates, background)
    parts = _parts(candidates, np.where(np.isnan(margins), least, margins))
    scores = (1 + np.tanh(SCORE_STEEPNESS * (parts.sum(axis=1) - SCORE_MIDDLE) / 2)) / 2
    scores *= np.where(candidates.in_force, 1.0, NOT_IN_FORCE_FACTOR)
    order = np.lexsort((candidates.keys, -scores))[:limit]
    shown = candidates.shown(order, margins[order])
    columns = (candidates.keys[order], scores[order], parts[order])
    fused = (
        Fused(key, score, evidence, dict(zip(PARTS, added, strict=True)))
        for evidence, key, score, added in zip(shown, *(c.tolist() for c in columns), strict=True)
    )
    return list(map(_told, fused))


def _margins(candidates: Candidates, background: Background | None) -> tuple[Numbers, float]:
    """Return how far similarities stand out, NaN for those not known, and the least of them."""
    similarities = candidates.similarities(CONTEXT_SHARE)
    known = similarities[~np.isnan(similarities)]
    # Sorted, since a sum of floats depends on their order in its last bit.
    level = background or Background.of(np.sort(known))
    unit = DENSE_UNIT * level.deviation
    margins: Numbers = (similarities - level.mean) / unit if unit > 0 else similarities * 0
    return margins, float(np.nanmin(margins)) if len(known) else 0.0


def _parts(candidates: Candidates, margins: Numbers) -> Numbers:
    """Return what each kind of evidence adds to the sum, in the order of `PARTS`."""
    words = np.nan_to_num(candidates.lexical, nan=0.0)
    found = min(1.0, float(words.max(initial=0.0)))
    compared = not np.isnan(candidates.dense).all()
    return np.stack(
        [
            (1 - DENSE_YIELD * found) * margins,
            (LEXICAL_WEIGHT if compared else 1.0) * words,
            DOCUMENT_WEIGHT * np.maximum(0.0, candidates.document - CLAUSE_SHARE * words),
            PLACE_WEIGHT * candidates.place,
            NUMBER_WEIGHT * candidates.number,
            CLAUSE_NUMBER_WEIGHT * candidates.clause_number,
        ],
        axis=1,
    )


def lifted(fused: Fused, bonus: float, name: str) -> Fused:
    """Add a bonus, in the unit of the sum, to a clause whose sum is already a score."""
    shown, parts = {**fused.scores, name: bonus}, {**fused.parts, name: bonus}
    return Fused(fused.key, _bounded(total_of(fused.score) + bonus), shown, parts)


def total_of(score: float) -> float:
    """Return the sum that a score stands for."""
    score = min(max(score, 1e-9), 1 - 1e-9)
    return SCORE_MIDDLE + math.log(score / (1 - score)) / SCORE_STEEPNESS


def reweighed(fused: Fused, weights: Mapping[str, float], added: Mapping[str, float]) -> Fused:
    """Let some parts of a clause's sum count more or less, and add others.

    Args:
        fused: As `fuse` gives it.
        weights: By the name of a part; one that is not named counts as before.
        added: New parts, in the unit of the sum.
    """
    parts = {**fused.parts, **added}
    parts.pop(NOT_IN_FORCE, None)
    for name, weight in weights.items():
        if name in parts:
            parts[name] *= weight
    factor = 1.0 if fused.scores.get("in_force", 1.0) else NOT_IN_FORCE_FACTOR
    score = _bounded(sum(parts.values())) * factor
    return _told(Fused(fused.key, score, fused.scores, parts))


def _told(fused: Fused) -> Fused:
    """Add what a document that is not in force costs its clause, where it is none."""
    if fused.scores.get("in_force", 1.0):
        return fused
    lost = total_of(fused.score) - sum(fused.parts.values())
    return fused._replace(parts={**fused.parts, NOT_IN_FORCE: lost})


def place_match(asked: tuple[Region, ...], place: Region | None) -> float:
    """Return how well a document's place answers the places asked for, in [0, 1]."""
    if not asked:
        return 0.0
    if place is None:
        return NO_PLACE
    return max(_place_match(region, place) for region in asked)


def _place_match(asked: Region, place: Region) -> float:
    if asked.code == place.code:
        return SAME_PLACE
    if contains(place, asked):
        return PLACE_ABOVE
    return PLACE_BELOW if contains(asked, place) else 0.0


def _bounded(total: float) -> float:
    return (1 + math.tanh(SCORE_STEEPNESS * (total - SCORE_MIDDLE) / 2)) / 2
