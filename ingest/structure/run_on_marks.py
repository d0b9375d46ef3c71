"""Marks of sections that lost their line: …制定本方案。一、总体要求（一）指导思想……。二、……。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Family, Mark, match_mark

_HAN = "[一二三四五六七八九十]"
# 一、二级道路 and 二、三级道路 are classes, and no marks.
_BEHIND_SENTENCE = re.compile(
    rf"[。)](?={_HAN}{{1,3}}、(?!{_HAN}{{1,3}}[级类等档期线])[一-鿿“《\d]|\({_HAN}{{1,3}}\)[一-鿿“《\d])"
)
# 一、总体要求(一)指导思想 and 一、明确目标1、普及率, but not 铁路法第十七条第一款(一)项.
_BEHIND_HEADING = re.compile(
    r"[^。;:!?|\d\n(]{3,40}(?=(?:\(一\)|\d{1,2}[、.])[一-鿿](?<![项款目]))"
)
_FAMILIES = frozenset({Family.HAN_COMMA, Family.HAN_PAREN, Family.DECIMAL_1})


def split_run_on(lines: Sequence[Line], folded: str, clean: str) -> Sequence[Line]:
    """Give sections and their items lines of their own where a text lost the breaks before them.

    One opens where its number is the next of its form, and a neighbour in that form stands by it.
    """
    marks = [line.mark for line in lines if line.mark is not None]
    if any(mark.family is Family.ARTICLE for mark in marks):
        return lines
    inside = {mark.start: mark for mark in _candidates(lines, folded, clean)}
    if not inside:
        return lines
    known = [mark for mark in marks if mark.family in _FAMILIES]
    ordered = sorted((*known, *inside.values()), key=lambda mark: mark.start)
    opened = _in_sequence(ordered, inside.keys())
    split: list[Line] = []
    at = 0
    for line in lines:
        while at < len(opened) and opened[at].start < line.end:
            mark = opened[at]
            split.append(line._replace(end=mark.start))
            line = line._replace(start=mark.start, mark=mark, continues=False)
            at += 1
        split.append(line)
    return split


def _candidates(lines: Sequence[Line], folded: str, clean: str) -> Iterator[Mark]:
    """Yield the marks that stand in a line where one may have lost its own."""
    starts = [line.start for line in lines]
    for match in _BEHIND_SENTENCE.finditer(folded):
        line = lines[bisect_right(starts, match.end()) - 1]
        if line.start < match.end() < line.end and not line.is_row:
            mark = match_mark(folded, match.end(), line.end)
            if mark is not None and mark.family in _FAMILIES:
                yield _printed(mark, clean)
                yield from _behind_heading(mark, line, folded, clean)
    for line in lines:
        if line.mark is not None:
            yield from _behind_heading(line.mark, line, folded, clean)


def _behind_heading(section: Mark, line: Line, folded: str, clean: str) -> Iterator[Mark]:
    """Yield the mark right behind the heading of a section on the same line."""
    if section.family is not Family.HAN_COMMA:
        return
    heading = _BEHIND_HEADING.match(folded, section.end, line.end)
    mark = match_mark(folded, heading.end(), line.end) if heading else None
    if mark is not None and mark.family in _FAMILIES:
        yield _printed(mark, clean)


def _printed(mark: Mark, clean: str) -> Mark:
    return mark._replace(printed=clean[mark.start : mark.start + len(mark.printed)])


def _in_sequence(marks: Sequence[Mark], inside: Collection[int]) -> list[Mark]:
    """Return the marks inside lines that are the next of their form, in order."""
    where = {(mark.family, mark.value): at for at, mark in enumerate(marks)}
    last: dict[Family, int] = {}
    opened: list[Mark] = []
    for at, mark in enumerate(marks):
        if mark.start in inside:
            if mark.value != last.get(mark.family, 0) + 1:
                continue
            if mark.value == 1 and where.get((mark.family, 2), -1) < at:
                continue  # none of its form comes before or after it
            opened.append(mark)
        last[mark.family] = mark.value
        if mark.family is Family.HAN_COMMA:
            last.pop(Family.HAN_PAREN, None)
    return opened
