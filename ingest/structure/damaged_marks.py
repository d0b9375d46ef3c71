"""Marks that an encoding fault destroyed, restored from the numbers around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import Mark

# UTF-8 full-width punctuation read as GBK begins with 锛; lost characters become \ufffd, ? or □.
_DAMAGE = "锛\ufffd?□■"
_DAMAGED_MARK = re.compile(rf"[{_DAMAGE}][^\u4e00-\u9fff“《]{{0,6}}")
_MAX_DAMAGED = 100
"""With more of them it is the text that is damaged, and no number can be told from it."""
_HAN = "零一二三四五六七八九十"


def restore_damaged_marks(lines: Sequence[Line], folded: str) -> list[Line]:
    """Give a line that begins with garbage the number that is missing at its place.

    Only where a sequence of marks skips exactly one number around the line; the nearest such
    sequence wins. Other lines are returned as they are.
    """
    restored = list(lines)
    if not any(char in folded for char in _DAMAGE):
        return restored
    damaged = [
        (at, match)
        for at, line in enumerate(lines)
        if line.mark is None and (match := _DAMAGED_MARK.match(folded, line.start, line.end))
    ]
    if len(damaged) <= _MAX_DAMAGED:
        for at, match in damaged:
            line = restored[at]
            following = _mark_after_gap(restored, at)
            if following is not None:
                mark = Mark(
                    family=following.family,
                    value=following.value - 1,
                    printed=_previous_number(following),
                    start=line.start,
                    end=match.end(),
                )
                restored[at] = line._replace(mark=mark, continues=False)
    return restored


def _mark_after_gap(lines: Sequence[Line], at: int) -> Mark | None:
    """Return the nearest mark below line `at` whose predecessor is missing at that line."""
    seen = set()
    for line in lines[at + 1 :]:
        mark = line.mark
        if mark is None or mark.family in seen:
            continue
        seen.add(mark.family)
        before = _last_value_above(lines, at, mark)
        if (mark.value == 2 and before != 1) or (before is not None and mark.value == before + 2):
            return mark
    return None


def _last_value_above(lines: Sequence[Line], at: int, mark: Mark) -> int | None:
    for line in reversed(lines[:at]):
        if line.mark is not None and line.mark.family is mark.family:
            return line.mark.value
    return None


def _previous_number(mark: Mark) -> str:
    """Write the number before `mark` in the same form."""
    value = mark.value - 1
    numeral = str(value) if re.search(r"\d", mark.printed) else _numeral(value)
    return re.sub(rf"\d+|[{_HAN}百千]+", numeral, mark.printed, count=1)


def _numeral(value: int) -> str:
    """Write 1 to 99 in characters."""
    tens, ones = divmod(value, 10)
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")
