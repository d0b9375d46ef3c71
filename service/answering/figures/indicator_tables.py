"""Bare numbers in tables: the unit stands in a column of its own or in the header, not beside them.

Plans print what they aim at so: |指标|单位|2020年|2025年| over |护理员|人|1860|4500|.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from index import Hit
from ingest.records import Measure, MeasureKind

_NUMBER: Final = re.compile(r"(?P<bound>[≥≤><]=?)?(?P<value>\d[\d,]*(?:\.\d+)?)(?P<percent>[%％])?")
_RANGE: Final = re.compile(r"(?P<low>\d[\d,.]*)\s*(?:[至到~～]|[-—－]{1,2})\s*(?P<high>\d[\d,.]*)")
"""Both ends of what a cell gives as a range: 80—150."""
_UNIT_HEADER: Final = re.compile(r"(?:计量)?单位")
_YEAR_HEADER: Final = re.compile(r"(?:19|20)\d\d年?")
_SERIAL: Final = re.compile(r"序号|编号|页码|属性|备注|性质")
_IN_BRACKETS: Final = re.compile(r"[(（](?:单位[:：])?(?P<unit>[%％‰]|[一-鿿/·]{1,8})[)）]\Z")
_MONEY: Final = re.compile(r"元")
_SIZE: Final = re.compile(r"平方|公里|千米|亩|公顷|吨|千瓦|兆瓦|立方|米")
_DURATION: Final = re.compile(r"工作日|小时|分钟|[天日年月]\Z")
_BOUNDS: Final = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", ">=": ">=", "<=": "<="}


class Cell(NamedTuple):
    """The words of a cell, and where they begin in the clause."""

    text: str
    start: int


def with_tables(hit: Hit) -> Hit:
    """Return a hit whose clause has the bare numbers of its tables among its measures."""
    found = _read(hit.clause.text)
    taken = [(m.start, m.end) for m in hit.clause.measures]
    new = [m for m in found if not any(a < m.end and m.start < b for a, b in taken)]
    if not new:
        return hit
    measures = tuple(sorted((*hit.clause.measures, *new), key=lambda m: (m.start, m.end)))
    return replace(hit, clause=replace(hit.clause, measures=measures))


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[Measure, ...]:
    return tuple(m for table in tables(text) for m in _figures(table)) if "|" in text else ()


def tables(text: str) -> Iterator[list[list[Cell]]]:
    """Return the tables of a text, each as its rows of cells, the header first."""
    rows: list[list[Cell]] = []
    start = 0
    for line in text.split("\n"):
        if line.startswith("|"):
            rows.append(_cells(line, start))
        elif rows:
            yield rows
            rows = []
        start += len(line) + 1
    if rows:
        yield rows


def _cells(line: str, start: int) -> list[Cell]:
    cells = []
    at = start + 1
    for cell in line[1:].rstrip("|").split("|"):
        lead = len(cell) - len(cell.lstrip())
        cells.append(Cell(cell.strip(), at + lead))
        at += len(cell) + 1
    return cells


def _figures(rows: Sequence[Sequence[Cell]]) -> Iterator[Measure]:
    header = [cell.text for cell in rows[0]]
    units = next((at for at, name in enumerate(header) if _UNIT_HEADER.fullmatch(name)), None)
    for row in rows[1:]:
        name = next((at for at, c in enumerate(row) if _is_name(c.text) and at != units), None)
        if name is None:
            continue
        for at, cell in enumerate(row[: len(header)]):
            if at <= name or at == units or _SERIAL.search(header[at]):
                continue
            own_unit = row[units].text if units is not None and units < len(row) else ""
            for part, number in _numbers(cell):
                if found := _figure(part, number, header[at], row[name].text, own_unit):
                    yield found


def _numbers(cell: Cell) -> Iterator[tuple[Cell, re.Match[str]]]:
    """Yield the number of a cell, of a range its two ends: 80—150 as ≥80 and ≤150."""
    if number := _NUMBER.fullmatch(cell.text):
        yield cell, number
    elif ends := _RANGE.fullmatch(cell.text):
        for name, bound in (("low", "≥"), ("high", "≤")):
            if number := _NUMBER.fullmatch(f"{bound}{ends[name]}"):
                yield Cell(ends[name], cell.start + ends.start(name)), number


def _is_name(text: str) -> bool:
    return re.search(r"[一-鿿A-Za-z]", text) is not None


def _figure(
    cell: Cell, number: re.Match[str], header: str, name: str, own_unit: str
) -> Measure | None:
    bracketed = _IN_BRACKETS.search(header) or _IN_BRACKETS.search(name)
    unit = number["percent"] or own_unit or (bracketed["unit"] if bracketed else "")
    if not unit:
        return None
    title, column = (_IN_BRACKETS.sub("", words).strip() for words in (name, header))
    dated = _YEAR_HEADER.search(column) is not None
    return Measure(
        kind=_kind(unit),
        subject=title if dated else column,
        condition=column if dated else title,
        comparator=_BOUNDS.get(number["bound"] or "", "="),
        value=number["value"].replace(",", ""),
        unit=unit,
        start=cell.start,
        end=cell.start + len(cell.text),
    )


def _kind(unit: str) -> MeasureKind:
    if unit in ("%", "％", "‰"):
        return MeasureKind.PERCENTAGE
    if _MONEY.search(unit):
        return MeasureKind.MONEY
    if _SIZE.search(unit):
        return MeasureKind.SIZE
    return MeasureKind.DURATION if _DURATION.search(unit) else MeasureKind.COUNT
