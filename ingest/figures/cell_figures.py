"""Numbers alone in table cells, whose unit the row's name, a column of units or the header says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.figures.records import Figure
from ingest.figures.units import KIND_OF_GROUP, UNIT
from ingest.records import MeasureKind

_NUMBER = re.compile(
    r"(?:[≤≥<>=约〔\[]|小于|大于)?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,6})?)[〕\]]?"
)
"""Brackets 〔〕 mark what is added up over the years of a plan."""
# 用水总量(亿立方米), 森林覆盖率(%)
_UNIT_IN_NAME = re.compile(r"\((?:单位:)?(?P<unit>[^()\d]{1,8})\)(?=\Z|[ 一-鿿])")
_UNIT_OF_ALL = re.compile(r"\(?(?:金额|计量)?单位:(?P<unit>[^()\d:,]{1,12})\)?")
# Columns of a table in 万元 that hold no money.
_OTHER_QUANTITY = re.compile(r"数量|[人户个件项次家]数|人次|面积|比[例率重]|占比|率\Z|[得评]分")
_UNIT_COLUMN = re.compile(r"(?:计量)?单位\Z")
# Columns of numbers that count rows or name something.
# When a task is due: 2025年10月 under 完成时限.
_DUE_COLUMN = re.compile(
    r"(?:完成|办结|整改|达标|建成)(?:时限|时间|期限|日期|节点)(?:要求)?|时限(?:要求)?"
)
_DUE = re.compile(
    r"(?P<date>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[底末]|[上中下]旬)?)(?:以?前|之前)?"
)
# 份数 over a number alone.
_UNIT_COUNTED = re.compile(r"(?P<unit>[份人户件台套次辆张])数\Z")
_NO_FIGURES = re.compile(
    r"序号?\Z|编号|代码|年[份度]\Z|页码?|电话|号码|行次|排名|邮编|备注|日期|时间\Z"
)


class _Cell(NamedTuple):
    text: str
    start: int


def find_cell_figures(text: str) -> Iterator[Figure]:
    """Yield the numbers of tables that have no unit beside them, in reading order.

    | 用水总量(亿立方米) | 24.6 | ≤26.0 | holds two: the unit stands in the name of the row.

    Args:
        text: A clause text with half-width punctuation.
    """
    if "|" not in text:
        return
    header: list[_Cell] = []
    whole = ""
    at = 0
    for line in text.split("\n"):
        cells = _cells(line, at) if line.startswith("|") else []
        if cells and header:
            yield from _of_row(cells, header, whole)
        elif cells:
            header = cells
        elif header:
            header, whole = [], ""  # what a table is in is said above it, and not of the next
        if not cells and (of_all := _UNIT_OF_ALL.fullmatch(line.strip())):
            whole = of_all["unit"]
        at += len(line) + 1


def _cells(line: str, start: int) -> list[_Cell]:
    cells = []
    at = start + 1
    for words in line.rstrip().removeprefix("|").removesuffix("|").split("|"):
        cells.append(_Cell(words.strip(), at + len(words) - len(words.lstrip())))
        at += len(words) + 1
    return cells


def _of_row(cells: Sequence[_Cell], header: Sequence[_Cell], whole: str) -> Iterator[Figure]:
    named = next((name for cell in cells if UNIT.fullmatch(name := _unit_of(cell.text))), "")
    stated = next(
        (c.text for c, h in zip(cells, header, strict=False) if _UNIT_COLUMN.fullmatch(h.text)), ""
    )
    for cell, head in zip(cells, header, strict=False):
        if _DUE_COLUMN.fullmatch(head.text) and (due := _DUE.fullmatch(cell.text)):
            end = cell.start + due.end()
            yield Figure(MeasureKind.DEADLINE, due["date"], None, cell.start, end, by=True)
        number = _NUMBER.fullmatch(cell.text)
        if number is None or _NO_FIGURES.search(head.text):
            continue
        # 价格(元) beside a column of what is priced, 次; 数量(规划) says no unit.
        of_column = UNIT.fullmatch(_unit_of(head.text))
        unit = of_column or UNIT.fullmatch(stated or named or _unit_for(head.text, whole))
        if unit is not None:
            start = cell.start + number.start("value")
            end = cell.start + number.end("value")
            value = number["value"].replace(",", "")
            yield Figure(
                KIND_OF_GROUP[unit.lastgroup or ""], value, unit[unit.lastgroup or ""], start, end
            )


def _unit_for(head: str, whole: str) -> str:
    """Return which of the units above a table a column is in: 万亩 of 万亩、个 for 离田面积."""
    if "、" in whole:
        kinds = {_KIND_OF_HEAD.get(match[0], "") for match in _HEAD_KIND.finditer(head)}
        units = [
            one for one in whole.split("、") if (u := UNIT.fullmatch(one)) and u.lastgroup in kinds
        ]
        return units[0] if len(units) == 1 else ""
    if counted := _UNIT_COUNTED.search(head):
        return counted["unit"]
    return "" if _OTHER_QUANTITY.search(head) else whole


_KIND_OF_HEAD = {
    "面积": "size",
    "产量": "size",
    "数": "count",
    "投资": "money",
    "资金": "money",
    "金额": "money",
}
_HEAD_KIND = re.compile("|".join(_KIND_OF_HEAD))


def _unit_of(name: str) -> str:
    match = _UNIT_IN_NAME.search(name)
    return match["unit"] if match else ""
