"""Figures in running text: a number with its unit, and the kind of thing it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.figures.at_once import find_at_once
from ingest.figures.cell_figures import find_cell_figures
from ingest.figures.due_dates import DueDate, find_due_dates
from ingest.figures.item_marks import after_dotted_mark, marks_item
from ingest.figures.names import Barred, Number, is_name
from ingest.figures.populations import find_populations
from ingest.figures.records import Figure
from ingest.figures.shares import find_shares
from ingest.figures.units import ELIDED_STARTS, ELIDED_UNIT, KIND_OF_GROUP, LOST_POINT, NUMBER, UNIT
from ingest.records import MeasureKind
from ingest.text.numerals import NUMERAL, numeral_value

_NO_NUMERAL_AFTER = frozenset("第零〇○一二三四五六七八九十百千两统单万唯专之")

# 五千万 of 二亿五千万 is the tail of a number.
_GOES_ON = re.compile(rf"(?:\d|{NUMERAL})[万亿]")

# 一二年 are one or two, and no figure.
_ABOUT = frozenset("一二 二三 两三 三四 四五 五六 六七 七八 八九".split())

# 5000至1万元 begins at 5000元; 50至20万元 would be nothing but tens of thousands.
_SCALED_FROM = 100

# 每千瓦时提高0.5分: hundredths of a yuan, no points, which 每吨扣2分 counts.
_PRICED = re.compile(r"每(?:千瓦时|公斤|千克|[度斤吨])[^,;。\n]{0,12}(?<![扣记计得])(?<!扣除)\Z")


def find_figures(text: str) -> list[Figure]:
    """Return the figures of a clause text with half-width punctuation, in reading order.

    Names and codes (12345, PM2.5, “321”, 2.0版, 一网通办, 《…》) and plain dates are none.
    """
    barred = Barred(text)
    figures = [*find_shares(text), *_numbers(text, barred), *find_at_once(text)]
    figures += find_cell_figures(text)
    if "万" in text:
        figures += find_populations(text)
    figures += [_deadline(due) for due in find_due_dates(text)]
    figures.sort(key=lambda figure: (figure.start, -figure.end))
    kept: list[Figure] = []
    for figure in figures:
        if figure.unit == "个月" and kept and (whole := _years_and_months(text, kept[-1], figure)):
            kept[-1] = whole
            continue
        apart = not kept or figure.start >= kept[-1].end
        if apart and not barred.title(figure.start):
            kept.append(figure)
    return kept


def _years_and_months(text: str, first: Figure, second: Figure) -> Figure | None:
    """Return 一年六个月 and 1年零6个月 as 18个月."""
    beside = text[first.end : second.start] in ("", "零")
    if not beside or first.unit != "年":
        return None
    months = f"{12 * float(first.value) + float(second.value):g}"
    return Figure(second.kind, months, second.unit, first.start, second.end)


def _deadline(due: DueDate) -> Figure:
    return Figure(MeasureKind.DEADLINE, due.value, None, due.start, due.end, by=due.by)


def _numbers(text: str, barred: Barred) -> Iterator[Figure]:
    waiting: list[Number] = []
    for match in NUMBER.finditer(text):
        number = _whole_number(text, match)
        if number is None:
            continue
        if waiting and waiting[-1].end + 3 < number.start:
            waiting.clear()
        unit = UNIT.match(text, number.end)
        joined = text[number.end] in ELIDED_STARTS
        elided = ELIDED_UNIT.match(text, number.end) if joined else None
        if elided and (unit is None or (unit[0] == "个" and elided.end() > unit.end())):
            if elided["join"] != "、" or not marks_item(text, number.start, number.end):
                waiting.append(number)
            continue
        if unit is not None:
            kind, name = _kind_and_unit(unit)
            if name == "分" and _PRICED.search(text, max(0, number.start - 16), number.start):
                kind = MeasureKind.MONEY
            if not is_name(text, number, unit, kind, barred):
                last = Figure(kind, "", name, number.start, unit.end())
                yield from _figures(text, [*waiting[-12:], number], last)
        waiting.clear()


def _whole_number(text: str, match: re.Match[str]) -> Number | None:
    """Return the number that stands there; None for the tail of a code, a word or an ordinal."""
    start, end = match.span()
    before = text[start - 1] if start else ""
    if before and before in "万亿" and _GOES_ON.fullmatch(text, max(0, start - 2), start):
        return None
    if text[start].isdigit():
        if before and (before in ".第" or (before.isascii() and before.isalnum())):
            return None
        if before in "\n" and "." in match[0]:
            start = after_dotted_mark(text, start, end)
        lost = LOST_POINT.search(text, max(0, start - 5), start) if before == " " else None
        certain = lost and (lost[0] == "0 " or text[end] in "个小千万米天元工")
        if lost and certain and end - start <= 2:
            start = lost.start()  # 0 4兆帕 can be nothing but 0.4
        elif lost and text[end] == "%":
            if start - lost.start() != len("99 "):
                return None  # 5 5% is 5.5% or 55%
            start = lost.start()
    elif before in _NO_NUMERAL_AFTER or match[0] in _ABOUT or text.startswith("零件", start):
        return None
    return Number(text[start:end], start, end)


def _figures(text: str, numbers: list[Number], last: Figure) -> Iterator[Figure]:
    """Give the earlier numbers of 3至5天 and 10个、15个工作日 the unit that is said once."""
    unit = last.unit or ""
    for number in numbers:
        final = number.start == last.start
        own_count = text.startswith("个", number.end) and not unit.startswith("个")
        if not final and (own_count or number.text[0].isdigit() != text[last.start].isdigit()):
            continue
        value = _decimal(number.text)
        if value is not None:
            end = last.end if final else number.end
            own = unit if final else _unit_said_once(value, numbers[-1], unit)
            yield Figure(last.kind, value, own, number.start, end)


def _unit_said_once(value: str, last: Number, unit: str) -> str:
    """Return the unit of a number that takes it from a later one: 张 for 5000 of 5000至1万张."""
    scaled = unit.startswith("万") and len(unit) > 1 and last.text[0].isdigit()
    far_above = float(value) >= _SCALED_FROM * float(_decimal(last.text) or 0)
    return unit[1:] if scaled and far_above else unit


def _kind_and_unit(unit: re.Match[str]) -> tuple[MeasureKind, str]:
    group = unit.lastgroup or ""
    name = unit[group]
    if "多" in name or "余" in name:
        name = name.replace("多", "").replace("余", "")  # 11万余人次 are counted in 万人次
    name = name.removesuffix("钱")  # 2分钱 is 2分
    return KIND_OF_GROUP[group], name


def _decimal(number: str) -> str | None:
    if number[0].isdigit():
        return number.replace(",", "").replace(" ", ".")
    if number == "半":
        return "0.5"
    whole, point, decimals = number.partition("点")
    if point:
        return f"{numeral_value(whole)}.{''.join(str(numeral_value(digit)) for digit in decimals)}"
    value = numeral_value(number.removesuffix("半"))
    if value is None:
        return None
    return f"{value}.5" if number.endswith("半") else str(value)
