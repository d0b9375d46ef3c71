"""Which words of a clause to mark, and which of its sentences to quote."""

from __future__ import annotations

import math
import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.passages import phrase_spans, sentence_spans
from index.questions.asked_figures import asked_figures
from index.questions.query import AnalyzedQuery
from ingest.records import Clause
from ingest.text.alignment import Span

QUOTE_MAX_CHARS = 160
"""A second sentence joins the quote while both fit; one sentence is never cut."""
SENTENCE_MAX_CHARS = 240
"""A longer one is quoted by what stands between its semicolons, each a statement of its own."""
SECOND_SENTENCE_SHARE = 0.6
"""Of the first sentence's score, for the second to be worth quoting."""

_LEXICON_TERM_WEIGHT = 0.6
_PASSAGE_BONUS = 0.5
_LATIN = frozenset(string.ascii_letters + string.digits)
_FIGURE_BONUS = 0.5
_UNITS_LABEL = re.compile(r"[〔(（【\[]?\s*(?:牵头|责任|配合|主办|协办|承办)(?:单位|部门)\s*[:：]")
_WHO_ASKED = re.compile(
    r"谁|哪个|哪家|部门|单位|负责|牵头|\bwho\b|\bwhich\b|responsible", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of a question, looked for in folded texts.

    Latin words and numbers count only whole: app is not in happy, 12 not in 2012. A pattern for
    each would take longer to compile than all hits take to read.
    """

    text: str
    """Folded."""
    weight: float

    def is_in(self, text: str) -> bool:
        return self.text in text and (not self.text.isascii() or any(self.spans(text)))

    def spans(self, text: str) -> Iterator[Span]:
        whole = self.text.isascii()
        start = text.find(self.text)
        while start >= 0:
            end = start + len(self.text)
            if whole and not _is_whole(text, start, end):
                end = start + 1
            else:
                yield Span(start, end)
            start = text.find(self.text, end)


def highlights(text: str, query: AnalyzedQuery) -> tuple[Span, ...]:
    """Return where the question's words and their synonyms stand in a clause text.

    Touching and overlapping finds are one; single characters are not marked.
    """
    folded = _folded(text)
    present = [term for term in _terms(query) if term.text in folded]
    return _merged(span for term in present for span in term.spans(folded))


def best_quote(clause: Clause, query: AnalyzedQuery, passage: Span | None = None) -> Span:
    """Return the one or two sentences of a clause that answer the question best.

    Args:
        clause: The clause; a quote begins after its number.
        query: The question; one for a figure prefers sentences that hold one.
        passage: The part of the clause whose vector matched best, if it was a part.
    """
    sentences, texts = _sentences(clause.text, clause.body_start, len(clause.heading))
    if not sentences:
        return Span(0, len(clause.text))
    scores = _sentence_scores(clause.text, texts, sentences, query, passage)
    best = max(
        range(len(sentences)), key=lambda at: (_is_answer(texts[at], query), scores[at], -at)
    )
    return _with_list(clause.text, sentences, _widened(sentences, scores, best))


@lru_cache(maxsize=1024)
def _sentences(
    text: str, body_start: int, heading_chars: int
) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Return the sentences of a clause and their folded texts, without number and outer blanks.

    A heading alone is none of them. Many questions lead to the same clauses, so they are kept.
    """
    spans = [
        span
        for sentence in sentence_spans(text)
        for span in _statements(text, sentence)
        for span in [_trimmed(text, max(span.start, body_start), span.end)]
        if span.start < span.end
    ]
    body = [span for span in spans if span.end > body_start + heading_chars + 1]
    kept = tuple(body or spans)
    folded = _folded(text)
    return kept, tuple(folded[start:end] for start, end in kept)


def _is_answer(text: str, query: AnalyzedQuery) -> bool:
    """Tell whether a sentence can answer; who is responsible answers only who asks for it."""
    return not _UNITS_LABEL.match(text) or _WHO_ASKED.search(query.info.normalized) is not None


def _statements(text: str, sentence: Span) -> list[Span]:
    if sentence.end - sentence.start <= SENTENCE_MAX_CHARS:
        return [sentence]
    inside = phrase_spans(text[sentence.start : sentence.end])
    return [Span(sentence.start + start, sentence.start + end) for start, end in inside]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _sentence_scores(
    clause_text: str,
    texts: Sequence[str],
    spans: Sequence[Span],
    query: AnalyzedQuery,
    passage: Span | None,
) -> list[float]:
    """Score sentences by the terms they hold, rare ones among these sentences counting more."""
    scores = [0.0] * len(texts)
    folded = _folded(clause_text)
    for term in _terms(query):
        if term.text not in folded:
            continue
        holders = [at for at, text in enumerate(texts) if term.is_in(text)]
        for at in holders:
            scores[at] += term.weight * math.log(1 + len(texts) / len(holders))
    figures = asked_figures(query.info.normalized)
    for at, (text, span) in enumerate(zip(texts, spans, strict=True)):
        if any(figure.answer.search(text) for figure in figures):
            scores[at] += _FIGURE_BONUS
        if passage and span.start < passage.end and passage.start < span.end:
            scores[at] += _PASSAGE_BONUS
    return scores


def _widened(sentences: Sequence[Span], scores: Sequence[float], best: int) -> Span:
    """Add the better neighbour when it is nearly as good and short enough."""
    quote = sentences[best]
    neighbours = [at for at in (best - 1, best + 1) if 0 <= at < len(sentences)]
    for at in sorted(neighbours, key=lambda at: (-scores[at], at)):
        start = min(quote.start, sentences[at].start)
        end = max(quote.end, sentences[at].end)
        good = scores[at] > 0 and scores[at] >= SECOND_SENTENCE_SHARE * scores[best]
        if good and end - start <= QUOTE_MAX_CHARS:
            return Span(start, end)
    return quote


def _with_list(text: str, sentences: Sequence[Span], quote: Span) -> Span:
    """Go on after 期限为： with the items that it announces, while they fit; one at least."""
    if not text[: quote.end].endswith(("：", ":")):
        return quote
    end = quote.end
    for sentence in sentences:
        fits = end == quote.end or sentence.end - quote.start <= QUOTE_MAX_CHARS
        if sentence.start >= end and fits:
            end = sentence.end
    return Span(quote.start, end)


def _terms(query: AnalyzedQuery) -> tuple[_Term, ...]:
    return _prepared(query.typed_terms, query.lexicon_terms)


@lru_cache(maxsize=64)
def _prepared(typed: tuple[str, ...], others: tuple[str, ...]) -> tuple[_Term, ...]:
    weighted = [(term, 1.0) for term in typed] + [(term, _LEXICON_TERM_WEIGHT) for term in others]
    return tuple(_Term(_folded(term), weight) for term, weight in weighted if len(term) > 1)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """Return a text in lower case, of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def _is_whole(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] not in _LATIN and (start == 0 or text[start - 1] not in _LATIN)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
