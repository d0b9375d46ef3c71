"""What settles a question that a yes or no answers: official words for spoken ones.

Nobody asks in the words of the rule: 还用跑吗 is settled by 无需, 得交吗 by 免征, 有人教吗 by 设立.
What is asked - leave, duty, cost, whether there is such a thing, whether it counts - decides which
words a sentence must have to settle it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Asked(StrEnum):
    """What a closed question is about."""

    COST = "cost"
    SPEED = "speed"
    DUTY = "duty"
    BELONGING = "belonging"
    EXISTENCE = "existence"
    LEAVE = "leave"


_LENGTH = r"(?:[\d一二两三四五六七八九十半]{1,6}个?(?:工作日|小时|分钟|[天日周]))"
_END = r"吗|(?<![什怎这那多])么|不\W*\Z"
# The first that fits decides.
_ASKED: Final = tuple(
    (asked, re.compile(pattern, re.IGNORECASE))
    for asked, pattern in (
        (
            Asked.COST,
            r"[收要交给花掏付出算][^,。?？]{0,4}[钱费](?!用电|用水)|免费|收费|白[送给拿]|自己(?:掏|出|花)|自费|报销"
            r"|\bfree\b|\bcharged?\b|\bpay\b|\bfees?\b|\bcost",
        ),
        (
            Asked.SPEED,
            r"当[天日场][^,。?？]{0,4}(?:就|能|可|办|拿|领|出)|(?:马上|立[刻即]|即时|现场)[^,。?？]{0,3}(?:就|能|可|拿|领|办)"
            rf"|{_LENGTH}(?:之?内)?(?:就|能|可以|够)[^,。?？]{{0,10}}(?:{_END})|(?:能|可以)[^,。?？]{{0,6}}{_LENGTH}内"
            r"|\b(?:the same day|right away|at once|on the spot)\b",
        ),
        (
            Asked.BELONGING,
            r"算不算|算[^,。?？]{0,8}吗|属不属于|属于[^,。?？]{0,12}吗|包不包[括含]|包[括含][^,。?？]{0,12}[吗不]"
            r"|管不管|管[^,。?？]{1,8}吗|在不在[^,。?？]{0,6}范围|适不适用|适用[^,。?？]{0,10}吗|是不是也|也算|都[^,。?？]{0,8}吗"
            r"|\bcounts?\b|\binclud|\bappl(?:y|ies) to\b|\bcover(?:s|ed)?\b|\beligible\b|\bqualif",
        ),
        (
            Asked.DUTY,
            r"要不要|用不用|需不需要|必不必须|得不得|(?<!不)[还也就都]?(?:要|得|用|需要|必须|非得|非要|一定要)(?!求)"
            r"[^,。?？]{0,14}(?:吗|(?<![什怎这那多])么)|还[要得用需]|非[得要]|不[^,。?？]{1,6}行不行|是不是[必一]?[须定]?[要得]"
            r"|\bmust\b|\bhave to\b|\bneed\b|\brequired?\b|\bnecessary\b|\bstill\b",
        ),
        (
            Asked.LEAVE,
            r"能不能|可不可以|可以|能否|可否|准不准|许不许|让不让|行不行|行[吗不]|[能会准许让][^,。?？]{0,16}(?:吗|不\W*\Z)"
            r"|允许|合规|合法|[可能]以?不|拒绝|\b(?:can|may|could|allowed|permitted|possible|legal)\b",
        ),
        (
            Asked.EXISTENCE,
            r"有没有|有(?!效|关|人说)[^,。?？]{1,16}(?:吗|(?<![什怎这那多])么|没有?\W*\Z)"
            r"|是否[有设建]|\b(?:is|are) there\b|\bany(?:body|one|where)?\b|\bsomeone\b",
        ),
    )
)

_LEAVE: Final = (
    r"(?<![许认])可以?(?!靠|能|行|持|见|观)|能够|(?<!不)能(?=[^力源效耗])|允许|准[予许]|有权|不得|禁止|严禁|不能|不准|不再|方可|自[主行愿]"
    r"|鼓励|支持|不予|无权|不受|任意|选择|取消|杜绝|通办|均可|不限|享受|同等|不经|继续|延续|保留|一律|不超过|不[少多低高]于"
)
_DUTY: Final = (
    r"无需|不再|不需|无须|不必|不用|免(?![疫税]?费)|取消|应当|应[^用急]|必须|须|需[要由经提持]|不要求|不得要求|不作为"
    r"|只需|仅需|只要|仅凭|凭|即可|一律|不得|实行|替代|代替|为准|豁免|减少|不经|取得|备案|继续"
)
_SETTLES: Final = {
    Asked.COST: re.compile(
        r"免[费收征交除]|不收|不得收|不得[^,。;；]{0,8}[收取]费|取消|零(?:费用|成本|收费)|[承负]担|负责|出资|付费|出钱|减半|减免"
        r"|工本费|按[^,。;；]{0,12}收|补[贴助偿]|报销|[\d十百千万]元"
    ),
    Asked.SPEED: re.compile(
        r"当[日天场]|即[时办]|立[即等]|现场|[\d一二两三四五六七八九十半]\s*个?(?:工作日|小时|分钟|自然日|天|日(?!期)|个月)"
    ),
    Asked.DUTY: re.compile(_DUTY),
    Asked.BELONGING: re.compile(
        r"是指|系指|所称|包[括含]|属于|视[为同]|纳入|不纳入|除外|适用|列入|认定|计入|均|一律|全部|所有|都|不含|不计|以上|以下|之内|同等|对待"
    ),
    Asked.EXISTENCE: re.compile(
        r"设[立置有]|建[立成设]|提供|开[设通展放]|配[备置]|推[行出广]|实行|给予|组[建织]|安排|派|成立|公布|设"
        r"|支持|(?<![许认])可以?(?!靠|能|行|持|见|观)|享受|不设|没有|取消"
    ),
    Asked.LEAVE: re.compile(_LEAVE),
}


_FREE: Final = re.compile(r"免费|白[送给拿]|报销|便宜|优惠|少[交收]|减[免半]")
_LEAVE_OUTRIGHT: Final = re.compile(
    r"能不能|可不可以|能否|可否|准不准|许不许|让不让|行不行|行吗|允许|合规|合法|拒绝"
)
"""Asks for leave whatever else it names: 清单外的收费可不可以不交."""


@lru_cache(maxsize=256)
def asked_of(question: str) -> Asked | None:
    """Return what a canonical closed question asks; None when its words do not tell."""
    if _LEAVE_OUTRIGHT.search(question) and not _FREE.search(question):
        return Asked.LEAVE
    return next((asked for asked, pattern in _ASKED if pattern.search(question)), None)


def settling(question: str) -> re.Pattern[str] | None:
    """Return the pattern of the words that settle a canonical closed question."""
    asked = asked_of(question)
    return None if asked is None else _SETTLES[asked]
