"""Kinds that exclude each other: of permits and leaves, of passports, of schools.

The figure of one kind stands in the words of another, with one word changed, so that neither words
nor vectors tell: who asks for 婚假 must not be told the days of 产假. The sets lie in
`service/answering/data/alternatives.txt`, which says how to add one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from index.questions.courtesy import without_courtesy

FILE_NAME: Final = "alternatives.txt"
_MARK: Final = "!"
_SAID_ONLY: Final = "~"
_NONE: Final = frozenset[int]()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeSet:
    """Kinds of one matter, numbered; what holds for one does not for another."""

    name: str
    kinds: Mapping[str, frozenset[int]]
    """By word, the kinds that it names."""
    asked: frozenset[str]
    """The words that name a kind in a question, too."""
    marked: frozenset[int]
    """Kinds that are only meant where they are named."""
    pattern: re.Pattern[str]
    """All words, the longest first."""

    def said_by(self, text: str) -> frozenset[int]:
        """Return the kinds that a text names."""
        if not any(word in text for word in self.kinds):
            return _NONE  # looked for one by one in a tenth of the time
        return _NONE.union(*(self.kinds[word] for word in self.pattern.findall(text)))

    def asked_by(self, question: str) -> frozenset[int]:
        """Return the kinds that a question names."""
        words = self.asked.intersection(self.pattern.findall(question))
        return _NONE.union(*(self.kinds[word] for word in words))


class Alternatives:
    """The kinds that a question names, by their sets."""

    __slots__ = ("_asked",)

    def __init__(self, question: str) -> None:
        """Read the words of a question; 老师您好 asks nothing about teachers."""
        said = without_courtesy(question)
        named = ((one, one.asked_by(said)) for one in alternative_sets())
        self._asked = tuple((one, kinds) for one, kinds in named if kinds)

    def __bool__(self) -> bool:
        """Whether it names any."""
        return bool(self._asked)

    def are_named_in(self, text: str) -> bool:
        """Whether a text has a word of any kind of their sets."""
        return any(word in text for one, _ in self._asked for word in one.kinds)

    def are_not_in(self, text: str) -> bool:
        """Whether a text names other kinds of a set and none of those asked about."""
        return any((said := one.said_by(text)) and not said & asked for one, asked in self._asked)

    def are_nowhere_in(self, text: str) -> bool:
        """The same; of kinds that are only meant where they are named, none need be named."""
        return any(
            not (said := one.said_by(text)) & asked and (said or asked <= one.marked)
            for one, asked in self._asked
        )

    def are_all_in(self, text: str) -> bool:
        """Whether a text names what is asked about of each set."""
        return all(one.said_by(text) & asked for one, asked in self._asked)


@lru_cache(maxsize=256)
def alternatives_of(question: str) -> Alternatives:
    """Return the kinds that a question names, read once."""
    return Alternatives(question)


@cache
def alternative_sets() -> tuple[AlternativeSet, ...]:
    """Return the sets that come with the package."""
    text = (files("service.answering") / "data" / FILE_NAME).read_text(encoding="utf-8")
    return tuple(parsed_sets(text))


def parsed_sets(text: str) -> Iterator[AlternativeSet]:
    """Read sets from the text of a file: one a line, as its head describes."""
    for line in text.splitlines():
        name, colon, rest = line.partition(":")
        if colon and not name.startswith("#"):
            yield _set_of(name.strip(), [kind.strip() for kind in rest.split("|")])


def _set_of(name: str, kinds: list[str]) -> AlternativeSet:
    named: dict[str, frozenset[int]] = {}
    asked: set[str] = set()
    for at, kind in enumerate(kinds):
        typed, _, said = kind.removeprefix(_MARK).partition(_SAID_ONLY)
        asked.update(typed.split("/"))
        for word in (*typed.split("/"), *filter(None, said.split("/"))):
            named[word] = named.get(word, _NONE) | {at}
    longest_first = sorted(named, key=len, reverse=True)
    return AlternativeSet(
        name=name,
        kinds=named,
        asked=frozenset(asked),
        marked=frozenset(at for at, kind in enumerate(kinds) if kind.startswith(_MARK)),
        pattern=re.compile("|".join(map(re.escape, longest_first))),
    )
