"""How long the children of nodes are, and how they are numbered, over a whole outline."""

from __future__ import annotations

from ingest.structure.marks import Family
from ingest.structure.outline import Node


def length_of(node: Node) -> int:
    """Return how many characters a node and all below it have."""
    return sum([line.end - line.start for line in node.all_lines()])


def usual_child_chars(root: Node) -> dict[tuple[Family, Family], float]:
    """Return, for each pair of a node's form and its children's, the children's mean length."""
    lengths: dict[tuple[Family, Family], list[int]] = {}
    _measure_children(root, lengths)
    return {key: sum(values) / len(values) for key, values in lengths.items()}


def numbered_through(root: Node) -> set[tuple[Family, Family]]:
    """Return the pairs of a node's form and its children's whose numbers run on across groups.

    Items that one number names in the whole document are tasks: 三、 goes on with （六）.
    """
    last: dict[tuple[Family, Family], int] = {}
    runs_on: dict[tuple[Family, Family], int] = {}
    for node in root.walk():
        marks = [child.mark for child in node.children if child.mark is not None]
        if node.mark is None or not marks:
            continue
        key = (node.mark.family, marks[0].family)
        if key in last:
            goes_on = marks[0].value == last[key] + 1
            runs_on[key] = runs_on.get(key, 0) + (1 if goes_on else -1)
        last[key] = marks[-1].value
    return {key for key, votes in runs_on.items() if votes > 0}


def _measure_children(node: Node, lengths: dict[tuple[Family, Family], list[int]]) -> int:
    """Note the lengths of all children below a node, and return its own with theirs."""
    total = _own_length(node)
    for child in node.children:
        length = _measure_children(child, lengths) if child.children else _own_length(child)
        if node.mark is not None and child.mark is not None:
            lengths.setdefault((node.mark.family, child.mark.family), []).append(length)
        total += length
    return total


def _own_length(node: Node) -> int:
    return sum([line.end - line.start for line in node.lines])
