"""The words of a question as BM25 takes them: weighted, the most telling ones, and their sum."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.words.inverted_files import rarity

if TYPE_CHECKING:
    from index.words.inverted_files import InvertedFiles

WORD_BOOST: Final = 1.0
BIGRAM_BOOST: Final = 0.5
"""Of a term found as a word or a bigram of a text. Tuned with those of `index.ranking.fusion`."""

SYNONYM_SHARE: Final = 0.3
"""Of all tokens, synonyms included, that count as asked for at least."""

MAX_TERMS: Final = 48
"""Of words and of bigrams; a pasted page is searched for its most telling ones."""

WeightedTerms = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """Weighted tokens to look for; each token occurs once in its tuple.

    Tokens of weight 1 are what was asked, lighter ones are synonyms and hints.
    """

    words: WeightedTerms = ()
    bigrams: WeightedTerms = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.bigrams)

    def telling(self, files: InvertedFiles) -> LexicalQuery:
        """Return at most `MAX_TERMS` of each, those of the highest weight and rarity."""
        return LexicalQuery(
            words=_most_telling(files, "words", self.words),
            bigrams=_most_telling(files, "bigrams", self.bigrams),
        )

    def asked(self, files: InvertedFiles) -> float:
        """Return what a text of average length scores that holds all that was asked, each once."""
        words = WORD_BOOST * _asked(files, "words", self.words)
        return words + BIGRAM_BOOST * _asked(files, "bigrams", self.bigrams)


def _most_telling(files: InvertedFiles, field: str, terms: WeightedTerms) -> WeightedTerms:
    """Return at most MAX_TERMS terms, those of the highest weight and rarity, in their order."""
    if len(terms) <= MAX_TERMS:
        return terms
    clauses = len(files) + 1

    def telling(at: int) -> float:
        token, weight = terms[at]
        frequency = files.frequency(field, token)
        return weight * math.log(clauses / frequency) if frequency else 0.0

    kept = sorted(range(len(terms)), key=lambda at: (-telling(at), at))[:MAX_TERMS]
    return tuple(terms[at] for at in sorted(kept))


def _asked(files: InvertedFiles, field: str, terms: WeightedTerms) -> float:
    """Return what a clause of average length scores in a field for all that was asked, each once.

    Its term frequency part is then 1, which leaves tantivy's inverse document frequency. One typed
    word with many synonyms asks for some of them too.
    """
    clauses = len(files)
    asked = everything = 0.0
    for token, weight in terms:
        value = weight * rarity(files.frequency(field, token), clauses)
        everything += value
        asked += value if weight >= 1 else 0.0
    return max(asked, SYNONYM_SHARE * everything)
