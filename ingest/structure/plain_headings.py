"""Headings without number or sign over lists that begin anew: 申请条件 1.… 2.…, 申请材料 1.…."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from ingest.structure.lines import Line
from ingest.structure.marks import LIST_FAMILIES, Family, Mark

_MAX_CHARS = 20
_MAX_OVER_TEXT_CHARS = 12
_MARKDOWN, _MAX_MARKDOWN_CHARS = "## ", 40
"""Stands before a heading of a Markdown file, whatever else the line holds."""
_MIN_LISTS, _MIN_HEADINGS, _MIN_LABELS = 2, 3, 3
FIELD_LABEL = re.compile(
    r"(?P<name>[一-鿿]{0,6}(?:条件|对象|材料|资料|流程|程序|步骤|时限|期限|时间|标准|依据|方式|地点|范围|内容|主体|机构|机关|渠道)):"
)
"""What the parts of a guide are called, before what they say on the same line or below."""
_NO_HEADING = frozenset("。;,:!|")
_ENDS = frozenset("。;!?)」”")


def mark_plain_headings(lines: list[Line], folded: str, labels: Container[int]) -> list[Line]:
    """Give the headings of a guide the mark that sections have, without a number.

    They count where every list of the outermost form stands below one: then a short line cannot
    belong to the item above it. Texts whose sections are numbered are returned as they are.

    Args:
        lines: With the marks that other rules gave.
        folded: The text that they count in, with half-width punctuation.
        labels: Starts of lines that repeat title, number or signature.
    """
    firsts = _list_starts(lines)
    if not firsts:
        return lines
    if labelled := _labelled(lines, firsts, folded, labels):
        return _marked(lines, _outside_lists(lines, labelled, firsts[0]))
    over_lists = [_heading_over(lines, at, folded, labels) for at in firsts]
    if None in over_lists:
        return lines
    at_headings = {at for at in over_lists if at is not None}
    at_headings.update(at for at in range(len(lines) - 1) if _heads_text(lines, at, folded, labels))
    if len(firsts) < _MIN_LISTS and len(at_headings) < _MIN_HEADINGS:
        return lines
    question = next((at for at, line in enumerate(lines) if _asks(line)), None)
    if question is not None and question - 1 not in at_headings:
        return lines
    # Headings right after one another head the same text.
    headings = sorted(at for at in at_headings if at - 1 not in at_headings)
    return _marked(lines, _outside_lists(lines, headings, firsts[0]))


def _outside_lists(lines: Sequence[Line], headings: Sequence[int], first: int) -> list[int]:
    """Leave out what stands inside a list: 受理地点 between (一)申请 and (二)审核."""
    form = lines[first].mark
    outermost = [
        (at, line.mark.value)
        for at, line in enumerate(lines)
        if line.mark is not None and form is not None and line.mark.family is form.family
    ]
    kept, following = [], len(outermost)
    for heading in reversed(headings):
        while following and outermost[following - 1][0] > heading:
            following -= 1
        if following == len(outermost) or outermost[following][1] == 1:
            kept.append(heading)
    return kept[::-1]


def _marked(lines: list[Line], headings: Sequence[int]) -> list[Line]:
    marked = list(lines)
    for value, at in enumerate(headings, 1):
        start = lines[at].start
        marked[at] = lines[at]._replace(mark=Mark(Family.HAN_COMMA, value, "", start, start))
    return marked


def _labelled(
    lines: Sequence[Line], firsts: Sequence[int], folded: str, labels: Container[int]
) -> list[int]:
    """Return the lines that begin with 办理对象: and the like, where they part a guide.

    Each label stands once, and every list below one.
    """
    names: dict[int, str] = {}
    for at, line in enumerate(lines):
        if line.mark is None and not line.continues and line.start not in labels:
            if match := FIELD_LABEL.match(folded, line.start, line.end):
                names[at] = match["name"]
    once = len(names) == len(set(names.values())) >= _MIN_LABELS
    return list(names) if once and all(first - 1 in names for first in firsts) else []


def _list_starts(lines: Sequence[Line]) -> list[int]:
    """Return where lists of the outermost form begin; none where sections are numbered."""
    forms = (line.mark.family for line in lines if line.mark is not None and not _asks(line))
    outermost = next(forms, None)
    if outermost not in LIST_FAMILIES or not all(form in LIST_FAMILIES for form in forms):
        return []  # for most texts the first mark says it
    return [
        at
        for at, line in enumerate(lines)
        if line.mark is not None and line.mark.family is outermost and line.mark.value == 1
    ]


def _asks(line: Line) -> bool:
    """Tell 问:… from a heading that a sign marks, which has no number."""
    return line.mark is not None and line.mark.family is Family.QUESTION and line.mark.printed != ""


def _heading_over(
    lines: Sequence[Line], first: int, folded: str, labels: Container[int]
) -> int | None:
    """Return the heading of a list, which words that announce the items may follow."""
    at = first - 1
    if at > 0 and lines[at].mark is None and folded[lines[at].end - 1] == ":":
        at -= 1
    return at if at >= 0 and _may_head(lines, at, folded, labels, _MAX_CHARS) else None


def _heads_text(lines: Sequence[Line], at: int, folded: str, labels: Container[int]) -> bool:
    """Tell whether a short line stands between sentences: 收费标准 above 不收费。."""
    below = lines[at + 1]
    if _is_markdown(lines[at], folded):
        return _may_head(lines, at, folded, labels, _MAX_CHARS)
    if below.mark is not None:
        above_questions = below.mark.family is Family.QUESTION
        return above_questions and _may_head(lines, at, folded, labels, _MAX_CHARS)
    if below.continues or below.start in labels:
        return False
    if _NO_HEADING.isdisjoint(folded[below.start : below.end]):
        return False  # a name among others
    return _may_head(lines, at, folded, labels, _MAX_OVER_TEXT_CHARS)


def _is_markdown(line: Line, folded: str) -> bool:
    return folded.startswith(_MARKDOWN, max(0, line.start - len(_MARKDOWN)))


def _may_head(
    lines: Sequence[Line], at: int, folded: str, labels: Container[int], most: int
) -> bool:
    line = lines[at]
    if line.mark is not None or line.is_row or line.continues or line.start in labels:
        return False
    words = folded[line.start : line.end]
    if _is_markdown(line, folded):
        return len(words) <= _MAX_MARKDOWN_CHARS
    if not 2 <= len(words) <= most or not _NO_HEADING.isdisjoint(words):
        return False
    above = lines[at - 1] if at else None
    return above is None or above.is_row or above.start in labels or folded[above.end - 1] in _ENDS
