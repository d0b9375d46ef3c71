"""One plain form for sentences and sources, so that they can be compared character by character."""

from __future__ import annotations

import re

from ingest.text.characters import HAN, INVISIBLE, folding_table, punctuation_table
from ingest.text.script import to_simplified
from service.answering.wording.cells import without_bars

_SPACES = re.compile(r"\s+")
_NOISE = re.compile(f"[{INVISIBLE}]")
# A space is a separator only between Latin words and between two numbers.
_IDLE_SPACE = re.compile(
    rf"(?<=[{HAN}、。《》“”〔〕]) | (?=[{HAN}、。《》“”〔〕%])|(?<=[,;:()]) (?=[{HAN}])"
)
_SIGNS = (
    ("≤", "不超过"),
    ("≥", "不少于"),
    ("<=", "不超过"),
    (">=", "不少于"),
    ("＜", "低于"),
    ("＞", "超过"),
)
_ANGLES = ((re.compile(r"<(?=\s*\d)"), "低于"), (re.compile(r">(?=\s*\d)"), "超过"))


def plain(text: str) -> str:
    """Return a text in simplified script and half width, without spaces that mean nothing.

    Signs of comparison become words: ≤ 40 个工作日 and 不超过40个工作日 are the same claim. The
    bars between the cells of a table are read out as semicolons.
    """
    for sign, words in _SIGNS:
        text = text.replace(sign, words)
    text = _NOISE.sub("", text.translate(folding_table()))
    text = to_simplified(text).translate(punctuation_table())
    for sign_pattern, words in _ANGLES:
        text = sign_pattern.sub(words, text)
    text = without_bars(text, ";")
    text = _SPACES.sub(" ", text).strip()
    return _IDLE_SPACE.sub("", text)
