"""Headings that a sign marks instead of a number: ★怎么申请? of leaflets, 【申请材料】."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import LIST_FAMILIES, Family, Mark

_SIGNS = frozenset("★☆◆◇■□▶►●◎※❖➤▲△✦")
_MAX_CHARS = 30
_LABEL = re.compile(r"【(?P<name>[一-鿿、/]{2,16})】")
_MIN_LABELS = 3
_ITEM_ENDS = frozenset("。;,、")


def mark_ornaments(lines: Sequence[Line], folded: str) -> list[Line]:
    """Give the headings of a leaflet a mark of their own, where one sign stands before them all.

    A sign before longer lines or sentences is the dot of a list, and where sections or articles
    are numbered the numbers say what the parts are; such lines are returned as they are.
    """
    labelled = _labelled(lines, folded)
    if labelled:
        return _marked(lines, labelled)
    signed = [at for at, line in enumerate(lines) if folded[line.start] in _SIGNS]
    if len(signed) < 2 or len({folded[lines[at].start] for at in signed}) > 1:
        return list(lines)
    if not all(_is_heading(lines, at, folded) for at in signed):
        return list(lines)
    if any(line.mark is not None and line.mark.family not in LIST_FAMILIES for line in lines):
        return list(lines)
    return _marked(lines, signed)


def _labelled(lines: Sequence[Line], folded: str) -> list[int]:
    """Return the lines that begin with 【申请材料】 and the like, where they part a guide.

    Each label stands once; those that recur, 【案例】, are of a collection.
    """
    at_signs = [at for at, line in enumerate(lines) if folded[line.start] == "【"]
    if len(at_signs) < _MIN_LABELS:
        return []
    found = [(at, match) for at in at_signs if (match := _LABEL.match(folded, lines[at].start))]
    once = len({match["name"] for _, match in found}) == len(found) >= _MIN_LABELS
    numbered = any(
        line.mark is not None and line.mark.family not in LIST_FAMILIES for line in lines
    )
    return [at for at, _ in found] if once and not numbered else []


def _marked(lines: Sequence[Line], headings: Sequence[int]) -> list[Line]:
    marked = list(lines)
    for at in headings:
        line = lines[at]
        mark = Mark(Family.QUESTION, 0, "", line.start, line.start + 1)
        marked[at] = line._replace(mark=mark, continues=False)
    return marked


def _is_heading(lines: Sequence[Line], at: int, folded: str) -> bool:
    line = lines[at]
    if line.is_row or not 2 < line.end - line.start <= _MAX_CHARS or at + 1 == len(lines):
        return False
    return folded[line.end - 1] not in _ITEM_ENDS and folded[lines[at + 1].start] not in _SIGNS
