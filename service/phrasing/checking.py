"""From a reply to an answer: sentences that do not stand are left out and counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.records import Region
from service.answering.checking.plain import plain
from service.answering.composing import answer_text
from service.answering.records import Answer, Statement
from service.answering.verification import SupportSpan, unsupported
from service.phrasing.reply import MAX_SENTENCE_CHARS, Said
from service.phrasing.wording import character_pairs, hides_something, says_more

_SHARE_FROM_SPANS = 0.5
"""A Chinese sentence takes at least so many of its pairs of characters from what it cites; honest
paraphrases have 0.6 and more, advice of the model's own has next to none."""
_FIGURE = re.compile(r"\d|“[^“”一-鿿]*+[一-鿿]")


def phrased(answer: Answer, said: Sequence[Said]) -> Answer:
    """Return the answer in the sentences that stand; the answer as it was when none does."""
    spans = [SupportSpan.of(source) for source in answer.citations]
    places = {hit.document.region for hit in answer.search.hits if hit.document.region}
    kept = [one for one in said if stands(one, spans, places)]
    removed = len(said) - len(kept)
    if not kept:
        return replace(answer, removed=removed)
    statements = tuple(
        Statement(text=one.text, citations=tuple(number - 1 for number in one.citations))
        for one in kept
    )
    text = answer_text(statements, answer.notes, answer.question.language)
    return replace(answer, text=text, statements=statements, phrased=True, removed=removed)


def stands(said: Said, spans: Sequence[SupportSpan], places: Collection[Region]) -> bool:
    """Say whether a sentence cites spans that exist and says nothing that they do not say."""
    if not said.citations or len(said.text) > MAX_SENTENCE_CHARS:
        return False
    if not all(1 <= number <= len(spans) for number in said.citations):
        return False
    cited = [spans[number - 1] for number in said.citations]
    if hides_something(said.text, cited) or not _is_grounded(said.text, cited):
        return False
    return not unsupported(said.text, cited, places=places)


def _is_grounded(text: str, cited: Sequence[SupportSpan]) -> bool:
    """Say whether a sentence is about its spans at all: no advice, no small talk, no orders.

    What is written in a document to steer a model comes out as sentences without figures, which
    no check of figures would stop.
    """
    text = plain(text)
    pairs = character_pairs(text)
    letters = len(re.findall(r"[A-Za-z]", text))
    if letters > 2 * len(pairs):
        return _FIGURE.search(text) is not None
    source = "。".join(part for span in cited for part in (span.said, span.around))
    shared = sum(pair in source for pair in pairs)
    enough = bool(pairs) and shared >= _SHARE_FROM_SPANS * len(pairs)
    return enough and not says_more(text, source)
