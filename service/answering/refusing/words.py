"""Which words of a question the clause cited leaves out, as numbers in [0, 1].

A near miss holds most of what was asked: the other tax, the other permit, the same service without
what was asked of it. What gives it away is the word that is missing and how telling that word is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from index import AskedWord
from service.answering.asked.kinds import canonical
from service.answering.draft import Draft
from service.answering.wording.evidence import Topic

_ASKS: Final = re.compile(
    r"哪[些几个条家天样]?|什么|多少|多[久长大高]|几|谁|怎么|如何|能不能|可不可以|是不是|有没有|吗"
)
_BESIDE: Final = 2
"""Characters between a question word and the word it asks about: 多少[个]窗口."""
_CHINESE: Final = re.compile(r"[一-鿿]")


def left_out(
    draft: Draft, topic: Topic, *, body: str, headings: str, covers: Sequence[float]
) -> Mapping[str, float]:
    """Return the clues.

    Args:
        draft: With at least one citation.
        topic: What is asked about.
        body: The clause cited, in lower case.
        headings: Its headings and the title of its document, in lower case.
        covers: How well both together cover each word of the topic.
    """
    text = canonical(draft.search.query.normalized.lower())
    quotes = "\n".join(source.citation.quote for source in draft.citations).lower()
    in_body = topic.covers(body)
    focus = focus_of(text, topic)
    matters = [(word, cover) for word, cover in zip(topic.words, covers, strict=True) if word.names]
    return {
        "outright": topic.weighed(_outright(f"{headings}\n{quotes}", topic)),
        "characters": _characters(text, f"{body}\n{headings}", draft.question.regions),
        "rarest_missing": max(
            (w * (1 - c) for w, c in zip(topic.weights, in_body, strict=True)), default=0.0
        ),
        "focus_missing": 0.0 if focus is None else 1 - covers[focus],
        "matter_missing": _missing(c for word, c in matters if not word.text.isascii()),
        "translation_missing": _missing(c for word, c in matters if word.text.isascii()),
    }


def untranslated(words: Sequence[AskedWord]) -> float:
    """Return the share of words that are Latin or digits, without a Chinese name, in no clause.

    Pinyin and keys hit at random have nearly nothing else.
    """
    unknown = sum(w.text.isascii() and not w.names and not w.clauses for w in words)
    return unknown / len(words) if words else 0.0


def focus_of(text: str, topic: Topic) -> int | None:
    """Return which word of the topic is asked about: beside the last question word, else the last.

    多少个窗口 and 什么材料 ask about the word that follows, 有效期几年 about the one before.
    """
    spans = sorted(
        (found.start(), found.end(), at)
        for at, word in enumerate(topic.words)
        for found in re.finditer(re.escape(word.text), text)
    )
    if not spans:
        return None
    asking = list(_ASKS.finditer(text))
    if not asking:
        return spans[-1][2]
    start, end = asking[-1].span()
    following = [at for begin, _, at in spans if 0 <= begin - end <= _BESIDE]
    preceding = [at for _, finish, at in spans if finish <= start]
    return (following[:1] or preceding[-1:] or [spans[0][2]])[0]


def _outright(text: str, topic: Topic) -> list[float]:
    """Say for each word whether a text holds it or a name of it; parts of words do not count."""
    return [
        float(word.text in text or any(name in text for name in word.names)) for word in topic.words
    ]


def _characters(text: str, held_in: str, places: Iterable[str]) -> float:
    """Return the share of the question's Chinese characters that a text holds, places left out.

    Segmentation cuts slips and everyday phrases at random; their characters remain.
    """
    for place in places:
        text = text.replace(place, "").replace(place[:-1], "")
    asked = _CHINESE.findall(text)
    return sum(character in held_in for character in asked) / len(asked) if asked else 0.0


def _missing(covers: Iterable[float]) -> float:
    """Return how much of the word covered least is missing."""
    return max((1 - cover for cover in covers), default=0.0)
