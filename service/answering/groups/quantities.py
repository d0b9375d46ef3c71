"""Numbers with units that say for whom something holds: 2000千瓦以上, 满5年不满10年的, 80平米.

A quantity is an interval in one unit of its dimension; units of different dimensions are never
compared (平方米 with 亩, 天 with 个工作日).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import Final

from ingest.text.numerals import NUMERAL, numeral_value

# Dimension, the unit as written, how many of the dimension's own unit it is.
_UNITS: Final = (
    ("area", r"平方公里", 1e6),
    ("area", r"平方米|平米|㎡|平(?![均台方时安价等])", 1.0),
    ("land", r"公顷", 15.0),
    ("land", r"亩", 1.0),
    ("energy", r"千瓦时|度(?![以的])", 1.0),
    ("power", r"千瓦|[kK][wW]", 1.0),
    ("power", r"兆瓦", 1e3),
    ("load", r"千伏安|[kK][vV][aA]", 1.0),
    ("voltage", r"千伏|[kK][vV]", 1.0),
    (
        "people",
        r"(?:多|来)?[个名位]?(?:人(?![次民才均口工力士大类防体社事生家])|员工|职工|学生)",
        1.0,
    ),
    ("people", r"名(?![单称录额义])", 1.0),
    ("visits", r"人次", 1.0),
    ("age", r"周?岁", 1.0),
    ("length", r"毫米", 1e-3),
    ("length", r"厘米", 1e-2),
    ("length", r"公里|千米", 1e3),
    ("length", r"米", 1.0),
    ("volume", r"立方米|方(?![式案面法便向])", 1.0),
    ("steam", r"蒸吨", 1.0),
    ("weight", r"吨", 1.0),
    ("weight", r"公斤|千克", 1e-3),
    ("money", r"元|块钱?(?![地区])|(?<=[万亿])", 1.0),
    ("months", r"年(?!级|度|[初底末内])", 12.0),
    ("months", r"个月", 1.0),
    ("working days", r"个?工作日", 1.0),
    ("days", r"天|日", 1.0),
    ("hours", r"个?小时", 1.0),
    ("hours", r"分钟", 1 / 60),
    ("beds", r"张(?:床位?)?|床", 1.0),
    ("horsepower", r"马力", 1.0),
    ("heads", r"头|只(?![要有能需])|羽", 1.0),
    *((unit, unit, 1.0) for unit in "座辆台间户家层栋件株份"),
    ("分", r"分(?!之)", 1.0),
)
_UNIT: Final = "|".join(f"(?P<u{at}>{unit})" for at, (_, unit, _) in enumerate(_UNITS))
_DIGITS: Final = rf"(?:\d[\d,]{{0,15}}(?:\.\d{{1,9}})?|{NUMERAL}{{1,8}}|(?<![上下大过])半)"
_MORE: Final = "[多余来]"
_QUANTITY: Final = re.compile(
    rf"(?<![第\d.每几数])(?:(?P<from>{_DIGITS})(?P<fm>[万亿千百]?)(?:以上)?[至到~～\-—]+)?(?P<n>{_DIGITS})"
    rf"(?P<more>{_MORE})?(?P<m>[万亿千百]?)(?:{_UNIT})"
)
_ONE_BOUND: Final = re.compile(r"(?:满|不足|超过)一\Z")
"""With 一年以上, where 一 is meant as a number."""
_MAGNITUDE: Final = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_ROUND: Final = re.compile(r"([过超上])([亿百千]万?|万)(?=元|块|人|[的,，]|\Z)")
"""年营收过亿, 上万人: as spoken, more than one of them."""
_CALENDAR: Final = 1900 * 12

# What stands before or after a number -> whether it is the least or the most, and if included.
_BEFORE: Final = (
    (
        re.compile(r"(?:不得?(?:超过|[高大多长]于)|不超|[最至]多|最[高长大])(?:为|达)?\Z"),
        "most",
        True,
    ),
    (re.compile(r"(?:不得?[低少小短]于|至少|最[低少])\Z"), "least", True),
    (
        re.compile(r"(?:[不未没]满|不[足够到]|没[到够]|低于|少于|小于|未达到?|短于)\Z"),
        "most",
        False,
    ),
    (re.compile(r"(?:超过|高于|大于|多于|超出|逾|长于|超)\Z"), "least", False),
    (re.compile(r"(?:年?满|已满|达到?)\Z"), "least", True),
)
_AFTER: Final = re.compile(
    r"\s?(?P<included>[(（]?含(?:本数|\d+\w{0,3})?[)）]?)?(?P<and>及其?|或者?)?(?P<side>以[上下内]|之内)"
)
_JOINT: Final = re.compile(r"[,，、且并但至到]{0,2}")
_TO: Final = re.compile(r"[至到~～\-—]+")
_PIECE_END: Final = re.compile(r"[,，;；。、:：)）\n|]")
_EVENT: Final = re.compile(r"[年已未不]?满")
_TIME_AFTER: Final = re.compile(r"[后之前内时起方才可且并仍再]")
"""未满4个月流产 says of whom, 满4个月后 and 满4个月方可 say when."""
_GIVEN: Final = re.compile(
    r"的?(?:罚款|罚金|奖励|补助|补贴|资助|奖金|津贴|贷款(?!的)|赔偿|工资)(?![^,，;；。、\n]{0,6}\d)"
)
"""What is given; 500万元以上的奖励8万元 gives something else than the bound."""
_GIVEN_UP_TO: Final = re.compile(
    r"的(?!标准)[一-鿿]{0,4}(?:奖励|补助|补贴|资助|奖金|贷款|保证金)(?![^,，;；。、\n]{0,6}\d)"
)
"""给予最高50万元的创业担保贷款 names what is given, 不超过10万元的小额贷款 alone whom it is for."""
_GIVES: Final = re.compile(r"最高|给予|予以|发放|申请|享受|提供|获得|领取|[交缴]纳|收取|支付")
_GIVING: Final = re.compile(r"补助|补贴|奖励|罚|给予|处|资助|收取|支付|缴纳|期限|时限|时间")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval of a dimension, with where its words stand."""

    dimension: str
    low: float
    high: float
    low_in: bool
    high_in: bool
    start: int
    end: int
    said: bool = False
    """Whether the ends are said to be included or not (及以上, 不满)."""
    bounded: bool = False
    """Whether words make it more than a number: 以上, 不满, a range."""

    def meets(self, other: Quantity) -> bool:
        """Whether two quantities of one dimension have something in common."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low < high:
            return True
        # 5年以下 and 5年以上 are two steps of a scale, though both may take in the 5.
        apart = {self.low, other.low} >= {-inf, low} and {self.high, other.high} >= {inf, low}
        return low == high and not apart and all(one._holds(low) for one in (self, other))

    def within(self, other: Quantity) -> bool:
        """Whether this one lies within another that reaches further."""
        inside = other.low <= self.low and self.high <= other.high
        return inside and (self.low, self.high) != (other.low, other.high)

    def _holds(self, value: float) -> bool:
        above = value > self.low or (value == self.low and self.low_in)
        return above and (value < self.high or (value == self.high and self.high_in))


@lru_cache(maxsize=8192)
def asked_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a question; 一年 is hardly ever meant as a number, 满一年 is."""
    text = _ROUND.sub(r"超1\2", text)
    return tuple(_joined(text, [_bounded(text, *one) for one in _numbers(text)]))


