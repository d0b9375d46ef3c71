"""The order of clauses by their evidence and a reranker's scores together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.ranking.fusion import SAME_PLACE, Fused, lifted

LOGITS_BEHIND: Final = 5.0
"""A text so far behind the best one gets nothing: odds of 150 to 1. What lies further behind makes
no difference, since it is not what was asked for anyway."""

PART = "reranker"
"""Names what the reranker adds in `Fused.parts`, and its logit in `Fused.scores`."""

FUSED = "fused"
"""In `Fused.scores`: the score that a clause had by its evidence alone."""


@dataclass(frozen=True, slots=True)
class _Voted:
    fused: Fused
    logit: float
    bonus: float
    total: float
    standing: tuple[bool, bool, bool]


def blended(ranked: Sequence[Fused], logits: Sequence[float], *, weight: float) -> list[Fused]:
    """Put clauses in order by their evidence and what a reranker says of each.

    The reranker's favourite gains `weight`, in the unit of the sum that scores are made of, the
    others less the further their logits are behind; equal totals stay in the order given.

    What it cannot judge stays as it was: no clause gets before one that was ahead of it and whose
    document was named by number, is of the very place that was named, or is in force, where its
    own is not.

    The scores are dealt out anew: the first of the new order gets the highest, and so on. So a
    score still falls with rank, and what rests on how high scores are, such as the decision to
    refuse, sees the same as without a reranker.

    Args:
        ranked: Best first.
        logits: One for each, as `Reranker.score` gives them.
        weight: At least 0.
    """
    best = max(logits, default=0.0)
    waiting = [
        _voted(fused, logit, weight * max(0.0, 1 - (best - logit) / LOGITS_BEHIND))
        for fused, logit in zip(ranked, logits, strict=True)
    ]
    ordered = []
    while waiting:
        # The first of equals, and `waiting` is in the order given.
        following = max(_free(waiting), key=lambda voted: voted.total)
        waiting.remove(following)
        ordered.append(following)
    return [_dealt(voted, before.score) for voted, before in zip(ordered, ranked, strict=True)]


def _voted(fused: Fused, logit: float, bonus: float) -> _Voted:
    standing = (
        bool(fused.scores.get("number")),
        fused.scores.get("place") == SAME_PLACE,
        fused.scores.get("in_force", 1.0) > 0,
    )
    return _Voted(fused, logit, bonus, lifted(fused, bonus, PART).score, standing)


def _free(waiting: Sequence[_Voted]) -> list[_Voted]:
    """Return those that no one waiting ahead of them outranks in any respect."""
    free, highest = [], (False, False, False)
    for voted in waiting:
        if all(own >= most for own, most in zip(voted.standing, highest, strict=True)):
            free.append(voted)
        number, place, in_force = map(max, highest, voted.standing)
        highest = (number, place, in_force)
    return free


def _dealt(voted: _Voted, score: float) -> Fused:
    fused = voted.fused
    return fused._replace(
        score=score,
        scores={**fused.scores, FUSED: fused.score, PART: voted.logit},
        parts={**fused.parts, PART: voted.bonus},
    )
