"""Check what a sentence or an answer says against the spans that it cites.

A pure library: nothing is searched, and nothing is believed. The words of a sentence are free
where they carry no fact; its figures, units, bounds, the groups they hold for, dates, places,
organisations, document numbers and titles must stand in the cited spans. When in doubt a sentence
is unsupported, since there is always the verbatim answer to fall back on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.records import Measure, Region
from service.answering.checking.claims import (
    Claim,
    Slice,
    bare_numbers,
    read_claims,
    sentence_of,
)
from service.answering.checking.days import check_days
from service.answering.checking.english import check_english, read_english
from service.answering.checking.figures import check_bare, check_claim
from service.answering.checking.findings import Unfounded, Unsupported
from service.answering.checking.names import PlaceMention, check_names, find_places, place_stands
from service.answering.checking.plain import plain
from service.answering.checking.sources import SupportSpan, span_in_clause
from service.answering.checking.verbatim import is_quoted, without_quotes
from service.answering.records import Answer, Source, Statement

__all__ = [
    "Fault",
    "FaultKind",
    "SupportSpan",
    "Unfounded",
    "Unsupported",
    "unsupported",
    "verify",
]

_ITEM_MARK = re.compile(
    r"(?m)^[^\S\n]*+(?:\d{1,2}[.)]|\(\d{1,2}\)|[①-⑳])\s*(?!\d)|(?<=[;。])\d{1,2}[.)](?!\d)"
)
_FREE = re.compile(
    r"免费|免收|零收费|零费用|不收取?费|\bfree of charge\b|\bno (?:fee|charge)s?\b", re.IGNORECASE
)
_FREE_SAID = re.compile(
    r"免|零收费|零费用|零成本|不收|不再收|不得收|取消[^,。;]{0,12}收费|(?<!\d)0元"
)
_FORBIDS = re.compile(
    r"不得|禁止|不准|不予|不可以|不允许|\b(?:must|may|shall|can) ?not\b|\bprohibited\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"[不禁未无非勿免]|严禁|除外")


def unsupported(
    sentence: str, spans: Sequence[SupportSpan], *, places: Collection[Region] = ()
) -> tuple[Unsupported, ...]:
    """Return what a sentence says that its cited spans do not; empty when they bear it out.

    Args:
        sentence: One sentence or line, in Chinese or English, without citation marks.
        spans: What it cites. Without any, every fact of it is unsupported.
        places: Places outside the list of divisions that it might name besides those cited.
    """
    text = plain(sentence)
    if is_quoted(text, spans):
        return ()
    text = _ITEM_MARK.sub("", without_quotes(text, spans))
    mentions = find_places(text, spans, places)
    taken, wrong = check_names(text, spans, mentions)
    dated, undated = check_days(text, spans)
    wrong += undated
    named = [(mention.start, mention.end) for mention in mentions]
    wrong += _figures(text, spans, mentions, [*taken, *dated, *named])
    wrong += _denials(text, spans)
    return tuple(dict.fromkeys(wrong))


def _figures(
    text: str, spans: Sequence[SupportSpan], mentions: Sequence[PlaceMention], taken: list[Slice]
) -> Iterator[Unsupported]:
    names = [mention.words for mention in mentions]
    for english in read_english(text):
        slice_ = (english.start, english.end)
        if not _inside(slice_, taken):
            taken.append(slice_)
            found = check_english(text, english, spans)
            if found:
                yield found
    for claim in read_claims(text):
        slice_ = (claim.start, claim.start + len(claim.written))
        if _inside(slice_, taken):
            continue
        taken.append(slice_)
        near, strange = _spans_of_place(text, claim, spans, mentions)
        found = strange or check_claim(claim, near, places=names)
        if found:
            yield found
    for digits, start in bare_numbers(text, taken):
        found = check_bare(text, digits, start, spans)
        if found:
            yield found


def _inside(slice_: Slice, taken: Sequence[Slice]) -> bool:
    return any(start < slice_[1] and slice_[0] < end for start, end in taken)


def _spans_of_place(
    text: str, claim: Claim, spans: Sequence[SupportSpan], mentions: Sequence[PlaceMention]
) -> tuple[Sequence[SupportSpan], Unsupported | None]:
    """Return the spans that can speak for a figure: those of the place named before it."""
    start, _ = sentence_of(text, claim.start)
    before = [one for one in mentions if one.end <= claim.start]
    named = [one for one in before if one.start >= start] or before
    if not named:
        return spans, None
    near = [span for span in spans if place_stands(named[-1], span, mentions)]
    if near:
        return near, None
    return spans, Unsupported(Unfounded.PLACE, named[-1].words)


def _denials(text: str, spans: Sequence[SupportSpan]) -> Iterator[Unsupported]:
    free, forbids = _FREE.search(text), _FORBIDS.search(text)
    if free and not any(_FREE_SAID.search(span.said) for span in spans):
        yield Unsupported(Unfounded.FIGURE, free[0])
    if forbids and not any(_DENIAL.search(span.said) for span in spans):
        yield Unsupported(Unfounded.CONDITION, forbids[0])


class FaultKind(StrEnum):
    """What is wrong with an answer."""

    QUOTE = "quote"
    """A quote is not the slice of the raw text that its offsets name."""
    UNCITED = "uncited"
    """A statement or figure without a citation, or with one that does not exist."""
    STATEMENT = "statement"
    """A statement says what its cited spans do not."""
    MEASURE = "measure"
    """A figure does not stand in its cited span as it is given."""
    SHAPE = "shape"
    """An answer without statements, or a refusal with some."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an answer."""

    kind: FaultKind
    where: str
    """citations[0], statements[2], measures[1], answer."""
    detail: str


