"""The numbers that Word draws before paragraphs and does not store in their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from ingest.readers.docx_xml import child, children, integer, value
from ingest.readers.number_formats import format_number

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list."""

    number_format: str = "decimal"
    template: str = ""
    start: int = 1
    restart: int | None = None
    """The level (from 1) after which this one starts again; 0 is never; None is any above."""
    suffix: str = "tab"
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Counter:
    """The running numbers of one list definition."""

    values: dict[int, int] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Instance:
    """A use of a list definition, with the levels it changes."""

    definition: str
    levels: Mapping[int, _Level]
    restarted: frozenset[int]
    """Levels that begin anew where this use begins; other uses of a definition count on."""


class Numbering:
    """Counts list paragraphs in document order and writes their labels."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        """Read `numbering.xml` and `styles.xml`; either may be missing."""
        self._styles = _styles(styles)
        self._instances = _instances(numbering, self._styles)
        self._counters: dict[str, _Counter] = {}

    def label(self, properties: etree._Element | None, style: str | None) -> str:
        """Return the label of the next paragraph and step its list; "" where it has none.

        Args:
            properties: The paragraph's own `w:pPr`.
            style: The id of its style.
        """
        listed = child(properties, "listPr")
        if listed is not None:
            return _stated(listed)
        number_id, level = self._place(properties, style)
        instance = self._instances.get(number_id or "")
        if instance is None or level not in instance.levels:
            return ""
        counter = self._counters.setdefault(instance.definition, _Counter())
        if number_id is not None and number_id not in counter.started:
            counter.started.add(number_id)
            for restarted in instance.restarted:
                counter.values.pop(restarted, None)
        _step(counter.values, instance.levels, level)
        return _render(counter.values, instance.levels, level)

    def _place(
        self, properties: etree._Element | None, style: str | None
    ) -> tuple[str | None, int]:
        """Return the list and the level of a paragraph, its own or those of its style."""
        own = child(properties, "numPr")
        if own is not None and child(own, "numId") is not None:
            return value(child(own, "numId")), integer(child(own, "ilvl"), 0)
        for style_id in _ancestry(style, self._styles):
            inherited = child(child(self._styles[style_id], "pPr"), "numPr")
            number_id = value(child(inherited, "numId"))
            if number_id is None:
                continue
            stated = own if own is not None and child(own, "ilvl") is not None else inherited
            level = integer(child(stated, "ilvl"), -1)
            return number_id, self._level_of_style(number_id, style_id) if level < 0 else level
        return None, 0

    def _level_of_style(self, number_id: str, style: str) -> int:
        instance = self._instances.get(number_id)
        levels = instance.levels if instance else {}
        return next((at for at, level in levels.items() if level.style == style), 0)


def _stated(listed: etree._Element) -> str:
    """Return the label that a document of Word 2003 states; bullets are not written."""
    font = value(child(listed, "font")) or ""
    label = value(child(listed, "t")) or ""
    is_number = any(map(str.isalnum, label)) and font not in ("Wingdings", "Symbol")
    return label + _gap(label) if is_number else ""


def _gap(label: str) -> str:
    """一、 and （一） stand against their text; 第一条 and bare numbers need the gap Word draws."""
    return " " if label[-1:].isalnum() else ""


def _step(values: dict[int, int], levels: Mapping[int, _Level], level: int) -> None:
    for above in range(level):
        if above in levels:
            values.setdefault(above, levels[above].start)
    values[level] = values.get(level, levels[level].start - 1) + 1
    for below in [at for at in values if at > level]:
        restart = levels[below].restart if below in levels else None
        if restart is None or level < restart:
            del values[below]


def _render(values: Mapping[int, int], levels: Mapping[int, _Level], level: int) -> str:
    own = levels[level]
    if own.number_format in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        shown = levels.get(at, _Level())
        number_format = "decimal" if own.legal else shown.number_format
        return format_number(values.get(at, shown.start), number_format)

    label = _PLACEHOLDER.sub(number, own.template)
    return label + (_gap(label) if own.suffix != "nothing" else "")


def _styles(root: etree._Element | None) -> dict[str, etree._Element]:
    return {
        style_id: style
        for style in children(root, "style")
        if (style_id := value(style, "styleId")) is not None
    }


def _ancestry(style: str | None, styles: Mapping[str, etree._Element]) -> list[str]:
    """Return a style and those it is based on, nearest first."""
    found: list[str] = []
    while style is not None and style in styles and style not in found:
        found.append(style)
        style = value(child(styles[style], "basedOn"))
    return found


def _instances(
    root: etree._Element | None, styles: Mapping[str, etree._Element]
) -> dict[str, _Instance]:
    definitions = {
        value(item, "abstractNumId") or "": item for item in children(root, "abstractNum")
    }
    uses = {value(item, "numId") or "": item for item in children(root, "num")}
    instances = {}
    for number_id, use in uses.items():
        name = value(child(use, "abstractNumId")) or ""
        linked = value(child(definitions.get(name), "numStyleLink"))
        if linked is not None and linked in styles:
            # The definition only points at a list style; the levels stand where that one points.
            target = value(child(child(child(styles[linked], "pPr"), "numPr"), "numId"))
            name = value(child(uses.get(target or ""), "abstractNumId")) or name
        levels = _levels(definitions.get(name))
        restarted = set()
        for override in children(use, "lvlOverride"):
            at = integer(override, 0, "ilvl")
            levels.update(_levels(override))
            start = child(override, "startOverride")
            if start is not None and at in levels:
                levels[at] = replace(levels[at], start=integer(start, 1))
                restarted.add(at)
        instances[number_id] = _Instance(name, levels, frozenset(restarted))
    return instances


def _levels(parent: etree._Element | None) -> dict[int, _Level]:
    levels = {}
    for item in children(parent, "lvl"):
        restart = child(item, "lvlRestart")
        levels[integer(item, 0, "ilvl")] = _Level(
            number_format=value(child(item, "numFmt")) or "decimal",
            template=value(child(item, "lvlText")) or "",
            start=integer(child(item, "start"), 1),
            restart=None if restart is None else integer(restart, 0),
            suffix=value(child(item, "suff")) or "tab",
            legal=child(item, "isLgl") is not None,
            style=value(child(item, "pStyle")),
        )
    return levels
