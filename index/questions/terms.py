"""What BM25 looks for: the words of a question and what else they are called, weighted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from index.questions.asked_figures import asked_figures
from index.words.function_words import ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS
from index.words.lexical_query import LexicalQuery
from index.words.lexicon import Group, Match
from index.words.tokenize import Token, bigrams, words
from ingest.places.regions import RegionMention

# Weights of a term in the lexical query, a typed content word counting 1. Tuned together with the
# weights in index.ranking.fusion, see there; those of the lexicon's groups again on questions on
# matters of every kind (docs/decisions/0009-questions.md).
PLACE_WEIGHT = 0.3
"""Of its name as typed, and of its Chinese name where it was typed in Latin letters."""
OFFICIAL_WEIGHT = 0.25
EVERYDAY_WEIGHT = 0.1
WIDER_SHARE = 0.4
"""Of both, for what is typed as a part of an official name only. 收费 asks for any charge, and
documents say so too; 涉企收费 is one of its cases."""
TRANSLATION_WEIGHT = 1.0
"""For an English question the Chinese terms are what was asked."""
PLAIN_WEIGHT = 0.5
"""Everyday phrases lead near what was asked; at 0.7 and 1 spoken questions find less."""
PLAIN_TRANSLATION_WEIGHT = 1.0
"""In an English question. nDCG@10 at 0.5, 0.7, 1: 0.883 0.893 0.895 (plans), 0.825 0.825 0.829."""
FURTHER_SHARE = 0.7
"""Of both in an English question for each official term but the first: the others are nearby. On
3,649 English questions of `benchmarks/training`, words alone, MRR 0.269, with 0.7 0.277."""
LATIN_WORD_WEIGHT = 0.5
"""The words of an English question; few documents hold them."""
LONG_NUMBER_WEIGHT = 3.0
"""A telephone number or a code is what is asked about; hotlines are shorter, and in the lexicon."""
FIGURE_WORD_WEIGHT = 0.4
"""Words beside the figure asked for: enough to put a clause with days before one without."""

_LONG_NUMBER = re.compile(r"\d{6,}")
_COUNTED = frozenset(
    "元 块 块钱 美元 人 人次 户 家 个 名 亩 米 平 平米 平方米 公里 吨 千瓦 千伏安 "
    "yuan rmb people square kw kva".split()
)
"""Behind a long number they make it an amount, which is no name of anything."""


def is_function_word(token: Token) -> bool:
    """Tell whether a word says nothing of the matter asked about."""
    return token.text in FUNCTION_WORDS or token.text in ENGLISH_FUNCTION_WORDS


def says_officially(phrase: str, group: Group) -> bool:
    """Tell whether a phrase is an official name, or a wider word inside one: 收费 in 涉企收费."""
    return any(phrase in name for name in group.official)


def lexical_query(
    text: str,
    language: str,
    typed: list[Token],
    places: Sequence[RegionMention],
    matches: Iterable[Match],
) -> LexicalQuery:
    """Return the weighted tokens to look for.

    Args:
        text: The question, normalised.
        language: zh or en.
        typed: Its words.
        places: What it names of places.
        matches: The phrases that belong to groups of the lexicon.
    """
    word_weights: dict[str, float] = {}
    bigram_weights: dict[str, float] = {}
    inside = [(place.start, place.end) for place in places]
    full = LATIN_WORD_WEIGHT if language == "en" else 1.0
    for start, end, weight in _weighted_spans(typed, inside, full):
        _raise_weights(word_weights, words(text[start:end]), weight)
        _raise_weights(bigram_weights, bigrams(text[start:end]), weight)
    for place in places:
        if text[place.start : place.end].isascii():
            _raise_weights(word_weights, words(place.region.name), PLACE_WEIGHT)
            _raise_weights(bigram_weights, bigrams(place.region.name), PLACE_WEIGHT)
    for match in matches:
        for group in match.groups:
            for term in group.official if group.plain else group.chinese:
                weight = _term_weight(group, term, match.phrase, language)
                weight /= len(match.groups) ** 0.5
                term_words, term_bigrams = _cut(term)
                _raise_weights(word_weights, term_words, weight)
                _raise_weights(bigram_weights, term_bigrams, weight)
    for figure in asked_figures(text):
        _raise_weights(word_weights, figure.words, FIGURE_WORD_WEIGHT)
    return LexicalQuery(tuple(word_weights.items()), tuple(bigram_weights.items()))


@lru_cache(maxsize=4096)
def _cut(term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words and bigrams of a term of the lexicon, cut once for all questions."""
    return tuple(words(term)), tuple(bigrams(term))


def _term_weight(group: Group, term: str, phrase: str, language: str) -> float:
    """Return what a term of a group counts that a phrase led to."""
    official = term in group.official
    if official and language == "en":
        weight = PLAIN_TRANSLATION_WEIGHT if group.plain else TRANSLATION_WEIGHT
        return weight if term == group.name else FURTHER_SHARE * weight
    if group.plain:
        return PLAIN_WEIGHT
    wider = phrase not in group.official and says_officially(phrase, group)
    return (OFFICIAL_WEIGHT if official else EVERYDAY_WEIGHT) * (WIDER_SHARE if wider else 1.0)


def _weighted_spans(
    typed: list[Token], places: list[tuple[int, int]], full: float
) -> Iterator[tuple[int, int, float]]:
    """Yield the stretches of neighbouring words of equal weight; a bigram never leaves one."""
    start = end = -1
    weight = 0.0
    for token, own in zip(typed, _typed_weights(typed, places, full), strict=True):
        if token.start == end and own == weight:
            end = token.end
            continue
        if weight:
            yield start, end, weight
        start, end, weight = token.start, token.end, own
    if weight:
        yield start, end, weight


def _typed_weights(
    typed: list[Token], places: list[tuple[int, int]], full: float
) -> Iterator[float]:
    nothing_else = all(map(is_function_word, typed))
    for token, after in zip_longest(typed, typed[1:]):
        if is_function_word(token):
            yield full if nothing_else else 0.0
        elif _LONG_NUMBER.fullmatch(token.text) and not (after and after.text in _COUNTED):
            yield LONG_NUMBER_WEIGHT
        else:
            inside = any(start <= token.start < end for start, end in places)
            yield PLACE_WEIGHT if inside else full


def _raise_weights(weights: dict[str, float], found: Iterable[str], weight: float) -> None:
    for token in found:
        weights[token] = max(weight, weights.get(token, 0.0))
