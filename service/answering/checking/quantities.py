"""Numbers with their units in one scale, so that 1.5万元 equals 15000元 but 5天 no 5个工作日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ingest.figures.in_text import find_figures
from ingest.figures.measures import fold
from ingest.figures.units import NUMBER, UNIT
from ingest.records import MeasureKind
from ingest.text.numerals import NUMERAL, numeral_value

_SCALE = re.compile(r"(?P<scale>万亿|千万|百万|[万亿千百])(?=[一-鿿])")
_SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_SCALED = re.compile(r"(?:元|美元|港元|欧元|平方米|平米|立方米|亩|吨|千瓦|千瓦时|千伏安)")
_NAMES = {
    "日": "天",
    "日历日": "自然日",
    "日历天": "自然日",
    "星期": "周",
    "平米": "平方米",
    "㎡": "平方米",
    "千米": "公里",
    "公斤": "千克",
    "周岁": "岁",
    "课时": "学时",
}
_AND_A_HALF = re.compile(
    rf"(?P<number>(?<!\d)\d++|(?<!{NUMERAL}){NUMERAL}++)个半(?P<unit>月|小时|工作日|季度|年)"
)
_BARE = re.compile(
    rf"(?<![\d.第])(?P<number>\d+(?:,\d{{3}}){{0,6}}(?:\.\d+)?(?=[万亿])|(?<!{NUMERAL})(?={NUMERAL}{{2}}){NUMERAL}*[十百千]{NUMERAL}*)"
    r"(?P<scale>万亿|[万亿])?(?![分之万亿年月号条款项章节届次版类]|多|几|余)"
)
_FREE_COUNTS = frozenset("个项件份次家种类条名人")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a unit."""

    value: Decimal
    unit: str
    """Canonical: 工作日, 天, 元, %, 个; empty for a bare number."""


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity that is written at text[start:end]."""

    quantity: Quantity
    start: int
    end: int


def quantity_of(value: str, unit: str | None) -> Quantity | None:
    """Bring a value and its unit as printed to one scale; None for dates and other texts."""
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None
    name = (unit or "").strip()
    scale = _SCALE.match(name)
    if scale and _SCALED.match(name, scale.end()):
        number *= _SCALES[scale["scale"]]
        name = name[scale.end() :]
    elif scale and scale["scale"] in ("万", "亿") and len(name) > 1:
        number *= _SCALES[scale["scale"]]
        name = name[scale.end() :]
    name = name.removeprefix("个") if len(name) > 1 and name != "个百分点" else name
    return Quantity(number.normalize(), _NAMES.get(name, name))


def find_quantities(text: str) -> tuple[FoundQuantity, ...]:
    """Return every number with a unit, typed figures first, then whatever else counts something.

    Args:
        text: Plain text, see `plain`. A lone 一 before a classifier (一个窗口) is an article.
    """
    folded = fold(text)
    found = [
        FoundQuantity(quantity, figure.start, figure.end)
        for figure in find_figures(folded)
        if figure.kind is not MeasureKind.DEADLINE
        and (quantity := quantity_of(figure.value, figure.unit))
    ]
    taken = [(one.start, one.end) for one in found]
    found += [
        one
        for one in _uncounted(folded)
        if not any(start < one.end and one.start < end for start, end in taken)
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _uncounted(text: str) -> Iterator[FoundQuantity]:
    """Numbers that are no measures of a clause: 24小时服务, 两次, 一个半月, 50万, 四十."""
    yield from _and_a_half(text)
    yield from _bare(text)
    for match in NUMBER.finditer(text):
        unit = UNIT.match(text, match.end())
        value = _value(match[0])
        if unit is None or value is None:
            continue
        name = unit[0].lstrip("多余")
        if match[0] == "一" and name.removeprefix("个")[:1] in (_FREE_COUNTS | {""}):
            continue
        quantity = quantity_of(value, name)
        if quantity:
            yield FoundQuantity(quantity, match.start(), unit.end())


def _and_a_half(text: str) -> Iterator[FoundQuantity]:
    for match in _AND_A_HALF.finditer(text):
        whole = _value(match["number"])
        quantity = quantity_of(f"{whole}.5", match["unit"]) if whole else None
        if quantity:
            yield FoundQuantity(quantity, match.start(), match.end())


def _bare(text: str) -> Iterator[FoundQuantity]:
    """50万 and 四十, with what they count left out."""
    for match in _BARE.finditer(text):
        whole = _value(match["number"])
        if whole and not UNIT.match(text, match.end("number")):
            value = Decimal(whole) * _SCALES.get(match["scale"] or "", 1)
            yield FoundQuantity(Quantity(value.normalize(), ""), match.start(), match.end())


def _value(number: str) -> str | None:
    if number[0].isdigit():
        return number.replace(",", "")
    if number == "半":
        return "0.5"
    whole = numeral_value(number.removesuffix("半"))
    if whole is None:
        return None
    return f"{whole}.5" if number.endswith("半") else str(whole)
