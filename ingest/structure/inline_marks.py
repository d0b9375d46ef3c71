"""Items that stand one after another on a line: 1.加强宣传。2.严格考核。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Family, Mark, match_mark

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


def split_items(lines: Sequence[Line], folded: str, clean: str) -> list[Line]:
    """Give each item of a marked line a line of its own.

    An item is the next number in the form of the line's own mark, right after a full stop.

    Args:
        lines: As `ingest.structure.lines.read_lines` returns them.
        folded: The text that they count in, with half-width punctuation.
        clean: The same as it was printed.
    """
    split: list[Line] = []
    for line in lines:
        mark = line.mark
        if mark is None or mark.family not in _FAMILIES:
            split.append(line)
        elif folded.find("。", mark.end, line.end - 1) < 0:
            split.append(line)  # one sentence, as most are
        else:
            split.extend(_items(line, mark, folded, clean))
    return split


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
