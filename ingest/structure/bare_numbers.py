"""Headings numbered without a point, over sections 1.1 and 1.2: `1 总则`, `2 组织机构`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Family, Mark

_BARE = re.compile(r"(?P<number>\d{1,2})(?=[\u4e00-\u9fff“《])")
_HEADING_MAX_CHARS = 40
_SENTENCE_MARKS = frozenset("。;,:!?")


def mark_bare_numbers(lines: Sequence[Line], folded: str) -> list[Line]:
    """Give a short line `1 总则` its mark where the sections below it say that it is one.

    A number counts when the next section is its own first (1.1), or when it follows one that
    counted; other lines that begin with a number (2月底, 3个月) are returned as they are.
    """
    marked = list(lines)
    if Family.DECIMAL_2 not in {line.mark.family for line in lines if line.mark is not None}:
        return marked
    section: str | None = None  # the first section below the line, e.g. 1.1
    candidates: list[tuple[int, int, bool]] = []
    for at in range(len(lines) - 1, -1, -1):
        mark = lines[at].mark
        if mark is not None and mark.family is Family.DECIMAL_2:
            section = mark.printed.rstrip(".、")
        elif mark is None and (number := _bare_number(lines[at], folded)):
            candidates.append((at, number, section == f"{number}.1"))
    last = -1
    for at, number, has_own_section in reversed(candidates):
        if has_own_section or number == last + 1:
            marked[at] = _with_mark(lines[at], folded, number)
            last = number
    return marked


def _bare_number(line: Line, folded: str) -> int:
    """Return the number of a line that could be such a heading, or 0."""
    if line.is_row or line.end - line.start > _HEADING_MAX_CHARS:
        return 0
    match = _BARE.match(folded, line.start, line.end)
    if match is None or not _SENTENCE_MARKS.isdisjoint(folded[line.start : line.end]):
        return 0
    return int(match["number"])


def _with_mark(line: Line, folded: str, number: int) -> Line:
    match = _BARE.match(folded, line.start, line.end)
    assert match is not None  # the line was one of the candidates
    mark = Mark(
        family=Family.DECIMAL_1,
        value=number,
        printed=match["number"],
        start=line.start,
        end=match.end(),
    )
    return line._replace(mark=mark, continues=False)
