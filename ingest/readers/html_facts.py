"""What a page states about its document: meta tags and the block of labelled facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from ingest.readers.html_lines import Line, ancestors

_META = {
    "articletitle": "title",
    "pubdate": "published_on",
    "publishdate": "published_on",
    "contentsource": "content_source",
    "source": "content_source",
    "sitename": "site",
    "article:published_time": "published_on",
    "og:title": "title",
    "dc.title": "title",
    "citation_title": "title",
}
_LABELS = {
    "index_number": ("索引号", "信息索引号", "信息索引", "索取号"),
    "topic": ("主题分类", "信息分类", "公文种类", "分类", "主题词", "体裁分类"),
    "issuer": ("发文机关", "发文单位", "发文机构", "制发机关", "制定机关", "发布机构", "发布机关"),
    "document_number": ("发文字号", "文号", "文件编号", "公文文号", "文件号", "发文号"),
    "issued_on": (
        "成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "制发日期", "生成日期",
    ),
    "published_on": (
        "发布日期", "发布时间", "发表时间", "公开日期", "公布日期", "信息发布日期", "日期",
        "时间",
    ),
    "effective_on": ("实施日期", "施行日期", "生效日期", "执行日期", "生效时间"),
    "expires_on": ("失效日期", "废止日期", "终止日期", "有效期至", "失效时间"),
    "validity": ("有效性", "时效性", "效力状态", "有效状态", "是否有效", "时效状态", "文件状态"),
    "title": ("标题", "名称", "信息名称", "文件名称", "文件标题"),
    "content_source": ("信息来源", "来源", "文章来源", "稿件来源", "发布单位"),
    "": ("浏览次数", "浏览量", "点击数", "点击次数", "阅读次数", "访问量", "字体", "字号", "打印",
         "作者", "编辑", "责任编辑", "审核", "分享", "分享到", "语音播报", "公开方式", "公开范围",
         "公开时限", "统一编号", "关键词", "组配分类", "服务对象", "视力保护色", "信息公开目录"),
}  # fmt: skip
"""Labels as pages print them, by hint; those under "" end the value before them."""
_OF_BLOCKS = frozenset(("title", "topic", "validity", "content_source", ""))
"""Hints whose labels are common words: believed only beside labels that are not."""
_DATES = ("issued_on", "published_on", "effective_on", "expires_on")
_HINTS = {label: hint for hint, labels in _LABELS.items() for label in labels}
_GAP = r"[\s\u3000\u00a0]*"
_BY_LENGTH = [_GAP.join(label) for label in sorted(_HINTS, key=len, reverse=True)]
_ALTERNATIVES = "|".join(_BY_LENGTH)
_PAIR = re.compile(
    # A label of two characters may be the end of a word; a longer one is itself wherever it is.
    rf"((?<![\u4e00-\u9fff])(?:{_ALTERNATIVES})"
    rf"|(?:{'|'.join(_GAP.join(label) for label in _HINTS if len(label) > 2)}))[】\]]?\s*[:：]"
)
_BARE_LABEL = re.compile(rf"[【\[]?({_ALTERNATIVES})[】\]]?\s*[:：]?")
_BLANK = re.compile(r"[\s\u3000\u00a0]+")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
_SITE_SUFFIX = re.compile(r"(?<!\s)\s*+(?<![\d—–])[-_|—–](?![\d—–])\s*+[^-_|—–）)》]*+$")
"""What follows the last bar of a window's title; a dash of years or inside marks is no bar."""
_SITE_WORD = re.compile("政府|网|门户|首页|频道|平台")
_BUTTONS = re.compile(
    r"(?<![\s\u3000|【\[])(?:[\s\u3000|【\[]++(?:分享到?|打印(?:本页)?|收藏|关闭(?:窗口)?|字[体号]?|[大中小]|默认|微信|微博)[:：】\]]*+){1,20}\s*+$"
)
"""What a page offers beside the name of its source."""
_MIN_TITLE_CHARS = 8
_MAX_FACT_CHARS = 300


