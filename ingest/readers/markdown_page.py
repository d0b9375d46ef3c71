"""Web pages that a crawler wrote down as Markdown: the document among the menus of links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.furniture.page_marks import IMAGE, LINK
from ingest.readers.extraction import Extraction

_HEADER_LINES = 12
_HEADER = re.compile(
    r"(?P<name>Title|URL Source|Published Time|Markdown Content):[ ]?(?P<value>.*)"
)
_MANY_LINKS = 12
_LINK_SHARE = 0.35
_EMPHASIS = re.compile(r"\*\*|(?<![\w/])_(?=\S)|(?<=\S)_(?![\w/])")
_BULLET = re.compile(r"(?<![ \t])[ \t]*+(?:[*+-][ \t]++)++")
_HEADING = re.compile(r"(?<![ \t])[ \t]*+(#{1,6})[ \t]+")
_SENTENCE = re.compile("[。；，！？：、;!?]|,\\s|\\.\\s")
_MARKED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百千零〇\d]+[编篇章节条款]|[一二三四五六七八九十]+[、.．]"
    r"|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．]|附件|附则)"
)
_FURNITURE = re.compile(
    "版权所有|网站标识码|ICP备|公网安备|备案号|主办|承办|技术支持|当前(?:所在)?的?位置|浏览器|分辨率|上一篇|下一篇"
    "|扫一扫|客户端|无障碍|浏览(?:次数|量)|阅读次数|访问量|访客|搜索热词|分享到|Copyright"
    "|来源[:：]|(?:发布|发表)(?:时间|日期)[:：]|^[\\s*+-]*(?:19|20)\\d\\d-\\d\\d-\\d\\d",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:信息来源|文章来源|稿件来源|发布机构|发布单位|来源)[:：]\s*(?P<value>[^\s|]{2,60}?)"
    r"(?=浏览|阅读|点击|\s|\||$)"
)
_DATE = re.compile(r"(?<!\d)(?P<value>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})日?(?!\d)")
_HOST = re.compile(r"(?:主办单位|主办)[:：]\s*(?P<value>[\u4e00-\u9fff]{4,40})")
_SITE_TAIL = re.compile(r"\s[-_|–—]\s*(?P<value>[^-_|–—]*(?:网|网站|门户|政府|平台))\Z")
_MIN_SENTENCE_CHARS = 10
_MAX_VOTE = 300.0
"""Pages repeat their text in one line for a picture's description; no line outvotes a menu."""
_LABEL_WEIGHT = -0.5
_TABLE_WEIGHT = 0.5
_LINK_WEIGHT = -1.5


class _Line(NamedTuple):
    text: str
    """Without links, images and emphasis."""
    weight: float
    """Its vote, in characters: sentences for being the document, links and labels against."""


def read_markdown_page(text: str) -> Extraction | None:
    """Return the document of a page written down as Markdown, or None for any other text."""
    lines = text.split("\n")
    header, first = _header(lines)
    if "Markdown Content" not in header and not _is_menu_heavy(text):
        return None
    page = [_read_line(line) for line in lines[first:]]
    start, end = _heaviest(page)
    if start == end:
        return None
    hints = _hints(header, [line.text for line in page], start)
    title = _HEADING.sub("", hints.get("title", ""))
    body = [line.text for line in page[start:end] if line.text]
    if title and body[0].lstrip("# ") != title:
        body.insert(0, _SITE_TAIL.sub("", title))
    return Extraction("\n".join(body), hints)


def _header(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return what the crawler stated above the page, and the first line of the page itself."""
    found: dict[str, str] = {}
    first = 0
    for at, line in enumerate(lines[:_HEADER_LINES]):
        match = _HEADER.fullmatch(line.strip())
        if match:
            found[match["name"]] = match["value"].strip()
            first = at + 1
    return found, first


def _is_menu_heavy(text: str) -> bool:
    if text.count("](") < _MANY_LINKS:
        return False
    linked = sum(len(match[0]) for pattern in (IMAGE, LINK) for match in pattern.finditer(text))
    return linked > _LINK_SHARE * len(text)


def _read_line(line: str) -> _Line:
    plain = IMAGE.sub("", line)
    link_chars = sum(len(match["words"]) for match in LINK.finditer(plain))
    plain = _EMPHASIS.sub("", LINK.sub(lambda match: match["words"], plain)).strip()
    words = _BULLET.sub("", plain) if link_chars else plain
    words = "" if words.strip("*+-·•|_ ") == "" else words
    return _Line(words, _weight(words, link_chars))


def _weight(words: str, link_chars: int) -> float:
    own = len(words) - link_chars
    if _FURNITURE.search(words):
        return _LINK_WEIGHT * link_chars - own
    if link_chars > own or words.startswith("#"):
        return _LABEL_WEIGHT * own + _LINK_WEIGHT * link_chars
    if words.startswith("|"):
        return _TABLE_WEIGHT * own + _LINK_WEIGHT * link_chars
    if (own >= _MIN_SENTENCE_CHARS and _SENTENCE.search(words)) or _MARKED.match(words):
        return min(float(own - link_chars), _MAX_VOTE)
    return _LABEL_WEIGHT * own + _LINK_WEIGHT * link_chars


def _heaviest(lines: Sequence[_Line]) -> tuple[int, int]:
    """Return the run of lines with the highest sum."""
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for at, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, at
        total += line.weight
        if total > best:
            best, best_run = total, (start, at + 1)
    return best_run


def _hints(header: dict[str, str], lines: Sequence[str], start: int) -> dict[str, str]:
    """Read what header, the lines between heading and text, and the footer state."""
    hints: dict[str, str] = {}
    stated = header.get("Title", "")
    heading = next((line for line in reversed(lines[:start]) if _HEADING.match(line)), "")
    title = stated or _HEADING.sub("", heading)
    if title:
        hints["title"] = title
    site = _SITE_TAIL.search(stated)
    host = site or next(_found(_HOST, lines), None)
    if host:
        hints["site"] = host["value"]
    above = lines[_last_index(lines, start, heading) : start]
    if source := next(_found(_SOURCE, above), None):
        hints["content_source"] = source["value"]
    published = next(_found(_DATE, [header.get("Published Time", ""), *above]), None)
    if published:
        hints["published_on"] = re.sub(r"[/.年月]", "-", published["value"])
    return hints


def _last_index(lines: Sequence[str], start: int, heading: str) -> int:
    for at in range(start - 1, -1, -1):
        if lines[at] == heading:
            return at
    return max(start - 12, 0)


def _found(pattern: re.Pattern[str], lines: Sequence[str]) -> Iterator[re.Match[str]]:
    return (match for line in lines if (match := pattern.search(line)))
