"""What one clause offers as an answer, before the clauses are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index import Hit, phrase_spans, sentence_spans
from ingest.records import Clause, Measure
from ingest.text.alignment import Span

_OUTER: Final = re.compile(r"[\s,，;；、:：]")
_STRIPPED_END: Final = frozenset("，,；;：:、")
_RULES: Final = re.compile(r"应当?|必须|不得|禁止|可以|负责|由|免|无需|不予|[是为]")
_SETTLES: Final = re.compile(r"不[得受予再]|可以|应当|必须|享受|无需|禁止|免[^费疫税]")
"""Words of rules that titles do not have, as 负责 and 由 may."""
TITLE_MAX_CHARS: Final = 24
"""A longer first sentence of an article is one of its rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement that a clause supports."""

    hit: Hit
    said: Callable[[], str]
    """Words what is stated; of most hits it is never asked, since another is worth more."""
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
    group: str | None = None
    """The one group that the words of the question chose among several; empty for several."""
    fitness: float = 0.0
    """What its wording adds to its value: words that an answer of the kind asked for has."""
    for_others: bool = False
    """Whether the clause says it of another group than the question asks about."""
    for_else: bool = False
    """Whether that is only since its figures are for another purpose: no rule for other people."""
    of_another_kind: bool = False
    """Whether that is since it speaks of another kind than the one asked about: 护理假, 婚假."""
    units: bool = False
    """Whether it names the units responsible."""

    @property
    def text(self) -> str:
        """What to say, in Chinese, without the place."""
        return self.said()


def trimmed(text: str, start: int, end: int) -> Span:
    """Cut blanks and separators off both ends of a span."""
    while start < end and _OUTER.match(text[start]):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _STRIPPED_END):
        end -= 1
    return Span(start, end)


def sentences(clause: Clause) -> tuple[Span, ...]:
    """Return the sentences of a clause after its number, blanks cut off; empty ones left out."""
    return _sentences(clause.text, clause.body_start)


def phrases(clause: Clause) -> tuple[Span, ...]:
    """Return the same, cut also at semicolons."""
    return _phrases(clause.text, clause.body_start)


def holding(spans: Sequence[Span], position: int) -> Span | None:
    """Return the span that holds a position."""
    for span in spans:
        if span.start <= position < span.end:
            return span
    return None


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
    subject = measure.subject
    if not subject or subject == clause.heading:
        return True
    return not clause.heading and subject == run_in_title(clause)


def run_in_title(clause: Clause) -> str:
    """Return the short first sentence of an article that says what it is on: 优化电力接入。"""
    spans = () if clause.heading else sentences(clause)
    if len(spans) < 2 or spans[0].end - spans[0].start > TITLE_MAX_CHARS:
        return ""
    first = spans[0]
    if clause.text[first.end - 1] != "。" or _RULES.search(clause.text, *first):
        return ""  # what ends in a colon announces; 公安机关负责登记 is a rule
    if any(first.start <= measure.start < first.end for measure in clause.measures):
        return ""
    return clause.text[first.start : first.end].rstrip("。")


def context_of(hit: Hit) -> str:
    """Return the words around a clause that say what it is about."""
    heading = hit.clause.heading or run_in_title(hit.clause)
    return "\n".join((heading, *hit.clause.path, hit.document.title))


def in_context(hit: Hit) -> str:
    """Return the text of a clause with the words around it that say what it is about."""
    return f"{hit.clause.text}\n{context_of(hit)}"


def heading_is_rule(clause: Clause) -> bool:
    """Whether the heading of a clause is its first sentence, which settles something by itself.

    Paragraphs that are numbered one by one have no title: （六）…承揽项目，不受投资比例限制。
    """
    heading = clause.heading
    runs_on = clause.text[clause.body_start + len(heading) :][:1] in ("。", "；")
    return runs_on and (len(heading) > TITLE_MAX_CHARS or _SETTLES.search(heading) is not None)


def segment(clause: Clause, measure: Measure) -> Span:
    """Return the smallest piece of a clause that holds a figure with its subject and condition.

    What stands between semicolons, widened to the left within the sentence while words that were
    carried to the figure stand there.
    """
    phrase = holding(phrases(clause), measure.start) or Span(measure.start, measure.end)
    sentence = holding(sentences(clause), measure.start) or phrase
    start, end = phrase.start, max(phrase.end, measure.end)
    carried = [] if is_heading_fallback(measure, clause) else [measure.subject]
    carried += (measure.condition or "").split(",")
    for words in carried:
        if words and words not in clause.text[start:end]:
            at = clause.text.rfind(words, sentence.start, start)
            start = at if at >= 0 else start
    return Span(_phrase_start(clause, start), end)


def _phrase_start(clause: Clause, position: int) -> int:
    phrase = holding(phrases(clause), position)
    return phrase.start if phrase else position


# Every figure of a clause asks for its phrases; the same clauses answer many questions.
@lru_cache(maxsize=1024)
def _sentences(text: str, start: int) -> tuple[Span, ...]:
    return _body(text, start, sentence_spans(text))


@lru_cache(maxsize=1024)
def _phrases(text: str, start: int) -> tuple[Span, ...]:
    return _body(text, start, phrase_spans(text))


def _body(text: str, body_start: int, spans: Iterable[Span]) -> tuple[Span, ...]:
    found = [trimmed(text, max(start, body_start), end) for start, end in spans]
    return tuple(span for span in found if span.start < span.end)
