"""Headings that a sign marks instead of a number, as leaflets have them: ★怎么申请?"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Family, Mark

_SIGNS = frozenset("★☆◆◇■□▶►●◎※❖➤▲△✦")
_MAX_CHARS = 30
_ITEM_ENDS = frozenset("。;,、")
_ITEMS = frozenset(
    {
        Family.HAN_PAREN,
        Family.DECIMAL_1,
        Family.DIGIT_PAREN,
        Family.DIGIT_HALF_PAREN,
        Family.CIRCLED,
    }
)


def mark_ornaments(lines: Sequence[Line], folded: str) -> list[Line]:
    """Give the headings of a leaflet a mark of their own, where one sign stands before them all.

    A sign before longer lines or sentences is the dot of a list, and where sections or articles
    are numbered the numbers say what the parts are; such lines are returned as they are.
    """
    signed = [at for at, line in enumerate(lines) if folded[line.start] in _SIGNS]
    if len(signed) < 2 or len({folded[lines[at].start] for at in signed}) > 1:
        return list(lines)
    if not all(_is_heading(lines, at, folded) for at in signed):
        return list(lines)
    if any(line.mark is not None and line.mark.family not in _ITEMS for line in lines):
        return list(lines)
    marked = list(lines)
    for at in signed:
        line = lines[at]
        mark = Mark(Family.QUESTION, 0, "", line.start, line.start + 1)
        marked[at] = line._replace(mark=mark, continues=False)
    return marked


def _is_heading(lines: Sequence[Line], at: int, folded: str) -> bool:
    line = lines[at]
    if line.is_row or not 2 < line.end - line.start <= _MAX_CHARS or at + 1 == len(lines):
        return False
    return folded[line.end - 1] not in _ITEM_ENDS and folded[lines[at + 1].start] not in _SIGNS
