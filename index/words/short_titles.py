"""What laws are called for short: 民诉法 for 民事诉讼法, Labor Contract Law for 劳动合同法."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Self, TypeVar

from index.words.english_forms import english_runs, phrase_words, singular

_NO_LAW: Final = re.compile(
    r"(?<=法)(?:[人院律官学制治庭典令医警]|规(?!定)|定(?!义))|(?<=解释)[(（]?[一二三四五六七八九十]"
)
"""Behind what ends in 法 it makes another word (取消|法人), behind an interpretation it tells which
of several it is."""
_BRACKETS: Final = str.maketrans("（）", "()")
"""Questions and titles have either."""
_SHORTEST_INSIDE: Final = 3
"""Characters of a name that may stand behind any other: 安法 is not in 公安法制."""
_LAWFUL: Final = "合法"
"""A name that ends so must stand alone as well: 劳合法 is not in 不给酬劳合法吗."""
_LEADS_IN: Final = re.compile(r"(?:请问|根据|按照|依照|依据|违反|适用|[新按据和与及])\Z")
"""Behind these a shorter one may stand as well."""

_Name = TypeVar("_Name")


class NamedLaw(NamedTuple):
    """A title and what people call it."""

    title: str
    names: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    """Lower case."""


class TitleMention(NamedTuple):
    """Where a text names laws for short, or by their title."""

    start: int
    end: int
    titles: tuple[str, ...]
    """Those that the name may stand for."""


@dataclass(frozen=True, slots=True)
class ShortTitles:
    """Laws, found in texts by their longest names."""

    laws: tuple[NamedLaw, ...] = ()
    _chinese: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _english: dict[tuple[str, ...], tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _lengths: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    """By two first characters, how long the Chinese names are, the longest first."""
    _english_reach: dict[str, int] = field(init=False, repr=False, compare=False)
    """By first word, of how many words the longest English name is."""

    def __post_init__(self) -> None:
        """Index the names."""
        chinese = _by_name(
            (name.translate(_BRACKETS), law.title) for law in self.laws for name in law.names
        )
        chinese |= {law.title.translate(_BRACKETS): (law.title,) for law in self.laws}
        english = _by_name((_words(name), law.title) for law in self.laws for name in law.english)
        lengths: dict[str, set[int]] = {}
        for name in chinese:
            lengths.setdefault(name[:2], set()).add(len(name))
        object.__setattr__(self, "_chinese", chinese)
        reach: dict[str, int] = {}
        for words in english:
            reach[words[0]] = max(len(words), reach.get(words[0], 0))
        object.__setattr__(self, "_english", english)
        object.__setattr__(self, "_english_reach", reach)
        ordered = {start: tuple(sorted(found)[::-1]) for start, found in lengths.items()}
        object.__setattr__(self, "_lengths", ordered)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles, in order."""
        return tuple(law.title for law in self.laws)

    def extended(self, own: Iterable[NamedLaw]) -> Self:
        """Return them with others, whose names are no longer those of the laws here."""
        own = tuple(own)
        taken = {name for law in own for name in (*law.names, *law.english)}
        kept = (
            law._replace(
                names=tuple(name for name in law.names if name not in taken),
                english=tuple(name for name in law.english if name not in taken),
            )
            for law in self.laws
        )
        return type(self)((*kept, *own))

    def in_chinese(self, text: str) -> Iterator[TitleMention]:
        """Yield the laws that a normalised text names, none overlapping."""
        text = text.translate(_BRACKETS)
        begin, at = self._lengths, 0
        while at < len(text) - 1:
            found = self._longest_at(text, at) if text[at : at + 2] in begin else None
            if found:
                yield found
            at = found.end if found else at + 1

    def in_english(self, text: str) -> Iterator[TitleMention]:
        """Yield the laws that a text names in English, none overlapping."""
        for run in english_runs(text):
            words = tuple(singular(word.text) for word in run)
            at = 0
            while at < len(words):
                size = self._words_at(words, at) if words[at] in self._english_reach else 0
                if size:
                    titles = self._english[words[at : at + size]]
                    yield TitleMention(run[at].start, run[at + size - 1].end, titles)
                at += size or 1

    def _longest_at(self, text: str, at: int) -> TitleMention | None:
        for size in self._lengths[text[at : at + 2]]:
            end = at + size
            titles = self._chinese.get(text[at:end]) if end <= len(text) else None
            if titles and _stands_alone(text, at, end):
                return TitleMention(at, end, titles)
        return None

    def _words_at(self, words: tuple[str, ...], at: int) -> int:
        """Return of how many words the longest English name is that begins there."""
        sizes = range(min(self._english_reach[words[at]], len(words) - at), 0, -1)
        return next((size for size in sizes if words[at : at + size] in self._english), 0)


def _stands_alone(text: str, start: int, end: int) -> bool:
    alone = end - start < _SHORTEST_INSIDE or text.startswith(_LAWFUL, end - len(_LAWFUL))
    if alone and start and text[start - 1].isalnum():
        if not _LEADS_IN.search(text, max(0, start - 2), start):
            return False
    return _NO_LAW.match(text, end) is None


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(map(singular, phrase_words(phrase)))


def _by_name(named: Iterable[tuple[_Name, str]]) -> dict[_Name, tuple[str, ...]]:
    titles: dict[_Name, tuple[str, ...]] = {}
    for name, title in named:
        titles[name] = tuple(dict.fromkeys((*titles.get(name, ()), title)))
    return titles
