"""Raw text to clean text: noise removed and forms folded, with the way back to every character."""

from __future__ import annotations

import re
from functools import cache

from ingest.text.alignment import AlignedText, Span
from ingest.text.characters import (
    INVISIBLE,
    folding_table,
    invisible_characters,
    punctuation_table,
)
from ingest.text.code_points import (
    CodePoints,
    Kinds,
    any_of,
    code_points,
    kinds,
    text_of,
    translation,
)
from ingest.text.glosses import TONED_LETTERS, find_glosses
from ingest.text.lost_breaks import lost_breaks
from ingest.text.script import (
    is_traditional,
    one_script_characters,
    repair_particles,
    to_simplified,
)
from ingest.text.spacing import stray_spaces

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_CARRIAGE_RETURN = re.compile(r"\r(?=\n)")


def clean(raw: str) -> AlignedText:
    """Remove noise from a raw text and fold its forms, one character for one character.

    In order: letters, digits, spaces and odd code points are folded to their ordinary forms
    (punctuation keeps its width); invisible characters, pinyin glosses and stray spaces are
    removed; a document in traditional script becomes simplified. Line breaks are kept, each as
    one newline; in a text that lost them, spaces that stood for them are newlines again. Nothing is
    guessed: mojibake and a lost decimal point (`0 4千伏`) stay as they are.

    Cleaning a clean text changes nothing.
    """
    # Most documents hold none of what a step looks for, and one look at each character says so.
    codes = code_points(raw)
    present = any_of(_kinds().take(codes))
    text = AlignedText.of(raw)
    if present & _FOLDED:
        codes = _folding().take(codes)
        present = any_of(_kinds().take(codes))
        text = text.replaced(text_of(codes))
    if present & _REMOVED:
        text = text.without(_spans(_INVISIBLE, text.text))
    if present & _RETURN:
        text = text.without(_spans(_CARRIAGE_RETURN, text.text))
        text = text.replaced(text.text.replace("\r", "\n"))
    if present & _TONED:
        text = text.without(find_glosses(text.text))
    text = _with_breaks(text)
    text = text.without(stray_spaces(text.text))
    if present & _TRADITIONAL and is_traditional(text.text):
        text = text.replaced(to_simplified(text.text))
    return text.replaced(repair_particles(text.text))


def fold_punctuation(text: str) -> str:
    """Return the text with ASCII for full-width punctuation, the same length: for patterns.

    Marks without an ASCII twin stay: 。、《》〈〉【】〔〕“”.
    """
    if text.isascii():
        return text
    if len(text) < _SHORT_CHARS:
        # A title or a line holds none as a rule, and a table is looked up by character.
        return text.translate(punctuation_table()) if _wide_marks().search(text) else text
    return text_of(_punctuation().take(code_points(text)))


def _with_breaks(text: AlignedText) -> AlignedText:
    """Give a text that was written down as one line the breaks that its spaces stand for."""
    breaks = lost_breaks(text.text)
    if not breaks:
        return text
    chars = list(text.text)
    for at in breaks:
        chars[at] = "\n"
    return text.replaced("".join(chars))


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


# What a character can be, as bits of `_kinds`.
_FOLDED, _REMOVED, _RETURN, _TONED, _TRADITIONAL = (1 << bit for bit in range(5))


@cache
def _kinds() -> Kinds:
    return kinds(
        (
            map(chr, folding_table()),
            invisible_characters(),
            "\r",
            TONED_LETTERS,
            one_script_characters()["traditional"],
        )
    )


@cache
def _folding() -> CodePoints:
    return translation(folding_table())


@cache
def _wide_marks() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, punctuation_table())))}]")


@cache
def _punctuation() -> CodePoints:
    return translation(punctuation_table())


_SHORT_CHARS = 60
"""Below it a pass over the text costs less than an array of its characters."""
