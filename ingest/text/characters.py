"""Which characters mean the same as another one, and which mean nothing at all.

Every table maps one character to one character, so a translated text keeps its offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""The inside of a regular expression class of Han characters, 々 and 〇 included."""

INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
"""The inside of a regular expression class: zero-width marks, soft hyphens, control characters."""

_SPACES = (
    "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"

# Radicals that PDF fonts deliver in place of whole characters, and that Unicode leaves without a
# compatibility mapping. Only those that are words by themselves; a bare 亻 never is.
_RADICALS = dict(
    zip(
        "⺁⺊⺌⺎⺒⺓⺝⺠⺧⺫⺬⺮⺶⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "厂卜小兀巳幺月民牛目示竹羊虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)
# Look-alikes that input methods and character recognition leave behind; none is a word today.
_LOOKALIKES = {"釆": "采", "囯": "国", "囻": "国", "凃": "涂", "亊": "事", "後": "后", "馀": "余"}


@cache
def folding_table() -> dict[int, str]:
    """Return what any document is folded by: width of letters and digits, spaces, odd code points.

    Punctuation keeps its width; `fold_punctuation` makes the view without it.
    """
    table = {ord(char): " " for char in _SPACES}
    table |= {ord(char): "\n" for char in _LINE_ENDS}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # surrogates cannot be encoded
    table |= {ord(full): chr(ord(full) - 0xFEE0) for full in _full_width() if full.isalnum()}
    table |= {ord(char): word for char, word in (_RADICALS | _LOOKALIKES).items()}
    table |= dict(_compatibility_ideographs())
    return table


@cache
def punctuation_table() -> dict[int, str]:
    """Return full-width, small and vertical punctuation, each with its ASCII form."""
    table = {ord(full): chr(ord(full) - 0xFEE0) for full in _full_width()}
    for code in range(0xFE30, 0xFE70):
        form = unicodedata.normalize("NFKC", chr(code))
        if len(form) == 1 and form.isascii() and not form.isspace():
            table[code] = form
    return table | {ord("∶"): ":", ord("｡"): "。", ord("､"): "、"}


@cache
def invisible_characters() -> frozenset[str]:
    """Return the characters that `INVISIBLE` describes."""
    ranges = re.findall("(.)(?:-(.))?", INVISIBLE, re.DOTALL)
    return frozenset(
        chr(code) for first, last in ranges for code in range(ord(first), ord(last or first) + 1)
    )


def _full_width() -> Iterator[str]:
    return map(chr, range(0xFF01, 0xFF5F))


def _compatibility_ideographs() -> Iterator[tuple[int, str]]:
    for first, last in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)):
        for code in range(first, last + 1):
            form = unicodedata.normalize("NFKC", chr(code))
            if len(form) == 1 and form != chr(code):
                yield code, form
