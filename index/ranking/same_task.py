"""Clauses of other places that say what the first hit says of the question rise towards it.

Who looks up what a city promised wants to see what others promised on the same task. Their clauses
share the words of documents with the first hit, which the question, in words of its own, often does
not. So each token of the question is replaced by its best match in the first clause, and these
look for their best matches in the clauses of other places (pseudo relevance feedback by token:
Wang, Macdonald, Tonellotto and Ounis 2021, "Pseudo-relevance feedback for multiple representation
dense retrieval"). What is first stays first, and only a list for a reader uses it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedding.token_projection import QuestionTokens, TokenCodes
from index.ranking.fusion import Fused, lifted, total_of
from index.vectors.late_interaction import ClauseTokens
from ingest.places.regions import contains
from ingest.records import Region

TOKENS: Final = 8
"""Of the question, the heaviest. Ranks as 12 or all do, in half the time."""
STEEPNESS: Final = 3.0
"""Share of the distance to the first hit for each unit of the cosine above the mean of the clauses
of other places. Flat from 2 to 5."""
MOST: Final = 0.3
"""Of that distance. With more, clauses that share only the first hit's topic pass better ones."""
PART: Final = "same_task"
"""Names what a clause gained in `Fused.parts`."""


def with_same_task(
    ranked: Sequence[Fused],
    codes: Mapping[int, TokenCodes],
    question: QuestionTokens,
    *,
    elsewhere: Collection[int],
) -> list[Fused]:
    """Rank clauses once more, higher where another place says what the first one says.

    Args:
        ranked: Best first.
        codes: Token vectors by clause key; one that has none stays where it is.
        question: Token by token.
        elsewhere: Keys of the clauses of other places than the first one's.
    """
    others = [one for one in ranked if one.key in elsewhere and len(codes.get(one.key, ()))]
    first = ranked[0] if ranked else None
    if first is None or not others or not len(codes.get(first.key, ())):
        return list(ranked)
    alike = _likeness(codes[first.key], [codes[one.key] for one in others], question)
    shares = np.clip(STEEPNESS * (alike - alike.mean()), 0.0, MOST).tolist()
    share_of = {one.key: share for one, share in zip(others, shares, strict=True)}
    best = total_of(first.score)
    rising = [_rising(one, best, share_of.get(one.key, 0.0)) for one in ranked]
    return sorted(rising, key=lambda one: (-one.score, one.key))


def apart(place: Region | None, other: Region | None) -> bool:
    """Whether both places are known and neither lies in the other."""
    if place is None or other is None:
        return False
    return not contains(place, other) and not contains(other, place)


def _likeness(
    first: TokenCodes, others: Sequence[TokenCodes], question: QuestionTokens
) -> NDArray[np.float32]:
    """Return how well other clauses match what the first one says of the question, (clauses)."""
    heaviest = np.argsort(-question.weights, kind="stable")[:TOKENS]
    tokens = ClauseTokens.of([first]).vectors
    said = tokens[(tokens @ question.vectors[heaviest].T).argmax(axis=0)]
    said /= np.maximum(np.linalg.norm(said, axis=1, keepdims=True), 1e-9)
    weights = question.weights[heaviest]
    asked = QuestionTokens(said, weights / max(float(weights.sum()), 1e-9))
    return ClauseTokens.of(others).matches(asked)


def _rising(fused: Fused, best: float, share: float) -> Fused:
    rise = share * (best - total_of(fused.score))
    return lifted(fused, rise, PART) if rise > 0 else fused
