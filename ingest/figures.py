"""Figures in running text: a number with its unit, and the kind of thing it measures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from ingest.code_points import Kinds, code_points, kinds
from ingest.due_dates import DueDate, find_due_dates
from ingest.numerals import numeral_value
from ingest.records import MeasureKind
from ingest.units import (
    AT_ONCE,
    ELIDED_STARTS,
    ELIDED_UNIT,
    FRACTION,
    LOST_POINT,
    NUMBER,
    UNIT,
    UNIT_STARTS,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit; offsets in the folded clause text."""

    kind: MeasureKind
    value: str
    """A decimal number, or the text of a date."""
    unit: str | None
    start: int
    end: int
    by: bool = False
    """The words of the figure itself say 'within' or 'by' (当日, 月底前)."""


_AFTER_NUMERALS = f"{UNIT_STARTS}半至到"
# Everything a figure needs somewhere, in classes that the search passes over quickly.
_MAY_HOLD_FIGURES = re.compile(
    r"[0-9零〇一二三四五六七八九十百千万两半当即月年](?:(?<=[0-9])[^0-9.,;:\])〕}/]|(?<=[一二三四五六七八九十百千万])分之"
    rf"|(?<=[零〇一二三四五六七八九十百千两半])[多余]?[{_AFTER_NUMERALS}]"
    r"|(?<=[当即])[日天时场刻]|(?<=[月年])[底末内])"
)
_NUMERALS_BEFORE_UNITS = "零〇一二三四五六七八九十百千两半"
_WHERE_NO_FIGURE_IS = re.compile(r"《[^《》\n]{0,80}》|〔\d{4}〕|\d{4}年版")
_NO_NUMERAL_AFTER = frozenset("第零〇○一二三四五六七八九十百千两统单万唯专之")
_QUOTED = re.compile(r"“[^“”\n]{0,16}”")
_KINDS = {
    "percent": MeasureKind.PERCENTAGE,
    "duration": MeasureKind.DURATION,
    "money": MeasureKind.MONEY,
    "size": MeasureKind.SIZE,
    "count": MeasureKind.COUNT,
}

# Words that make a numeral in characters before 个, 项, 次 … a count and not part of a name.
_BOUND_BEFORE = re.compile(
    r"(?:超过|[不未]满|不足|[多少高低大小][于]|至少|最[多少]|至多|达到?|[年已]满|满|连续|累计|延期|提交|共|共计|召开"
    r"|[缩减简并合低高升增归][小少化短到至为成]|以|逾|限)\Z"
)
_BOUND_AFTER = re.compile(r"(?:的?[)]?(?:及?以[上下内]|之?内|为限|以外))")
_NEEDED_THINGS = re.compile(r"(?:[^,、;。]{0,4})(?:材料|环节|证件|印章|公章|证明|步骤)")
_EVERY_BEFORE = re.compile(r"每(?!个人|位|名|一)[^,;。]{0,10}\Z")
# 可以复议一次。
_ONCE = re.compile(r"(?:复议|复核|申请|延长|延期|续[期签]|享受|领取|提取|调整|变更|公布)\Z")
_MARKS = frozenset(",;。)")
_CALENDAR_YEAR = re.compile(r"(?:1[89]|20)\d\d|[一二][〇○零一二三四五六七八九]{3}")
_HALF_NAMES = tuple("每上下前后大多减")
_RANGE_MARKS = ("至", "到", "、", "和")
_ORDINAL_BEFORE = re.compile(r"第[^,、;。]{0,3}[至到、和]\Z")
_LONG_TIME = frozenset({"百", "千"})
_CLOCK_BEFORE = re.compile(r"\d[时点]\d{0,2}分?[至到-]?\Z")
# 24小时 is a limit only with a bound; otherwise it says that something is always open.
_HOURS_BOUND = re.compile(r"(?:以?内|之内|前|后|以上|以下|[,、;。)]|\Z)")
_HOURS_BOUND_BEFORE = re.compile(r"(?:超过|[于至到为过]|达|满|控制在|提前|每|[缩增减延]短?)\Z")
_PERIOD_NAME_AFTER = re.compile(r"(?:行动|规划|计划|攻坚|专项|目标任务|方案|改革|大计|工作规划)")
_AT_ONCE_AFTER = re.compile(
    r"[^,、;。()\n生]{0,6}?(?:办|登记|受理|答复|回复|解答|接听|核定|核发|发证|领证|出证|作出|出具|处理|处罚|反馈"
    r"|回传|移送|生成|转办|送达|响应|接通|接入|拨付|兑现|退还|完成|告知|签收|审批|审核|交付|下架)"
)
_AT_ONCE_NAME = re.compile(r"(?:处罚程序|处罚决定书|发生)")


def may_hold_figures(text: str) -> bool:
    """Tell cheaply whether a text can hold a figure at all."""
    return _MAY_HOLD_FIGURES.search(text) is not None


