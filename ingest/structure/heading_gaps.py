"""Headings that only a wide gap sets apart from their text: 一、加强监管　　各县区要……。"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Family
from ingest.text.alignment import AlignedText

_FAMILIES = frozenset({Family.HAN_COMMA, Family.HAN_PAREN})
_MIN_HEADING = 4
_MAX_HEADING = 30
_MIN_BODY = 20
_SIGNS = frozenset("。;:,!?、|")


def split_headings(lines: Sequence[Line], folded: str, text: AlignedText, raw: str) -> list[Line]:
    """Give the text after a heading a line of its own where the raw text has a gap before it."""
    split = list(lines)
    marks = (line.mark for line in lines)
    if any(mark is not None and mark.family is Family.ARTICLE for mark in marks):
        return split  # items of articles have no headings
    may_hold_both = [
        at
        for at, (_, end, mark, _, _) in enumerate(lines)
        if mark is not None and mark[0] in _FAMILIES and end - mark[4] >= _MIN_HEADING + _MIN_BODY
    ]
    starts = [run[0] for run in text.alignment.runs] if may_hold_both else []
    for at in reversed(may_hold_both):
        line = lines[at]
        gap = _gap(line, folded, text, raw, starts)
        if gap is not None:
            split[at : at + 1] = [line._replace(end=gap), Line(gap, line.end)]
    return split


def _gap(line: Line, folded: str, text: AlignedText, raw: str, starts: Sequence[int]) -> int | None:
    """Return where the text begins behind a heading; None if nothing sets it apart."""
    assert line.mark is not None
    first = line.mark.end + _MIN_HEADING
    last = min(line.mark.end + _MAX_HEADING, line.end - _MIN_BODY)
    at = bisect_left(starts, first)
    if at == len(starts) or starts[at] > last or not _is_wide(text, raw, at):
        return None
    start = starts[at]
    heading = folded[line.mark.end : start]
    if not _SIGNS.isdisjoint(heading) or folded[line.end - 1] not in "。)":
        return None
    return start


def _is_wide(text: AlignedText, raw: str, index: int) -> bool:
    """Tell whether the gap before a run is that of an indent, and not a stray space."""
    before, run = text.alignment.runs[index - 1], text.alignment.runs[index]
    gap = raw[before.raw_start + before.length : run.raw_start]
    return gap.isspace() and "\n" not in gap and (len(gap) > 1 or gap in "\u3000\t")
