"""What one clause offers as an answer, before the clauses are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from index import Hit, phrase_spans, sentence_spans
from ingest.alignment import Span
from ingest.records import Clause, Measure

_OUTER: Final = re.compile(r"[\s,，;；、:：]")
_STRIPPED_END: Final = frozenset("，,；;：:、")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement that a clause supports."""

    hit: Hit
    text: str
    """What to say, in Chinese, without the place."""
    spans: tuple[Span, ...]
    """Where it stands in the clause text; ascending, apart from each other, never empty."""
    measures: tuple[tuple[Measure, int], ...] = ()
    """Each figure with the span that holds it, an index into `spans`."""
    covers: tuple[float, ...]
    """How well what is said covers each word of the topic, the context of the clause included."""
    own_cover: float = 0.0
    """The share of the topic that the cited words themselves cover."""
    figure: bool = False
    """Whether it holds a figure of the kind asked for."""
    group: float = 0.0
    """1 when a word of the question chose among figures of several groups."""


def trimmed(text: str, start: int, end: int) -> Span:
    """Cut blanks and separators off both ends of a span."""
    while start < end and _OUTER.match(text[start]):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _STRIPPED_END):
        end -= 1
    return Span(start, end)


def sentences(clause: Clause) -> list[Span]:
    """Return the sentences of a clause after its number, blanks cut off; empty ones left out."""
    return _body(clause, sentence_spans(clause.text))


def phrases(clause: Clause) -> list[Span]:
    """Return the same, cut also at semicolons."""
    return _body(clause, phrase_spans(clause.text))


def holding(spans: Sequence[Span], position: int) -> Span | None:
    """Return the span that holds a position."""
    return next((span for span in spans if span.start <= position < span.end), None)


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Join the spans that overlap; what only touches stays apart."""
    joined: list[Span] = []
    for span in sorted(set(spans)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def is_heading_fallback(measure: Measure, clause: Clause) -> bool:
    """Whether the figure's subject is only the heading of its clause, for want of words."""
    return not measure.subject or measure.subject == clause.heading


def context_of(hit: Hit) -> str:
    """Return the words around a clause that say what it is about."""
    return "\n".join((hit.clause.heading, *hit.clause.path, hit.document.title))


def _body(clause: Clause, spans: Iterable[Span]) -> list[Span]:
    found = [trimmed(clause.text, max(start, clause.body_start), end) for start, end in spans]
    return [span for span in found if span.start < span.end]
