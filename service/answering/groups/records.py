"""A series of classes that exclude each other, as the tables hold it."""

from __future__ import annotations

from dataclasses import dataclass

Words = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Classes of one kind; what one of them gets, another does not."""

    name: str
    words: Words
    """Patterns and the classes that each names; where two begin alike, the longer stands first."""
    order: tuple[str, ...] = ()
    """The classes from the lowest to the highest, where 及以上 takes in what is higher."""
    hints: Words = ()
    """Words that name a class in a question only where a clause tells the classes apart."""
    matter: bool = False
    """Whether it says for what rather than for whom: 租房, 购房; 抵押登记, 转移登记."""
    topic: bool = False
    """Whether a text is about a class also where it denies it: 不用交增值税."""


def plain(name: str, *classes: str) -> Series:
    """Return a series whose classes are named by patterns alone, the same in any order."""
    return Series(name=name, words=tuple((pattern, (pattern,)) for pattern in classes))
