"""Figures in a row, and the group that each of them is for: 博士、硕士…分别给予600元、400元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.records import Clause, Measure
from service.answering.found import holding, phrases
from service.answering.groups.classes import mentions, other_class

AND: Final = ("、", "和", "或")
"""Between figures in a row."""
PER: Final = re.compile(r"(?:每[一-鿿]{1,2})+")
"""Of what a sum is, not for whom: 每人每月."""
OF_WHOM: Final = re.compile(r"(?:的|[者户员]|城市|地区|家庭|企业|对象|单位|学生|儿童|人)\Z")
_NEXT_OF_ROW: Final = re.compile(r"(?:[、和与及]|以及)(?P<what>[一-鿿]{2,12})")
_RESPECTIVELY: Final = re.compile(r"分别|依次")
_PIECE: Final = re.compile(r"[,，:：]")
_ITEM: Final = re.compile(r"以及|[、和与及]")
_ITEM_MAX_CHARS: Final = 16
_TOWN_AND_COUNTRY: Final = re.compile(r"城乡(?P<what>[一-鿿]{0,12})")
_PARTS: Final = ("城市", "农村")


def row_of(measure: Measure, clause: Clause) -> list[Measure]:
    """Return the figures that stand in one row with a figure, in order: 15万元、5万元、2万元."""
    if not (
        clause.text.endswith(AND, 0, measure.start) or clause.text.startswith(AND, measure.end)
    ):
        return [measure]
    ordered = sorted(clause.measures, key=lambda m: m.start)
    at = next(i for i, one in enumerate(ordered) if one.start == measure.start)
    first, last = at, at
    while first > 0 and clause.text[ordered[first - 1].end : ordered[first].start] in AND:
        first -= 1
    while last + 1 < len(ordered) and (
        clause.text[ordered[last].end : ordered[last + 1].start] in AND
    ):
        last += 1
    return ordered[first : last + 1]


def other_groups(row: Sequence[Measure], measure: Measure) -> list[str]:
    """Return what names the groups of the other figures of a row: of each its own only is said.

    The last is followed by what all of them are (国家级、省级、市级企业技术中心), and what they
    share may come before the first (中心城区由市财政和区财政): all are as brief as the briefest.
    """
    named = [m.condition for m in row if m.condition]
    briefest = min(map(len, named), default=0)
    groups = [*(name[-briefest:] for name in named[:-1]), *(name[:briefest] for name in named[-1:])]
    own = measure.condition or ""
    return [group for group in groups if group and group not in own]


def goes_on(before: Measure, measure: Measure, clause: Clause) -> bool:
    """Whether a row goes on with another thing for the same group: 生活补贴900元、租房补贴600元."""
    between = _NEXT_OF_ROW.fullmatch(clause.text, before.end, measure.start)
    if between is None:
        return False
    said = f"{between['what']}，{measure.subject}"
    return not any(m.classes and other_class(m, before.condition or "") for m in mentions(said))


def with_pair(measure: Measure, clause: Clause) -> Measure:
    """Say for whom a figure holds where as many groups are listed before as figures follow.

    博士、硕士毕业生,每人每月分别给予600元、400元; 城乡低保标准分别提高到800元、600元.
    """
    own = measure.condition or ""
    if own and PER.fullmatch(own) is None:
        return measure
    phrase = holding(phrases(clause), measure.start)
    if phrase is None or _RESPECTIVELY.search(clause.text, phrase.start, measure.start) is None:
        return measure
    row = row_of(measure, clause)
    if len(row) < 2:
        return measure
    at = next(i for i, one in enumerate(row) if one.start == measure.start)
    names = _listed(clause.text[phrase.start : row[0].start], len(row))
    if not names:
        return measure
    return replace(measure, condition=f"{names[at]},{own}" if own else names[at])


def _listed(lead: str, count: int) -> list[str]:
    """Return so many groups as words list before 分别; none where they list another number."""
    said = lead[: [m.start() for m in _RESPECTIVELY.finditer(lead)][-1]]
    for piece in reversed(_PIECE.split(said)):
        first, *items = _ITEM.split(piece)
        # What all are of stands before the first and after the last: 引进的博士、硕士的生活补助.
        items = [first.removesuffix("的").rsplit("的", 1)[-1], *(i.split("的")[0] for i in items)]
        if len(items) == count and all(0 < len(item) <= _ITEM_MAX_CHARS for item in items):
            told = OF_WHOM.search(items[-1]) or any(m.classes for m in mentions(items[0]))
            return items if told else []
        both = _TOWN_AND_COUNTRY.search(piece)
        if both and count == len(_PARTS):
            return [f"{one}{both['what']}" for one in _PARTS]
    return []
