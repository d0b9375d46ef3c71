"""The numbers that browsers draw before the items of a list."""

from __future__ import annotations

import re

from lxml import etree

from ingest.readers.number_formats import format_number

_STYLE = re.compile(r"list-style(?:-type)?:([\w\s-]+)")
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "japanese-informal": "chineseCounting",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "chineseLegalSimplified",
}
_UNDRAWN = frozenset(("none", "disc", "circle", "square"))
_CHINESE = ("chineseCounting", "chineseLegalSimplified")


class ListNumbers:
    """The running number of one list."""

    def __init__(self, element: etree._Element) -> None:
        """Read where a list begins, which way it counts, and how it is drawn."""
        words = _style_words(element)
        self._is_drawn = element.tag == "ol" and not _UNDRAWN.intersection(words)
        stated = element.get("type") or ""
        formats = [_STYLES[word] for word in words if word in _STYLES]
        self._format = formats[0] if formats else _TYPES.get(stated, "decimal")
        is_reversed = element.get("reversed") is not None
        self._step = -1 if is_reversed else 1
        start = element.get("start") or ""
        items = sum(1 for _ in element.iterchildren("li"))
        self._next = int(start) if start.isdecimal() else items if is_reversed else 1

    def label(self, item: etree._Element) -> str:
        """Return what is drawn before the next item; "" where nothing is."""
        if not self._is_drawn:
            return ""
        stated = item.get("value") or ""
        number = int(stated) if stated.isdecimal() else self._next
        self._next = number + self._step
        return format_number(number, self._format) + ("、" if self._format in _CHINESE else ".")


def _style_words(element: etree._Element) -> list[str]:
    style = (element.get("style") or "").lower().replace(": ", ":")
    return [word for match in _STYLE.finditer(style) for word in match[1].split()]
