"""Sums that have a name of their own: no other sum is a 最低工资, an 起征点 or a 缴费基数."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.comparators import AT_LEAST
from service.answering.figures.words import words_of
from service.answering.found import holding, sentences

_NAMES: Final = tuple(
    re.compile(name)
    for name in (
        "最低(?:月|小时)?工资",
        "起征点|免征额|基本减除费用|减除费用",
        "起付(?:线|标准|金额)",
        "封顶线|最高支付限额|支付限额",
        "(?:缴费|缴存)(?:工资)?基数",
        "注册资[本金]|开办资金",
        "滞纳金",
    )
)
_PAID_ABOVE: Final = re.compile(r"(?:以上)?的?部分[^。;；\n]{0,20}(?:支付|报销|补偿|赔付|给付)")
_NONE: Final = re.compile(r"(?:不[再另]?设[置立定]?|取消|没有|无)\Z")
_NONE_CHARS: Final = 4
_WAGE: Final = re.compile("最低工资")
_BY_HOUR: Final = re.compile(r"小时|钟头|非全日|兼职|零工|钟点")
"""The wage of an hour is meant where it is said: a wage is that of a month."""
_OF_IT: Final = re.compile(
    r"(?:标准)?的?\s*(?:[\d.]{1,6}\s*[%％倍]|百分之|[一二三四五六七八九十]成)"
)
"""最低工资标准的90% is no 最低工资."""


def of_named_sum(measures: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out the sums of another name than the one that is asked for, where one is."""
    asked = next((name for name in _NAMES if name.search(question)), None)
    if asked is None:
        return list(measures)
    if _WAGE.search(question):
        by_hour = _BY_HOUR.search(question) is not None
        measures = [m for m in measures if _is_by_hour(m, clause) is by_hour] or measures
    called = [m for m in measures if m.kind is MeasureKind.MONEY and _is_called(m, clause, asked)]
    # A share of it is said where no sum is.
    return called or [m for m in measures if m.kind is not MeasureKind.MONEY]


def _is_by_hour(measure: Measure, clause: Clause) -> bool:
    said = (words_of(measure, clause), measure.subject, measure.condition, measure.unit)
    return any(_BY_HOUR.search(text) for text in said if text)


def _is_called(measure: Measure, clause: Clause, name: re.Pattern[str]) -> bool:
    sentence = holding(sentences(clause), measure.start)
    said = clause.text[slice(*sentence)] if sentence else ""
    around = (words_of(measure, clause), said, clause.heading, *clause.path)
    return _is_deductible(measure, clause, name) or any(
        _OF_IT.match(text, found.end()) is None
        and _NONE.search(text, max(0, found.start() - _NONE_CHARS), found.start()) is None
        for text in around
        for found in name.finditer(text)
    )


def _is_deductible(measure: Measure, clause: Clause, name: re.Pattern[str]) -> bool:
    """Whether a sum is the first above which is paid: 超过1.5万元的部分,由大病保险支付."""
    if name.search("起付线") is None:
        return False
    above = (
        one
        for one in clause.measures
        if one.comparator in AT_LEAST and _PAID_ABOVE.match(clause.text, one.end)
    )
    return measure is next(above, None)