def figure_places(text: str) -> list[int]:
    """Return, in order, the places of a whole text without which no piece of it holds a figure.

    What `may_hold_figures` finds begins at one of them, unless the piece joins lines of the text.
    """
    codes = code_points(text)
    pairs = _first_of_pair()[codes[:-1]] & _second_of_pair()[codes[1:]]
    return np.flatnonzero(pairs).tolist()


@cache
def _first_of_pair() -> Kinds:
    """Return which of the pairs that open a figure a character begins."""
    digits = map(chr, range(0x30, 0x3A))
    return kinds((digits, "一二三四五六七八九十百千万", _NUMERALS_BEFORE_UNITS, "当即", "月年"))


@cache
def _second_of_pair() -> Kinds:
    found = kinds(("0123456789.,;:])〕}/", "分", f"{_AFTER_NUMERALS}多余", "日天时场刻", "底末内"))
    return found ^ np.uint8(1)  # after a digit: anything but these


def find_figures(text: str) -> list[Figure]:
    """Return the figures of a clause text with half-width punctuation, in reading order.

    Names and codes (12345, PM2.5, “321”, 2.0版, 一网通办, 《…》) and plain dates are none.
    """
    barred = _Barred(text)
    figures = [*_fractions(text), *_numbers(text, barred), *_at_once(text)]
    figures += [_deadline(due) for due in find_due_dates(text)]
    figures.sort(key=lambda figure: (figure.start, -figure.end))
    kept: list[Figure] = []
    for figure in figures:
        apart = not kept or figure.start >= kept[-1].end
        if apart and not barred.title(figure.start):
            kept.append(figure)
    return kept