@lru_cache(maxsize=8192)
def group_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities that say for whom the rest of a text holds: 300人以上的企业."""
    found = _joined(text, [_bounded(text, *one) for one in _numbers(text)])
    return tuple(one for one in found if one.bounded and _tells_group(text, one))


def _numbers(text: str) -> Iterator[tuple[str, float, float, int, int]]:
    for match in _QUANTITY.finditer(text):
        value = _value(match["n"], match["m"])
        dimension, _, factor = _UNITS[int((match.lastgroup or "u0")[1:])]
        if value is None or (match["n"] == "一" and not _is_bound(text, match)):
            continue
        low = _value(match["from"], match["fm"] or match["m"]) if match["from"] else value
        low, high = factor * (value if low is None else low), factor * value
        if match["more"] and low == high:
            high *= 1.0001  # 300多人 are more than 300
            low = high
        if dimension != "months" or high < _CALENDAR:
            yield dimension, low, high, match.start(), match.end()


def _is_bound(text: str, match: re.Match[str]) -> bool:
    after = _AFTER.match(text, match.end())
    if after is not None:
        return after["side"] in ("以上", "以下")
    return _ONE_BOUND.search(text, 0, match.end("n")) is not None


def _value(number: str, magnitude: str) -> float | None:
    if number == "半":
        return 0.5 * _MAGNITUDE[magnitude]
    if number[0].isdigit():
        return float(number.replace(",", "")) * _MAGNITUDE[magnitude]
    value = numeral_value(number)
    return None if value is None else value * _MAGNITUDE[magnitude]


def _bounded(text: str, dimension: str, low: float, high: float, start: int, end: int) -> Quantity:
    if low != high:
        return Quantity(dimension, low, high, True, True, start, end, bounded=True)
    after = _AFTER.match(text, end)
    if after:
        said = bool(after["included"] or after["and"])
        reach = (low, inf) if after["side"] == "以上" else (-inf, low)
        return Quantity(dimension, *reach, True, True, start, after.end(), said=said, bounded=True)
    before = text[max(0, start - 6) : start]
    for pattern, side, included in _BEFORE:
        if found := pattern.search(before):
            at = start - len(before) + found.start()
            ends = (low, inf, included, True) if side == "least" else (-inf, low, True, included)
            return Quantity(dimension, *ends, at, end, said=True, bounded=True)
    return Quantity(dimension, low, high, True, True, start, end)


def _joined(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Make one of 50亩以上不足200亩 and of 满5年不满10年."""
    joined: list[Quantity] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is None or last.dimension != one.dimension or not _is_joint(text, last, one):
            joined.append(one)
            continue
        joined[-1] = replace(
            last,
            high=one.high,
            high_in=one.high_in,
            end=one.end,
            said=last.said or one.said,
            bounded=True,
        )
    return joined


