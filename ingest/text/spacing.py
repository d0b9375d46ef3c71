"""Spaces that mean nothing in Chinese text: inside words, beside punctuation, at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Beside a Han character a run goes, unless a mark at the start of a line stands before it. The
# pattern begins with its space, which lets the search skip all other places.
_IDEOGRAPH = "\u3400-\u4db5\u4e00-\u9fa5"
_RUN = re.compile(
    rf" (?:(?<=\n ) *()|(?<=[{_IDEOGRAPH}] ) *()"
    rf"|(?<=[^#*+• -] ) *(?=[{_IDEOGRAPH}])()| *)"
)
_OPENING_GROUP = 1
_LINE_MARKER = re.compile("#{1,6}|[-*+•]")
_MARKER_CHARS = frozenset("#-*+•")
_MARKER_MAX_CHARS = 6
_SCATTERED = 30
"""Characters for each space inside words, at most, in a text that has them everywhere."""
_HAN = re.compile(f"[{_IDEOGRAPH}]").match
# Years side by side are two numbers: 2020 2025. No number begins with 0, so 管道0 4 lost its point.
_SPLIT_NUMBER = re.compile(
    r"(?<=\d)(?<!\d{4})(?<![|\n]\d)(?<![^\d .]0)(?<![^\d .] 0) +(?=[\d.])|(?<=\d\.) +(?=\d)"
)
_SPLIT_TEN = re.compile(r"(?<![\d.|\n])(?:\d ){1,3}0 ?(?=[日天%万元年个人小分])")
_SPLIT_COUNT = re.compile(r"(?<![\d.|\n])(?:\d ){1,3}\d ?(?=[日天%万元年个人小分])")
"""The same of any last digit, which may as well have lost its point: 4 8小时."""
# 2 0 3 1 年 1 2 月 5 日: the digits of a date are one number.
_SPACED_DATE = re.compile(r"2 0 \d \d ?年(?: ?\d ?\d? ?月(?: ?\d ?\d? ?日)?)?")
_LATIN = re.compile("[!-{}~\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f]")
"""Characters of Latin, Greek and Cyrillic text; the bar of a table row is none of them."""
_OPENING = frozenset("([{<")
_CLOSING = frozenset(")]}>,.;:!?%")
_QUOTES = frozenset("“”‘’–—…")


def stray_spaces(text: str) -> list[tuple[int, int]]:
    """Find the spaces (U+0020 only) that can go, in order.

    One space stays between two Latin words, and between two digits, where it can stand for a lost
    decimal point; one stays after a markdown heading or list mark. Newlines are never touched.
    Where spaces are scattered over a whole text, as a bad recognition leaves them, those between
    digits are no more than the others: ９ ０ 日 is 90日. So they are in a line where some number
    is split before its last zero, which no decimal point stands before: 3 0日 is no 3.0日.
    """
    spans = list(_stray(text))
    if dates := _in_dates(text):
        spans = sorted({*spans, *dates})
    if len(spans) * _SCATTERED > len(text) and _is_scattered(text, spans):
        return sorted({*spans, *(match.span() for match in _SPLIT_NUMBER.finditer(text))})
    if " 0" in text and (split := _in_split_lines(text)):
        return sorted({*spans, *split})
    return spans


def _in_split_lines(text: str) -> list[tuple[int, int]]:
    """Find the spaces inside numbers of the lines where some number is split before its zero."""
    spans = []
    end = 0
    for ten in _SPLIT_TEN.finditer(text):
        if ten.start() < end:
            continue  # a line that was read
        start = text.rfind("\n", 0, ten.start()) + 1
        end = text.find("\n", ten.end())
        end = len(text) if end < 0 else end
        spans += _inside(_SPLIT_COUNT, text, start, end)
    return spans


def _in_dates(text: str) -> list[tuple[int, int]]:
    """Find the spaces between the digits of a date."""
    if "2 0 " not in text:
        return []  # as in nearly all texts
    return _inside(_SPACED_DATE, text, 0, len(text))


def _inside(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the spaces inside what a pattern matches in text[start:end]."""
    return [
        (at, at + 1)
        for match in pattern.finditer(text, start, end)
        for at in range(*match.span())
        if text[at] == " "
    ]


def _is_scattered(text: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether spaces stand inside words all over a text, and not only in one table or list."""
    inside = sum(
        1
        for start, end in spans
        if 0 < start and end < len(text) and _HAN(text[start - 1]) and _HAN(text[end])
    )
    return inside * _SCATTERED > len(text)


def _stray(text: str) -> Iterator[tuple[int, int]]:
    line_start = 0  # where the first word of the last indented line stands
    for run in _RUN.finditer(text):
        start, end = run.span()
        if run.lastindex is not None and run.lastindex > _OPENING_GROUP:
            yield start, end
        elif run.lastindex == _OPENING_GROUP or start == 0:
            line_start = end
            yield start, end
        elif not (_separates(text, start, end) or _follows_marker(text, start, end, line_start)):
            yield start, end
        elif end - start > 1:
            yield start + 1, end


def _separates(text: str, start: int, end: int) -> bool:
    """Tell whether the run text[start:end] stands between two Latin words or numbers."""
    if end == len(text) or text[start - 1] in _OPENING or text[end] in _CLOSING:
        return False
    left, right = text[start - 1], text[end]
    if not (left.isalnum() or right.isalnum()):
        return False
    # Punctuation belongs to the script of the word it closes, a quotation mark to the enclosed.
    if not left.isalnum() and start > 1:
        left = text[start - 2]
    if right in _QUOTES and end + 1 < len(text):
        right = text[end + 1]
    return _LATIN.match(left) is not None and _LATIN.match(right) is not None


def _follows_marker(text: str, start: int, end: int, indented_start: int) -> bool:
    """Tell whether the run stands between a markdown mark at the start of a line and its text."""
    if end == len(text) or text[end] == "\n":
        return False
    first = start
    while first > 0 and start - first < _MARKER_MAX_CHARS and text[first - 1] in _MARKER_CHARS:
        first -= 1
    opens_line = first in (0, indented_start) or text[first - 1] == "\n"
    return opens_line and _LINE_MARKER.fullmatch(text, first, start) is not None
