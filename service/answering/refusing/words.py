"""What a draft quotes, what of a question that says outright, and what of one nothing knows."""

from __future__ import annotations

from collections.abc import Sequence

from index import AskedWord
from service.answering.draft import Draft
from service.answering.found import context_of
from service.answering.wording.evidence import Topic


def quoted(draft: Draft) -> str:
    """Return what a draft quotes with the headings and the title above it, in lower case."""
    quotes = (source.citation.quote for source in draft.citations)
    cited = draft.citations[0].clause.id
    headings = (context_of(hit) for hit in draft.in_place if hit.clause.id == cited)
    return "\n".join([*headings, *quotes]).lower()


def outright(text: str, topic: Topic) -> float:
    """Return the share of the question's words that a text holds.

    Whole words and their other names; parts of words do not count.
    """
    return topic.weighed([float(_is_held(word, text)) for word in topic.words])


def said_elsewhere(text: str, topic: Topic) -> float:
    """Return the share of the question's words that other clauses hold as typed, and a text lacks.

    Spoken words stand in no clause; who types a word of the documents means what they call so.
    """
    return topic.weighed(
        [float(word.clauses > 0 and not _is_held(word, text)) for word in topic.words]
    )


def _is_held(word: AskedWord, text: str) -> bool:
    return word.text in text or any(name in text for name in word.names)


def untranslated(words: Sequence[AskedWord]) -> float:
    """Return the share of words that are Latin or digits, without a Chinese name, in no clause.

    Pinyin and keys hit at random have nearly nothing else.
    """
    unknown = sum(w.text.isascii() and not w.names and not w.clauses for w in words)
    return unknown / len(words) if words else 0.0
