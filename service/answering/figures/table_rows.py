"""For whom a figure in a table holds: what all cells before it in its row say, not the first only.

A price list names the zone, the vehicle and the hour in columns of their own; only together do they
tell whose price it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from index import Hit
from ingest.records import Clause, Measure
from service.answering.figures.indicator_tables import Cell, tables
from service.answering.groups.scopes import is_threshold

_NAME_MAX_CHARS: Final = 24
"""A longer cell explains more than it names."""
_NO_NAME: Final = re.compile(r"序号|编号|单位\Z|页码|依据|部门|时间\Z")
_CHINESE: Final = re.compile(r"[一-鿿]")


def with_rows(hit: Hit) -> Hit:
    """Return a hit whose figures in tables have the names of their rows as condition."""
    clause = hit.clause
    if "|" not in clause.text:
        return hit
    measures = tuple(_of_row(measure, clause) for measure in clause.measures)
    if all(one is other for one, other in zip(measures, clause.measures, strict=True)):
        return hit
    return replace(hit, clause=replace(clause, measures=measures))


def _of_row(measure: Measure, clause: Clause) -> Measure:
    found = _row_at(clause.text, measure.start)
    if found is None:
        return measure
    header, row = found
    names = [
        cell.text
        for title, cell in zip(header, row, strict=False)
        if cell.start + len(cell.text) <= measure.start and _names(title, cell, clause)
    ]
    names = [name for name in dict.fromkeys(names) if name != measure.subject]
    return replace(measure, condition=",".join(names)) if len(names) > 1 else measure


def _names(title: Cell, cell: Cell, clause: Clause) -> bool:
    """Whether a cell says what its row is of, rather than a figure, a number or a reason."""
    said = cell.text
    if not _CHINESE.search(said) or len(said) > _NAME_MAX_CHARS or _NO_NAME.search(title.text):
        return False
    end = cell.start + len(said)
    held = (m for m in clause.measures if cell.start <= m.start < end)
    return all(is_threshold(m, clause) or m.end - m.start < len(said) / 2 for m in held)


def _row_at(text: str, position: int) -> tuple[Sequence[Cell], Sequence[Cell]] | None:
    for header, row, start, end in _rows(text):
        if start <= position < end:
            return header, row
    return None


@lru_cache(maxsize=256)
def _rows(text: str) -> tuple[tuple[Sequence[Cell], Sequence[Cell], int, int], ...]:
    return tuple(
        (table[0], row, row[0].start, row[-1].start + len(row[-1].text))
        for table in tables(text)
        for row in table[1:]
        if row
    )
