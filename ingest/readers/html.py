"""Saved web pages: the document among the navigation, and what the page states about it."""

from __future__ import annotations

import re

from lxml import etree

from ingest.readers.extraction import Extraction
from ingest.readers.html_content import is_sentence
from ingest.readers.html_dom import declared_charset, drop, drop_unread, parse_page
from ingest.readers.html_facts import labelled_facts, meta_hints, names_a_section
from ingest.readers.html_hidden import document_block
from ingest.readers.html_lines import Line, ancestors, page_lines, text_lines
from ingest.text.decoding import decode

_BLANK = re.compile(r"[\s\u3000\u00a0]+")
_CONTROLS = re.compile(
    r"[\[【]?(?:(?:打印|关闭|关闭窗口|打印本页|返回顶部|收藏|分享|分享到|听全文|语音播报|字体|大\s*中\s*小|保存|复制链接"
    r"|上一篇|下一篇|相关附件|相关新闻|相关文档|相关链接|相关阅读|相关解读|扫一扫在手机打开当前页|扫码阅读)"
    r"[\s|/：:、\[\]【】\u3000\u00a0]*)+"
)
"""Lines made of nothing but the names of a page's buttons and of empty lists."""
_RELATED = re.compile(
    r"[\s【\[]*(?:相关(?:链接|阅读|文件|新闻|报道|解读|文档|信息|政策|稿件)|(?:延伸|推荐)阅读|热点推荐)[\s】\]:：]*"
)
_PROSE = re.compile("[。；]")
_PART_OF_TITLE = re.compile(r"关于|[\d(（]")
_OF_A_DOCUMENT = re.compile(
    "关于|(?:通知|意见|决定|公告|通告|办法|规定|方案|细则|条例|规划|批复|函|措施|指南|指引|解读|答复|清单|问答|报告)"
)
_TITLE = re.compile(
    r"[^。，；：]{0,40}关于[^。；：]{4,100}(?:通知|意见|决定|公告|通告|通报|批复|函|办法|规定|方案|细则|报告|答复|令|措施)"
    r"(?:（[^（）]{1,12}）)?"
)
_MENU_MIN_LINKS = 3
_MENU_WORD_CHARS = 8
_OF_DOCUMENT = re.compile(r"附[件表录]|\.(?:docx?|xlsx?|pdf|wps|zip|rar)", re.IGNORECASE)
_TITLE_LINES = 8
"""A title that is part of the text stands within its first lines, often broken over several."""
_MIN_TITLE_CHARS = 6


def read_html(data: bytes, *, uri: str) -> Extraction:
    """Read the main text of a page, one line a paragraph or a row of a table.

    Raises:
        ReadError: If the bytes are not text.
    """
    page = decode(data, uri=uri, declared=declared_charset(data))
    root = parse_page(page)
    if root is None:
        return Extraction("")
    hints = meta_hints(root)
    drop_unread(root)
    block = document_block(root)
    if block is None:
        return Extraction(_without_running_text(page, root), hints)
    if not _OF_A_DOCUMENT.search(hints.get("title", "")):
        hints |= _title_above(root, block)
    hints |= _take_facts(root, block)
    placed = page_lines(root)
    _drop_menus(placed, block)
    _drop_related(placed, block)
    lines = [line for line in text_lines(block) if not _CONTROLS.fullmatch(line)]
    title = hints["title"] = _without_columns(hints.get("title", ""), lines)
    if len(title) >= _MIN_TITLE_CHARS and not _has_title(lines, title):
        if heading := _own_heading(root, block):
            hints["title"] = heading
        elif not names_a_section(title):
            lines.insert(0, title)
    return Extraction("\n".join(lines), hints)


def _title_above(root: etree._Element, block: etree._Element) -> dict[str, str]:
    """Read the title that stands right above the text, where the window's is that of the site."""
    words: dict[etree._Element, str] = {}  # a title broken by <br> is lines of one block
    for line in page_lines(root):
        if block in ancestors(line.block):
            break
        if line.link_chars:
            continue  # it names another page
        words[line.block] = words.get(line.block, "") + _BLANK.sub("", line.text)
    titles = [text for text in words.values() if _TITLE.fullmatch(text)]
    return {"title": titles[-1]} if titles else {}


def _own_heading(root: etree._Element, block: etree._Element) -> str:
    """Return the page's one heading of the first rank, where it opens the text."""
    headings = list(root.iter("h1"))
    first = next((line for line in page_lines(root) if block in ancestors(line.block)), None)
    opens = first is not None and len(headings) == 1 and first.block is headings[0]
    return first.text if first is not None and opens else ""


def _take_facts(root: etree._Element, block: etree._Element) -> dict[str, str]:
    """Read the labelled facts before the text, and take out those that stand inside its block."""
    lines = page_lines(root)
    inside = [block in ancestors(line.block) for line in lines]
    body = next(
        (
            at
            for at, line in enumerate(lines)
            if inside[at] and _PROSE.search(line.text) and is_sentence(line)
        ),
        len(lines),
    )
    facts = labelled_facts(lines[:body])
    for line in facts.lines:
        if line.block is not block and block not in line.block.iterdescendants():
            drop(line.block)
    return facts.hints


def _drop_menus(lines: list[Line], block: etree._Element) -> None:
    """Take out blocks that are nothing but short links: 首页 政策发布 互动交流."""
    for line in lines:
        around = line.block
        if line.link_chars < len(_BLANK.sub("", line.text)) or around is block:
            continue
        links = [_BLANK.sub("", "".join(link.itertext())) for link in around.iter("a")]
        short = all(0 < len(words) <= _MENU_WORD_CHARS for words in links)
        nothing_else = _BLANK.sub("", "".join(around.itertext())) == "".join(links)
        files = _OF_DOCUMENT.search(line.text)
        is_menu = len(links) >= _MENU_MIN_LINKS and short and nothing_else and not files
        if is_menu and block in ancestors(around):
            drop(around)


def _drop_related(lines: list[Line], block: etree._Element) -> None:
    """Take out lists of links to other pages, each with the line that announces it."""
    announced: Line | None = None
    for line in lines:
        is_link = line.link_chars >= len(_BLANK.sub("", line.text)) and line.block is not block
        if _RELATED.fullmatch(line.text):
            announced = line
        elif announced is not None and is_link and block in ancestors(line.block):
            for one in (announced, line):
                if one.block is not block and one.block not in ancestors(line.block.getparent()):
                    drop(one.block)
        else:
            announced = None


def _without_columns(title: str, lines: list[str]) -> str:
    """Take columns of the site off a title of which the text holds the last part, and all of it.

    某县人民政府 县政府文件 某县人民政府关于某事的通告: the columns are several, or begin the title
    again. 关于某事的通告 alone may lack its issuer, and 2023年清单 its place.
    """
    *columns, own = title.split(" ")
    if not columns or len(own) < _MIN_TITLE_CHARS or _PART_OF_TITLE.match(own):
        return title
    repeated = len(columns) > 1 or own.startswith(columns[0])
    return own if repeated and _has_title(lines, own) else title


def _has_title(lines: list[str], title: str) -> bool:
    opening = _BLANK.sub("", "".join(lines[:_TITLE_LINES]))
    return _BLANK.sub("", title) in opening


def _without_running_text(page: str, root: etree._Element) -> str:
    """Read a page that is a list of links or labels."""
    import trafilatura  # slow to import, and few pages need it

    found = trafilatura.extract(page, include_tables=True, favor_recall=True)
    lines = found.splitlines() if found else text_lines(root)
    return "\n".join(line.strip() for line in lines if line.strip())
