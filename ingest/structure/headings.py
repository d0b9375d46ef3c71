"""Where the heading of a marked line ends and its body begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from ingest.structure.lines import Line
from ingest.structure.marks import Family
from ingest.structure.plain_headings import FIELD_LABEL
from ingest.text.alignment import Span

HEADING_MAX_CHARS = 60
"""Longer first sentences are body text, not headings."""

_SENTENCE_END = re.compile(r"[。!?;]")
_BRACKETED = re.compile(r"[【(\[](?P<heading>[^】)\]]{1,40})[】)\]]")
_OPENING = ("【", "(", "[")
_TRAILING = " 　。.:;*#"
_ITEM_ENDS = (";", ",", "、")
_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)


def heading_span(folded: str, lines: Sequence[Line]) -> Span:
    """Return the span of the heading in a marked line; empty when the line has none.

    A heading that is broken over lines goes on in those that continue the first.

    A heading is the first sentence after the mark when it is short, or the whole line. Articles
    have one only in brackets: 第一条（目的和依据）.
    """
    line = lines[0]
    if line.mark is None:
        return Span(line.start, line.start)
    start = line.mark.end
    if line.mark.family is Family.ARTICLE:
        match = (
            _BRACKETED.match(folded, start, line.end)
            if folded.startswith(_OPENING, start)
            else None
        )
        return Span(*match.span("heading")) if match else _span((start, start))
    if not line.mark.printed and (label := FIELD_LABEL.match(folded, start, line.end)):
        return Span(*label.span("name"))
    if folded[line.mark.start] == "【" and (close := folded.find("】", start, line.end)) > 0:
        return Span(start, close)  # 【申请材料】
    end = _first_sentence_end(folded, start, end_of_sentence(lines))
    while end > start and folded[end - 1] in _TRAILING:
        end -= 1
    if end - start > HEADING_MAX_CHARS or folded.startswith(_ITEM_ENDS, end):
        return _span((start, start))
    return _span((start, end))


def end_of_sentence(lines: Sequence[Line]) -> int:
    """Return where the first of the lines ends, with those that go on with its sentence."""
    end = lines[0].end
    for line in lines[1:]:
        if not line.continues:
            break
        end = line.end
    return end


def _first_sentence_end(folded: str, start: int, end: int) -> int:
    match = _SENTENCE_END.search(folded, start, end)
    if match is None:
        return end
    if match[0] not in "!?":
        return match.start()
    asks_on = folded[end - 1] == "?" and folded.find("。", start, end) < 0
    return end if asks_on else match.end()  # 缴存多少?可以停缴吗?
