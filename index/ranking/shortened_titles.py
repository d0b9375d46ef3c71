"""Titles as people shorten them by leaving characters out: 道运条例, 公司法解释三.

Which are left out follows no rule, so the one title of the store that a name can be a shortening of
is only likely to be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

_ENDING: Final = re.compile(
    r"(?:法典?|条例|办法|规定|规则|细则|(?:(?<!公)司法)?解释)(?P<number>[一二三四五六七八九十]?)\Z"
)
"""The last word of a title, and which of several it is; 公司法解释 is one of the 公司法."""
_OF_COURTS: Final = re.compile(
    r"最高人民(?:法院|检察院)(?:最高人民检察院)?关于(?:审理|适用|办理|确定|执行)?(?:中华人民共和国)?"
)
"""What nobody says of the title of an interpretation; 规定 of the courts are called so as well."""
_INTERPRETATION: Final = "解释"
_LONGEST: Final = 24
_LEAST: Final = 2
"""Characters before the last word."""
_SHARE: Final = 0.2
"""Of a title's characters that a name keeps. Of 409 names made by leaving common words out of the
titles of a store 380 find theirs and 2 another; without it 6, by a few characters at their end."""


class _Parts(NamedTuple):
    """A title, or a name of it, as two are compared."""

    stem: str
    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class ShortenedTitles:
    """The titles of a store by what a shortening of them begins with."""

    titles: Mapping[str, tuple[tuple[_Parts, tuple[int, ...]], ...]]
    """By first character, with their documents."""

    @classmethod
    def of(cls, titles: Iterable[tuple[str, tuple[int, ...]]]) -> Self:
        """Lay out titles, as they are cited and folded by `title_key`, with their documents."""
        laid: dict[str, dict[_Parts, tuple[int, ...]]] = {}
        for title, documents in titles:
            parts = _parts(_OF_COURTS.sub("", title))
            if parts is None:
                continue
            same = laid.setdefault(parts.stem[0], {})
            kinds = {parts.kind, _INTERPRETATION} if _OF_COURTS.match(title) else {parts.kind}
            for kind in sorted(kinds):
                called = parts._replace(kind=kind)
                same[called] = tuple(dict.fromkeys((*same.get(called, ()), *documents)))
        return cls({first: tuple(same.items()) for first, same in laid.items()})

    def at_end_of(self, words: str) -> tuple[int, ...] | None:
        """Return the documents of the one title that the end of some words may shorten.

        The longest such end counts; None where there is none, or where it may be several titles.
        """
        whole = _parts(words)
        if whole is None:
            return None
        for start in range(max(0, len(whole.stem) - _LONGEST), len(whole.stem) - _LEAST + 1):
            stem = whole.stem[start:]
            found = [
                documents
                for title, documents in self.titles.get(stem[0], ())
                if title[1:] == whole[1:] and _is_shortened(stem, title.stem)
            ]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _parts(title: str) -> _Parts | None:
    ending = _ENDING.search(title)
    if ending is None or ending.start() < _LEAST:
        return None
    number = ending["number"]
    kind = ending[0].removesuffix(number)
    if kind.endswith(_INTERPRETATION):
        kind = _INTERPRETATION
    return _Parts(title[: ending.start()], kind, number)


def _is_shortened(stem: str, title: str) -> bool:
    """Whether the characters stand in a title in the same order, and are enough of it."""
    rest = iter(title)
    return len(stem) >= _SHARE * len(title) and all(character in rest for character in stem)
