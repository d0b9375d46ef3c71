"""Pinyin in round brackets after the character it reads, as some sites print it: 規(guī)劃(huà)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.text.alignment import Span
from ingest.text.characters import HAN

MANY_GLOSSES = 10
"""With so many toned glosses, a toneless syllable in the same place is one too: 们(men)."""

_TONE = "\u0300\u0301\u0304\u030c"
TONED_LETTERS = frozenset(_TONE).union(
    letter
    for letter in map(chr, range(0xC0, 0x1DD))
    if not frozenset(_TONE).isdisjoint(unicodedata.normalize("NFD", letter))
)
"""Every toned gloss holds one of these letters or marks."""

# A group of brackets with nothing but Latin letters in them. The look-behind comes first, so a
# text of nothing but brackets or spaces is passed over in one go.
_GROUP = re.compile(
    rf"(?<=[{HAN}])(?: *+[(（][A-Za-z\u00c0-\u01dc\u0300-\u030c ’']{{1,40}}+[)）])++"
)
_BRACKET = re.compile(r"(?<! ) *+[(（]([^)）]{0,60})[)）]")

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    "(?:iang|iong|uang|ueng|iao|ian|ing|uai|uan|ang|eng|ong|üan|ai|ei|ao|ou|an|en|er"
    "|ia|ie|iu|in|ua|uo|ui|un|üe|ue|ün|[aoeiuü])"
)
_SYLLABLE = re.compile(_INITIAL + _FINAL)
_TONES = re.compile(f"[{_TONE}]")
_UNMARKED = {ord(mark): None for mark in _TONE}
_NEUTRAL_ENDINGS = frozenset({"", "de", "ge", "le", "li", "me", "men", "r", "tou", "zhe", "zi"})
_SYLLABLE_MAX_CHARS = 6
_MAX_SYLLABLES = 6


def find_glosses(text: str) -> list[Span]:
    """Find the pinyin glosses of a text, in order, brackets and spaces before them included.

    Tone marks tell pinyin from genuine Latin text: 程序(APP), 国内生产总值(GDP) and (a) stay.
    """
    toned: list[Span] = []
    doubtful: list[Span] = []
    for span, has_tone in _candidates(text):
        (toned if has_tone else doubtful).append(span)
    if len(toned) < MANY_GLOSSES:
        return toned
    return sorted(toned + doubtful)


def _candidates(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield bracketed syllables, with whether they carry a tone."""
    for group in _GROUP.finditer(text):
        for bracket in _BRACKET.finditer(text, *group.span()):
            letters = unicodedata.normalize("NFD", bracket[1]).translate({0x20: None})
            if _is_toned_pinyin(letters):
                yield Span(*bracket.span()), True
            elif _is_toneless_syllable(letters):
                yield Span(*bracket.span()), False
            else:
                break  # what follows genuine text is not beside a Han character


def _is_toned_pinyin(letters: str) -> bool:
    """Tell whether letters are syllables with one tone mark each; the last may be neutral."""
    if not _TONES.search(letters):
        return False
    letters = letters.lower().replace("u\u0308", "ü").replace("’", "").replace("'", "")
    plain = letters.translate(_UNMARKED)
    marks = _mark_positions(letters)
    return len(marks) <= _MAX_SYLLABLES and _splits_at(plain, marks)


def _mark_positions(letters: str) -> list[int]:
    """Return which letters of the unmarked text carry a tone mark."""
    positions, count = [], 0
    for char in letters:
        if char in _TONE:
            positions.append(count - 1)
        else:
            count += 1
    return positions


def _splits_at(plain: str, marks: list[int]) -> bool:
    """Tell whether plain letters split into one syllable around each of the marked letters."""
    starts = {0}
    for mark in marks:
        starts = {
            end
            for start in starts
            for end in range(mark + 1, start + _SYLLABLE_MAX_CHARS + 1)
            if start <= mark and _SYLLABLE.fullmatch(plain, start, end)
        }
    return any(plain[start:] in _NEUTRAL_ENDINGS for start in starts)


def _is_toneless_syllable(letters: str) -> bool:
    return (
        len(letters) >= 2
        and letters.isascii()
        and letters.islower()
        and _SYLLABLE.fullmatch(letters) is not None
    )
