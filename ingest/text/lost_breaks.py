"""Line breaks that a text lost: a crawler wrote a page down as one line, with spaces for breaks.

Title, number, headings and signature are lines, so the spaces that stood for breaks become breaks
again, one for one. Only in a text whose lines are too long to have their breaks.
"""

from __future__ import annotations

import re

_RUN_ON_LINE_CHARS = 500
_MIN_CHARS = 150
_MIN_SURE_BREAKS = 3
_SCATTERED = 30
"""Characters for each space between words, at most, in a text that has them inside words."""

_SPACES = re.compile(" +")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]").match
_NUMERAL = "一二三四五六七八九十"
_MARK = re.compile(
    rf"第[{_NUMERAL}百零]{{1,5}}[编篇章节条]|[{_NUMERAL}]{{1,3}}、|[(（](?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})[)）]"
    r"|\d{1,2}(?:、|[.．](?!\d))|[①-⑳]|附件(?:\d{1,2}|[:：]| |\Z)"
)
_DATE = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日")
_AFTER_DATE = re.compile(r"(?:年|月|日|\d[.\-/:]\d\d|\d{7})\Z")
# 【发文单位】 and its value; 第一章 and its heading
_AFTER_NAME = re.compile(
    rf"(?:(?<=\s)|\A)(?:【[一-鿿]{{2,8}}】|\[[一-鿿]{{2,8}}\]|第[{_NUMERAL}百零]{{1,5}}[编篇章节条])\Z"
)
# 附件1, and the title under it
_AFTER_ATTACHMENT = re.compile(r"附[件表]\d{1,2}\Z")
# 5. before its heading, and the label of what comes after it: 联系人: 电话:
_AFTER_MARK = re.compile(rf"(?:\d[.．]|[{_NUMERAL}\d][、)）])\Z")
_AFTER_LABEL = re.compile(
    r"(?:联系人|负责人|单位负责|电话|手机|热线|传真|地址|网址|网站|邮箱|邮编|编码|时间|日期|地点|名称|姓名|户名|账号|编号|文号|来源|作者|记者|编辑|[A-Za-z])[:：]\Z"
)
_ENDS = frozenset("。！？；!?;：:…）)》】〕]”’|")
_OPENS = frozenset("（(《【〔[●■◆★☆▲“")
_OPEN = re.compile("[《（(〔【“][^》）)〕】”。；]{0,80}\\Z")
_CLOSE = re.compile("[^《（(〔【“。；]{0,80}[》）)〕】”]")
_LOOK_BACK = 84
_INDENT = 2


def lost_breaks(text: str) -> list[int]:
    """Return the places of spaces (U+0020 only) that stand for line breaks, in order.

    Those after sentences and before numbers always do; between other words, as around a title or
    a heading, only where the text shows enough of the first and has no spaces inside words.
    """
    if not _is_run_on(text):
        return []
    spaces = [match.span() for match in _SPACES.finditer(text)]
    sure = [start for start, end in spaces if _is_sure(text, start, end)]
    known = set(sure)
    rest = [span for span in spaces if span[0] not in known and not _is_name(text, span[0])]
    if len(sure) < _MIN_SURE_BREAKS or _is_scattered(text, rest):
        return sure
    return sorted({*known, *(start for start, end in rest if _parts_words(text, start, end))})


def _is_run_on(text: str) -> bool:
    """Tell whether most of a text stands in lines too long to have their breaks."""
    if len(text) < _RUN_ON_LINE_CHARS:
        return len(text) >= _MIN_CHARS and "\n" not in text.strip()
    # A longer line covers a piece of half its length, and one for every three halves at least.
    half = _RUN_ON_LINE_CHARS // 2
    find = text.find
    bare = [at for at in range(0, len(text) - half, half) if find("\n", at, at + half) < 0]
    if len(bare) * half * 6 <= len(text):
        return False
    long = sum([n for n in map(len, text.split("\n")) if n > _RUN_ON_LINE_CHARS])
    return long * 2 > len(text)


def _is_sure(text: str, start: int, end: int) -> bool:
    """Tell whether spaces stand after a sentence or before a number."""
    if not 0 < start < end < len(text) or _AFTER_MARK.search(text, max(start - 4, 0), start):
        return False
    if _MARK.match(text, end):
        return not _is_enclosed(text, start)
    if text[start - 1] not in _ENDS or _is_enclosed(text, start) or _is_name(text, start):
        return False
    return _AFTER_LABEL.search(text, max(start - 5, 0), start) is None


def _parts_words(text: str, start: int, end: int) -> bool:
    """Tell whether spaces stand between words that are lines: a title, a heading, a signature."""
    if not 1 < start < end < len(text) - 1 or _is_enclosed(text, start):
        return False
    left, right = text[start - 1], text[end]
    if left in "，、,":
        return False
    begins = right in _OPENS or (_HAN(right) and _goes_on(text[end + 1])) or _DATE.match(text, end)
    if not begins:
        return False
    if _HAN(left) and not _AFTER_DATE.search(text, max(start - 8, 0), start):
        return text[start - 2].isalnum()
    if left.isdigit() and (
        end - start >= _INDENT or _AFTER_ATTACHMENT.search(text, max(start - 4, 0), start)
    ):
        return True
    if left in _ENDS:
        return not _AFTER_LABEL.search(text, max(start - 5, 0), start)
    return _AFTER_DATE.search(text, max(start - 8, 0), start) is not None


def _goes_on(char: str) -> bool:
    """Tell whether a word does not end before a character: 在《…》 is no single word."""
    return char.isalnum() or char in "《“（("


def _is_name(text: str, at: int) -> bool:
    """Tell whether what a line begins with ends here, and its value or heading follows."""
    return _AFTER_NAME.search(text, max(at - 11, 0), at) is not None


def _is_enclosed(text: str, at: int) -> bool:
    """Tell whether a place stands inside brackets or quotation marks."""
    opened = _OPEN.search(text, max(at - _LOOK_BACK, 0), at)
    return opened is not None and _CLOSE.match(text, at) is not None


def _is_scattered(text: str, spaces: list[tuple[int, int]]) -> bool:
    between = sum(
        1
        for start, end in spaces
        if 0 < start and end < len(text) and _HAN(text[start - 1]) and _HAN(text[end])
    )
    return between * _SCATTERED > len(text)
