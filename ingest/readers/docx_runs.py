"""The words inside a paragraph of Word: what a reader sees of its runs, fields and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.readers.docx_xml import child, is_on, local, value
from ingest.readers.number_formats import format_number
from ingest.readers.superscripts import raised

_DROPPED = frozenset(
    ("del", "moveFrom", "rt", "delText", "pPr", "rPr", "tblPr", "sdtPr", "txbxContent")
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SYMBOLS = {"A8": "□", "6F": "□", "71": "□", "A3": "□", "FE": "☑", "52": "☑", "FC": "✓"}
"""Boxes of forms, drawn from the Wingdings fonts by their code."""
_CIRCLED = re.compile(
    r"\\o\s*(?:\\a[clr]\s*)?\(\s*[○◯〇]\s*[,，;；]\s*([^\s()])([0-9]?)\s*\)", re.I
)
"""The field that Word makes of a character in a ring (带圈字符); it keeps no result."""
_MATH = "math}"


def paragraph_text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph, without revisions deleted, phonetic glosses and boxes."""
    return "".join(_pieces(paragraph, []))


def alternative(element: etree._Element) -> etree._Element:
    """Return the one branch that is shown; the others repeat it for older programs."""
    for name in ("Choice", "Fallback"):
        branch = child(element, name)
        if branch is not None and len(branch):
            return branch
    return etree.Element("empty")


def shows_placeholder(control: etree._Element) -> bool:
    """Whether a content control is empty and only asks for words (单击或点击此处输入文字)."""
    return is_on(child(child(control, "sdtPr"), "showingPlcHdr"))


def _pieces(element: etree._Element, codes: list[str]) -> Iterator[str]:
    """Yield text in order; the codes are those of the fields that are open."""
    for item in element:
        name = local(item)
        if name == "t":
            yield item.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "r":
            yield from _run(item, codes)
        elif name == "fldChar":
            yield _field_drawn(item, codes)
        elif name == "instrText":
            if codes:
                codes[-1] += item.text or ""
        elif name == "sym":
            yield _SYMBOLS.get((value(item, "char") or "").upper().removeprefix("F0"), "")
        elif name == "AlternateContent":
            yield from _pieces(alternative(item), codes)
        elif name == "f" and _MATH in str(item.tag):
            parts = (child(item, "num"), child(item, "den"))
            yield "/".join("".join(_pieces(part, codes)) for part in parts if part is not None)
        elif name == "sup" and _MATH in str(item.tag):
            yield raised("".join(_pieces(item, codes)))
        elif name == "sdt" and shows_placeholder(item):
            continue
        elif name == "annotation" and value(item, "type") == "Word.Deletion":
            continue
        elif name and name not in _DROPPED:
            yield from _pieces(item, codes)


def _run(run: etree._Element, codes: list[str]) -> Iterator[str]:
    properties = child(run, "rPr")
    if is_on(child(properties, "vanish")):
        return
    text = "".join(_pieces(run, codes))
    is_raised = value(child(properties, "vertAlign")) == "superscript"
    yield raised(text) if is_raised else text


def _field_drawn(mark: etree._Element, codes: list[str]) -> str:
    """Follow where fields begin and end; return what one draws that has no result."""
    kind = value(mark, "fldCharType")
    if kind == "begin":
        codes.append("")
    elif kind == "end" and codes:
        circled = _CIRCLED.search(codes.pop())
        if circled:
            words = circled[1] + circled[2]
            return (
                format_number(int(words), "decimalEnclosedCircle") if words.isdecimal() else words
            )
    return ""
