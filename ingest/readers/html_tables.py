"""Which tables of a page hold data, and which only place blocks of text on it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_MAX_FRAME_SHARE = 0.8
_MIN_FRAME_BLOCKS = 5
_MAX_SINGLE_ROW_CHARS = 300
_MAX_INNER = 5
"""Tables in the cells of one, at most; a page that is laid out by tables has more."""


def is_data_table(table: etree._Element) -> bool:
    """Whether a table holds data; the others only place blocks of text on the page."""
    if table.get("role") == "presentation" or (holds_table(table) and not _is_drawn(table)):
        return False
    rows = [list(row.iterchildren("td", "th")) for row in own_rows(table)]
    if max((len(row) for row in rows), default=0) < 2:
        return False
    sizes = [(len(_squeezed(cell)), cell) for row in rows for cell in row]
    total = sum(size for size, _ in sizes)
    largest, cell = max(sizes, key=_size)
    if sum(1 for row in rows if len(row) > 1) == 1 and largest > _MAX_SINGLE_ROW_CHARS:
        return False
    blocks = sum(1 for _ in cell.iterdescendants("p", "div", "li", "br"))
    return largest <= _MAX_FRAME_SHARE * total or blocks < _MIN_FRAME_BLOCKS


def holds_table(element: etree._Element) -> bool:
    """Whether there is a table in it."""
    return next(element.iterdescendants("table"), None) is not None


def _is_drawn(table: etree._Element) -> bool:
    """Whether a table with others in its cells shows rules, and says more than they do."""
    inner = [one for one in table.iterdescendants("table") if not holds_table(one)]
    has_rules = (table.get("border") or "0").strip() not in ("", "0")
    within = sum(len(_squeezed(one)) for one in inner)
    return has_rules and len(inner) <= _MAX_INNER and within * 2 < len(_squeezed(table))


def own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, and not those of tables in its cells."""
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table:
            yield row


def _squeezed(element: etree._Element) -> str:
    return "".join("".join(element.itertext()).split())


def _size(sized: tuple[int, etree._Element]) -> int:
    return sized[0]