def verify(answer: Answer, raw_text: Callable[[str], str]) -> tuple[Fault, ...]:
    """Return what is wrong with an answer; empty for one that can be given.

    Args:
        answer: Any answer, a refusal included.
        raw_text: Returns a document's text as read, by its id.
    """
    spans = [SupportSpan.of(source) for source in answer.citations]
    return (
        *_shape(answer),
        *_quotes(answer.citations, raw_text),
        *_statements(answer.statements, spans),
        *_measures(answer),
    )


def _shape(answer: Answer) -> Iterator[Fault]:
    if answer.answered and not answer.statements:
        yield Fault(FaultKind.SHAPE, "answer", "answered without a statement")
    if not answer.answered and (answer.statements or answer.measures):
        yield Fault(FaultKind.SHAPE, "answer", "not answered, yet with statements")
    if not 0.0 <= answer.confidence <= 1.0:
        yield Fault(FaultKind.SHAPE, "answer", f"confidence is {answer.confidence}")


def _quotes(citations: Sequence[Source], raw_text: Callable[[str], str]) -> Iterator[Fault]:
    for at, source in enumerate(citations):
        citation = source.citation
        raw = raw_text(source.document.id)
        if not citation.quote or raw[citation.start : citation.end] != citation.quote:
            yield Fault(FaultKind.QUOTE, f"citations[{at}]", citation.quote)
        elif source.clause.document_id != source.document.id:
            yield Fault(FaultKind.QUOTE, f"citations[{at}]", "the clause is of another document")


def _statements(statements: Sequence[Statement], spans: Sequence[SupportSpan]) -> Iterator[Fault]:
    for at, statement in enumerate(statements):
        where = f"statements[{at}]"
        cited = [spans[index] for index in statement.citations if 0 <= index < len(spans)]
        if not cited or len(cited) < len(statement.citations):
            yield Fault(FaultKind.UNCITED, where, statement.text)
        for found in unsupported(statement.text, cited):
            yield Fault(FaultKind.STATEMENT, where, f"{found.kind}: {found.words}")


def _measures(answer: Answer) -> Iterator[Fault]:
    for at, found in enumerate(answer.measures):
        where = f"measures[{at}]"
        if not 0 <= found.citation < len(answer.citations):
            yield Fault(FaultKind.UNCITED, where, found.measure.value)
            continue
        reason = _misplaced(found.measure, answer.citations[found.citation])
        if reason:
            yield Fault(FaultKind.MEASURE, where, reason)


def _misplaced(measure: Measure, source: Source) -> str | None:
    start, end = span_in_clause(source.clause, source.citation)
    if not (start <= measure.start < measure.end <= end):
        return f"{measure.value}{measure.unit or ''} is outside the cited span"
    if measure not in source.clause.measures:
        return f"{measure.value}{measure.unit or ''} is no figure of the cited clause"
    return None
