"""Which of the offers answer: the best of each place, and what belongs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.answering.figures.saying import group_of
from service.answering.offers import Offer
from service.answering.places import label_of
from service.answering.repeats import says_again

LISTED_COVERAGE: Final = 0.4
"""Another place's line must be on the subject in its own right."""
LISTED_SHARE: Final = 0.85
"""Of the best line's coverage."""
PLACES_MAX: Final = 4
"""Lines of figures; of sentences, half as many are read."""
FIGURE_MARGIN: Final = 0.12
"""Figures of another place are listed too when they are worth nearly as much as the best."""
SENTENCE_MARGIN: Final = 0.04
"""Sentences of another place only when hardly anything tells them apart."""
FOLLOWING_MARGIN: Final = 0.12
"""A second sentence of any place, where no figure answers: the reader tells them apart."""
CASE_MARGIN: Final = 0.15
"""The same figure of another group beside it, in a clause of its own."""


def chosen_of(offers: Sequence[Offer], *, places_named: int) -> list[Offer]:
    """Return the best offer of each place that answers about as well as the best of all.

    Of several places that are named each may answer, though one answers better than the other.
    What one place says twice is given once.
    """
    chosen: list[Offer] = []
    labels: set[str] = set()
    for offer in offers:
        best = chosen[0] if chosen else offer
        label = label_of(offer.hit.document)
        most = PLACES_MAX if best.found.measures else PLACES_MAX // 2
        if len(chosen) == most:
            break
        beside = _stands_beside(best, offer, any_value=places_named > 1)
        follows = _may_follow(best, offer) or _is_case_beside(best, offer)
        if not follows and (label in labels or not beside):
            continue
        if chosen and places_named and offer.level is not best.level:
            continue
        if label in labels and any(says_again(one.found, offer.found) for one in chosen):
            continue
        chosen.append(offer)
        labels.add(label)
    return chosen


def _may_follow(best: Offer, offer: Offer) -> bool:
    """Whether two sentences answer about as well, wherever they stand, and both may be given."""
    return (
        not (best.found.figure or offer.found.figure)
        and offer.value >= best.value - FOLLOWING_MARGIN
        and offer.hit.clause.id != best.hit.clause.id
    )


def _is_case_beside(best: Offer, offer: Offer) -> bool:
    """Whether a clause beside says the same figure of another group: 在校学生, 其他人员.

    Who names neither gets both; what is said of another group than the one named is no offer.
    """
    one, other = best.hit.clause, offer.hit.clause
    beside = one.document_id == other.document_id and one.path == other.path
    if not beside or one.id == other.id or offer.found.for_others:
        return False
    near = offer.value >= best.value - CASE_MARGIN
    mine, theirs = (
        {(m.kind, m.unit, m.subject, group_of(m)) for m, _ in found.measures}
        for found in (best.found, offer.found)
    )
    alike = {said[:3] for said in mine} & {said[:3] for said in theirs}
    told = all(said[3] for said in (*mine, *theirs)) and not mine & theirs
    return near and bool(alike) and told


def _stands_beside(best: Offer, offer: Offer, *, any_value: bool) -> bool:
    if offer is best:
        return True
    margin = FIGURE_MARGIN if best.found.measures else SENTENCE_MARGIN
    return (
        (any_value or offer.value >= best.value - margin)
        and offer.coverage >= max(LISTED_COVERAGE, LISTED_SHARE * best.coverage)
        and offer.found.figure == best.found.figure
        and bool(offer.found.measures) == bool(best.found.measures)
        and offer.in_force
        and best.hit.document.region is not None
        and offer.hit.document.region is not None
    )
