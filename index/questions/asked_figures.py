"""Questions for a figure, and the words that stand beside such a figure in an answer.

多久 itself stands in no clause: the clause says 压减至7个工作日.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """One kind of figure."""

    question: re.Pattern[str]
    answer: re.Pattern[str]
    words: tuple[str, ...]
    """Words of the answer's unit or subject."""


_NUMBER = r"[\d零〇一二两三四五六七八九十百千万]"

ASKED_FIGURES = (
    AskedFigure(  # how long
        re.compile(
            r"多久|多长|多少个?(?:工作)?[日天]|几个?(?:工作)?[日天]|几个?(?:小时|月)|时限|期限"
            r"|\bhow (?:long|soon|quickly|fast)\b|\bhow many (?:working )?(?:days|hours|weeks)\b"
            r"|\btime limits?\b|\b(?:duration|deadline)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*个?(?:工作)?(?:日|天|小时|分钟|月|周|年)|[当即]日|即时|当场"),
        ("工作日", "小时", "天", "日内", "个月", "时限"),
    ),
    AskedFigure(  # how much
        re.compile(
            r"多少钱|要钱|花钱|收费|费用|免费|额度|金额|\bhow much\b|\b(?:costs?|fees?|price)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*(?:万|亿)?元|免费|零费用|零收费|不收"),
        ("元", "万元", "费用", "免费", "收费"),
    ),
    AskedFigure(  # how many steps
        re.compile(
            r"几步|几个(?:环节|步骤)|多少个?(?:环节|步骤)|\bhow many (?:steps|procedures)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*个(?:环节|步骤)"),
        ("环节", "步骤"),
    ),
    AskedFigure(  # which papers
        re.compile(
            r"(?:什么|哪些|啥|几[份项种]|多少)材料|带什么"
            r"|\b(?:what|which|required) (?:documents|papers|materials)\b",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}\s*[项份件种](?:申请)?材料|材料"),
        ("材料", "资料", "证明"),
    ),
    AskedFigure(  # what share
        re.compile(
            r"百分之几|百分之多少|比例|\bwhat (?:percentage|share)\b|\bpercent", re.IGNORECASE
        ),
        re.compile(rf"\d\s*[%％]|百分之|{_NUMBER}分之"),
        ("比例", "百分之"),
    ),
)


@lru_cache(maxsize=64)
def asked_figures(question: str) -> tuple[AskedFigure, ...]:
    """Return the kinds of figure that a question asks for."""
    return tuple(figure for figure in ASKED_FIGURES if figure.question.search(question))
