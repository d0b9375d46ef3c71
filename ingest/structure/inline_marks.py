"""Items that stand one after another on a line: 1.加强宣传。2.严格考核。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Family, Mark, match_mark
from ingest.structure.run_on_marks import split_run_on

_FAMILIES = frozenset(
    {
        Family.HAN_COMMA,
        Family.HAN_PAREN,
        Family.DECIMAL_1,
        Family.DIGIT_PAREN,
        Family.DIGIT_HALF_PAREN,
        Family.CIRCLED,
    }
)


_MAX_HEADING = 34
_SECTION = re.compile(r"(?<=[。;)])[一二三四五六七八九十]{1,3}、[^。;:,|\d]{3,28}\Z")


def split_items(lines: Sequence[Line], folded: str, clean: str) -> list[Line]:
    """Give each item of a marked line a line of its own.

    An item is the next number in the form of the line's own mark, right after a full stop.

    Args:
        lines: As `ingest.structure.lines.read_lines` returns them.
        folded: The text that they count in, with half-width punctuation.
        clean: The same as it was printed.
    """
    split: list[Line] = []
    section = 0
    for whole in split_run_on(lines, folded, clean):
        line, heading = whole, None
        mark = line.mark
        if section or (mark is not None and mark.family is Family.HAN_COMMA):
            if mark is not None and mark.family is Family.HAN_COMMA:
                section = mark.value
            heading = _heading_behind(line, section, folded, clean)
            if heading is not None and heading.mark is not None:
                section = heading.mark.value
                line = line._replace(end=heading.start)
        if mark is None or mark.family not in _FAMILIES:
            split.append(line)
        elif folded.find("。", mark.end, line.end - 1) < 0:
            split.append(line)  # one sentence, as most are
        else:
            split.extend(_items(line, mark, folded, clean))
        if heading is not None:
            split.append(heading)
    return split


def _heading_behind(line: Line, section: int, folded: str, clean: str) -> Line | None:
    """Return the next section's heading where it lost its line: …(联系人:某某)二、减轻负担."""
    tail = max(line.start + 1, line.end - _MAX_HEADING)
    if folded.find("、", tail, line.end) < 0:
        return None
    for match in _SECTION.finditer(folded, tail, line.end):
        mark = match_mark(folded, match.start(), line.end)
        if mark is not None and mark.family is Family.HAN_COMMA and mark.value == section + 1:
            end = mark.start + len(mark.printed)
            mark = mark._replace(printed=clean[mark.start : end])
            return line._replace(start=mark.start, mark=mark, continues=False)
    return None


def _items(line: Line, mark: Mark, folded: str, clean: str) -> Iterator[Line]:
    stop = folded.find("。", mark.end, line.end)
    while 0 <= stop < line.end - 1:
        following = match_mark(folded, stop + 1, line.end)
        if (
            following is not None
            and following.family is mark.family
            and following.value == mark.value + 1
            and following.end < line.end
        ):
            yield line._replace(end=stop + 1, mark=mark)
            end = following.start + len(following.printed)
            mark = following._replace(printed=clean[following.start : end])
            line = line._replace(start=stop + 1, continues=False)
        stop = folded.find("。", stop + 1, line.end)
    yield line._replace(mark=mark)
