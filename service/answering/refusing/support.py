"""Clues of how well an answer is supported, as numbers, for whoever decides to give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.answering.found import in_context
from service.answering.offers import Offer
from service.answering.wording.evidence import Topic

KEYS = (
    "answer_value",
    "hit_score",
    "coverage",
    "own_coverage",
    "clause_coverage",
    "figure_found",
    "words",
)


def support_of(topic: Topic, chosen: Sequence[Offer]) -> Mapping[str, float]:
    """Return the clues of the best offer.

    Shares and flags; `hit_score` is the search's score of its clause, and `words` is how many words
    the question has, a tenth each, at most 1.
    """
    clues = dict.fromkeys(KEYS, 0.0)
    clues["words"] = min(1.0, len(topic.words) / 10)
    if chosen:
        best = chosen[0]
        held = topic.covers(in_context(best.hit))
        clues |= {
            "answer_value": best.value,
            "hit_score": best.hit.score,
            "coverage": best.coverage,
            "own_coverage": best.found.own_cover,
            "clause_coverage": topic.weighed(held),
            "figure_found": float(best.found.figure),
        }
    return {key: round(value, 6) for key, value in clues.items()}
