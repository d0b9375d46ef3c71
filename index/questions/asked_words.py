"""The content words of a question, how telling each is in a store, and what else they are called.

Ranking sums evidence up and cannot say which part of a question a clause leaves out; whoever judges
a hit can ask for each word whether the clause holds it or one of its names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index.records import AskedWord
from index.words.lexicon import Match
from index.words.tokenize import Token, bigrams


def asked_words(
    text: str, content: Sequence[Token], places: Iterable[tuple[int, int]], matches: Iterable[Match]
) -> tuple[AskedWord, ...]:
    """Return the words of a question that are no question words and name no place, each once.

    Neighbouring single characters are one word: a name, a slip, or a word no dictionary has.

    Args:
        text: The question, normalised.
        content: Its content words.
        places: Where it names places.
        matches: The phrases that belong to groups of the lexicon.
    """
    inside = list(places)
    kept = [
        token for token in content if not any(start <= token.start < end for start, end in inside)
    ]
    found = list(matches)
    words = (AskedWord(text=text[s:e].lower(), names=_names(s, e, found)) for s, e in _joined(kept))
    return tuple({word.text: word for word in words if len(word.text) > 1}.values())


def weighed(
    words: Iterable[AskedWord], *, clauses: int, frequency: Callable[[str, str], int]
) -> tuple[AskedWord, ...]:
    """Return the words with how many clauses of a store hold them and with their rarity there.

    Args:
        words: As `asked_words` returns them.
        clauses: How many clauses there are.
        frequency: Gives how many hold a token, of the field `words` or `bigrams`.
    """

    def holding(name: str) -> int:
        count = frequency("words", name)
        return count or min((frequency("bigrams", pair) for pair in bigrams(name)), default=0)

    def measured(word: AskedWord) -> AskedWord:
        own = holding(word.text)
        known = [count for count in (own, *map(holding, word.names)) if count]
        rarity = min((_rarity(count, clauses) for count in known), default=1.0)
        # Pairs of digits or letters say nothing: those of 123456 stand in any long number.
        typed = frequency("words", word.text) if word.text.isascii() else own
        return replace(word, rarity=round(rarity, 4), clauses=typed)

    return tuple(map(measured, words))


def _rarity(count: int, clauses: int) -> float:
    """Return inverse document frequency, 1 for a word of one clause or none, 0 for one of all."""
    if clauses <= 1:
        return 1.0
    return max(0.0, math.log(clauses / count) / math.log(clauses))


def _joined(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    open_run = False
    for token in tokens:
        single = token.end - token.start == 1 and not token.text.isascii()
        if single and open_run and spans[-1][1] == token.start:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
        open_run = single
    return spans


def _names(start: int, end: int, matches: Iterable[Match]) -> tuple[str, ...]:
    """Return the terms of the groups whose phrases hold or touch a word."""
    names = [
        term
        for match in matches
        if match.start < end and start < match.end
        for group in match.groups
        for term in group.chinese
    ]
    return tuple(dict.fromkeys(names))
