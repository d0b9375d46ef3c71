"""The figures of a Chinese sentence against those of its cited spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Measure, MeasureKind
from service.answering.checking.claims import PIECE_END, Claim, Stated, stated
from service.answering.checking.findings import Unfounded, Unsupported
from service.answering.checking.groups import fits, joined_group, strange_words
from service.answering.checking.plain import plain
from service.answering.checking.quantities import Quantity, quantity_of
from service.answering.checking.sources import SupportSpan

_TITLE = re.compile(r"《[^《》]*》")
"""Of the document that is cited, checked apart: its words tell no figure from another."""


def _changes_alike(claim: Claim, one: Stated) -> bool:
    """Say whether both are changes or neither is; a share may leave out that it is one."""
    may_omit = one.measure.kind is MeasureKind.PERCENTAGE and not claim.is_change
    return one.is_change == claim.is_change or may_omit


def check_claim(
    claim: Claim, spans: Sequence[SupportSpan], *, places: Sequence[str] = ()
) -> Unsupported | None:
    """Return what is wrong with a claimed figure; None when a span states it so."""
    known = stated(spans)
    same = [one for one in known if one.quantity == claim.quantity]
    if not claim.quantity.unit:
        same = [one for one in known if one.quantity.value == claim.quantity.value]
    if claim.baseline or not same:
        kind = _untyped(claim, spans, known)
        return Unsupported(kind, claim.written) if kind else None
    same = [one for one in same if _changes_alike(claim, one)]
    if not same:
        return Unsupported(Unfounded.FIGURE, claim.written)
    bounded = [one for one in same if one.may_be(claim.bound)]
    if not bounded:
        return Unsupported(Unfounded.BOUND, claim.written)
    source = "。".join(text for span in spans for text in (span.said, span.around))
    strange = strange_words(claim.words, source, places=places)
    words = _without(places, _TITLE.sub(",", claim.piece))
    others = [
        one for one in _with_unit(known, claim.quantity) if not _limited_by(claim, one.measure)
    ]
    strange = strange or _other_group(words, bounded, others)
    strange = strange or (None if claim.listed else _joined_group(words, bounded, others))
    return Unsupported(Unfounded.CONDITION, strange) if strange else None


def check_bare(
    text: str, digits: str, start: int, spans: Sequence[SupportSpan]
) -> Unsupported | None:
    """Check a number without a unit, such as the second of 10个工作日(有外部工程15)."""
    value = Decimal(digits)
    known = stated(spans)
    same = [one for one in known if one.quantity.value == value]
    if same:
        words = PIECE_END.split(text[:start])[-1]
        strange = _other_group(words, same, [one for one in known if one not in same])
        return Unsupported(Unfounded.CONDITION, strange) if strange else None
    pattern = re.compile(rf"(?<!\d)(?<!\d\.){re.escape(digits)}(?!\d|\.\d)")
    if any(pattern.search(part) for span in spans for part in (span.said, span.around)):
        return None
    return Unsupported(Unfounded.FIGURE, digits)


def _untyped(
    claim: Claim, spans: Sequence[SupportSpan], known: Sequence[Stated]
) -> Unfounded | None:
    """Look a number up that the sentence or the source does not use as a measure."""
    plain = {found.quantity for span in spans for found in span.quantities}
    if not claim.quantity.unit:
        plain |= {Quantity(one.value, "") for one in plain}
    if claim.quantity in plain:
        values = {one.quantity for one in known}
        bases = {
            quantity_of(one.measure.baseline, one.measure.unit)
            for one in known
            if one.measure.baseline
        }
        only_base = claim.quantity in bases and claim.quantity not in values
        if only_base and not claim.baseline and claim.measure is not None:
            return Unfounded.FIGURE  # 由15个工作日缩短到7个: 15 is no limit any more
        free = claim.bound == "=" or claim.measure is None or claim.quantity in values
        return None if free else Unfounded.BOUND
    if any(one.value == claim.quantity.value for one in plain):
        return Unfounded.UNIT
    return Unfounded.FIGURE


def _limited_by(claim: Claim, measure: Measure) -> bool:
    """Say whether a figure says of which other one it is: 违法所得不足100万元的,罚款10万元以上.

    Or what the other measures: 适用3%征收率的应税销售收入, 1%.
    """
    return claim.written in plain(f"{measure.condition or ''},{measure.subject}")


def _without(places: Sequence[str], words: str) -> str:
    for place in sorted(places, key=len, reverse=True):
        words = words.replace(place, ",")
    return words


def _with_unit(known: Sequence[Stated], quantity: Quantity) -> list[Stated]:
    """Return the other figures that the words might belong to."""
    return [one for one in known if one.quantity.unit == quantity.unit and one.quantity != quantity]


def _other_group(words: str, same: Sequence[Stated], others: Sequence[Stated]) -> str | None:
    """Return the words when they fit another figure of the source better than each that is meant.

    Only what tells two figures apart counts: 高压 and 低压, not the 用户 that both have.
    """
    if any(all(fits(words, one.measure, other.measure) for other in others) for one in same):
        return None
    return words.strip(",")


def _joined_group(words: str, same: Sequence[Stated], others: Sequence[Stated]) -> str | None:
    """Return a group joined to the one that is meant, of which the source has another figure."""
    found = [_joined_to(one, words, others) for one in same]
    return None if None in found else found[0]


def _joined_to(one: Stated, words: str, others: Sequence[Stated]) -> str | None:
    for piece in PIECE_END.split(words):
        for other in others:
            if group := joined_group(piece, one.measure, other.measure):
                return group
    return None
