"""The characters that a page of a PDF draws, as PDFium tells them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.pdf_box import Box
from ingest.readers.pdf_direction import Direction, quarter

_RADICALS = {
    # Fonts draw these radicals and the characters they look like with one glyph, and files then
    # name the radical. Those of the Kangxi block are folded by Unicode itself.
    **{
        code: unicodedata.normalize("NFKC", chr(code))
        for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E))
    },
    **{
        ord(radical): char
        for radical, char in zip(
            "⺟⺠⺝⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
            "母民月虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
            strict=True,
        )
    },
}
_FOLDED = frozenset(_RADICALS.values())
"""What PDFium may have put in the place of a radical."""
_SAME_FOOT = 0.25
"""Share of its size by which what is drawn of a character may stand off the line of others."""
_NEIGHBOURS = 12


class Char(NamedTuple):
    """One character, where it stands and which way it runs."""

    char: str
    box: Box
    direction: Direction | None
    """None where it is set aslant."""
    is_tight: bool
    """Whether its box is that of the ink only."""


def chars_of(text: ctypes.c_void_p) -> Iterator[Char]:
    """Yield the characters that are drawn; those that pdfium guesses in between are left out."""
    rectangle = pdfium.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    sides = [ctypes.c_double() for _ in range(4)]
    pointers = [ctypes.byref(side) for side in sides]
    left, right, bottom, top = sides
    for at in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code < 0x20 or code in (0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, at, pointer):
            continue
        box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if box.height <= 0:
            continue
        char = _RADICALS.get(code) or chr(code)
        is_tight = False
        if char in _FOLDED:
            pdfium.FPDFText_GetCharBox(text, at, *pointers)
            ink = (left.value, bottom.value, right.value, top.value)
            is_tight = all(abs(mine - its) < 0.01 for mine, its in zip(box, ink, strict=True))
        yield Char(char, box, quarter(pdfium.FPDFText_GetCharAngle(text, at)), is_tight)


def with_em_boxes(chars: Sequence[Char]) -> list[Char]:
    """Give characters of which only the ink is known the height of their neighbours.

    PDFium puts characters in place of the radicals that files name (一 for U+2F00), as it does in
    nearly all that browsers print, and then tells the ink alone: 一 would be a line of small print.
    """
    return [
        char._replace(box=_lengthened(char.box, _near(chars, at))) if char.is_tight else char
        for at, char in enumerate(chars)
    ]


def _near(chars: Sequence[Char], at: int) -> Iterator[Box]:
    """Yield the boxes around a character, the nearest first on either side."""
    before = range(at - 1, max(at - 1 - _NEIGHBOURS, -1), -1)
    after = range(at + 1, min(at + 1 + _NEIGHBOURS, len(chars)))
    return (chars[near].box for near in chain(before, after) if not chars[near].is_tight)


def _lengthened(ink: Box, near: Iterator[Box]) -> Box:
    for box in near:
        slack = _SAME_FOOT * box.height
        is_inside = box.bottom - slack <= ink.bottom and ink.top <= box.top + slack
        # Characters are as wide as they are high: one of small print stands beside no large one.
        if is_inside and ink.width > box.height / 3:
            return ink._replace(bottom=box.bottom, top=box.top)
    return ink
