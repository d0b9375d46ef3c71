"""Whether a draft looks like what was asked for: a figure that fits, a number to call, a year.

A clause on the subject is no answer when it holds a figure of another scale (30 日 for 几年有效),
no address where one is asked for, or another class (A级) or year than the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from service.answering.draft import Draft

# What is asked for -> what an answer then holds; nothing in a clause is anybody's name.
_FORMS: Final = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(answer, re.IGNORECASE))
    for asked, answer in (
        (
            r"电话|号码|手机号|哪个号|\bphone\b|\bnumber do\b",
            r"(?<!\d)\d{5,}(?!\d)|\d{3,4}-\d{6,}",
        ),
        (
            r"地址|在哪|哪条[街路]|几楼|什么地方|去哪"
            r"|\bwhere (?:is|are|can|do)\b|\baddress\b",
            r"[路街道]\d+号|\d+[楼层]|位于|窗口|大厅|平台|中心|专区|网|站|通过|向|登录|热线",
        ),
        (
            r"网址|网站|软件|\bapp\b|下载|\bwebsite\b",
            r"平台|网|app|小程序|系统|公众号",
        ),
        (
            r"(?:[市区县局处科校行院会]长|主任|书记|老总|领导|责任人|经理)"
            r"[^,。?]{0,3}(?:是谁|叫什么|是?哪位|姓名|名字)"
            r"|\b(?:name of|who is) the (?:mayor|director|head|manager)\b",
            r"(?!)",
        ),
        (
            r"(?:哪些|什么|哪几样)(?:证件|材料|资料|单据|证明)|[带交]什么|材料(?:清单)?\W*\Z"
            r"|\b(?:which|what) (?:papers|documents|materials)\b",
            r"材料|凭|证|申请[书表单]|合同|提交|免|资料",
        ),
    )
)

# How long, in a unit -> the units that answer it.
_SCALES: Final = tuple(
    (re.compile(asked), re.compile(answer))
    for asked, answer in (
        (
            r"[几多][少]?年|\bhow many years",
            r"[\d一二两三四五六七八九十半]年|个月|长期|\byears?|\bmonths?",
        ),
        (r"(?:几|多少)个?月(?!份)|\bhow many months", r"[月年日天]|\b(?:years?|months?|days?)\b"),
        (
            r"(?:几|多少)(?:分钟|秒)|\bhow many minutes",
            r"分钟|秒|小时|[即当]时|当场|\bminutes?|\bhours?",
        ),
    )
)

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|[-—至]|[^\w元]|$)")
_CLASS: Final = re.compile(r"[一二三四五六七八九十a-e][类级档]")


def not_as_asked(draft: Draft, *, text: str, clause: str, said: str) -> Mapping[str, float]:
    """Return the clues, each 0 or 1.

    Args:
        draft: With at least one citation.
        text: The question, canonical and in lower case.
        clause: The clause cited and the words around it, in lower case.
        said: What the draft says and cites, in lower case.
    """
    issued = draft.citations[0].document.issued_on
    years = clause if issued is None else f"{clause} {issued}"
    classes = set(_CLASS.findall(text))
    others = set(_CLASS.findall(clause))
    return {
        "form_missing": float(_lacks(_FORMS, text, said)),
        "scale_missing": float(_lacks(_SCALES, text, said)),
        "year_missing": float(any(year not in years for year in _YEAR.findall(text))),
        "class_missing": float(bool(others) and not classes <= others),
    }


def _lacks(
    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...], asked: str, said: str
) -> bool:
    return any(wanted.search(asked) and not held.search(said) for wanted, held in pairs)
