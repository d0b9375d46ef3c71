"""What the absence of a question's words in a quote tells against it as the answer.

A clause that answers says 补贴 where the question does, and has another word for 老板. How much the
absence of each tells was learned from questions, the clauses that answer them and those beside
(`benchmarks/training/train_telling_words.py`), and lies beside the refusal model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from index import AskedWord
from service.answering.wording.evidence import Topic

FILE_NAME: Final = "telling_words.txt"
MUCH: Final = 2.0
"""What is untold from which nothing more tells: about two words that the answer would say."""
USUAL_WORDS: Final = 5
"""Of a question. Where there are more, more are missing by chance, by the root of their number."""


class _Told(NamedTuple):
    """By word, log odds without and with other names of it."""

    words: Mapping[str, tuple[float, float]]
    others: tuple[float, float]


def untold(topic: Topic, text: str) -> float:
    """Return how much speaks against a text in what it leaves unsaid of a question, in [0, 1].

    Each word counts by how far the text fails to cover it, by its rarity in the store, and by what
    its absence tells.
    """
    if not topic.words:
        return 0.0
    covers = topic.covers(text)
    missing = (
        weight * (1 - cover) * telling(word)
        for word, weight, cover in zip(topic.words, topic.weights, covers, strict=True)
    )
    return min(1.0, sum(missing) / (MUCH * math.sqrt(len(topic.words) / USUAL_WORDS)))


def telling(word: AskedWord) -> float:
    """Return the log odds by which the absence of a word speaks for a clause beside the answer."""
    told = _told()
    return told.words.get(word.text, told.others)[bool(word.names)]


@cache
def _told() -> _Told:
    text = (files("service.answering") / "data" / FILE_NAME).read_text(encoding="utf-8")
    found: dict[str, tuple[float, float]] = {}
    others = (0.0, 0.0)
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        plain, named, *words = line.split(" ")
        values = (float(plain), float(named))
        found.update(dict.fromkeys(words, values))
        others = others if words else values
    return _Told(found, others)
