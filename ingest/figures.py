"""Figures in running text: a number with its unit, and the kind of thing it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.numerals import NUMERAL, numeral_value
from ingest.records import MeasureKind


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit; offsets in the folded clause text."""

    kind: MeasureKind
    value: str
    """A decimal number, or the text of a date."""
    unit: str | None
    start: int
    end: int


_DIGITS = r"(?<![\d.A-Za-z])\d+(?:,\d{3})*(?:\.\d+)?"
# A lone space inside a number directly before a unit is where its decimal point was lost.
_LOST_POINT = r"(?<![\d.])\d{1,3}[ ]\d{1,2}(?=[个小千万米天元工])"
_HAN = rf"(?<!第)(?<!{NUMERAL}){NUMERAL}+半?|半"
_NUMBER = rf"(?P<number>{_LOST_POINT}|{_DIGITS}|{_HAN})"

_DURATION = (
    r"个?工作小时|个?工作日|个?自然日|个?小时|分钟|个月|个?季度(?=内|以内)|个?星期|周(?!年|边|期|[一二三四五六日末])"
    r"|天|日(?!期|常|前|起|至|在|由)|年(?!度|[初底末均检审报终]|[一二两三四五六七八九十]月|\d)|秒(?!批|杀)"
)
_MONEY = r"(?:万亿|千万|百万|万|亿|千|百)?(?:美元|港元|欧元|元)(?!旦)"
_SIZE = (
    r"万?平方米|平方公里|万?立方米|公里|千米|米|亩|公顷|万?吨|公斤|千瓦时|万?千瓦|兆瓦|万?千伏安"
    r"|千伏|[kK][vV][aA]|[kK][vV]|[kK][wW]|微克/立方米|㎡"
)
_COUNT = r"万?(?:个百分点|个|项|件|份|次|家|户|人|名|枚|套|张|台|辆|种|类|条|处|座|所|倍)"

_FIGURE = re.compile(
    rf"{_NUMBER}(?P<scale>多|余)?(?:"
    rf"(?P<percent>[%‰]|个百分点)|(?P<duration>{_DURATION})|(?P<money>{_MONEY})"
    rf"|(?P<size>{_SIZE})|(?P<count>{_COUNT}))"
)
_FRACTION = re.compile(rf"(?P<whole>百|{NUMERAL}+)分之(?P<part>{NUMERAL}+)")
_DATE = re.compile(
    r"(?P<date>每(?:年|季度?|月)(?:末月|首月)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末)"
    r"|(?:20\d\d年)(?:\d{1,2}月)?(?:\d{1,2}日|年?底|年?末|[上下]半年)?"
    r"|\d{1,2}月(?:\d{1,2}日|底|末)|(?:今年|当年|次年|本年)?年?(?<!\d)(?:年底|月底)|(?<![\d月])\d{1,2}日(?=前|以前|之前))"
    r"(?P<before>以前|之前|前)?"
)
_EVERY = re.compile(r"每(?:年|季度?|月)")
_GOAL = re.compile(r"(?:到|至|截至|力争)\Z")

# Chinese numerals count only where words around say so; elsewhere they are part of names.
_HAN_COUNT_BEFORE = re.compile(
    r"(?:超过|不少于|至少|最多|至多|少于|为|至|到|以|召开|延期|提交|共|等)\Z"
)
_QUOTED = re.compile(r"“[^“”]{0,40}”")
_CODE_BEFORE = re.compile(r"(?:PM|[A-Za-z]|第|〔|\[|电话[:为是]?|拨打|热线[:为是]?)\Z")


def find_figures(text: str) -> list[Figure]:
    """Return the figures of a clause text with half-width punctuation, in reading order.

    Names and codes (12345, PM2.5, “321”, 2.0版, 一网通办) and plain dates are none.
    """
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    figures = [*_fractions(text), *_numbers(text, quoted), *_deadlines(text)]
    figures.sort(key=lambda figure: (figure.start, -figure.end))
    kept: list[Figure] = []
    for figure in figures:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _numbers(text: str, quoted: list[tuple[int, int]]) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        kind, unit = _kind_and_unit(match)
        if unit is None or _is_name(text, match, kind, quoted):
            continue
        value = _decimal(match["number"])
        if value is not None:
            yield Figure(kind, value, unit, match.start(), match.end())


def _kind_and_unit(match: re.Match[str]) -> tuple[MeasureKind, str | None]:
    if match["percent"]:
        return MeasureKind.PERCENTAGE, match["percent"]
    for kind in (MeasureKind.DURATION, MeasureKind.MONEY, MeasureKind.SIZE, MeasureKind.COUNT):
        if match[kind.value]:
            return kind, match[kind.value]
    return MeasureKind.COUNT, None


def _is_name(
    text: str, match: re.Match[str], kind: MeasureKind, quoted: list[tuple[int, int]]
) -> bool:
    before = text[max(0, match.start() - 4) : match.start()]
    if _CODE_BEFORE.search(before):
        return True
    number, unit = match["number"], match[0][len(match["number"]) :]
    in_quotes = any(start < match.start() and match.end() <= end for start, end in quoted)
    if unit in ("日", "年") and (before.endswith(("月", "年", "每年", "每月")) or _is_year(match)):
        return True
    if number[0].isdigit():
        return kind is MeasureKind.COUNT and in_quotes
    if kind is MeasureKind.DURATION:
        return in_quotes or (number == "一" and unit in ("日", "天", "年") and _every(text, match))
    if kind in (MeasureKind.MONEY, MeasureKind.SIZE):
        return in_quotes
    if unit in ("枚", "份", "套", "张", "名") and number != "一":
        return in_quotes
    return in_quotes or not _HAN_COUNT_BEFORE.search(before)


def _is_year(match: re.Match[str]) -> bool:
    return match["duration"] == "年" and re.fullmatch(r"(?:19|20)\d\d", match["number"]) is not None


def _every(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 2]
    return not after.startswith(("内", "以", "之", "后", "前"))


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
    for match in _FRACTION.finditer(text):
        whole, part = numeral_value(match["whole"]), numeral_value(match["part"])
        if match["whole"] == "百":
            whole = 100
        if whole and part is not None and part <= whole:
            value = f"{100 * part / whole:.4g}"
            yield Figure(MeasureKind.PERCENTAGE, value, "%", match.start(), match.end())


def _deadlines(text: str) -> Iterator[Figure]:
    every = ""
    for match in _DATE.finditer(text):
        date = match["date"]
        recurring = _EVERY.match(date)
        if recurring:
            every = recurring[0]
        elif every and re.fullmatch(r"\d{1,2}日", date) and match["before"]:
            date = every + date  # 每月25日前…，18日前… are both of the month
        goal = _GOAL.search(text, 0, match.start()) is not None
        bounded = match["before"] or date.endswith(("底", "末")) or goal or recurring
        if bounded and not text.startswith(("起", "至"), match.end()):
            yield Figure(MeasureKind.DEADLINE, date, None, match.start(), match.end())
