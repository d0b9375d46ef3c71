"""Finding the text of the document among the furniture of its page.

Every line votes: sentences for the blocks around them, links and labels against. The block with
the highest sum is the document. A sum has a maximum on any page, so nothing needs to be known
about the system that made it, and whole blocks are kept, so no paragraph in between is lost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from ingest.readers.html_lines import Line, ancestors

_SENTENCE = re.compile("[。；，！？：、;!?]|,\\s|\\.\\s")
_MARKED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百千零〇\d]+[编篇章节条款]|[一二三四五六七八九十]+[、.．]"
    r"|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．]|附件|附则)"
)
_FURNITURE = re.compile(
    "版权所有|网站标识码|ICP备|公网安备|备案号|主办单位|承办单位|技术支持|当前(?:所在)?(?:的)?位置"
    "|浏览器|分辨率|上一篇|下一篇|扫一扫|客户端|无障碍|浏览次数|阅读次数|访问量|Copyright"
    "|轻点两下取消|轻触阅读原文|滑动看下一个|预览时标签不可点|未经审核的第三方商业营销信息",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"附[件表录]|\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)\b", re.IGNORECASE)
"""A link to what the document comes with is part of it."""
_MIN_SENTENCE_CHARS = 10
_TABLE_WEIGHT = 0.5
_LABEL_WEIGHT = -0.5
_LINK_WEIGHT = -1.5
_FURNITURE_WEIGHT = -1.0
_MIN_SUM = 10.0
"""Below this no block has more sentences than links; the page is a list or is empty."""


def main_block(lines: Iterable[Line]) -> etree._Element | None:
    """Return the block that holds the document; None where a page has no running text."""
    sums: dict[etree._Element, float] = defaultdict(float)
    prose: dict[etree._Element, int] = defaultdict(int)
    for line in lines:
        weight = weigh(line)
        for element in ancestors(line.block):
            sums[element] += weight
            prose[element] += weight > 0
    if not sums:
        return None
    best = max(sums.values())
    if best < _MIN_SUM:
        return None
    # Blocks wrapped in one another share a sum; the innermost holds least besides the text.
    candidates = [element for element, total in sums.items() if total == best]
    block = max(candidates, key=_depth)
    around = block.getparent()
    if block.tag != "p" or around is None:
        return block
    # A paragraph is no document: around it stand its title, who signed it, and other paragraphs,
    # though links below them may outweigh those of a short notice.
    return around if sums[around] > 0 or prose[around] > 1 else block


def weigh(line: Line) -> float:
    """Return a line's vote for the blocks around it, in characters."""
    own = len(line.text) - line.link_chars
    links = _LINK_WEIGHT * line.link_chars
    if _FURNITURE.search(line.text):
        return _FURNITURE_WEIGHT * own + links
    if line.link_chars and _ATTACHED.search(line.text):
        return 0.0
    if line.link_chars > own:
        return _LABEL_WEIGHT * own + links
    if is_sentence(line) or _MARKED.match(line.text):
        return float(own) - line.link_chars
    return (_TABLE_WEIGHT if line.in_table else _LABEL_WEIGHT) * own + links


def is_sentence(line: Line) -> bool:
    """Whether a line is running text rather than a label, a link or a heading."""
    own = len(line.text) - line.link_chars
    return own >= _MIN_SENTENCE_CHARS and _SENTENCE.search(line.text) is not None


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in ancestors(element))
