"""Outline marks: what can open a line, and which number it carries.

A mark is recognised by its form alone. Which level it stands for is decided per document
in `ingest.structure.outline`, because plans use the same form for a group heading here and a task
there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from ingest.text.numerals import NUMERAL, numeral_value


class Family(IntEnum):
    """Forms of marks, in the usual order of nesting from the outside in."""

    __hash__ = int.__hash__  # an enumeration's own is a call of Python for each look-up

    ATTACHMENT = 0  # 附件1：
    PART = 1  # 第一编, 第一篇, 第一部分
    SUBPART = 2  # 第一分编
    CHAPTER = 3  # 第一章
    SECTION = 4  # 第一节
    HAN_COMMA = 5  # 一、
    ARTICLE = 6  # 第一条
    HAN_PAREN = 7  # （一）
    DECIMAL_1 = 8  # 1. 1、
    DECIMAL_2 = 9  # 1.1
    DECIMAL_3 = 10  # 1.1.1
    DIGIT_PAREN = 11  # （1）
    DIGIT_HALF_PAREN = 12  # 1）
    CIRCLED = 13  # ①
    QUESTION = (
        14  # 问：, placed by `ingest.structure.outline` below whatever is open at the first one
    )
    BOX = 15  # 专栏1, put by `ingest.structure.outline` beside the text it stands in


LIST_FAMILIES = frozenset(
    {
        Family.HAN_PAREN,
        Family.DECIMAL_1,
        Family.DIGIT_PAREN,
        Family.DIGIT_HALF_PAREN,
        Family.CIRCLED,
    }
)
"""Forms that number the items of a list, and tasks as well."""


class Mark(NamedTuple):
    """A mark at the start of a line."""

    family: Family
    value: int
    """Its number; the last component of 1.2.3."""
    printed: str
    """As it stands in the text, e.g. `21.`, `（三）`, `第二十三条`."""
    start: int
    end: int
    """Offsets in the folded text; `end` is where the heading or body begins."""
    suffix: int = 0
    """The number after 之, as in 第一百二十三条之一."""


_mark: Callable[[tuple[Family, int, str, int, int, int]], Mark] = partial(tuple.__new__, Mark)
_N = NUMERAL
# A heading can begin with 2025年 or 12345; 一、2级 and 2、3月 only go on in a list.
_NOT_HEADING = r"(?!\d{3}年|\d{4})"
_MARK = re.compile(
    rf"""(?:\#{{1,6}}[ ]?|\*{{2}})?
    (?P<mark>
      第(?P<ordinal>{_N}+|\d{{1,4}})(?P<kind>分编|编|篇(?![文章])|部分|章|节|条)(?:之(?P<suffix>{_N}+))?
        (?!(?:[ ]?第{_N}+[章节条])+[ ]?$)
    | (?P<attachment>附(?:[件表录]
        (?P<attachment_n>\d{{1,2}}|{_N}{{1,3}}|[A-H](?![A-Za-z]))?|(?=:[ ]*$)))
        (?=[:.]|[ ]|$|(?<=[\dA-H])|(?<={_N}))[:.、]?
    | 专栏[ ]?(?P<box>\d{{1,2}}|{_N}{{1,3}})[:]?
    | (?P<han_comma>{_N}{{1,4}})(?:、(?!\d{_NOT_HEADING})|\.(?!\d))
    | \((?P<han_paren>{_N}{{1,4}})\)[、.]?
    | (?P<d3>\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}})(?![\d.%])[.、]?
    | (?P<d2>\d{{1,2}}\.\d{{1,2}})(?=[ 　]|[.、]|[^\W\d_])(?![.]\d)
        (?!{_N}*[万亿千个天日月年元倍米千公平亩吨至到])[.、]?
    | (?P<d1>\d{{1,3}})(?:、(?!\d{_NOT_HEADING})|\.(?!\d(?!\d{{3}}年)))
    | \((?P<digit_paren>\d{{1,3}})\)[、.]?
    | (?P<half_paren>\d{{1,2}})\)[、.]?
    | (?P<circled>[①-⑳㈠-㈩⒈-⒛⑴-⒇])[、.]?
    | (?P<question>问(?:题)?(?P<question_n>\d{{1,3}}|{_N}{{1,3}})?)[:.](?=.)
    | (?P<q>Q(?P<q_n>\d{{1,3}})?)[:.](?=.)
    )[*]{{0,2}}[ ]*""",
    re.VERBOSE,
)

_KIND_FAMILY = {
    "编": Family.PART,
    "篇": Family.PART,
    "部分": Family.PART,
    "分编": Family.SUBPART,
    "章": Family.CHAPTER,
    "节": Family.SECTION,
    "条": Family.ARTICLE,
}

_GROUP_FAMILY = {
    "han_comma": Family.HAN_COMMA,
    "han_paren": Family.HAN_PAREN,
    "d1": Family.DECIMAL_1,
    "d2": Family.DECIMAL_2,
    "d3": Family.DECIMAL_3,
    "digit_paren": Family.DIGIT_PAREN,
    "half_paren": Family.DIGIT_HALF_PAREN,
}

# (first code point of the block, family): enclosed numbers come in runs of twenty, or ten for ㈠.
_ENCLOSED = (
    (0x2460, Family.CIRCLED),
    (0x2474, Family.DIGIT_PAREN),
    (0x2488, Family.DECIMAL_1),
    (0x3220, Family.HAN_PAREN),
)


def match_mark(folded: str, start: int, end: int) -> Mark | None:
    """Read the mark that opens the line folded[start:end], or None.

    `folded` has half-width punctuation (see `ingest.text.cleaning.fold_punctuation`).
    """
    if start >= end or (folded[start] not in _FIRST and not folded[start].isdecimal()):
        return None
    match = _MARK.match(folded, start, end)
    if match is None:
        return None
    printed = match[1]
    known = _KNOWN.get(printed)
    if known is None:
        suffix = numeral_value(match["suffix"]) if match["suffix"] else 0
        known = (*_family_and_value(match), printed.strip(), suffix or 0)
        if len(_KNOWN) < _MAX_KNOWN:
            _KNOWN[printed] = known
    family, value, bare, suffix = known
    return _mark((family, value, bare, match.start(1), match.end(), suffix))


_LETTERS = "ABCDEFGH"
_FIRST = frozenset("#*第附(问Q专零〇○一二三四五六七八九十百千两①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳").union(
    map(chr, (*range(0x3220, 0x322A), *range(0x2474, 0x249C)))
)
"""What a mark can begin with, besides a digit."""
_KNOWN: dict[str, tuple[Family, int, str, int]] = {}
"""Family, value, form without spaces and suffix of marks that were read before: documents use
the same few."""
_MAX_KNOWN = 10_000


def _family_and_value(match: re.Match[str]) -> tuple[Family, int]:
    if match["ordinal"]:
        return _KIND_FAMILY[match["kind"]], _value(match["ordinal"])
    if match["attachment"]:
        return Family.ATTACHMENT, _value(match["attachment_n"] or "0")
    if match["box"]:
        return Family.BOX, _value(match["box"])
    if match["circled"]:
        return _enclosed(match["circled"])
    if match["question"] or match["q"]:
        return Family.QUESTION, _value(match["question_n"] or match["q_n"] or "0")
    for group, family in _GROUP_FAMILY.items():
        if match[group]:
            return family, _value(match[group].rsplit(".", 1)[-1])
    raise AssertionError(f"a mark without a family: {match[0]!r}")


def _enclosed(char: str) -> tuple[Family, int]:
    code = ord(char)
    first, family = max(entry for entry in _ENCLOSED if entry[0] <= code)
    return family, code - first + 1


def _value(text: str) -> int:
    if len(text) == 1 and text in _LETTERS:
        return _LETTERS.index(text) + 1  # 附录A
    return int(text) if text.isdecimal() else numeral_value(text) or 0
