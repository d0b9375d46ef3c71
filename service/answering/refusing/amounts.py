"""Whether an amount is asked for that a draft does not state at all.

A clause often names the matter and leaves its figure to another document: 给予一定补助, 公布清单.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.records import MeasureKind
from service.answering.asked.nouns import CYCLES, PRICES, RATES, SUMS, TERMS
from service.answering.draft import Draft
from service.answering.wording.cues import holds_number_of

_ASKS_MONEY: Final = re.compile(
    r"多少(?:万|亿)?(?:钱|元|块)|\A[\w ]{1,10}费\W*\Z"
    r"|(?<!by )\bhow much (?:does|do|is|money|will|must .{0,12}pay)"
)
_ASKS_AMOUNT: Final = re.compile(
    r"多少|几(?!乎|何)|多[久长大高快远]|百分之|何时|什么时候|时限|期限|比例"
    rf"|\A[\w ]{{1,10}}费\W*\Z|{SUMS}|{PRICES}|{RATES}|{TERMS}|{CYCLES}|天数"
    r"|\bhow (?:many|much|long|soon|often|large|big|high|quick\w*|fast)|\bwhen\b"
    r"|\bm(?:ax|in)imum"
    r"|\bwhat (?:\w+ )?(?:percentage|share|proportion|rate|date|day|fee|price)",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"[吗么不没]\W*\Z|([一-鿿])不\1|是不是|有没有")
_STATES: Final = {
    MeasureKind.MONEY: (
        r"[\d万亿千百]元|[\d十百千几]\s*万(?!工程|[家户人名])|亿|承担|负担|出资|付费|工本费|出钱"
    ),
    MeasureKind.PERCENTAGE: (
        r"[%％‰]|百分|分之|[一二三四五六七八九十半]成|[\d一二两三四五六七八九十]倍|翻番"
        r"|减半|折"
    ),
    MeasureKind.DURATION: (
        r"[\d一二两三四五六七八九十半]\s*个?(?:工作日|日|天|小时|工作小时|分钟|秒|周|月"
        r"|季度|年)|长期有效|永久|全年|每[天日周月年季半]"
    ),
    MeasureKind.DEADLINE: (
        r"[\d一二三四五六七八九十]\s*[月日年]|[月年]底|届满|之前|以前|每[天日周月年季]"
    ),
}
_ANY_NUMBER: Final = (
    r"(?<!\d)\d{1,4}(?![\d年])|百分之|[二两三四五六七八九十百千万半]+(?:个|项|份|种|次|年"
    r"|月|日|天|小时|分|周|季|倍|成|家|名|人|户|件|条|套|张|元|万|亩|级|类|批|所)"
)
_MONEY_ONLY: Final = frozenset({MeasureKind.MONEY})
_RECEIVED_ASKED: Final = re.compile(r"[领拿补](?:到|取|助|贴)?的?多少(?:万|亿)?(?:钱|元|块)")
_AMOUNT: Final = re.compile(
    r"[\d万亿千百十]\s*元|[\d十百千几]\s*万|亿|[%％‰]|百分|分之|[\d.]\s*倍|[一二三四五六七八九]成"
)
"""What somebody gets; who pays it (由区财政负担) is no amount."""
_AGES: Final = frozenset({"岁", "周岁"})
_LENGTHS: Final = frozenset({MeasureKind.DURATION})
_DATE: Final = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日|(?:19|20)\d\d年(?:\d{1,2}月)?")
"""A day is no length of time: 2025年11月30日."""
# Answers an amount without a number.
_SETTLED: Final = re.compile(
    r"(?<!减)免(?:费|收|征|交|缴|除|予|于|租|息|押)|全免|不收|不得收|零(?:费用|成本|收费)"
    r"|当场|当[日天]|即时|即[办到]|立即|实时|次日|一律|全部|全覆盖|分秒|财政"
)


def is_unstated(draft: Draft, text: str, said: str) -> bool:
    """Whether an amount is asked for and a text has neither one of that kind nor settles it.

    Figures that could not be typed count as stated; a number of another kind does not.
    """
    kinds = draft.question.figures
    if kinds and _ASKS_MONEY.search(text):
        kinds = frozenset({MeasureKind.MONEY})
    elif not kinds or draft.measures or (draft.support["figure_found"] and kinds != _LENGTHS):
        return False
    if kinds == _MONEY_ONLY and _RECEIVED_ASKED.search(text) and not _CLOSED.search(text):
        return _AMOUNT.search(said) is None
    if not _ASKS_AMOUNT.search(text) or _CLOSED.search(text) or _SETTLED.search(said):
        return False
    if draft.question.units and draft.question.units <= _AGES:
        return not holds_number_of(draft.question.units, said)
    return _stating(kinds).search(_DATE.sub("", said) if kinds == _LENGTHS else said) is None


@cache
def _stating(kinds: frozenset[MeasureKind]) -> re.Pattern[str]:
    patterns = [_STATES.get(kind, _ANY_NUMBER) for kind in sorted(kinds)]
    return re.compile("|".join(patterns))
