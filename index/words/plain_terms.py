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
from index.words.english_forms import phrase_words, singular
from index.words.lexicon import Group, Lexicon, Match


def english_matches(text: str, lexicon: Lexicon) -> list[Match]:
    """Find English phrases of a lexicon in a text, and plain translations of what it leaves.

    A translation of what was typed goes before another form of a phrase of the lexicon: park is no
    parking.
    """
    plain = english_terms().match_english(text)
    typed = {(match.start, match.end) for match in plain if _is_as_typed(match)}
    found = [
        match
        for match in lexicon.match_english(text)
        if (match.start, match.end) not in typed or _is_as_typed(match)
    ]
    return _with_plain(found, plain)


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


def _is_as_typed(match: Match) -> bool:
    """Whether a match is one of its group's phrases, but for plurals."""
    words = tuple(map(singular, phrase_words(match.phrase)))
    phrases = (phrase for group in match.groups for phrase in group.english)
    return any(tuple(map(singular, phrase_words(phrase))) == words for phrase in phrases)


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
