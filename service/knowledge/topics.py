"""What an entry is on: the headings above it, and the matters of the lexicon that it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Self

from index import Lexicon, load_lexicon
from index.words.tokenize import tokens
from ingest.records import Clause
from ingest.text.script import to_simplified
from service.knowledge.headings import first_words, heading_of

_MARKS: Final = re.compile(
    r"\A(?:第[零〇一二三四五六七八九十百千\d]+[编章节条部分]+|附[件表录]?\d*|[(（]?[一二三四五六七八九十百\d]+[)）、.．])\s*"
)


@cache
def lexicon_of(path: Path | None) -> Lexicon:
    """Return the built-in lexicon with the user's on top, read once.

    Raises:
        LexiconError: If the user's file cannot be used.
    """
    return load_lexicon(path) if path is not None else load_lexicon()


def topic_of(clause: Clause) -> tuple[str, ...]:
    """Return the headings above a clause without their numbers."""
    bare = (_MARKS.sub("", heading).strip() for heading in clause.path)
    return tuple(heading for heading in bare if heading)


def terms_of(clause: Clause, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the official names of what a clause's heading, or first words, speak of."""
    return matters_in(heading_of(clause) or first_words(clause), lexicon)


def matters_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the official names of the matters that a text speaks of, in order, each once."""
    boundaries = {at for token in tokens(text) for at in (token.start, token.end)}
    names = (
        group.name for match in lexicon.match_chinese(text, boundaries) for group in match.groups
    )
    return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class WantedTopic:
    """A topic as it was asked for, with the matters it names."""

    text: str
    terms: frozenset[str]

    @classmethod
    def of(cls, text: str, lexicon: Lexicon) -> Self:
        """Read a topic: the words of a heading, or any name of a matter (办电 = 获得电力)."""
        plain = to_simplified(text.strip())
        return cls(plain, frozenset(matters_in(plain, lexicon)))

    def matches(self, clause: Clause, lexicon: Lexicon) -> bool:
        """Whether a clause stands under such a heading, or speaks of one of the matters."""
        if any(self.text in heading for heading in (*clause.path, clause.heading)):
            return True
        return bool(self.terms) and not self.terms.isdisjoint(terms_of(clause, lexicon))
