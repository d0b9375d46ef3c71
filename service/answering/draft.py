"""A drafted answer: the best statements that can be made, before it is decided to give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index import Hit, SearchResult
from service.answering.records import AskedQuestion, FoundMeasure, Reason, Source, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The best answer the hits allow, however weak, with what speaks for it."""

    question: AskedQuestion
    search: SearchResult
    """All that was found, best first."""
    in_place: tuple[Hit, ...]
    """The hits that may answer: of the place named or below it; all hits when none is named."""
    elsewhere: tuple[Hit, ...]
    """The other hits: of the place's parents and of other places."""
    statements: tuple[Statement, ...] = ()
    """Empty when nothing of the kind asked for was found."""
    measures: tuple[FoundMeasure, ...] = ()
    citations: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    """What must be said first, in the language of the answer."""
    for_others: bool = False
    """Whether what is on the subject is said of another group than the question asks about."""
    support: Mapping[str, float]
    """Numeric clues of how the answer was found, each 0 or 1 or a share in [0, 1] unless
    `service.answering.refusing.support` says otherwise; every key is always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Whether a draft is given as the answer."""

    confidence: float
    """In [0, 1]: the chance that the statements answer the question."""
    answered: bool
    reason: Reason | None = None
    """Why not; None exactly when answered."""


RefusalDecision = Callable[[Draft], Assessment]
"""Decides on a draft, as does `assess` of `service.answering.refusing.refusal`."""
