"""Everyday, official and English names of the same matter, from a plain file users can edit.

The file's own head describes the format. A user's file extends the built-in list: a group whose
official term is already known joins that group. A line `@replace` drops the built-in list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from index.errors import LexiconError

REPLACE_DIRECTIVE = "@replace"

_ENGLISH_WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")


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
    _chinese: dict[str, tuple[Group, ...]] = field(init=False, repr=False, compare=False)
    _english: dict[tuple[str, ...], tuple[Group, ...]] = field(
        init=False, repr=False, compare=False
    )
    _reach: dict[str, int] = field(init=False, repr=False, compare=False)
    """By first character, the length of the longest Chinese term."""
    _longest_phrase: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the phrases."""
        chinese: dict[str, tuple[Group, ...]] = {}
        english: dict[tuple[str, ...], tuple[Group, ...]] = {}
        for group in self.groups:
            for term in group.everyday if group.plain else group.chinese:
                chinese[term] = (*chinese.get(term, ()), group)
            for phrase in group.english:
                key = tuple(_stem(word) for word in _ENGLISH_WORD.findall(phrase))
                english[key] = (*english.get(key, ()), group)
        object.__setattr__(self, "_chinese", chinese)
        object.__setattr__(self, "_english", english)
        reach: dict[str, int] = {}
        for term in chinese:
            reach[term[0]] = max(len(term), reach.get(term[0], 0))
        object.__setattr__(self, "_reach", reach)
        object.__setattr__(self, "_longest_phrase", max(map(len, english), default=0))

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
        """Find English phrases in a text, the longest first; plurals match singulars."""
        words = [(m[0], m.start(), m.end()) for m in _ENGLISH_WORD.finditer(text.lower())]
        stems = [_stem(word) for word, _, _ in words]
        found: list[Match] = []
        at = 0
        while at < len(words):
            for size in range(min(self._longest_phrase, len(words) - at), 0, -1):
                groups = self._english.get(tuple(stems[at : at + size]))
                if groups:
                    start, end = words[at][1], words[at + size - 1][2]
                    found.append(Match(text[start:end], start, end, groups))
                    at += size
                    break
            else:
                at += 1
        return found

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


def load_lexicon(*user_files: Path) -> Lexicon:
    """Read the built-in list and the users' files on top of it, in order.

    Raises:
        LexiconError: If a file cannot be read or a line does not have the form of a group.
    """
    lexicon = builtin_lexicon()
    for path in user_files:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(str(path), 0, str(error)) from error
        replace = any(line.strip() == REPLACE_DIRECTIVE for line in text.splitlines())
        own = parse_groups(text, path=path)
        lexicon = Lexicon(own if replace else _merge(lexicon.groups, own))
    return lexicon


@cache
def builtin_lexicon() -> Lexicon:
    """Return the list that comes with the package."""
    text = (files("index") / "data" / "lexicon.txt").read_text(encoding="utf-8")
    return Lexicon(parse_groups(text, path=Path("index/data/lexicon.txt")))


def parse_groups(text: str, *, path: Path) -> tuple[Group, ...]:
    """Read groups from the text of a lexicon file; groups with the same name join.

    Raises:
        LexiconError: If a line has no official term, or none to go with it.
    """
    groups: list[Group] = []
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if content and content != REPLACE_DIRECTIVE:
            groups.append(_parse_group(content, path, number))
    return _merge((), groups)


def _parse_group(line: str, path: Path, number: int) -> Group:
    chinese, _, english = line.partition("; en:")
    official, equals, everyday = chinese.partition("=")
    group = Group(
        _terms(official), _terms(everyday), tuple(term.lower() for term in _terms(english))
    )
    if not group.official:
        raise LexiconError(str(path), number, "an official term must stand before =")
    if equals and not group.everyday:
        raise LexiconError(str(path), number, "everyday terms must follow =")
    if len(group.chinese) + len(group.english) < 2:
        raise LexiconError(str(path), number, "a group needs at least two terms")
    return group


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split("[,，、]", text) if part.strip()))


def _merge(groups: Sequence[Group], more: Sequence[Group]) -> tuple[Group, ...]:
    merged = {group.name: group for group in groups}
    for group in more:
        known = merged.get(group.name)
        merged[group.name] = known.joined(group) if known else group
    return tuple(merged.values())


def _stem(word: str) -> str:
    """Cut the plural and the -ing of an English word: permits, permit; licensing, licens."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 6 and word.endswith("ing"):
        return word[:-3]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word[:-1] if len(word) > 5 and word.endswith("e") else word
