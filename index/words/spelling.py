"""Words of a question that sound like words of the store and are not in it: 营业执兆, 营业执照.

Most Chinese misspellings are homophones, because people type by sound (Liu et al. 2011, "Visually
and phonologically similar characters in incorrect Chinese words"). The store decides: what stands
in it is never corrected, and nothing is corrected to what does not stand in it. A word of the
dictionary is only corrected inside a longer term of the lexicon, so 景点 never becomes 经典; two
loose characters are when the word is much likelier than the two side by side.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.words.function_words import FUNCTION_WORDS
from index.words.lexicon import Lexicon
from index.words.readings import homophones, sound_alike
from index.words.tokenize import Token, log_probability
from ingest.text.alignment import Span

PHRASE_SHORTEST = 3
"""Terms of the lexicon that are corrected as a whole; two characters sound like too much."""
PHRASE_SHARED = 0.5
"""Share of a term's characters that must be typed right."""
WORD_MARGIN = 6.0
"""By how much, in natural logarithms, a word must be likelier than two loose characters. Chosen on
the sample questions, misspelt and not; of 1,235 lay questions of STARD it touches 3."""

_PLACE_ENDINGS = frozenset("省市区县州盟旗乡镇村街路")

Frequency = Callable[[str], int]
"""How many clauses hold a word, or two neighbouring characters."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A stretch of a question and what was probably meant."""

    start: int
    end: int
    typed: str
    meant: str


class Speller:
    """Finds misspellings of the words of a store, and of the terms of a lexicon that it holds."""

    def __init__(self, lexicon: Lexicon, *, words: Frequency, pairs: Frequency) -> None:
        """Take the terms, and what the store holds.

        Args:
            lexicon: Terms to correct as a whole.
            words: How many clauses of the store hold a word.
            pairs: How many hold two neighbouring characters.
        """
        self._lexicon = lexicon
        self._words = words
        self._pairs = pairs

    @cached_property
    def _terms(self) -> dict[str, list[tuple[str, int]]]:
        """The terms that can stand in the store, by each of their characters.

        Only those that are long enough to be told by their sound.
        """
        terms: dict[str, list[tuple[str, int]]] = {}
        for term in sorted(self._lexicon.chinese_words()):
            if len(term) >= PHRASE_SHORTEST and self._stands(term):
                for at, character in enumerate(term):
                    terms.setdefault(character, []).append((term, at))
        return terms

    def _stands(self, term: str) -> bool:
        return all(self._pairs(term[at : at + 2]) for at in range(len(term) - 1))

    def corrections(
        self, text: str, typed: Sequence[Token], *, places: Collection[Span] = ()
    ) -> tuple[Correction, ...]:
        """Find probable misspellings in a question, none overlapping, in order.

        Args:
            text: The question, normalised.
            typed: Its words, as `index.words.tokenize.tokens` cuts it.
            places: Where it names places; names are left alone.
        """
        unseen = [at for at in _loose_pairs(text, typed) if not self._pairs(text[at : at + 2])]
        if not unseen:
            return ()
        taken = {at for place in places for at in range(place.start, place.end)}
        found = self._phrases(text, unseen, taken)
        for one, other in pairwise(typed):
            pair = Span(one.start, other.end)
            if one.end in range(*pair) and pair.start in unseen and taken.isdisjoint(range(*pair)):
                meant = _likeliest(one.text, other.text, self._words)
                if meant:
                    found.append(Correction(*pair, one.text + other.text, meant))
                    taken |= set(range(*pair))
        return tuple(sorted(found, key=lambda correction: correction.start))

    def _phrases(self, text: str, unseen: Sequence[int], taken: set[int]) -> list[Correction]:
        """Return the terms that stretches with an unseen pair sound like, longer ones first.

        Their places are added to those that are taken.
        """
        found: list[Correction] = []
        for start, term in sorted(self._alike(text), key=lambda item: (-len(item[1]), item)):
            place = range(start, start + len(term))
            misspelt = any(at in place and at + 1 in place for at in unseen)
            if misspelt and taken.isdisjoint(place):
                typed = text[start : start + len(term)]
                found.append(Correction(start, place.stop, typed, term))
                taken |= set(place)
        return found

    def _alike(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the terms that a stretch mostly shares and otherwise sounds like, with its start.

        A stretch that is the term itself needs no correction.
        """
        shared: Counter[tuple[int, str]] = Counter(
            (position - at, term)
            for position, character in enumerate(text)
            for term, at in self._terms.get(character, ())
        )
        for (start, term), count in shared.items():
            inside = 0 <= start <= len(text) - len(term)
            if inside and PHRASE_SHARED * len(term) <= count < len(term):
                if sound_alike(text[start : start + len(term)], term):
                    yield start, term


def corrected(text: str, found: Iterable[Correction]) -> str:
    """Return a question with its corrections made; they keep its length."""
    for correction in found:
        text = text[: correction.start] + correction.meant + text[correction.end :]
    return text


def _loose_pairs(text: str, typed: Sequence[Token]) -> Iterator[int]:
    """Yield where two neighbouring Chinese characters stand of which one is a word by itself.

    A misspelt word is not in the dictionary, so segmentation leaves its characters alone.
    """
    single = {token.start for token in typed if len(token.text) == 1}
    covered = {at for token in typed for at in range(token.start, token.end)}
    for at, after in pairwise(range(len(text))):
        inside = at in covered and after in covered
        if inside and (at in single or after in single) and not text[at : after + 1].isascii():
            yield at


def _likeliest(one: str, other: str, words: Frequency) -> str | None:
    """Return the word that two loose characters were meant to be, if any is likely enough.

    It shares one character with them, sounds like them and stands in the store.
    """
    loose = not any(part in FUNCTION_WORDS or part.isascii() for part in (one, other))
    if not loose or len(one + other) != 2 or other in _PLACE_ENDINGS:
        return None
    least = log_probability(one) + log_probability(other) + WORD_MARGIN
    alike = [one + character for character in homophones(other)]
    alike += [character + other for character in homophones(one)]
    likely = [(log_probability(word), word) for word in alike if words(word)]
    log, word = max(likely, default=(-math.inf, None))
    return word if log >= least else None