def _is_joint(text: str, last: Quantity, one: Quantity) -> bool:
    between = text[last.end : one.start]
    if last.bounded or one.bounded:
        return last.high == inf and one.low == -inf and _JOINT.fullmatch(between) is not None
    return _TO.fullmatch(between) is not None


def _tells_group(text: str, one: Quantity) -> bool:
    """Whether a bound says for whom: 超过100米的住宅, but not 用时不超过20天 or 5万元以下的罚款."""
    end = _PIECE_END.search(text, one.end)
    rest = text[one.end : end.start() if end else len(text)]
    suffixed = text[one.end - 2 : one.end] in ("以上", "以下", "以内")
    closed = one.low != -inf and one.high != inf
    capped = one.dimension == "money" and one.low == -inf and not suffixed
    nearby = _PIECE_END.finditer(text, max(0, one.start - 60), one.start)
    begins = max((m.end() for m in nearby), default=0)
    given = capped and _GIVES.search(text, begins, one.end)
    if _GIVEN.match(rest) or (given and _GIVEN_UP_TO.match(rest)):
        return False
    if rest:
        event = _EVENT.match(text, one.start) and not _TIME_AFTER.match(rest)
        named = suffixed or closed or event or one.dimension == "age"
        return bool(named) or rest.startswith("的") or rest.endswith("的")
    ends = (suffixed or closed) and end is not None and end[0] in ",，:：|"
    return ends and not _GIVING.search(text, begins, one.start)
