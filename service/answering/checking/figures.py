"""The figures of a Chinese sentence against those of its cited spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.measures import extract_measures
from ingest.records import Measure, MeasureKind
from service.answering.checking.findings import Unfounded, Unsupported
from service.answering.checking.groups import likeness, strange_words
from service.answering.checking.quantities import Quantity, find_quantities, quantity_of
from service.answering.checking.sources import SupportSpan

_UPPER = re.compile(r"最[高多长迟晚]|至多|上限|封顶|不超过|不[高多长]于|控制在")
_LOWER = re.compile(r"最[低少短]|至少|下限|不[低少短]于")
Slice = tuple[int, int]

_PIECE_END = re.compile(r"[,;。:()\n]")
_SENTENCE_END = re.compile(r"[。;!?\n]")
_CLEARLY_ALIKE = 0.05
"""A figure of another group must share clearly more words before a claim counts as its own;
ties come from subjects that the source says once for several groups."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a sentence states."""

    quantity: Quantity
    written: str
    start: int
    measure: Measure | None
    """How the sentence types it; None for numbers that are no measure there."""
    words: str
    """For whom and of what, as the sentence says it."""
    baseline: bool = False
    bound: str = "="


@dataclass(frozen=True, slots=True)
class Stated:
    """A typed figure of a cited span."""

    quantity: Quantity
    measure: Measure


def read_claims(sentence: str) -> tuple[Claim, ...]:
    """Return what a plain sentence claims in figures other than dates, in order."""
    typed = {m.start: m for m in extract_measures(sentence)}
    starts_from = {m.baseline for m in typed.values()}
    claims = []
    previous = 0
    for found in find_quantities(sentence):
        measure = typed.get(found.start)
        written = sentence[found.start : found.end]
        base = measure is None and str(found.quantity.value) in starts_from
        own = _PIECE_END.split(sentence[previous : found.start])[-1]
        words = f"{measure.condition or ''},{measure.subject}" if measure else own
        bound = measure.comparator if measure and measure.comparator != "=" else _bound(own)
        claims.append(Claim(found.quantity, written, found.start, measure, words, base, bound))
        previous = found.end
    return tuple(claims)


def _bound(words: str) -> str:
    """Return the bound of the words before a figure, however far off in its piece."""
    if _UPPER.search(words):
        return "<="
    return ">=" if _LOWER.search(words) else "="


def stated(spans: Sequence[SupportSpan]) -> tuple[Stated, ...]:
    """Return the typed figures of the spans, dates left out."""
    return tuple(
        Stated(quantity, measure)
        for span in spans
        for measure in span.measures
        if (quantity := quantity_of(measure.value, measure.unit))
    )


def check_claim(
    claim: Claim, spans: Sequence[SupportSpan], *, places: Sequence[str] = ()
) -> Unsupported | None:
    """Return what is wrong with a claimed figure; None when a span states it so."""
    known = stated(spans)
    same = [one for one in known if one.quantity == claim.quantity]
    if claim.baseline or not same:
        kind = _untyped(claim, spans, known)
        return Unsupported(kind, claim.written) if kind else None
    bounded = [
        one for one in same if bound_holds(claim.bound, one.measure.comparator, one.measure.kind)
    ]
    if not bounded:
        return Unsupported(Unfounded.BOUND, claim.written)
    source = "。".join(text for span in spans for text in (span.said, span.around))
    typed = claim.measure is not None  # else its words are a rough cut of the sentence
    strange = strange_words(claim.words, source, places=places) if typed else None
    strange = strange or _other_group(claim.words, bounded, _with_unit(known, claim.quantity))
    return Unsupported(Unfounded.CONDITION, strange) if strange else None


def check_bare(
    text: str, digits: str, start: int, spans: Sequence[SupportSpan]
) -> Unsupported | None:
    """Check a number without a unit, such as the second of 10个工作日(有外部工程15)."""
    value = Decimal(digits)
    known = stated(spans)
    same = [one for one in known if one.quantity.value == value]
    if same:
        words = _PIECE_END.split(text[:start])[-1]
        strange = _other_group(words, same, [one for one in known if one not in same])
        return Unsupported(Unfounded.CONDITION, strange) if strange else None
    pattern = re.compile(rf"(?<![\d.]){re.escape(digits)}(?![\d]|\.\d)")
    if any(pattern.search(part) for span in spans for part in (span.said, span.around)):
        return None
    return Unsupported(Unfounded.FIGURE, digits)


def _untyped(
    claim: Claim, spans: Sequence[SupportSpan], known: Sequence[Stated]
) -> Unfounded | None:
    """Look a number up that the sentence or the source does not use as a measure."""
    plain = {found.quantity for span in spans for found in span.quantities}
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


def bound_holds(claimed: str, source: str, kind: MeasureKind) -> bool:
    """Say whether a claim keeps the bound of its source.

    A time limit may drop its 不超过 or gain it (压缩至7个工作日 is a limit); an amount may not:
    最高50万元 is no promise of 50万元.
    """
    if claimed == source:
        return True
    if kind is MeasureKind.DURATION:
        return {claimed, source} == {"=", "<="}
    return False


def _with_unit(known: Sequence[Stated], quantity: Quantity) -> list[Stated]:
    """Return the other figures that the words might belong to."""
    return [one for one in known if one.quantity.unit == quantity.unit and one.quantity != quantity]


def _other_group(words: str, same: Sequence[Stated], others: Sequence[Stated]) -> str | None:
    best = max(likeness(words, one.measure) for one in same)
    closest = max((likeness(words, one.measure) for one in others), default=0.0)
    return words.strip(",") if closest > best + _CLEARLY_ALIKE else None


def sentence_of(text: str, position: int) -> tuple[int, int]:
    """Return the sentence of a text in which a position stands."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= position), default=0)
    return start, min((end for end in ends if end > position), default=len(text))


def bare_numbers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """Yield the digits of a text outside the slices taken, with where they start."""
    for match in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match[0].replace(",", ""), match.start()
