"""One score from several kinds of evidence: vectors, words, headings, places, document numbers.

Vector similarity and BM25 have different scales, and both shift from question to question, so each
is first related to its own question: similarity to how similar that question is to any passage of
the store, BM25 to what a clause could reach at most. A part with no evidence has no vote: a
question without a word in the store is ranked by its vectors alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.records import Region
from ingest.regions import contains

DENSE_WEIGHT = 0.5
"""Share of the vectors; the rest is BM25's."""
PLACE_WEIGHT = 0.8
"""What a document of the very place that was named gains, in the unit of the sum."""
NUMBER_WEIGHT = 2.0
"""What the document gains whose number was named: it was asked for by name."""

DENSE_UNIT = 3.0
"""Standard deviations above the background that count as one; a good match has 2 to 4."""

SAME_PLACE = 1.0
PLACE_ABOVE = 0.5
"""The province's or the nation's rules hold in the city that was named."""
PLACE_BELOW = 0.6
NO_PLACE = 0.3
"""A document whose place is unknown may be of any."""

SCORE_STEEPNESS = 2.0
SCORE_MIDDLE = 1.0
"""The sum that scores one half."""


@dataclass(frozen=True, slots=True)
class Background:
    """How similar a question is to the store's passages at large."""

    mean: float
    deviation: float

    @classmethod
    def of(cls, similarities: list[float]) -> Background:
        """Estimate it from some similarities, a random sample or, for want of one, the best."""
        count = len(similarities)
        if count == 0:
            return cls(0.0, 1.0)
        mean = math.fsum(similarities) / count
        variance = math.fsum((value - mean) ** 2 for value in similarities) / count
        return cls(mean, math.sqrt(variance))


@dataclass(frozen=True, slots=True)
class Candidate:
    """The evidence for one clause; None where a part has none."""

    dense: float | None = None
    """Highest cosine of its passages."""
    lexical: float | None = None
    """BM25."""
    place: float = 0.0
    """From `place_match`; 0 when the question names none."""
    number: bool = False
    """Whether the question names the document's number."""


@dataclass(frozen=True, slots=True)
class Fused:
    """A clause with its score."""

    key: int
    score: float
    """In [0, 1]."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """The evidence, as `Hit.scores` shows it."""


def fuse(
    candidates: Mapping[int, Candidate],
    *,
    background: Background | None = None,
    lexical_ceiling: float | None = None,
) -> list[Fused]:
    """Rank candidates by all their evidence, best first; equal scores by key.

    Args:
        candidates: By clause key. One whose similarity is not known counts as the least similar.
        background: How similar the question is to passages at large; estimated from the
            candidates when not given.
        lexical_ceiling: The highest BM25 score the question allows; the best candidate's when not
            given, or when that is higher.
    """
    dense = {k: c.dense for k, c in candidates.items() if c.dense is not None}
    lexical = {k: c.lexical for k, c in candidates.items() if c.lexical}
    dense_parts = _dense_parts(dense, background)
    lexical_parts = _lexical_parts(lexical, lexical_ceiling)
    dense_share = _dense_share(dense_parts, lexical_parts)
    least = min(dense_parts.values(), default=0.0)
    fused = []
    for key, candidate in candidates.items():
        total = dense_share * dense_parts.get(key, least)
        total += (1 - dense_share) * lexical_parts.get(key, 0.0)
        total += PLACE_WEIGHT * candidate.place + NUMBER_WEIGHT * candidate.number
        fused.append(Fused(key, _bounded(total), _shown(candidate)))
    return sorted(fused, key=lambda item: (-item.score, item.key))


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


def _dense_parts(dense: Mapping[int, float], background: Background | None) -> dict[int, float]:
    level = background or Background.of(list(dense.values()))
    unit = DENSE_UNIT * level.deviation
    if unit <= 0:
        return dict.fromkeys(dense, 0.0)
    return {key: (value - level.mean) / unit for key, value in dense.items()}


def _lexical_parts(lexical: Mapping[int, float], ceiling: float | None) -> dict[int, float]:
    top = max([*lexical.values(), ceiling or 0.0], default=0.0)
    return {key: value / top for key, value in lexical.items()}


def _dense_share(dense: Mapping[int, float], lexical: Mapping[int, float]) -> float:
    if dense and lexical:
        return DENSE_WEIGHT
    return 1.0 if dense else 0.0


def _bounded(total: float) -> float:
    return 1 / (1 + math.exp(-SCORE_STEEPNESS * (total - SCORE_MIDDLE)))


def _shown(candidate: Candidate) -> dict[str, float]:
    shown = {"place": candidate.place, "number": float(candidate.number)}
    if candidate.dense is not None:
        shown["dense"] = candidate.dense
    if candidate.lexical is not None:
        shown["lexical"] = candidate.lexical
    return shown
