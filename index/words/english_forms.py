"""Forms of English words: what of two spellings of a phrase is the same.

A phrase is first looked for as typed, then with its plurals folded, then by stems, so that
`training` is found as itself before it is taken for a form of `train`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
"""Hyphens part words: start-up is start up, e-invoices are e invoices."""

_MARK = re.compile(r"[^\s\-&/'a-z0-9]")
"""What no phrase crosses: "real estate, tax and fees" does not speak of real estate tax."""

_DETERMINERS = frozenset("a an the my our your his her its their this these those".split())
"""Say nothing of the matter: to close my company is to close a company."""

_NO_PLURALS = frozenset("news goods means customs premises series savings arrears".split())
"""Not several of one thing: news is not new, goods are not good."""

_SIBILANT_PLURALS = ("xes", "sses", "shes", "ches", "zzes")
_SHORT_STEM = re.compile(r"[^aeiou]?[aeiou][^aeiouwxy]")
"""What -ing and -ed leave of hire, move and use."""


class EnglishWord(NamedTuple):
    """A word in lower case and where it stands."""

    text: str
    start: int
    end: int


def english_runs(text: str) -> Iterator[list[EnglishWord]]:
    """Yield the words between punctuation marks, without articles and possessives."""
    # İ is two characters in lower case, and every word after it would stand elsewhere.
    folded = text.replace("\u0130", "I").lower().replace("\u2019", "'")
    run: list[EnglishWord] = []
    end = 0
    for match in _WORD.finditer(folded):
        if run and _MARK.search(folded, end, match.start()):
            yield run
            run = []
        end = match.end()
        if match[0] not in _DETERMINERS:
            run.append(EnglishWord(match[0], match.start(), end))
    if run:
        yield run


def phrase_words(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase without articles and possessives."""
    words = _WORD.findall(phrase.lower().replace("\u2019", "'"))
    return tuple(word for word in words if word not in _DETERMINERS)


@lru_cache(maxsize=1 << 13)
def singular(word: str) -> str:
    """Cut the plural and the possessive: companies, company's -> company; taxes -> tax."""
    word = word.removesuffix("'s")
    if word in _NO_PLURALS:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(_SIBILANT_PLURALS):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """Cut -ing, -ed and a last e too: licensing, licensed, license -> licens; hired -> hire.

    The result need not be a word; it is the same for all forms of most verbs.
    """
    word = singular(word)
    if len(word) > 4 and word.endswith("ied"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith("ing"):
        return _without_ending(word[:-3])
    if len(word) > 4 and word.endswith("ed") and not word.endswith("eed"):
        return _without_ending(word[:-2])
    return _undoubled(word[:-1] if len(word) > 4 and word.endswith("e") else word)


def _without_ending(rest: str) -> str:
    return rest + "e" if _SHORT_STEM.fullmatch(rest) else _undoubled(rest)


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
