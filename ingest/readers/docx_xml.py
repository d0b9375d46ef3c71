"""Looking up elements of WordprocessingML by local name.

Files come in two namespaces (the usual and the strict one) that differ in nothing else here.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_OFF = ("0", "false", "off")


def parse_part(data: bytes) -> etree._Element:
    """Return the root of a part.

    Raises:
        etree.XMLSyntaxError: If it is damaged.
    """
    # Entities stay unresolved: a document type could name local files or explode.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(parent: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the direct children of that name."""
    if parent is not None:
        for element in parent:
            if local(element) == name:
                yield element


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first direct child of that name."""
    return next(children(parent, name), None)


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute by its local name."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return None


def integer(element: etree._Element | None, default: int, name: str = "val") -> int:
    """Return an attribute as a number, or the default where it is missing or none."""
    found = value(element, name)
    try:
        return int(found) if found is not None else default
    except ValueError:
        return default


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as `w:vanish` is present and not turned off."""
    return element is not None and (value(element) or "").lower() not in _OFF
