"""What a page hides until somebody clicks: the answers of an accordion, the other tabs.

Pages hide much else: menus, notices about the browser, a second copy for telephones. So what is
hidden is set aside, the document is found in what shows, and what is hidden inside it comes back
where it says something of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ingest.readers.html_content import is_sentence, main_block, weigh
from ingest.readers.html_lines import ancestors, page_lines

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHOWN_LATER = re.compile(r"opacity\s*:\s*0(?![.\d])", re.IGNORECASE)
"""Beside visibility: a page that fades its text in, as those of WeChat do."""
_PANEL_DEPTH = 2
_NEW_SHARE = 0.5
"""How much of hidden text must not be on the page already, lest it be a copy."""


class Hidden(NamedTuple):
    """An element that was set aside, and the empty one in its place."""

    element: etree._Element
    place: etree._Element


def is_hidden(element: etree._Element) -> bool:
    """Whether an element is styled invisible."""
    style = element.get("style") or ""
    fades_in = "none" not in style.lower() and _SHOWN_LATER.search(style) is not None
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (_HIDDEN_STYLE.search(style) is not None and not fades_in)
    )


def set_aside_hidden(root: etree._Element) -> list[Hidden]:
    """Take the outermost hidden elements out of a page, each leaving an empty one in its place."""
    aside = []
    for element in _outermost(root):
        place = etree.Element("wbr")
        _swap(element, place)
        aside.append(Hidden(element, place))
    return aside


def document_block(root: etree._Element) -> etree._Element | None:
    """Return the block that holds the document, with what it hides; None without running text."""
    aside = set_aside_hidden(root)
    block = main_block(page_lines(root))
    if block is None:  # the page hides its whole text until a script shows it
        for hidden in aside:
            _swap(hidden.place, hidden.element)
        return main_block(page_lines(root))
    around = [block, *_near_around(block)]
    shown = _squeezed(root)
    telling = [
        hidden
        for hidden in aside
        if around[-1] in ancestors(hidden.place) and _says_more(hidden.element, shown)
    ]
    for hidden in telling:
        _swap(hidden.place, hidden.element)
    wider = main_block(page_lines(root)) if telling else None
    if wider is not None and wider in around:
        block = wider
    for hidden in telling:
        if block not in ancestors(hidden.element):
            _swap(hidden.element, hidden.place)
    return block


def _near_around(block: etree._Element) -> list[etree._Element]:
    """Return the next blocks around one, short of the page: it may be one panel of several."""
    around = list(ancestors(block))[1 : 1 + _PANEL_DEPTH]
    return [element for element in around if element.tag not in ("body", "html")]


def _swap(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)


def _outermost(root: etree._Element) -> Iterator[etree._Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag not in ("html", "body", "head") and is_hidden(element):
            yield element
        else:
            waiting.extend(child for child in element if isinstance(child.tag, str))


def _says_more(element: etree._Element, shown: str) -> bool:
    lines = page_lines(element)
    sentences = [
        "".join(line.text.split()) for line in lines if is_sentence(line) and weigh(line) > 0
    ]
    new = sum(len(sentence) for sentence in sentences if sentence not in shown)
    return new > _NEW_SHARE * sum(map(len, sentences)) and sum(map(weigh, lines)) > 0


def _squeezed(element: etree._Element) -> str:
    return "".join("".join(element.itertext()).split())
