"""Whether the items below a node have headings, are sentences, or only name something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.structure.child_lengths import length_of
from ingest.structure.headings import end_of_sentence, heading_span
from ingest.structure.marks import Family
from ingest.structure.outline import Node

_TASK_MIN_BODY_CHARS = 20
_STEP_NAME_CHARS = 5
_MIN_SHORT_TASKS = 3
# (市财政局牵头,各区配合), (责任单位:市教育局): a bracket of units at the end of an item.
_CLOSE_BRACKETS = frozenset(")〕]")
_MAX_UNITS_CHARS = 200
_UNITS = re.compile(
    r"[(〔\[](?:[^()〔〕\[\]]*(?:负责|落实|配合|参与|牵头)|(?:牵头|责任|负责|主办|配合)(?:单位|部门)?:[^()〔〕\[\]]*"
    r"(?:\([^()]*\)[^()〔〕\[\]]*)*)[)〕\]]。?\Z"
)
_SHORT_TASK = re.compile(
    r"(?!具有|具备|符合|无|未|有|持|身体|年满|遵守)[^\d,;:。\n]{6,20}。[^\n]{6,}。(?:\s*[(〔][^\n]*[)〕])?。?\s*"
)

# In all functions `folded` is the text that the outline counts in, with half-width punctuation.


def have_headings(folded: str, children: Sequence[Node]) -> bool:
    """Tell whether at least half of the items have a heading and text below it."""
    with_heading = sum(
        1
        for child in children
        if heading_span(folded, child.lines).end > (child.mark.end if child.mark else 0)
        and _body_chars(folded, child) >= _TASK_MIN_BODY_CHARS
    )
    return bool(children) and with_heading * 2 >= len(children)


def are_short_tasks(folded: str, children: Sequence[Node]) -> bool:
    """Tell whether items are tasks of a line each: a name with a full stop, what is done below.

    优化获得电力。办电不超过7个工作日。 is a task, 营业执照复印件。加盖公章 an item, and so are
    cases and demands on whoever applies: 具有本市户籍。
    """
    return len(children) >= _MIN_SHORT_TASKS and all(
        not child.children and _SHORT_TASK.fullmatch(_words(folded, child)) for child in children
    )


def _words(folded: str, node: Node) -> str:
    start = node.mark.end if node.mark else node.lines[0].start
    return folded[start : node.last_line().end]


def headed_groups(folded: str, root: Node) -> Counter[tuple[Family, Family]]:
    """Count, by the forms of node and items, groups with headings more than those without."""
    votes: Counter[tuple[Family, Family]] = Counter()
    for node in root.walk():
        first = node.children[0].mark if node.children else None
        if node.mark is not None and first is not None:
            headed = have_headings(folded, node.children)
            votes[node.mark.family, first.family] += 1 if headed else -1
    return votes


def are_sentences(folded: str, children: Sequence[Node]) -> bool:
    """Tell whether every item ends with a full stop; a telephone may stand below the last."""
    ends = (
        child.last_line().end if child.children else end_of_sentence(child.lines)
        for child in children
    )
    return all(folded[end - 1] == "。" for end in ends)


def name_steps(folded: str, children: Sequence[Node]) -> bool:
    """Tell whether items have names of steps as headings: (一)申请. (二)受理."""
    spans = [heading_span(folded, child.lines) for child in children]
    marks = [child.mark.end if child.mark else 0 for child in children]
    named = [s.end - max(s.start, m) for s, m in zip(spans, marks, strict=True)]
    return all(0 < length <= _STEP_NAME_CHARS for length in named)


def name_documents(folded: str, children: Sequence[Node]) -> bool:
    """Tell whether items only name documents: 政策依据 over (1)《…》(2)《…》."""
    marks = [child.mark for child in children]
    if not all(m is not None and folded.startswith("《", m.end) for m in marks):
        return False
    return all(folded[child.last_line().end - 1] in "》);" for child in children)


def name_units(folded: str, children: Sequence[Node]) -> bool:
    """Tell whether each item but one at most ends with who has to do it, as only a task does."""
    ends = [child.last_line().end for child in children]
    named = sum(
        folded[end - 2 : end].rstrip("。")[-1:] in _CLOSE_BRACKETS
        and _UNITS.search(folded, max(child.lines[0].start, end - _MAX_UNITS_CHARS), end)
        is not None
        for child, end in zip(children, ends, strict=True)
    )
    return len(children) > 1 and named >= max(len(children) - 1, 2)


def hold_second_list(children: Sequence[Node]) -> bool:
    """Tell whether the numbers of items begin again: 注意事项: after the steps."""
    marks = [child.mark for child in children if child.mark is not None]
    return any(after.value <= before.value for before, after in pairwise(marks))


def has_label(folded: str, node: Node) -> bool:
    """Tell whether an item begins with what it is about and a colon: 年龄条件:…."""
    heading = heading_span(folded, node.lines)
    return ":" in folded[heading.start : heading.end]


def _body_chars(folded: str, node: Node) -> int:
    heading = heading_span(folded, node.lines)
    return length_of(node) - (heading.end - node.lines[0].start)
