"""The outline of a document: its marks as a tree.

The same form of mark stands for different levels in different documents: `1.` is a task here and
a heading over tasks `(1)` there. So the nesting of forms is decided per document, from the usual
order of forms and from the evidence of restarts: a form that begins again at 1 between two
neighbours of another form stands below it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.lines import Line
from ingest.marks import Family, Mark


@dataclass(slots=True)
class Node:
    """A marked line, the lines that belong to it, and the nodes below it."""

    mark: Mark | None
    """None for the root and for text between parts of a document."""
    lines: list[Line] = field(default_factory=list)
    """Its own lines: the marked one first, then those before its first child."""
    children: list[Node] = field(default_factory=list)
    number: str = ""
    """As printed, or as it must have been where the file is damaged."""

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def all_lines(self) -> list[Line]:
        """Return the lines of this node and all below it, in reading order."""
        return [line for node in self.walk() for line in node.lines]


def build_outline(lines: Sequence[Line], folded: str, breaks: Collection[int] = ()) -> Node:
    """Arrange lines into a tree by their marks; the root holds what stands before the first.

    Args:
        lines: As `ingest.lines.read_lines` returns them.
        folded: The text they are offsets of.
        breaks: Starts of lines that belong to no clause (a title, a signature). What stands open
            ends there: unmarked lines after it begin a node of their own, without a mark.
    """
    ranks = _ranks(lines)
    root = Node(mark=None)
    stack = [root]
    for line in lines:
        if line.start in breaks:
            stack = [root]
            continue
        if line.mark is None:
            if len(stack) == 1 and root.children:
                stack.append(Node(mark=None))
                root.children.append(stack[-1])
            stack[-1].lines.append(line)
            continue
        rank = ranks[line.mark.family]
        while len(stack) > 1 and _rank(stack[-1], ranks) >= rank:
            stack.pop()
        node = Node(mark=line.mark, lines=[line], number=line.mark.printed)
        stack[-1].children.append(node)
        stack.append(node)
    _restore_damaged_marks(root, folded)
    return root


def _rank(node: Node, ranks: dict[Family, int]) -> int:
    return len(ranks) if node.mark is None else ranks[node.mark.family]


def _ranks(lines: Sequence[Line]) -> dict[Family, int]:
    """Order the families of a document from the outside in."""
    marks = [line.mark for line in lines if line.mark is not None]
    below = _nesting_evidence(marks)
    order: list[Family] = []
    for family in sorted({mark.family for mark in marks} - {Family.QUESTION}):
        at = len(order)
        while at and below[order[at - 1], family] > below[family, order[at - 1]]:
            at -= 1
        order.insert(at, family)
    _place_questions(order, marks)
    return {family: rank for rank, family in enumerate(order)}


def _nesting_evidence(marks: Sequence[Mark]) -> dict[tuple[Family, Family], int]:
    """Count, for (inner, outer), how often inner restarts between outer k and outer k + 1."""
    evidence: dict[tuple[Family, Family], int] = defaultdict(int)
    positions: dict[Family, list[int]] = defaultdict(list)
    for at, mark in enumerate(marks):
        positions[mark.family].append(at)
    for outer, at_outer in positions.items():
        if outer is Family.ATTACHMENT:
            continue
        for left, right in pairwise(at_outer):
            if marks[right].value != marks[left].value + 1:
                continue
            for inner in {mark.family for mark in marks[left + 1 : right] if mark.value == 1}:
                evidence[inner, outer] += 1
    return evidence


def _place_questions(order: list[Family], marks: Sequence[Mark]) -> None:
    """Put 问： just below what is open when the first one comes, so that answers hold lists."""
    first = next((at for at, mark in enumerate(marks) if mark.family is Family.QUESTION), None)
    if first is None:
        return
    above = marks[first - 1].family if first else None
    order.insert(order.index(above) + 1 if above is not None else 0, Family.QUESTION)


# UTF-8 full-width punctuation read as GBK begins with 锛; lost characters become � or ?.
_DAMAGED_MARK = re.compile(r"(?:锛|[\ufffd?□■�])[^\u4e00-\u9fff“《]{0,6}")


def _restore_damaged_marks(root: Node, folded: str) -> None:
    """Where siblings skip a number and a line between begins with garbage, give it that number."""
    for parent in list(root.walk()):
        if parent.children:
            _restore_first(parent, folded)
            for left, right in pairwise(list(parent.children)):
                _restore_between(parent, left, right, folded)


def _restore_first(parent: Node, folded: str) -> None:
    first = parent.children[0]
    if first.mark is not None and first.mark.value == 2:
        restored = _split_at_damage(parent, first.mark, folded)
        if restored is not None:
            parent.children.insert(0, restored)


def _restore_between(parent: Node, left: Node, right: Node, folded: str) -> None:
    if left.mark is None or right.mark is None or left.mark.family is not right.mark.family:
        return
    if right.mark.value == left.mark.value + 2:
        restored = _split_at_damage(left, right.mark, folded)
        if restored is not None:
            parent.children.insert(parent.children.index(right), restored)


def _split_at_damage(owner: Node, following: Mark, folded: str) -> Node | None:
    for at, line in enumerate(owner.lines):
        match = _DAMAGED_MARK.match(folded, line.start, line.end)
        if match is None or line.mark is not None:
            continue
        printed = _previous_number(following)
        mark = Mark(following.family, following.value - 1, printed, line.start, match.end())
        moved = [Line(line.start, line.end, mark), *owner.lines[at + 1 :]]
        del owner.lines[at:]
        return Node(mark=mark, lines=moved, number=printed)
    return None


_HAN = "零一二三四五六七八九十"


def _previous_number(mark: Mark) -> str:
    """Write the number before `mark` in the same form."""
    value = mark.value - 1
    numeral = str(value) if re.search(r"\d", mark.printed) else _numeral(value)
    return re.sub(rf"\d+|[{_HAN}百千]+", numeral, mark.printed, count=1)


def _numeral(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")
