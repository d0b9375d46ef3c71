"""English words of public administration and their Chinese terms, for questions in English.

Unlike the groups of the lexicon these are plain translations: they never widen a Chinese question.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from index.errors import LexiconError
from index.lexicon import Group, Lexicon, Match


def english_matches(text: str, lexicon: Lexicon) -> list[Match]:
    """Find English phrases of a lexicon in a text, and plain translations of what it leaves."""
    found = lexicon.match_english(text)
    taken = {at for match in found for at in range(match.start, match.end)}
    plain = (
        match
        for match in translations().match_english(text)
        if taken.isdisjoint(range(match.start, match.end))
    )
    return sorted([*found, *plain], key=lambda match: match.start)


@cache
def translations() -> Lexicon:
    """Return the dictionary that comes with the package."""
    text = (files("index") / "data" / "english.txt").read_text(encoding="utf-8")
    return Lexicon(parse_translations(text, path=Path("index/data/english.txt")))


def parse_translations(text: str, *, path: Path) -> tuple[Group, ...]:
    """Read lines of `phrase, phrase = 术语, 术语`; # begins a comment.

    Raises:
        LexiconError: If a line lacks one of its sides.
    """
    groups: list[Group] = []
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        phrases, _, terms = content.partition("=")
        english, chinese = _parts(phrases.lower()), _parts(terms)
        if not (english and chinese):
            raise LexiconError(str(path), number, "a line needs English phrases = Chinese terms")
        groups.append(Group(chinese, english=english, plain=True))
    return tuple(groups)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
