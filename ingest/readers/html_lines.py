"""The lines of a page: one a paragraph, one a row of a table of data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ingest.readers.html_lists import ListNumbers
from ingest.readers.html_tables import holds_table, is_data_table, own_rows
from ingest.readers.superscripts import raised
from ingest.readers.tables import Cell, grid_lines

_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font",
     "i", "ins", "kbd", "label", "mark", "o:p", "q", "rb", "ruby", "s", "samp", "small", "span",
     "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "st1", "nobr")
)  # fmt: skip
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2014\u2026]"
_BREAK_IN_SOURCE = re.compile(f"(?<={_WIDE})[ \t]*\n\\s*(?={_WIDE})")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_EDGES = " \t\n\u00a0\u3000\u200b\ufeff"
_NUMBERED = re.compile(r"\s*+[(（\[【]?+\s*+(?:\d|[一二三四五六七八九十]|[A-Za-z][.)、]|第|[①-⑳])")


class Line(NamedTuple):
    """A line of a page, and where in the page it stands."""

    text: str
    link_chars: int
    """How many of its characters are inside links."""
    block: etree._Element
    """The innermost block that holds it."""
    in_table: bool
    """Whether it is in a cell of a table of data."""


def page_lines(root: etree._Element) -> list[Line]:
    """Return every line of a page with its place; each cell of a table has lines of its own."""
    tables = {table for table in root.iter("table") if is_data_table(table)}
    builder = _LineBuilder(tables)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            builder.start(element)
        else:
            builder.end(element, tail=element is not root)
    builder.flush(root)
    return builder.lines


def text_lines(root: etree._Element) -> list[str]:
    """Return the text of a part of a page as lines, tables as rows."""
    builder = _LineBuilder(set())
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walker:
        if event == "start" and element.tag == "table" and is_data_table(element):
            builder.flush(element)
            for text in _table_lines(element):
                builder.lines.append(Line(text, 0, element, True))
            skipped = element
            walker.skip_subtree()
        elif event == "start":
            builder.start(element)
        elif skipped is not None and element is skipped:
            if element is not root:
                builder.text(element.tail)
        else:
            builder.end(element, tail=element is not root)
    builder.flush(root)
    return [line.text for line in builder.lines]


class _LineBuilder:
    """Gathers text until a block begins or ends."""

    def __init__(self, data_tables: set[etree._Element]) -> None:
        self.lines: list[Line] = []
        self._data_tables = data_tables
        self._pieces: list[str] = []
        self._link_chars = 0
        self._links = 0
        self._tables = 0
        self._verbatim = 0
        self._lists: list[ListNumbers] = []

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self.flush(element)
        elif tag not in _INLINE:
            parent = element.getparent()
            self.flush(parent if parent is not None else element)
        if tag == "a" and element.get("href"):
            self._links += 1
        elif tag in ("ol", "ul"):
            self._lists.append(ListNumbers(element))
        elif tag == "li":
            self._number(element)
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "table" and element in self._data_tables:
            self._tables += 1
        self.text(raised(element.text) if tag == "sup" and element.text else element.text)

    def end(self, element: etree._Element, *, tail: bool) -> None:
        tag = element.tag
        if tag not in _INLINE and tag != "br":
            self.flush(element)
        if tag == "a" and element.get("href"):
            self._links -= 1
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "pre":
            self._verbatim -= 1
        elif tag == "table" and element in self._data_tables:
            self._tables -= 1
        if tail:
            self.text(element.tail)

    def text(self, text: str | None) -> None:
        """Add text that follows on the same line."""
        if not text:
            return
        self._pieces.append(text)
        if self._links:
            self._link_chars += len("".join(text.split()))

    def flush(self, element: etree._Element) -> None:
        """End the line; it stands in the element given, or in the block around it."""
        joined = "".join(self._pieces)
        for text in joined.split("\n") if self._verbatim else (joined,):
            text = _tidy(text)
            if text:
                block = _block_of(element)
                self.lines.append(Line(text, self._link_chars, block, self._tables > 0))
        self._pieces.clear()
        self._link_chars = 0

    def _number(self, item: etree._Element) -> None:
        """Write the number that a browser draws before an item, unless its text has one."""
        label = self._lists[-1].label(item) if self._lists else ""
        if label and not _NUMBERED.match("".join(item.itertext())):
            self._pieces.append(label)


def _table_lines(table: etree._Element) -> list[str]:
    rows = [
        [
            Cell(
                _cell_text(cell),
                rowspan=_span(cell, "rowspan"),
                colspan=_span(cell, "colspan"),
            )
            for cell in row.iterchildren("td", "th")
        ]
        for row in own_rows(table)
    ]
    caption = next(table.iterchildren("caption"), None)
    lines = text_lines(caption) if caption is not None else []
    head = next(table.iterchildren("thead"), None)
    return lines + grid_lines(rows, header_rows=0 if head is None else len(list(head.iter("tr"))))


def _cell_text(cell: etree._Element) -> str:
    lines = text_lines(cell)
    if not holds_table(cell):
        return " ".join(lines)
    return ";".join(line.strip("| ").replace(" | ", " ") for line in lines)


def _span(cell: etree._Element, name: str) -> int:
    stated = (cell.get(name) or "").strip()
    return max(int(stated), 1) if stated.isdecimal() else 1


def _block_of(element: etree._Element) -> etree._Element:
    while element.tag in _INLINE or element.tag == "br":
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


def _tidy(text: str) -> str:
    """Collapse white space as a browser does; a line break between Han characters is none."""
    return _SPACES.sub(" ", _BREAK_IN_SOURCE.sub("", text.strip(_EDGES)))


def ancestors(element: etree._Element) -> Iterator[etree._Element]:
    """Yield an element and everything around it, inside out."""
    current: etree._Element | None = element
    while current is not None:
        yield current
        current = current.getparent()
