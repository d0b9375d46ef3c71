"""Clues of how well an answer is supported, as numbers, for whoever decides to give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index import Hit
from service.answering.choosing import Offer
from service.answering.found import context_of
from service.answering.records import AskedQuestion
from service.answering.wording.evidence import Topic

KEYS = (
    "answer_value",
    "answer_lead",
    "hit_score",
    "hit_rank",
    "top_score",
    "dense",
    "lexical",
    "coverage",
    "own_coverage",
    "clause_coverage",
    "least_covered",
    "uncovered_rare",
    "elsewhere_coverage",
    "elsewhere_figure",
    "elsewhere_score",
    "figure_asked",
    "figure_found",
    "group_matched",
    "place_named",
    "place_matched",
    "place_above",
    "in_force",
    "english",
    "words",
)


def support_of(
    asked: AskedQuestion,
    topic: Topic,
    chosen: Sequence[Offer],
    offers: Sequence[Offer],
    elsewhere: Sequence[Offer],
    *,
    place_named: bool,
) -> Mapping[str, float]:
    """Return the clues.

    Besides shares and flags: `hit_rank` is 1 / rank of the clause used; `dense` and `lexical` are
    the search's evidence for it; `answer_lead` is how far the best offer is before the next one;
    `uncovered_rare` is the greatest weight of a word that the clause does not hold; `words` is how
    many words the question has, a tenth each, at most 1.
    """
    clues = dict.fromkeys(KEYS, 0.0)
    clues |= _of_question(asked, topic, place_named=place_named) | _of_elsewhere(elsewhere)
    if chosen:
        best = chosen[0]
        others = [offer.value for offer in offers if offer is not best]
        clues |= _of_hit(best.hit) | _of_clause(best.hit, topic)
        clues |= {
            "answer_value": best.value,
            "answer_lead": best.value - max(others, default=0.0),
            "top_score": max(offer.hit.score for offer in offers),
            "coverage": best.coverage,
            "own_coverage": best.found.own_cover,
            "figure_found": float(best.found.figure),
            "group_matched": float(best.found.group is not None),
            "place_matched": float(place_named and best.level == "named"),
            "place_above": float(best.level == "above"),
            "in_force": float(best.in_force),
        }
    return {key: round(value, 6) for key, value in clues.items()}


def _of_question(asked: AskedQuestion, topic: Topic, *, place_named: bool) -> dict[str, float]:
    return {
        "figure_asked": float(bool(asked.figures)),
        "place_named": float(place_named),
        "english": float(asked.normalized.isascii()),
        "words": min(1.0, len(topic.words) / 10),
    }


def _of_elsewhere(elsewhere: Sequence[Offer]) -> dict[str, float]:
    if not elsewhere:
        return {}
    best = elsewhere[0]
    return {
        "elsewhere_coverage": best.coverage,
        "elsewhere_figure": float(best.found.figure),
        "elsewhere_score": best.hit.score,
    }


def _of_hit(hit: Hit) -> dict[str, float]:
    return {
        "hit_score": hit.score,
        "hit_rank": 1 / hit.rank,
        "dense": hit.scores.get("dense", 0.0),
        "lexical": hit.scores.get("lexical", 0.0),
    }


def _of_clause(hit: Hit, topic: Topic) -> dict[str, float]:
    covers = topic.covers(f"{hit.clause.text}\n{context_of(hit)}")
    missing = [w * (1 - c) for w, c in zip(topic.weights, covers, strict=True)]
    return {
        "clause_coverage": topic.weighed(covers),
        "least_covered": min(covers, default=0.0),
        "uncovered_rare": max(missing, default=0.0),
    }