class Facts(NamedTuple):
    """Hints, and the lines of the page that state them."""

    hints: dict[str, str]
    lines: list[Line]


def meta_hints(root: etree._Element) -> dict[str, str]:
    """Return the hints in the head of a page."""
    hints: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = _BLANK.sub(" ", meta.get("content") or "").strip()
        hint = _META.get(name)
        if hint and content:
            _put(hints, hint, content)
    title = next(root.iter("title"), None)
    if title is not None and "title" not in hints:
        text = _BLANK.sub(" ", "".join(title.itertext())).strip()
        _put(hints, "title", _without_site(text, hints.get("site")))
    return hints


def labelled_facts(lines: Sequence[Line]) -> Facts:
    """Read `label：value` lines and pairs of cells from the lines before a document."""
    pairs: list[tuple[str, str]] = []
    used: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        found = _pairs_in(line.text)
        bare = _BARE_LABEL.fullmatch(line.text)
        if bare and (line.text.endswith((":", "：")) or line.block.tag in ("td", "th", "dt")):
            follows = lines[at + 1] if at + 1 < len(lines) else None
            used.append(line)
            if follows is not None and _is_value(follows, of=line):
                pairs.append((_hint(bare[1]), follows.text))
                used.append(follows)
                at += 1
        elif found:
            pairs.extend(found)
            used.append(line)
        at += 1
    return Facts(_believed(pairs), used if pairs else [])


def is_label(text: str) -> bool:
    """Whether words are a label that pages print before a fact: 发文字号, 成文日期."""
    return _BLANK.sub("", text) in _HINTS


def _pairs_in(text: str) -> list[tuple[str, str]]:
    """Split `label：value label：value` at its labels."""
    if len(text) > _MAX_FACT_CHARS:
        return []
    marks = list(_PAIR.finditer(text))
    if not marks or text[: marks[0].start()].strip(" \u3000\u00a0【[|"):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [
        (_hint(mark[1]), text[mark.end() : end].strip(" \u3000\u00a0|【】[]"))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _is_value(line: Line, *, of: Line) -> bool:
    """Whether a line is the value of the label before it: the next cell of its row, not below."""
    if len(line.text) > _MAX_FACT_CHARS or line.text.endswith(("：", ":")):
        return False
    if _BARE_LABEL.fullmatch(line.text):
        return False
    around = of.block.getparent()
    return around is not None and around in ancestors(line.block)


def _hint(label: str) -> str:
    return _HINTS[_BLANK.sub("", label)]


def _believed(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    stated = [(hint, value) for hint, value in pairs if value]
    is_block = len({hint for hint, _ in stated} - _OF_BLOCKS) >= 2
    hints: dict[str, str] = {}
    for hint, value in stated:
        if hint and (is_block or hint in ("published_on", "content_source", "document_number")):
            _put(hints, hint, value)
    return hints


def _put(hints: dict[str, str], hint: str, value: str) -> None:
    """Keep the first value of a hint; dates must be dates and are written YYYY-MM-DD."""
    if hint in _DATES:
        date = _DATE.search(value)
        value = f"{date[1]}-{int(date[2]):02d}-{int(date[3]):02d}" if date else ""
    if hint == "content_source":
        value = _BUTTONS.sub("", value)
    if value.strip("-—/无 "):
        hints.setdefault(hint, value)


def names_a_section(title: str) -> bool:
    """Tell 热点问答|某市医疗保障局, a column and its site, from what a text is called."""
    suffix = _SITE_SUFFIX.search(title)
    return suffix is not None and suffix.start() < _MIN_TITLE_CHARS


def _without_site(title: str, site: str | None) -> str:
    """Take the names of the site and of its section off the title of a window."""
    if site and title.endswith(site):
        title = title.removesuffix(site).rstrip(" -_|—–")
    while match := _SITE_SUFFIX.search(title):
        is_site = _SITE_WORD.search(match[0]) is not None
        if match.start() < max(_MIN_TITLE_CHARS, 0 if is_site else len(match[0])):
            break
        title = title[: match.start()]
    return title
