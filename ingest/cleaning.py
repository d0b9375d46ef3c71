"""Raw text to clean text: noise removed and forms folded, with the way back to every character."""

from __future__ import annotations

import re

from ingest.alignment import AlignedText, Span
from ingest.characters import INVISIBLE, folding_table, punctuation_table
from ingest.glosses import find_glosses
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
    text = AlignedText.of(raw)
    text = text.replaced(_translated(text.text, folding_table()))
    if _INVISIBLE.search("".join(set(text.text))):
        text = text.without(_spans(_INVISIBLE, text.text))
    if "\r" in text.text:
        text = text.without(_spans(_CARRIAGE_RETURN, text.text))
        text = text.replaced(text.text.replace("\r", "\n"))
    text = text.without(find_glosses(text.text))
    text = text.without(stray_spaces(text.text))
    return text.replaced(_simplified(text.text))


def fold_punctuation(text: str) -> str:
    """Return the text with ASCII for full-width punctuation, the same length: for patterns.

    Marks without an ASCII twin stay: 。、《》〈〉【】〔〕“”.
    """
    return _translated(text, punctuation_table())


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _simplified(text: str) -> str:
    return repair_particles(to_simplified(text) if is_traditional(text) else text)


def _translated(text: str, table: dict[int, str]) -> str:
    """Translate a text; most hold few of a table's characters, so those are looked for first."""
    present = [char for char in set(text) if ord(char) in table]
    if len(present) > _MANY_REPLACEMENTS:
        return text.translate(table)
    for char in present:
        text = text.replace(char, table[ord(char)])
    return text


_MANY_REPLACEMENTS = 64
"""Above it one slow pass over the text costs less than one fast pass per character."""
