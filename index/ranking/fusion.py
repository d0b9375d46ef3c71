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
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

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
NOT_IN_FORCE_FACTOR = 0.8
"""On the score of a clause whose document does not hold on the day: it falls behind an equally
good one that holds, but a much better match is still shown."""

PARTS = ("dense", "lexical", "document", "place", "number")
"""Names of the kinds of evidence, in the order in which they are added."""

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


class Candidate(NamedTuple):
    """The evidence for one clause; None where a part has none."""

    dense: float | None = None
    """Highest cosine of its passages."""
    in_context: float | None = None
    """Highest cosine of its passages that are no details; as `dense` where it is not known."""
    lexical: float | None = None
    """BM25 as a share of what was asked."""
    document: float = 0.0
    """BM25 of its document, as a share of the same."""
    place: float = 0.0
    """From `place_match`; 0 when the question names none."""
    number: bool = False
    """Whether the question names the document's number."""
    in_force: bool = True
    """Whether the document holds on the day."""


@dataclass(frozen=True, slots=True)
class Fused:
    """A clause with its score."""

    key: int
    score: float
    """In [0, 1]."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """The evidence, as `Hit.scores` shows it."""
    parts: Mapping[str, float] = field(default_factory=dict)
    """What each kind of evidence added to the sum, as `Hit.parts` shows it."""


def fuse(
    candidates: Mapping[int, Candidate],
    *,
    background: Background | None = None,
    limit: int | None = None,
) -> list[Fused]:
    """Rank candidates by all their evidence, best first; equal scores by key.

    Args:
        candidates: By clause key. One whose similarity is not known counts as the least similar.
        background: How similar the question is to passages at large; estimated from the
            candidates when not given.
        limit: How many to return at most.
    """
    votes = _Votes.of(candidates, background)
    parts = {key: votes.parts(key, candidate) for key, candidate in candidates.items()}
    ranked = sorted((-_score(parts[key], candidates[key]), key) for key in candidates)
    return [
        Fused(
            key,
            -score,
            _shown(candidates[key], votes.margins.get(key)),
            dict(zip(PARTS, parts[key], strict=True)),
        )
        for score, key in ranked[:limit]
    ]


@dataclass(frozen=True, slots=True)
class _Votes:
    """What the evidence of one question's candidates is weighed by."""

    margins: Mapping[int, float]
    """How far the similarity of a clause stands out, where it is known."""
    least: float
    dense: float
    lexical: float

    @classmethod
    def of(cls, candidates: Mapping[int, Candidate], background: Background | None) -> _Votes:
        similarities = {k: _similarity(c) for k, c in candidates.items() if c.dense is not None}
        # Sorted, since a sum of floats depends on their order in its last bit.
        level = background or Background.of(sorted(similarities.values()))
        margins = dict(zip(similarities, level.margins(similarities.values()), strict=True))
        found = max((c.lexical or 0.0 for c in candidates.values()), default=0.0)
        return cls(
            margins,
            least=min(margins.values(), default=0.0),
            dense=1 - DENSE_YIELD * min(1.0, found),
            lexical=LEXICAL_WEIGHT if margins else 1.0,
        )

    def parts(self, key: int, candidate: Candidate) -> tuple[float, ...]:
        """Return what each kind of evidence adds to the sum, in the order of `PARTS`."""
        words = candidate.lexical or 0.0
        return (
            self.dense * self.margins.get(key, self.least),
            self.lexical * words,
            DOCUMENT_WEIGHT * max(0.0, candidate.document - CLAUSE_SHARE * words),
            PLACE_WEIGHT * candidate.place,
            NUMBER_WEIGHT * candidate.number,
        )


def _score(parts: tuple[float, ...], candidate: Candidate) -> float:
    return _bounded(sum(parts)) * (1.0 if candidate.in_force else NOT_IN_FORCE_FACTOR)


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
    parts = {name: weights.get(name, 1.0) * value for name, value in fused.parts.items()}
    parts |= added
    factor = 1.0 if fused.scores.get("in_force", 1.0) else NOT_IN_FORCE_FACTOR
    return Fused(fused.key, _bounded(sum(parts.values())) * factor, fused.scores, parts)


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


def _similarity(candidate: Candidate) -> float:
    best = candidate.dense or 0.0
    context = best if candidate.in_context is None else candidate.in_context
    return best + CONTEXT_SHARE * (context - best)


def _bounded(total: float) -> float:
    return (1 + math.tanh(SCORE_STEEPNESS * (total - SCORE_MIDDLE) / 2)) / 2


def _shown(candidate: Candidate, margin: float | None) -> dict[str, float]:
    shown = {"place": candidate.place, "number": float(candidate.number)}
    if candidate.dense is not None and margin is not None:
        shown |= {"dense": candidate.dense, "margin": margin}
    if candidate.lexical is not None:
        shown["lexical"] = candidate.lexical
    if candidate.document:
        shown["document"] = candidate.document
    if not candidate.in_force:
        shown["in_force"] = 0.0
    return shown