class _Barred:
    """Where figures are parts of titles, or counts are parts of slogans."""

    def __init__(self, text: str) -> None:
        self._titles = (
            [match.span() for match in _WHERE_NO_FIGURE_IS.finditer(text)]
            if "《" in text or "〔" in text or "版" in text
            else []
        )
        self._quotes = [m.span() for m in _QUOTED.finditer(text)] if "“" in text else []

    def title(self, position: int) -> bool:
        return _inside(self._titles, position)

    def quote(self, position: int) -> bool:
        return _inside(self._quotes, position)


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    at = bisect_right(spans, (position, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]


def _deadline(due: DueDate) -> Figure:
    return Figure(MeasureKind.DEADLINE, due.value, None, due.start, due.end, by=due.by)


class _Number(NamedTuple):
    text: str
    start: int
    end: int


def _numbers(text: str, barred: _Barred) -> Iterator[Figure]:
    waiting: list[_Number] = []
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
            waiting.append(number)
            continue
        if unit is not None:
            kind, name = _kind_and_unit(unit)
            if not _is_name(text, number, unit, kind, barred):
                last = Figure(kind, "", name, number.start, unit.end())
                yield from _figures(text, [*waiting[-12:], number], last)
        waiting.clear()


def _whole_number(text: str, match: re.Match[str]) -> _Number | None:
    """Return the number that stands there; None for the tail of a code, a word or an ordinal."""
    start, end = match.span()
    before = text[start - 1] if start else ""
    if text[start].isdigit():
        if before and (before in ".第" or (before.isascii() and before.isalnum())):
            return None
        lost = LOST_POINT.search(text, max(0, start - 5), start) if before == " " else None
        if lost and end - start <= 2 and text[end] in "个小千万米天元工":
            start = lost.start()
    elif before in _NO_NUMERAL_AFTER:
        return None
    return _Number(text[start:end], start, end)


def _figures(text: str, numbers: list[_Number], last: Figure) -> Iterator[Figure]:
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
            yield Figure(last.kind, value, unit, number.start, end)


def _kind_and_unit(unit: re.Match[str]) -> tuple[MeasureKind, str]:
    group = unit.lastgroup or ""
    return _KINDS[group], unit[group]


def _is_name(
    text: str,
    found: _Number,
    unit: re.Match[str],
    kind: MeasureKind,
    barred: _Barred,
) -> bool:
    number, start, end = found.text, found.start, unit.end()
    before = text[max(0, start - 12) : start]
    if before.endswith(("第", "届", "〔", "[", "PM", "[")) or _ordinal(before):
        return True
    if kind is MeasureKind.DURATION and _is_date_or_clock(number, unit[0], before, text, end):
        return True
    if unit["size"] and unit["size"].lower() in ("千伏", "kv"):
        return not _BOUND_AFTER.match(text, end)  # a class of voltage, no threshold
    if number[0].isdigit():
        return kind is MeasureKind.COUNT and barred.quote(start)
    if barred.quote(start):
        return True
    if kind is MeasureKind.COUNT:
        return not _is_count(number, unit["count"], before, text, end)
    return kind is MeasureKind.MONEY and number in _LONG_TIME


def _ordinal(before: str) -> bool:
    """第三年至第五年 names years; 第 may stand before the whole range."""
    return before.endswith(_RANGE_MARKS) and _ORDINAL_BEFORE.search(before) is not None


def _is_date_or_clock(number: str, unit: str, before: str, text: str, end: int) -> bool:
    after = text[end : end + 6]
    if unit == "年" and _CALENDAR_YEAR.fullmatch(number):
        return True
    if unit in ("日", "年", "天") and before.endswith(("月", "年", "每年", "每月", "近年", "每")):
        return True
    if unit == "日" and re.search(r"\d日?[-—~至到、和]\Z", before):
        return "月" in before or after.startswith(("为", "期间", "开"))
    if unit in ("分钟", "秒") and _CLOCK_BEFORE.search(before):
        return True
    if unit == "小时" and number == "24":
        return not (_HOURS_BOUND.match(after) or _HOURS_BOUND_BEFORE.search(before))
    if unit == "年" and _PERIOD_NAME_AFTER.match(after):
        return True
    if number[0].isdigit():
        return False
    if number in _LONG_TIME:
        return True
    if number == "半" and before[-1:] in _HALF_NAMES:
        return unit in ("年", "天", "日", "周", "秒")  # 后半年, but 收到后半个工作日内
    lone = number == "一" and unit in ("日", "天", "年", "周", "秒")
    return lone and not _bounded_time(before, after)


def _bounded_time(before: str, after: str) -> bool:
    if not after or after[0] in "内以之后前的至,;。)":
        return True
    return re.search(r"(?:满|超过|不足|[于期行前长为至到]|提前|连续)\Z", before) is not None


def _is_count(number: str, unit: str, before: str, text: str, end: int) -> bool:
    if _BOUND_AFTER.match(text, end):
        return True
    if unit in ("岁", "周岁", "人次", "学时"):
        return True
    if unit == "折":
        return number != "半" and len(number) <= 2
    if _BOUND_BEFORE.search(before):
        return not (before.endswith("以") or (before.endswith("为") and before[-2:-1] == "分"))
    if number == "一" or number[0] == "半":
        once = _ONCE.search(before) is not None and text[end : end + 1] in _MARKS
        return unit == "次" and (once or _EVERY_BEFORE.search(before) is not None)
    if number == "二" and unit in ("套", "批", "轮", "类"):
        return False  # 二套 is the second, 两套 are two
    if unit in ("枚", "份", "套", "张", "名", "倍"):
        return True
    return _NEEDED_THINGS.match(text, end) is not None or (
        unit == "次" and _EVERY_BEFORE.search(before) is not None
    )


def _decimal(number: str) -> str | None:
    if number[0].isdigit():
        return number.replace(",", "").replace(" ", ".")
    if number == "半":
        return "0.5"
    value = numeral_value(number.removesuffix("半"))
    if value is None:
        return None
    return f"{value}.5" if number.endswith("半") else str(value)


def _fractions(text: str) -> Iterator[Figure]:
    """百分之八十, 三分之一 and 一半 as percentages."""
    if "分之" not in text and "一半" not in text and "/" not in text:
        return
    for match in FRACTION.finditer(text):
        if match["below"]:
            if not _is_share(text, match):
                continue
            value: float | None = 100 * int(match["above"]) / int(match["below"])
        else:
            value = 50.0 if match["half"] else _quotient(match["whole"], match["part"])
        if value is not None:
            yield Figure(MeasureKind.PERCENTAGE, f"{value:.4g}", "%", match.start(), match.end())


def _is_share(text: str, match: re.Match[str]) -> bool:
    """1/3以上 and 不超过实际缴费的2/3 are shares; the first of several pages, 1/3, is none."""
    after = text[match.end() : match.end() + 2]
    return after.startswith(("以上", "以下", "以内", "的")) or text[match.start() - 1] in "的于过达"


def _quotient(whole: str, part: str) -> float | None:
    below = 10_000 if whole == "万" else numeral_value(whole)
    digits, _, decimals = part.partition("点")
    above = numeral_value(digits)
    if not below or above is None or (above > below and whole != "百"):
        return None
    fraction = numeral_value(decimals) if decimals else 0
    if fraction is None or above >= 10_000 or "十" in decimals:
        return None
    return float(100 * (above + fraction / 10 ** len(decimals)) / below)


def _at_once(text: str) -> Iterator[Figure]:
    """当日办结 is one day, 即时办结 and 当场办结 are none, where something must be done by then."""
    for match in AT_ONCE.finditer(text):
        if text[max(0, match.start() - 2) : match.start()] in ("不能", "无法", "未能", "不得"):
            continue  # who cannot be served at once has another limit
        after = match.end() + 1 if text.startswith("内", match.end()) else match.end()
        if not _AT_ONCE_AFTER.match(text, after) or _AT_ONCE_NAME.match(text, after):
            continue
        if text.startswith("能", after):
            continue  # 当日能够办结的 says of which cases it speaks
        value = "1" if match["day"] else "0"
        yield Figure(
            MeasureKind.DURATION, value, "日", match.start(), match.end(), by=bool(match["day"])
        )
