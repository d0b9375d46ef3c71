"""Everyday, official and English names of the same matter, and where a text speaks of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.words.english_forms import english_runs, phrase_words, singular, stem
from index.words.short_titles import ShortTitles

_Words = tuple[str, ...]
_EnglishPhrases = dict[_Words, list[tuple[_Words, "Group"]]]


@dataclass(frozen=True, slots=True)
class Group:
    """Terms for one matter."""

    official: tuple[str, ...]
    """What documents call it; the first names the group."""
    everyday: tuple[str, ...] = ()
    """What people type."""
    english: tuple[str, ...] = ()
    """Lower case."""
    plain: bool = False
    """Whether this is a translation only: everyday and English terms lead to the official ones,
    never the reverse."""

    @property
    def name(self) -> str:
        """The first official term."""
        return self.official[0]

    @property
    def chinese(self) -> tuple[str, ...]:
        """Official terms, then everyday ones."""
        return self.official + self.everyday

    def joined(self, other: Group) -> Group:
        """Return a group with the terms of both, in order, each once."""
        official = tuple(dict.fromkeys(self.official + other.official))
        everyday = tuple(dict.fromkeys(self.everyday + other.everyday))
        return Group(
            official,
            tuple(term for term in everyday if term not in official),
            tuple(dict.fromkeys(self.english + other.english)),
        )


class Match(NamedTuple):
    """A phrase of the text that belongs to groups of the lexicon."""

    phrase: str
    start: int
    end: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Groups of terms, found in texts by their longest phrases."""

    groups: tuple[Group, ...]
    titles: ShortTitles = field(default_factory=ShortTitles)
    """What laws are called for short."""
    _chinese: dict[str, tuple[Group, ...]] = field(init=False, repr=False, compare=False)
    _english: _EnglishPhrases = field(init=False, repr=False, compare=False)
    """By the stems of their words."""
    _reach: dict[str, int] = field(init=False, repr=False, compare=False)
    """By first character, the length of the longest Chinese term."""
    _english_reach: dict[str, int] = field(init=False, repr=False, compare=False)
    """By the stem of the first word, the number of words of the longest English phrase."""

    def __post_init__(self) -> None:
        """Index the phrases."""
        chinese: dict[str, tuple[Group, ...]] = {}
        english: _EnglishPhrases = {}
        for group in self.groups:
            for term in group.everyday if group.plain else group.chinese:
                chinese[term] = (*chinese.get(term, ()), group)
            for phrase in group.english:
                words = phrase_words(phrase)
                english.setdefault(tuple(map(stem, words)), []).append((words, group))
        object.__setattr__(self, "_chinese", chinese)
        object.__setattr__(self, "_english", english)
        object.__setattr__(self, "_reach", _reach(chinese))
        object.__setattr__(self, "_english_reach", _reach(filter(None, english)))

    def chinese_words(self) -> tuple[str, ...]:
        """Return every Chinese term once, in the order of the file."""
        return tuple(self._chinese)

    @property
    def digest(self) -> str:
        """Eight hex digits that change with the Chinese terms."""
        return hashlib.sha256("\n".join(self.chinese_words()).encode()).hexdigest()[:8]

    def match_chinese(self, text: str, boundaries: Iterable[int]) -> list[Match]:
        """Find terms in a text, the longest at each place first, none overlapping.

        Args:
            text: Simplified text.
            boundaries: Offsets where words begin or end. A two-character term counts only between
                boundaries: 办电 is not in 办电影节.
        """
        allowed = set(boundaries)
        found: list[Match] = []
        at = 0
        while at < len(text):
            match = self._longest_at(text, at, allowed)
            if match:
                found.append(match)
            at = match.end if match else at + 1
        return found

    def match_english(self, text: str) -> list[Match]:
        """Find English phrases in a text, the longest first; other forms of their words match.

        A phrase as typed goes before others of its length: training is no form of train then.
        """
        found: list[Match] = []
        for run in english_runs(text):
            words = tuple(word.text for word in run)
            stems = tuple(map(stem, words))
            at = 0
            while at < len(run):
                size, groups = self._phrase_at(words, stems, at)
                if groups:
                    start, end = run[at].start, run[at + size - 1].end
                    found.append(Match(text[start:end], start, end, groups))
                at += size
        return found

    def _phrase_at(self, words: _Words, stems: _Words, at: int) -> tuple[int, tuple[Group, ...]]:
        """Return by how many words to go on, and the groups of the phrase that they are."""
        reach = min(self._english_reach.get(stems[at], 0), len(stems) - at)
        for size in range(reach, 0, -1):
            phrases = self._english.get(stems[at : at + size])
            if phrases:
                return size, _closest(words[at : at + size], phrases)
        return 1, ()

    def _longest_at(self, text: str, at: int, allowed: set[int]) -> Match | None:
        for size in range(min(self._reach.get(text[at], 0), len(text) - at), 1, -1):
            end = at + size
            groups = self._chinese.get(text[at:end])
            if not groups or _inside_number(text, at) or _inside_number(text, end):
                continue
            if size > 2 or (at in allowed and end in allowed):
                return Match(text[at:end], at, end, groups)
        return None


def _inside_number(text: str, at: int) -> bool:
    """Whether an offset parts the digits of one number: 123456 does not speak of the line 12345."""
    return 0 < at < len(text) and text[at - 1].isdigit() and text[at].isdigit()


def _closest(typed: _Words, phrases: Sequence[tuple[_Words, Group]]) -> tuple[Group, ...]:
    """Return the groups of the phrases that are as typed, else but for plurals, else of all."""
    for form in (str, singular, stem):
        wanted = tuple(map(form, typed))
        groups = {id(g): g for words, g in phrases if tuple(map(form, words)) == wanted}
        if groups:
            return tuple(groups.values())
    return ()


def _reach(phrases: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return the length of the longest phrase by its first part."""
    reach: dict[str, int] = {}
    for phrase in phrases:
        reach[phrase[0]] = max(len(phrase), reach.get(phrase[0], 0))
    return reach
