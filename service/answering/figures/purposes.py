"""What a sum is for: a fee is no grant, and neither is a fine.

The noun beside a figure says which, in a question (补多少, 罚多少, 收费多少) as in a clause; where
either says nothing, nothing is ruled out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from ingest.text.alignment import Span
from service.answering.found import holding, is_heading_fallback, sentences
from service.answering.records import SUMS_AND_SHARES


class Purpose(StrEnum):
    """What money is given or taken for."""

    FINE = "fine"
    GRANT = "grant"
    DEPOSIT = "deposit"
    RELIEF = "relief"
    FEE = "fee"
    BUDGET = "budget"
    DEDUCTION = "deduction"
    LOAN = "loan"
    CONTRIBUTION = "contribution"
    PAYOUT = "payout"


_GRANTS: Final = (
    r"补助|补贴|奖励|奖补|资助|津贴|贴息|奖金|慰问金|救助金|抚恤金|扶持资金|安家费|丧葬费"
    r"|生活费(?!用)(?![^,，。;；\n]{0,10}[收交缴])"
    r"|奖(?=多少|几)"
)
_INSURANCE: Final = "(?:保险|医保|社保|护理?险|养老|公积金)"
# The first that fits decides: 租金补贴 is a grant, 收费减免 a relief, 收取保证金 a deposit.
_SAID: Final = tuple(
    (purpose, re.compile(pattern))
    for purpose, pattern in (
        (Purpose.FINE, r"罚款|罚金|处罚|并处|滞纳金|违约金"),
        (Purpose.DEDUCTION, r"扣除(?!外)"),
        (Purpose.GRANT, _GRANTS),
        (
            Purpose.PAYOUT,
            r"支付限额|限额标准|报销|基金支付|发放|津贴|养老金|起付[线标金]|封顶线|部分[一-鿿]{0,6}支付",
        ),
        (Purpose.CONTRIBUTION, r"缴费|保费|参保费"),
        (Purpose.DEPOSIT, r"保证金|押金"),
        (Purpose.RELIEF, r"减免|减半|减征|减收|免收|免征|优惠"),
        (
            Purpose.FEE,
            r"收费|租金|(?:[票单电水气]|参考|指导|回收|收购)价|价格|收取|加收|(?<![免经消浪付自])费(?!率|用率)",
        ),
        (Purpose.LOAN, r"贷款(?:最[高低])?(?:额度|金额|限额|总额)|授信"),
        (Purpose.BUDGET, r"安排|投入|投资|预算"),
    )
)
_ASKED: Final = tuple(
    (purpose, re.compile(pattern))
    for purpose, pattern in (
        (Purpose.FINE, r"罚|\bfined?\b|\bpenalt"),
        (Purpose.DEDUCTION, r"扣(?:除|多少|几)|抵[扣税免多]|[能可]以?抵|税前|\bdeduct"),
        (
            Purpose.LOAN,
            r"贷款?(?:最[高多低少])?的?(?:额度|金额|限额|多少|几)|(?:能|可以?|最多|最高)贷",
        ),
        (
            Purpose.CONTRIBUTION,
            rf"{_INSURANCE}[^,，。?？领发报付]{{0,10}}[交缴][^,，。?？]{{0,6}}(?:多少|几)"
            rf"|[交缴][^,，。?？领发报付]{{0,8}}{_INSURANCE}[^。?？领发报付]{{0,10}}多少|缴费标准|保费",
        ),
        (Purpose.GRANT, rf"{_GRANTS}|补(?:多少|几|给)|(?:能|可以?)领|领多少"),
        (Purpose.DEPOSIT, r"保证金|押金"),
        (Purpose.RELIEF, r"减免|减多少|免多少|优惠"),
        (
            Purpose.FEE,
            r"收费|费用|租金|[票单电水气]价|门票|价格|[花掏][^,，。]{0,4}钱|收多少"
            r"|[要用得][交缴收付]?钱[吗么不]"
            r"|(?<![免经消浪付])费(?:标准|是|要|得)?多少"
            r"|[每一](?:公?斤|克|吨|度|升|张|本|副|亩|平方?米?|公里|小时)[^,，。]{0,4}多少[钱元]",
        ),
    )
)
_UNLIKE: Final[Mapping[Purpose, frozenset[Purpose]]] = {
    Purpose.FINE: frozenset(Purpose) - {Purpose.FINE},
    Purpose.GRANT: frozenset({Purpose.FINE, Purpose.DEPOSIT, Purpose.FEE, Purpose.DEDUCTION}),
    Purpose.DEPOSIT: frozenset(Purpose) - {Purpose.DEPOSIT, Purpose.RELIEF},
    Purpose.RELIEF: frozenset({Purpose.FINE, Purpose.FEE, Purpose.DEPOSIT}),
    Purpose.FEE: frozenset(Purpose) - {Purpose.FEE, Purpose.RELIEF, Purpose.CONTRIBUTION},
    Purpose.CONTRIBUTION: frozenset(
        {Purpose.FINE, Purpose.GRANT, Purpose.DEDUCTION, Purpose.LOAN, Purpose.PAYOUT}
    ),
    Purpose.DEDUCTION: frozenset({Purpose.GRANT, Purpose.DEPOSIT}),
    Purpose.LOAN: frozenset({Purpose.FINE, Purpose.DEPOSIT, Purpose.DEDUCTION}),
}
_SHARES: Final = frozenset({Purpose.CONTRIBUTION, Purpose.RELIEF})
_SUMS: Final = frozenset({MeasureKind.MONEY})
_PIECE_END: Final = re.compile(r"[,，;；。:：\n|]")


def _may_be(said: Purpose | None, asked: Purpose) -> bool:
    """Whether a sum may be what is asked for; a fine is always called one."""
    return said not in _UNLIKE[asked] and (said is not None or asked is not Purpose.FINE)


@lru_cache(maxsize=1024)
def asked_purpose(text: str) -> Purpose | None:
    """Return what a question says that a sum is for."""
    return next((purpose for purpose, pattern in _ASKED if pattern.search(text)), None)


def of_purpose(measures: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Return the figures but sums for something else than the question says."""
    asked = asked_purpose(question)
    if asked is None:
        return list(measures)
    # What is paid in, or let off, is a share as often as a sum.
    told = SUMS_AND_SHARES if asked in _SHARES else _SUMS
    kept = [m for m in measures if m.kind not in told or _may_be(purpose_of(m, clause), asked)]
    if asked is Purpose.FEE:  # a share is none, unless it is called one: 市场租金的30%
        return [m for m in kept if m.kind in told or purpose_of(m, clause) is not None]
    if asked is not Purpose.LOAN:
        return kept
    # What is lent is called so; what may be drawn beside it need not be called anything.
    return [m for m in kept if purpose_of(m, clause) is asked] or kept


def purpose_of(measure: Measure, clause: Clause) -> Purpose | None:
    """Return what the words around a sum say that it is for; else those before it in its sentence.

    津贴60元,90周岁以上120元: what follows says it no more.
    """
    text = clause.text
    sentence = holding(sentences(clause), measure.start) or Span(measure.start, measure.end)
    starts = [m.end() for m in _PIECE_END.finditer(text, sentence.start, measure.start)]
    end = _PIECE_END.search(text, measure.end)
    piece = text[max(starts, default=sentence.start) : end.start() if end else len(text)]
    subject = "" if is_heading_fallback(measure, clause) else measure.subject
    before = _PIECE_END.split(text[sentence.start : max(starts, default=sentence.start)])
    return next(filter(None, map(said_purpose, (piece, subject, *reversed(before)))), None)


def said_purpose(words: str) -> Purpose | None:
    """Return what words say that money is for."""
    return next((purpose for purpose, pattern in _SAID if pattern.search(words)), None)
