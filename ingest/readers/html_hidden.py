"""What a page hides until somebody clicks: the answers of an accordion, the other tabs.

Pages hide much else: menus, notices about the browser, a second copy for telephones. So what is
hidden is set aside, the document is found in what shows, and what is hidden inside it comes back
where it says something of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from ingest.readers.html_content import is_sentence, weigh
from ingest.readers.html_lines import ancestors, page_lines

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHOWN_LATER = re.compile(r"opacity\s*:\s*0(?![.\d])", re.IGNORECASE)
"""Beside visibility: a page that fades its text in, as those of WeChat do."""
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
        place.tail, element.tail = element.tail, None
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, place)
            aside.append(Hidden(element, place))
    return aside


def bring_back_hidden(block: etree._Element, aside: Iterable[Hidden]) -> None:
    """Put back what is hidden inside the document and holds sentences that it lacks."""
    shown = _squeezed(block)
    for element, place in aside:
        parent = place.getparent()
        if parent is not None and block in ancestors(parent) and _says_more(element, shown):
            _put_back(element, place)


def put_back(aside: Iterable[Hidden]) -> None:
    """Put everything back, on a page that hides its whole text until a script shows it."""
    for element, place in aside:
        _put_back(element, place)


def _put_back(element: etree._Element, place: etree._Element) -> None:
    parent = place.getparent()
    if parent is not None:
        element.tail = place.tail
        parent.replace(place, element)


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
