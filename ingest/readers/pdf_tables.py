"""Tables drawn with ruled lines: the rules make a grid, and each character falls into a cell.

Tables without vertical rules are left to `ingest.readers.pdf_open_tables`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_box import Box
from ingest.readers.pdf_glyphs import Glyph
from ingest.readers.pdf_lines import in_reading_order, join_text, segments
from ingest.readers.pdf_open_tables import find_open_tables
from ingest.readers.tables import Cell

_NEAR = 3.0
"""Points within which two ends of rules meet."""
_MIN_ROW = 8.0
"""Points by which upright rules go on where a row does."""
_MAX_RULES = 1_500
_COVERED = 0.6


@dataclass(slots=True)
class Table:
    """A ruled table of one page."""

    box: Box
    edges: list[float]
    """Where its columns begin and the last one ends, from the left."""
    rows: list[list[Cell]]
    page: int = 0
    open_above: frozenset[int] = frozenset()
    """Columns without a rule above the first row: their cells go on from the page before."""
    open_below: frozenset[int] = frozenset()
    """Columns without a rule below the last row."""

    def continues(self, other: Table) -> bool:
        """Whether this table has the columns of another, and so may be its next page."""
        return len(self.edges) == len(other.edges) and all(
            abs(mine - its) <= 2 * _NEAR for mine, its in zip(self.edges, other.edges, strict=True)
        )


def find_tables(rules: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[list[Table], list[Glyph]]:
    """Return the tables of a page from the top, and the characters outside them."""
    if not rules or len(rules) > _MAX_RULES:
        return [], list(glyphs)
    grids: list[_Grid] = []
    loose: list[Box] = []
    for group in _connected(rules):
        grid = _Grid.of(group)
        if grid is None:
            loose += group
        else:
            grids.append(grid)
    outside: list[Glyph] = []
    for glyph in glyphs:
        x = (glyph.box.left + glyph.box.right) / 2
        y = (glyph.box.bottom + glyph.box.top) / 2
        if not any(grid.take(glyph, x, y) for grid in grids):
            outside.append(glyph)
    open_tables, outside = find_open_tables(loose, outside)
    tables = [grid.table() for grid in grids if grid.has_text()]
    tables += [Table(table.box, table.edges, table.rows) for table in open_tables]
    return sorted(tables, key=lambda table: -table.box.top), outside


class _Grid:
    """The cells between rules, with the characters in them."""

    def __init__(
        self, edges: list[float], levels: list[float], upright: list[Box], level: list[Box]
    ) -> None:
        self._edges = edges  # ascending x
        self._levels = levels  # ascending y
        self._upright = upright
        self._level = level
        self._glyphs: dict[tuple[int, int], list[Glyph]] = defaultdict(list)

    @classmethod
    def of(cls, rules: Iterable[Box]) -> _Grid | None:
        """Return the grid that rules make; None where they make less than two columns."""
        upright = [rule for rule in rules if rule.height > rule.width]
        level = [rule for rule in rules if rule.height <= rule.width]
        edges = _clustered((rule.left + rule.right) / 2 for rule in upright)
        levels = _clustered((rule.bottom + rule.top) / 2 for rule in level)
        levels = _reached(levels, upright)
        if len(edges) < 3 or len(levels) < 2:
            return None
        return cls(edges, levels, upright, level)

    def take(self, glyph: Glyph, x: float, y: float) -> bool:
        """Put a character into the cell around a point; False outside the grid."""
        column = bisect_right(self._edges, x) - 1
        row = bisect_right(self._levels, y) - 1
        if not (0 <= column < len(self._edges) - 1 and 0 <= row < len(self._levels) - 1):
            return False
        self._glyphs[row, column].append(glyph)
        return True

    def has_text(self) -> bool:
        """Whether any cell holds a character."""
        return bool(self._glyphs)

    def table(self) -> Table:
        """Return the table, its rows from the top and merged cells as one."""
        rows: list[list[Cell]] = []
        taken: set[tuple[int, int]] = set()
        for row in range(len(self._levels) - 2, -1, -1):
            cells = []
            for column in range(len(self._edges) - 1):
                if (row, column) in taken:
                    continue
                wide, deep = self._extent(row, column)
                covered = [
                    (row - down, column + across) for down in range(deep) for across in range(wide)
                ]
                taken.update(covered)
                text = self._text(covered, self._edges[column + wide])
                cells.append(Cell(text, rowspan=deep, colspan=wide))
            rows.append(cells)
        box = Box(self._edges[0], self._levels[0], self._edges[-1], self._levels[-1])
        above, below = self._open(len(self._levels) - 1), self._open(0)
        return Table(box, self._edges, rows, open_above=above, open_below=below)

    def _open(self, level: int) -> frozenset[int]:
        """Return the columns without a rule at a level."""
        columns = range(len(self._edges) - 1)
        return frozenset(column for column in columns if not self._has_level(level, column))

    def _extent(self, row: int, column: int) -> tuple[int, int]:
        """Return how many columns and rows a cell covers: until a rule ends it."""
        wide = 1
        while column + wide < len(self._edges) - 1 and not self._has_upright(row, column + wide):
            wide += 1
        deep = 1
        while row - deep >= 0 and not self._has_level(row - deep + 1, column):
            deep += 1
        return wide, deep

    def _has_upright(self, row: int, edge: int) -> bool:
        x, low, high = self._edges[edge], self._levels[row], self._levels[row + 1]
        spans = [
            (rule.bottom, rule.top) for rule in self._upright if _is_at(rule.left, rule.right, x)
        ]
        return _covers(spans, low, high)

    def _has_level(self, level: int, column: int) -> bool:
        y, low, high = self._levels[level], self._edges[column], self._edges[column + 1]
        spans = [
            (rule.left, rule.right) for rule in self._level if _is_at(rule.bottom, rule.top, y)
        ]
        return _covers(spans, low, high)

    def _text(self, covered: Iterable[tuple[int, int]], right: float) -> str:
        glyphs = [glyph for place in covered for glyph in self._glyphs.get(place, ())]
        text, full = "", False
        for line in in_reading_order(segments(glyphs), width=0.0):
            # A line that fills its cell runs on; one that ends early ends a paragraph.
            text = join_text(text, line.text) if full or not text else f"{text} {line.text}"
            full = right - line.box.right < 1.5 * line.size
        return text


def _connected(rules: Sequence[Box]) -> list[list[Box]]:
    """Group rules that touch."""
    group = list(range(len(rules)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    order = sorted(range(len(rules)), key=lambda at: rules[at].left)
    for position, at in enumerate(order):
        for other in order[position + 1 :]:
            if rules[other].left > rules[at].right + _NEAR:
                break
            if _touch(rules[at], rules[other]):
                group[root(at)] = root(other)
    groups: dict[int, list[Box]] = defaultdict(list)
    for at in range(len(rules)):
        groups[root(at)].append(rules[at])
    return list(groups.values())


def _touch(first: Box, second: Box) -> bool:
    return (
        first.left <= second.right + _NEAR
        and second.left <= first.right + _NEAR
        and first.bottom <= second.top + _NEAR
        and second.bottom <= first.top + _NEAR
    )


def _clustered(values: Iterable[float]) -> list[float]:
    """Return one value for each group of near ones, ascending."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] <= _NEAR:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(cluster) / len(cluster) for cluster in clusters]


def _reached(levels: list[float], upright: Sequence[Box]) -> list[float]:
    """Add where upright rules end beyond the level ones: a page's end cuts a row there."""
    if not levels:
        return levels
    below = [rule for rule in upright if rule.bottom < levels[0] - _MIN_ROW]
    above = [rule for rule in upright if rule.top > levels[-1] + _MIN_ROW]
    foot = [min(rule.bottom for rule in below)] if _are_edges(below) else []
    head = [max(rule.top for rule in above)] if _are_edges(above) else []
    return [*foot, *levels, *head]


def _are_edges(upright: Sequence[Box]) -> bool:
    """Whether rules are the edges of two columns at least."""
    return len(_clustered(rule.left for rule in upright)) > 2


def _is_at(low: float, high: float, value: float) -> bool:
    return low - _NEAR <= value <= high + _NEAR


def _covers(spans: Iterable[tuple[float, float]], low: float, high: float) -> bool:
    """Whether pieces of a rule run along most of an edge."""
    shared = sum(max(0.0, min(end, high) - max(start, low)) for start, end in spans)
    return shared >= _COVERED * (high - low)
