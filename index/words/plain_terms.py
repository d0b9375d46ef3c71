"""Plain translations into the words of documents: from English, and from everyday Chinese.

They work in one direction and weigh less than the groups of the lexicon: what is typed adds what
documents call it, without a claim that both are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from index.errors import LexiconError
from index.words.lexicon import Group, Lexicon, Match


def english_matches(text: str, lexicon: Lexicon) -> list[Match]:
    """Find English phrases of a lexicon in a text, and plain translations of what it leaves."""
    return _with_plain(lexicon.match_english(text), english_terms().match_english(text))


def chinese_matches(text: str, lexicon: Lexicon, boundaries: Iterable[int]) -> list[Match]:
    """Find Chinese terms of a lexicon in a text, and everyday phrases in what it leaves.

    Args:
        text: Simplified text.
        lexicon: Its terms go before everyday phrases of the same length.
        boundaries: Offsets where words begin or end, see `Lexicon.match_chinese`.
    """
    allowed = frozenset(boundaries)
    plain = everyday_terms().match_chinese(text, allowed)
    return _with_plain(lexicon.match_chinese(text, allowed), plain)


@cache
def english_terms() -> Lexicon:
    """Return the English dictionary that comes with the package."""
    return Lexicon(_builtin("english.txt", english=True))


@cache
def everyday_terms() -> Lexicon:
    """Return the everyday phrases that come with the package."""
    return Lexicon(_builtin("everyday.txt", english=False))


def parse_plain_terms(text: str, *, path: Path, english: bool) -> tuple[Group, ...]:
    """Read lines of `phrase, phrase = 术语, 术语`; # begins a comment.

    Raises:
        LexiconError: If a line lacks one of its sides.
    """
    groups: list[Group] = []
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        left, _, right = content.partition("=")
        phrases, terms = _parts(left), _parts(right)
        if not (phrases and terms):
            raise LexiconError(str(path), number, "a line needs phrases = Chinese terms")
        if english:
            groups.append(Group(terms, english=tuple(map(str.lower, phrases)), plain=True))
        else:
            groups.append(Group(terms, everyday=phrases, plain=True))
    return tuple(groups)


def _with_plain(found: Iterable[Match], plain: Iterable[Match]) -> list[Match]:
    """Add plain matches to those of the lexicon, in order of the text.

    Of two that overlap the longer stays (贷款 alone is not what 没抵押贷款 asks about), of equal
    ones that of the lexicon.
    """
    kept = list(found)
    for match in plain:
        met = [one for one in kept if one.start < match.end and match.start < one.end]
        if all(_inside(one, match) for one in met):
            kept = [one for one in kept if one not in met] + [match]
    return sorted(kept, key=lambda match: match.start)


def _inside(one: Match, other: Match) -> bool:
    """Whether a match lies in a longer one."""
    longer = one.end - one.start < other.end - other.start
    return longer and other.start <= one.start and one.end <= other.end


def _builtin(name: str, *, english: bool) -> tuple[Group, ...]:
    text = (files("index") / "data" / name).read_text(encoding="utf-8")
    return parse_plain_terms(text, path=Path("index/data") / name, english=english)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
