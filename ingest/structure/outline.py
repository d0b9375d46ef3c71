"""The outline of a document: its marks as a tree.

The same form of mark stands for different levels in different documents: `1.` is a task here and
a heading over tasks `(1)` there. So the nesting of forms is decided per document, from the usual
order of forms and from the evidence of restarts: a form that begins again at 1 between two
neighbours of another form stands below it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.structure.lines import Line
from ingest.structure.marks import Family, Mark

_STRUCTURAL = frozenset(
    {Family.PART, Family.SUBPART, Family.CHAPTER, Family.SECTION, Family.ARTICLE}
)


@dataclass(slots=True)
class Node:
    """A marked line, the lines that belong to it, and the nodes below it."""

    mark: Mark | None
    """None for the root and for text between parts of a document."""
    lines: list[Line] = field(default_factory=list)
    """Its own lines: the marked one first, then those before its first child."""
    children: list[Node] = field(default_factory=list)
    boxes: tuple[Node, ...] = ()
    """Boxes that stand in its text (专栏1), each a clause of its own."""

    @property
    def number(self) -> str:
        """The mark as printed; empty without a mark."""
        return self.mark.printed if self.mark else ""

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def last_line(self) -> Line:
        """Return the last line of this node and all below it."""
        node = self
        while node.children:
            node = node.children[-1]
        return node.lines[-1]

    def all_lines(self) -> list[Line]:
        """Return the lines of this node and all below it, in reading order."""
        if not self.children:
            return self.lines
        return [line for node in self.walk() for line in node.lines]


def build_outline(
    lines: Sequence[Line], breaks: Collection[int] = (), closings: Collection[int] = ()
) -> Node:
    """Arrange lines into a tree by their marks; the root holds what stands before the first.

    Args:
        lines: As `ingest.structure.lines.read_lines` returns them.
        breaks: Starts of lines that belong to no clause (a title, a signature). What stands open
            ends there: unmarked lines after it begin a node of their own, without a mark.
        closings: Starts of lines that begin such a node themselves.
    """
    ranks = _ranks(lines)
    root = Node(None)
    stack, open_ranks, broken = [root], [-1], False
    box: _OpenBox | None = None
    for line in lines:
        mark = line.mark
        if box is not None and line.start not in breaks and box.takes(line):
            continue
        box = None
        if mark is not None and mark.family is Family.BOX:
            box = _OpenBox(line)
            stack[-1].boxes = (*stack[-1].boxes, box.node)
        elif line.start in breaks:
            stack, open_ranks, broken = [root], [-1], True
        elif mark is None:
            if line.start in closings:
                stack, open_ranks, broken = [root], [-1], True
            if len(stack) == 1 and (root.children or (broken and root.lines)):
                root.children.append(Node(None))
                stack.append(root.children[-1])
                open_ranks.append(len(ranks))
            stack[-1].lines.append(line)
            broken = False
        else:
            rank = ranks[mark.family]
            while open_ranks[-1] >= rank:
                stack.pop()
                open_ranks.pop()
            node = Node(mark, [line])
            stack[-1].children.append(node)
            stack.append(node)
            open_ranks.append(rank)
    return root


_IN_BOX = frozenset({Family.DECIMAL_1, Family.DIGIT_PAREN, Family.DIGIT_HALF_PAREN, Family.CIRCLED})


class _OpenBox:
    """A box while its lines are gathered: a table or a list, and what is said of it."""

    def __init__(self, line: Line) -> None:
        self.node = Node(line.mark, [line])
        self._last: dict[Family, int] = {}
        self._has_rows = False

    def takes(self, line: Line) -> bool:
        """Add a line if it is the box's own; the next number of the text around it is not."""
        mark = line.mark
        if mark is None:
            if self._has_rows and not line.is_row:
                return False
            self._has_rows = self._has_rows or line.is_row
        elif mark.family not in _IN_BOX or self._last.get(mark.family, 0) + 1 != mark.value:
            return False
        else:
            self._last[mark.family] = mark.value
            self.node.children.append(Node(mark))
        (self.node.children or [self.node])[-1].lines.append(line)
        return True


def _ranks(lines: Sequence[Line]) -> dict[Family, int]:
    """Order the families of a document from the outside in."""
    marks = [m for line in lines if (m := line.mark) is not None and m.family is not Family.BOX]
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
    families = [mark.family for mark in marks]
    first_ones = [at for at, mark in enumerate(marks) if mark.value == 1]
    positions: dict[Family, list[int]] = defaultdict(list)
    for at, family in enumerate(families):
        positions[family].append(at)
    for outer, at_outer in positions.items():
        if outer is Family.ATTACHMENT:
            continue
        for left, right in pairwise(at_outer):
            if right - left == 1 or marks[right].value != marks[left].value + 1:
                continue
            ones = first_ones[bisect_right(first_ones, left) : bisect_left(first_ones, right)]
            outermost = min(families[left + 1 : right]) if ones else outer
            for inner in {families[at] for at in ones}:
                # A heading further out explains the restart by itself; 编章节条 have a fixed order.
                if inner <= outermost and inner not in _STRUCTURAL:
                    evidence[inner, outer] += 1
    return evidence


def _place_questions(order: list[Family], marks: Sequence[Mark]) -> None:
    """Put 问： just below what is open when the first one comes, so that answers hold lists."""
    first = next((at for at, mark in enumerate(marks) if mark.family is Family.QUESTION), None)
    if first is None:
        return
    above = marks[first - 1].family if first else None
    order.insert(order.index(above) + 1 if above is not None else 0, Family.QUESTION)
