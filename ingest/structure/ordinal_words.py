"""Items that words number where nothing else does: 第一,… or 一是… or 一要…, each on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Family, Mark
from ingest.text.numerals import numeral_value

_N = "[一二三四五六七八九十]{1,3}"
_FORMS = (
    re.compile(rf"(?P<mark>第(?P<n>{_N})[,、:])"),
    re.compile(rf"(?P<mark>(?P<n>{_N})是)(?=[一-鿿“])"),
    re.compile(rf"(?P<mark>(?P<n>{_N})要)(?=[一-鿿“])"),
)
_MIN_ITEMS = 2
_MIN_CHARS = 15
_UNNUMBERED = frozenset({Family.ATTACHMENT, Family.BOX})


def mark_ordinals(lines: Sequence[Line], folded: str, clean: str) -> list[Line]:
    """Give such lines a mark; where sections or items are numbered otherwise, they are text."""
    marked = list(lines)
    if not any(second in folded for second in ("第二", "二是", "二要")):
        return marked
    if any(line.mark is not None and line.mark.family not in _UNNUMBERED for line in lines):
        return marked
    for form in _FORMS:
        found = list(_numbered(lines, folded, form))
        if len(found) >= _MIN_ITEMS and [value for _, value, _ in found] == list(
            range(1, len(found) + 1)
        ):
            for at, value, end in found:
                start = lines[at].start
                mark = Mark(Family.HAN_COMMA, value, clean[start:end], start, end)
                marked[at] = lines[at]._replace(mark=mark)
            break
    return marked


def _numbered(
    lines: Sequence[Line], folded: str, form: re.Pattern[str]
) -> Iterator[tuple[int, int, int]]:
    """Yield index, number and end of mark of the lines that begin with a form."""
    for at, line in enumerate(lines):
        match = form.match(folded, line.start, line.end)
        if match and not line.continues and line.end - match.end() >= _MIN_CHARS:
            yield at, numeral_value(match["n"]) or 0, match.end()
