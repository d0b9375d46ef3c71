"""For whom a question asks: the classes, quantities and exclusions in its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from service.answering.groups.classes import Mention, excluded, hinted, mentions
from service.answering.groups.negations import LeftOut, left_out
from service.answering.groups.quantities import Quantity, asked_quantities
from service.answering.groups.series import MATTERS

Classes = Mapping[str, frozenset[str]]
_KIND: Final = re.compile(
    r"(?:的|用户|客户|企业|公司|项目|工程|学历|学位|毕业生?|职称|证书|人员|职工|医院|医疗机构|资质|等级)*"
)
"""What follows a class and says of what kind it is, no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGroup:
    """For whom a question asks, as far as its words tell."""

    text: str = ""
    """The question without the places."""
    wanted: Classes = field(default_factory=dict)
    """By series, the classes that it names."""
    unwanted: Classes = field(default_factory=dict)
    """By series, the classes that it leaves out: 不是住家."""
    hinted: Classes = field(default_factory=dict)
    """Classes that its words hint at, by series."""
    named: tuple[tuple[int, int], ...] = ()
    """Where its words name classes."""
    quantities: tuple[Quantity, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether it names any group at all."""
        return bool(self.wanted or self.unwanted or self.quantities or self.left_out)

    @property
    def people(self) -> AskedGroup:
        """The same without the matters that are told apart: buying and renting."""
        wanted, unwanted = (
            {name: classes for name, classes in one.items() if name not in MATTERS}
            for one in (self.wanted, self.unwanted)
        )
        return replace(self, wanted=wanted, unwanted=unwanted)

    def names(self, word: str) -> bool:
        """Whether a word of the question is one that names the group."""
        at = self.text.find(word)
        if at < 0:
            return False
        spans = [*((one.start, one.end) for one in self.quantities), *self.named]
        return any(start < at + len(word) and at < end for start, end in spans)


def asked_group(text: str, places: Iterable[str] = ()) -> AskedGroup:
    """Read for whom a question asks.

    Args:
        text: Canonical, simplified script, half width.
        places: Names that say nothing of a group.
    """
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, "")
    named, hints = mentions(text), hinted(text)
    unwanted = excluded(text, (*named, *hints))
    return AskedGroup(
        text=text,
        wanted=_by_series(m for m in named if m not in unwanted),
        unwanted=_by_series(unwanted),
        hinted=_by_series(m for m in hints if m not in unwanted),
        named=tuple(
            (m.start, _after_kind(text, m.end)) for m in (*named, *hints) if m.series not in MATTERS
        ),
        quantities=asked_quantities(text),
        left_out=left_out(text),
    )


def _after_kind(text: str, end: int) -> int:
    match = _KIND.match(text, end)
    return match.end() if match else end


def _by_series(found: Iterable[Mention]) -> Classes:
    """Join the classes of each series; what names all of them says nothing."""
    classes: dict[str, frozenset[str]] = defaultdict(frozenset)
    unknown = set()
    for mention in found:
        if not mention.classes:
            unknown.add(mention.series)
        classes[mention.series] |= mention.classes
    return {name: named for name, named in classes.items() if name not in unknown}
