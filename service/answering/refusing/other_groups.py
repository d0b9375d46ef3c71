"""Whether the clause on a subject speaks of another group than the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.answering.found import in_context
from service.answering.offers import Offer
from service.answering.records import AskedQuestion
from service.answering.wording.alternatives import alternatives_of
from service.answering.wording.evidence import Topic

OTHERS_LEAD: Final = 0.1
"""How much more a clause on another group may be worth than the one that answers."""
OTHERS_LEAD_ALIKE: Final = 0.2
"""The same, where both hold as much of the words beside the group."""
OTHERS_COVERAGE: Final = 0.15
"""How much more of the words beside the group it may hold, where it is worth nearly as much."""
OTHERS_BEHIND: Final = 0.15


def is_for_others(
    chosen: Sequence[Offer], offers: Sequence[Offer], asked: AskedQuestion, topic: Topic
) -> bool:
    """Whether the clause on the subject is about another group, and what is chosen beside it.

    大专 has no rent subsidy where 本科 and above have one; what else 大专 gets is no answer.
    """
    if not chosen or chosen[0].found.for_others:
        return bool(chosen)
    beside = [
        0.0 if asked.whose.names(word.text) else weight
        for word, weight in zip(topic.words, topic.weights, strict=True)
    ]

    def on_subject(offer: Offer) -> float:
        covers = offer.found.covers
        held = sum(w * c for w, c in zip(beside, covers, strict=True))
        return held / (sum(beside) or 1.0)

    best = chosen[0]
    kind_is_told = _is_kind_told(best, asked)
    if not kind_is_told and any(
        offer.found.of_another_kind and offer.value > best.value for offer in offers
    ):
        return True
    return any(
        offer.level is best.level
        and (
            (offer.value > best.value + OTHERS_LEAD and on_subject(offer) > on_subject(best))
            or (
                offer.value > best.value + OTHERS_LEAD_ALIKE
                and on_subject(offer) == on_subject(best)
            )
            or (
                offer.value > best.value - OTHERS_BEHIND
                and on_subject(offer) > on_subject(best) + OTHERS_COVERAGE
            )
        )
        for offer in offers
        if offer.found.for_others
        and not offer.found.for_else
        and not (offer.found.of_another_kind and kind_is_told)
    )


def _is_kind_told(offer: Offer, asked: AskedQuestion) -> bool:
    """Whether a clause names the kind asked about, so that others beside it say nothing."""
    return alternatives_of(asked.normalized).are_all_in(in_context(offer.hit))
