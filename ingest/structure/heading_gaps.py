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
    if not any(_may_hold_both(line) for line in lines):
        return list(lines)
    starts = [run[0] for run in text.alignment.runs]
    split: list[Line] = []
    for line in lines:
        at = _gap(line, folded, text, raw, starts) if _may_hold_both(line) else None
        if at is None:
            split.append(line)
        else:
            split.append(line._replace(end=at))
            split.append(Line(at, line.end))
    return split


def _may_hold_both(line: Line) -> bool:
    mark = line.mark
    return (
        mark is not None
        and mark.family in _FAMILIES
        and line.end - mark.end >= _MIN_HEADING + _MIN_BODY
    )


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
