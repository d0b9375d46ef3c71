"""A page as a tree, without what no visitor reads."""

from __future__ import annotations

import re

from lxml import etree, html

_XML_DECLARATION = re.compile(r"(?<!\s)\s*+<\?xml[^>]{0,500}\?>")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSET_BYTES = 4096
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_UNREAD = (
    "script", "style", "noscript", "template", "nav", "footer", "select", "button", "textarea",
    "input", "svg", "iframe", "frame", "object", "embed", "audio", "video", "canvas", "map",
    "rt", "rp", "link", "meta", "title", "base", "del",
)  # fmt: skip
_CONTROLS = re.compile(
    r"share|bdshare|print|qr_?code|ewm|erweima|crumbs?|breadcrumb|copyright|pagination|pager"
    r"|toolbar|font-?size|set-?font|related|recommend|prev-?next|sidebar|nav(?:bar|igation)?"
)
_CLASS_WORD = re.compile(r"[A-Za-z]+(?:[-_]?[A-Za-z]+)*")
_MAX_CONTROL_CHARS = 300
"""A block named like a control and yet longer than this holds text of the page."""


def declared_charset(data: bytes) -> str | None:
    """Return the charset that a page states in its first bytes."""
    match = _META_CHARSET.search(data[:_CHARSET_BYTES])
    return match[1].decode("ascii") if match else None


def parse_page(page: str) -> etree._Element | None:
    """Return the root of a page; None where it holds no element at all."""
    text = _NOT_XML.sub("", _XML_DECLARATION.sub("", page, count=1))
    # Old pages leave tags open and so nest deeper than the parser allows unless told.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return html.document_fromstring(text.encode("utf-8"), parser)
    except etree.ParserError:
        return None


def drop_unread(root: etree._Element) -> None:
    """Take out scripts, forms' controls, navigation and buttons; what is invisible stays."""
    for frame in list(root.iter("iframe")):
        _open_frame(frame)
    for element in list(root.iter(*_UNREAD)):
        drop(element)
    for element in list(root.iter(etree.Element)):
        if element.getparent() is None or element.tag in ("html", "body", "head"):
            continue
        if _is_control(element):
            drop(element)


def _open_frame(frame: etree._Element) -> None:
    """Put the page that a frame holds in itself (srcdoc) in its place, as savers write them."""
    page = parse_page(frame.get("srcdoc") or "") if frame.get("srcdoc") else None
    body = next(page.iter("body"), None) if page is not None else None
    parent = frame.getparent()
    if body is not None and parent is not None:
        body.tag = "div"
        body.tail = frame.tail
        parent.replace(frame, body)


def drop(element: etree._Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_control(element: etree._Element) -> bool:
    """Whether a small block is named as one that shares, prints, pages or navigates."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    words = _CLASS_WORD.findall(names)
    if not any(_CONTROLS.fullmatch(word) for word in words):
        return False
    return len("".join("".join(element.itertext()).split())) <= _MAX_CONTROL_CHARS
