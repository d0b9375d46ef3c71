"""How many people there are, in 万 alone: 城区人口50万以下, 注册用户5000万以上."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.figures.records import Figure
from ingest.records import MeasureKind
from ingest.text.numerals import NUMERAL, numeral_value

_WHOSE = re.compile(r"人口|用户|人数|人流量|访问量|会员")
# 补贴2500万 says no unit, and 人口5万人 has one.
_TENS_OF_THOUSANDS = re.compile(
    rf"(?P<number>(?<![\d.])\d{{1,6}}(?:\.\d{{1,4}})?|(?<!{NUMERAL}){NUMERAL}{{1,6}})万"
    r"(?=以[上下内]|[至到]\d|[-—~～]\d|[的,;。、)])"
)
_REACH = 24
_BETWEEN = re.compile(r"[,;。()]")
# 用户违约金不超过1万 and 会员企业一次性奖励10万 are of money, though no 元 is printed.
_MONEY = re.compile(r"[奖补贷款费金投资价额税租罚酬薪]|营[业收]|收入|支[出付]|产值|利润|预算|成本")
_OF_MONEY = re.compile(rf"的?[^,;。()]{{0,4}}?(?:{_MONEY.pattern})")


def find_populations(text: str) -> Iterator[Figure]:
    """Yield counts in 万 that follow people, users or visits in the same words."""
    end = 0
    for whose in _WHOSE.finditer(text):
        start = max(end, whose.end())
        stop = _BETWEEN.search(text, start, start + _REACH)
        for match in _TENS_OF_THOUSANDS.finditer(text, start, start + _REACH + 1):
            if stop and stop.start() < match.start():
                break
            words = text[whose.end() : match.start()]
            if _MONEY.search(words) or _OF_MONEY.match(text, match.end()):
                continue
            number = match["number"]
            value = number if number[0].isdigit() else numeral_value(number)
            if value is not None:
                yield Figure(MeasureKind.COUNT, str(value), "万", match.start(), match.end())
            end = match.end()
