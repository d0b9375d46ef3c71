"""Tables ruled with horizontal lines only: white that runs through all rows parts the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.pdf_box import Box
from ingest.readers.pdf_glyphs import Glyph
from ingest.readers.pdf_lines import Line, in_reading_order, join_text, segments
from ingest.readers.tables import Cell

_SAME_END = 4.0
"""Points by which the ends of the rules of one table may differ."""
_SAME_LEVEL = 1.0
_MIN_RULES = 3
"""Above the header, below it, and at the end; two lines alone are the frame of a page."""
_MIN_GAP_EMS = 0.8
_MIN_WIDTH = 100.0


class OpenTable(NamedTuple):
    """A table without vertical rules."""

    box: Box
    edges: list[float]
    rows: list[list[Cell]]


def find_open_tables(
    rules: Iterable[Box], glyphs: Sequence[Glyph]
) -> tuple[list[OpenTable], list[Glyph]]:
    """Return the tables between horizontal rules, and the characters outside them."""
    tables: list[OpenTable] = []
    outside = list(glyphs)
    for levels in _stacks(rules):
        levels = _with_header(levels, outside)
        box = Box(levels[0].left, levels[-1].bottom, levels[0].right, levels[0].top)
        inside = [glyph for glyph in outside if _is_in(glyph.box, box)]
        table = _table(levels, box, inside)
        if table is not None:
            tables.append(table)
            outside = [glyph for glyph in outside if not _is_in(glyph.box, box)]
    return tables, outside


def _stacks(rules: Iterable[Box]) -> Iterator[list[Box]]:
    """Yield level rules that begin and end together, each stack from the top."""
    stacks: list[list[Box]] = []
    for rule in sorted(whole_rules(rules), key=lambda rule: -rule.top):
        if rule.width < _MIN_WIDTH:
            continue
        for stack in stacks:
            if (
                abs(stack[0].left - rule.left) <= _SAME_END
                and abs(stack[0].right - rule.right) <= _SAME_END
            ):
                if stack[-1].bottom - rule.top > 1.0:  # a rule may be drawn twice
                    stack.append(rule)
                break
        else:
            stacks.append([rule])
    return (stack for stack in stacks if len(stack) >= _MIN_RULES)


def _with_header(levels: list[Box], glyphs: Sequence[Glyph]) -> list[Box]:
    """Add where a header begins that has a rule only below it, as rows of pages often do."""
    top, second = levels[:2]
    above = Box(top.left, top.top, top.right, top.top + (top.bottom - second.top))
    first_row = Box(top.left, second.top, top.right, top.bottom)
    names = segments(glyph for glyph in glyphs if _is_in(glyph.box, above))
    cells = segments(glyph for glyph in glyphs if _is_in(glyph.box, first_row))
    columns = len(_edges([*names, *cells], above)) - 1
    if len(names) < 2 or not len(names) == len(cells) == columns:
        return levels
    return [above._replace(bottom=above.top), *levels]


def whole_rules(rules: Iterable[Box]) -> list[Box]:
    """Join level rules that are drawn in pieces, one for each cell."""
    whole: list[Box] = []
    level = (rule for rule in rules if rule.height <= rule.width)
    for rule in sorted(level, key=lambda rule: (-round(rule.middle), rule.left)):
        last = whole[-1] if whole else None
        if (
            last is not None
            and abs(last.middle - rule.middle) <= _SAME_LEVEL
            and rule.left - last.right <= _SAME_LEVEL
        ):
            whole[-1] = last._replace(right=max(last.right, rule.right))
        else:
            whole.append(rule)
    return whole


def _is_in(glyph: Box, box: Box) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def _table(levels: Sequence[Box], box: Box, glyphs: Sequence[Glyph]) -> OpenTable | None:
    pieces = segments(glyphs)
    edges = _edges(pieces, box)
    if len(edges) < 3:
        return None
    bands = [
        [piece for piece in pieces if below.bottom <= piece.middle <= above.top]
        for above, below in pairwise(levels)
    ]
    bands = [band for band in bands if band]
    if len({_column(piece, edges) for piece in bands[0]}) < 2:
        return None  # what stands on top is no header
    ruled = len(bands) > _MIN_RULES - 1
    rows = [
        row
        for at, band in enumerate(bands)
        for row in ([band] if ruled or at == 0 else _split(band, edges))
    ]
    if len(rows) < 2:
        return None
    return OpenTable(box, edges, [_cells(row, edges) for row in rows])


def _edges(pieces: Sequence[Line], box: Box) -> list[float]:
    """Return where columns begin and the last ends: in the middle of white that runs through."""
    edges = [box.left]
    reach: float | None = None
    for piece in sorted(pieces, key=lambda piece: piece.box.left):
        if reach is not None and piece.box.left - reach > _MIN_GAP_EMS * piece.size:
            edges.append((reach + piece.box.left) / 2)
        reach = max(reach or piece.box.right, piece.box.right)
    return [*edges, box.right]


def _column(piece: Line, edges: Sequence[float]) -> int:
    middle = (piece.box.left + piece.box.right) / 2
    return sum(1 for edge in edges[1:-1] if edge <= middle)


def _split(band: Sequence[Line], edges: Sequence[float]) -> list[list[Line]]:
    """Part a band without rules into rows: each begins where the first column has words."""
    rows: list[list[Line]] = []
    starts = sorted((p.box.top for p in band if _column(p, edges) == 0), reverse=True)
    for piece in sorted(band, key=lambda piece: -piece.middle):
        at = sum(1 for top in starts if top >= piece.middle)
        while len(rows) < max(at, 1):
            rows.append([])
        rows[max(at, 1) - 1].append(piece)
    return [row for row in rows if row]


def _cells(pieces: Sequence[Line], edges: Sequence[float]) -> list[Cell]:
    cells = []
    for column in range(len(edges) - 1):
        own = [piece for piece in pieces if _column(piece, edges) == column]
        text = ""
        for line in in_reading_order(own, width=0.0):
            text = join_text(text, line.text) if text else line.text
        cells.append(Cell(text))
    return cells
