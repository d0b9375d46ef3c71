"""How well one word of a question is covered by a text: outright, by a name, or by parts of it.

What does not depend on the text is worked out once, since a word is looked for in every sentence
of every clause found.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_NAME_SHARE: Final = 0.95
"""Another name of the matter counts nearly as much as the word itself."""
_PAIR_SHARE: Final = 0.8
_CORE_SHARE: Final = 0.75
_CHARACTER_SHARE: Final = 0.3
_NEGATIONS: Final = frozenset("非无未不")


@dataclass(frozen=True, slots=True)
class Sought:
    """A word with what speaks for it in a text."""

    text: str
    names: tuple[str, ...]
    pairs: tuple[str, ...]
    """The pairs of characters of a Chinese word; none of a Latin one, of which parts are chance."""
    core: tuple[tuple[str, float], ...]
    """The characters that its names share, with weights that sum to 1."""

    def cover(self, text: str) -> float:
        """Return how well a text covers the word, in [0, 1]."""
        if self.text in text and _holds(text, self.text):
            return 1.0
        for name in self.names:
            if name in text and _holds(text, name):
                return _NAME_SHARE
        best = self._cover_of_parts(text) if self.pairs else 0.0
        if self.core:
            held = 0.0
            for character, share in self.core:
                if character in text:
                    held += share
            of_core = _CORE_SHARE * held
            best = of_core if of_core > best else best
        return best

    def _cover_of_parts(self, text: str) -> float:
        characters = pairs = 0
        for character in self.text:
            if character in text:
                characters += 1
        of_characters = _CHARACTER_SHARE * characters / len(self.text)
        if characters < 2:  # no pair without two
            return of_characters
        for pair in self.pairs:
            if pair in text and _holds(text, pair):
                pairs += 1
        of_pairs = _PAIR_SHARE * pairs / len(self.pairs)
        return of_pairs if of_pairs > of_characters else of_characters


@lru_cache(maxsize=4096)
def sought(text: str, names: tuple[str, ...], also: tuple[str, ...] = ()) -> Sought:
    """Return a word of two characters or more, ready to be looked for.

    Args:
        text: The word.
        names: Of the matter that it is part of; characters that they share speak for it, too.
        also: What is said for the word itself; 不 of 不足 and 不满 speaks for nothing.
    """
    pairs = () if text.isascii() else tuple(text[at : at + 2] for at in range(len(text) - 1))
    return Sought(text=text, names=(*names, *also), pairs=pairs, core=_core(names))


def _holds(text: str, part: str) -> bool:
    """居民 is not in 非居民; a number only counts whole."""
    at = text.find(part)
    while at >= 0:
        before = text[at - 1] if at else ""
        if before not in _NEGATIONS and (not part.isdigit() or _is_whole(text, part, at)):
            return True
        at = text.find(part, at + 1)
    return False


def _is_whole(text: str, number: str, at: int) -> bool:
    """Whether no digit stands before or after a number."""
    end = at + len(number)
    return not (text[max(0, at - 1) : at].isdigit() or text[end : end + 1].isdigit())


def _core(names: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return the characters that names share, with weights that sum to 1.

    The square lets 电, which all names of 办电 hold, count far more than 务 of one of them.
    """
    chinese = [set(name) for name in names if not name.isascii()]
    counts = Counter(c for name in chinese for c in name)
    shared = {c: (n / len(chinese)) ** 2 for c, n in counts.items() if n > 1 or len(chinese) == 1}
    total = sum(shared.values())
    return tuple((c, weight / total) for c, weight in shared.items()) if total else ()
