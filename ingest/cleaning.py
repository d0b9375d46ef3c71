"""Raw text to clean text: noise removed and forms folded, with the way back to every character."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from ingest.alignment import AlignedText, Span
from ingest.characters import (
    INVISIBLE,
    folded_characters,
    folded_punctuation,
    folding_table,
    punctuation_table,
)
from ingest.glosses import TONED_LETTERS, find_glosses
from ingest.script import is_traditional, repair_particles, to_simplified
from ingest.spacing import stray_spaces

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_CARRIAGE_RETURN = re.compile(r"\r(?=\n)")


def clean(raw: str) -> AlignedText:
    """Remove noise from a raw text and fold its forms, one character for one character.

    In order: letters, digits, spaces and odd code points are folded to their ordinary forms
    (punctuation keeps its width); invisible characters, pinyin glosses and stray spaces are
    removed; a document in traditional script becomes simplified. Line breaks are kept, each as
    one newline. Nothing is guessed: mojibake and a lost decimal point (`0 4千伏`) stay as they are.

    Cleaning a clean text changes nothing.
    """
    # Most documents hold none of what a step looks for, and the set of characters says so.
    table = folding_table()
    raw_characters = set(raw)
    characters = {table.get(ord(char), char) for char in raw_characters}
    text = AlignedText.of(raw)
    text = text.replaced(_translated(raw, table, raw_characters & folded_characters()))
    if _INVISIBLE.search("".join(characters)):
        text = text.without(_spans(_INVISIBLE, text.text))
    if "\r" in characters:
        text = text.without(_spans(_CARRIAGE_RETURN, text.text))
        text = text.replaced(text.text.replace("\r", "\n"))
    if not TONED_LETTERS.isdisjoint(characters):
        text = text.without(find_glosses(text.text))
    text = text.without(stray_spaces(text.text))
    return text.replaced(_simplified(text.text, characters))


def fold_punctuation(text: str) -> str:
    """Return the text with ASCII for full-width punctuation, the same length: for patterns.

    Marks without an ASCII twin stay: 。、《》〈〉【】〔〕“”.
    """
    if len(text) < _SHORT_CHARS:
        return text.translate(punctuation_table())
    # Looking for each mark runs at memory speed; gathering the characters of a text does not.
    for wide, narrow in folded_punctuation():
        if wide in text:
            text = text.replace(wide, narrow)
    return text


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _simplified(text: str, characters: Set[str]) -> str:
    return repair_particles(to_simplified(text) if is_traditional(text, characters) else text)


def _translated(text: str, table: Mapping[int, str], present: Set[str]) -> str:
    """Translate a text by a table, given the characters of the text that the table changes."""
    if len(present) > _MANY_REPLACEMENTS:
        return text.translate(table)
    for char in present:
        text = text.replace(char, table[ord(char)])
    return text


_SHORT_CHARS = 100
"""Below it a pass over the text costs less than gathering the characters it is made of."""
_MANY_REPLACEMENTS = 64
"""Above it one slow pass over the text costs less than one fast pass per character."""
