"""What a question asks for, read from its words: in formal, spoken, Cantonese and English wording.

Answer typing is a classic of question answering (Li and Roth 2002); the kind decides whether
figures, units, items or a sentence answer.
"""

from __future__ import annotations

import re
from typing import Final

from index import QueryInfo
from ingest.records import MeasureKind
from service.answering.records import AskedKind, AskedQuestion

# Spoken and Cantonese question words, as the patterns below have them.
_SPOKEN: Final = (
    (re.compile("啥|乜嘢|咩"), "什么"),
    (re.compile("咋|点样|怎样"), "怎么"),
    (re.compile("几多"), "多少"),
    (re.compile("几耐|几长时间|多少时间"), "多久"),
    (re.compile("边个|哪位"), "谁"),
    (re.compile("边度"), "哪里"),
)

_COUNTED = "个项份种次步回件枚张家人名道条处样趟遍户倍折岁站"
_TIME_UNIT = r"(?:工作日|工作小时|自然日|天|日|小时|钟头|分钟|秒|个?月|年|周|星期|个?季度)"
_GIVEN = "补贴|补助|奖励|资助|奖金|罚款|罚金|押金|保证金|工资|租金|赔偿|滞纳金"

# The first that fits decides; what names a figure comes before what names a sentence.
_KINDS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            AskedKind.BY_WHEN,
            r"什么时候|啥时|何时|几号|几月|哪(?:一|几)?[天日]|哪(?:一|几)个?月|截止|几点|有效期至"
            r"|(?:^|[,;] ?|(?:and|until|by|since) )when\b|\bdeadline|\bdue\b"
            r"|\b(?:by|on) (?:what|which) (?:date|day)|\bwhat (?:date|time)\b",
        ),
        (
            AskedKind.HOW_LONG,
            rf"多久|多长|(?:时间|时长|用时)[^,。?]{{0,8}}多少|多快|几个?{_TIME_UNIT}|多少个?{_TIME_UNIT}|时限|期限|时长|用时|耗时|工期|最[长短]\W*\Z"
            r"|\bhow (?:long|soon|quick|quickly|fast|rapidly)\b"
            r"|\bhow many (?:\w+ )?(?:days|hours|weeks|months|minutes|years)\b"
            r"|\bdays for\b|\btime limit|\bprocessing time|\bturnaround"
            r"|\bduration|\bwithin what time",
        ),
        (
            AskedKind.WHAT_SHARE,
            r"百分之[几多]|百分比|比例|占比|几成|多少成|(?:率|满意度)[^,。?]{0,8}(?:多少|几|多[高低])"
            r"|(?:压减|降低|提高|下降|便宜|优惠|减少|增长)(?:了|幅度)?多少(?!\w*(?:元|钱|万))"
            r"|(?:材料|时限|成本)(?:压减|压缩|降低)\Z"
            r"|\bwhat (?:\w+ )?(?:percentage|share|proportion|rate)|\bpercent|\bshare of\b",
        ),
        (
            AskedKind.WHO,
            r"谁|(?:哪[个家些]|什么|哪)(?:部门|单位|机构|局|科室|委)|归哪|找哪|(?:牵头|责任|主管|主办|负责)"
            r"(?:的)?(?:单位|部门)|由[^,。?]{0,6}负责|\bwho\b|\bwhom\b|\bwhich (?:\w+ )?"
            r"(?:departments?|agenc(?:y|ies)|authorit(?:y|ies)|bureaus?|offices?|units?|body)|\bresponsible\b"
            r"|\bin charge\b",
        ),
        (
            AskedKind.HOW_MUCH,
            r"多少钱|多少元|多少万|几[百千万十]+元?|几块|[要花掏收交付给][^,。?]{0,4}钱[^,。?]{0,3}(?:[吗么不没]|\Z)"
            r"|[给收要]不[给收要]钱|钱[^,。?]{0,6}(?:谁|公家|自己)|收费|费用|免费|额度|金额|开口费"
            rf"|(?:{_GIVEN})[^,。?]{{0,10}}(?:多少|几)|(?:多少|几)[^,。?]{{0,4}}(?:{_GIVEN})|[补罚奖]多少"
            rf"|(?:{_GIVEN})(?:标准|上限)|\bhow much|\bcosts?\b|\bfees?\b|\bprice|\btariff"
            r"|\b(?:what|which|a) (?:\w+ )?fine\b|\bpay for\b|\bfree of charge"
            r"|\b(?:subsidy|grant)\b",
        ),
        (
            AskedKind.HOW_LARGE,
            r"多大|多宽|多高|多远|(?:多少|几)(?:平方米|平米|亩|千瓦|千伏|吨|公里|米|兆)|面积|容量"
            r"|\bhow (?:large|big|far)\b|\bwhat (?:area|size|capacity)",
        ),
        (
            AskedKind.HOW_MANY,
            rf"(?<![哪好十])几[{_COUNTED}]|多少[{_COUNTED}]|次数|多少|[上下]限"
            r"|\bhow (?:many|often)\b|\bnumber of\b",
        ),
        (
            AskedKind.LIST,
            r"哪些|哪几|带什么|包括什么"
            r"|什么(?:材料|资料|证件|手续|条件|政策|措施|要求|服务|渠道|情形|东西)"
            r"|材料清单|申请条件"
            r"|\bwhat (?:documents|materials|papers|conditions|measures|are the)\b"
            r"|\bwhich (?:documents|materials|types|kinds|industries|businesses|services|languages)"
            r"|\blist\b",
        ),
        (
            AskedKind.MAY,
            r"能不能|可不可以|可以[^,。?]*[吗么]|能[^,。?]*[吗么]|能否|可否|是否(?:可以|允许|能)|行不行|准不准"
            r"|允许|让不让|[可能]以?不"
            r"|^(?:can|may|could)\b|\b(?:allowed|permitted|possible)\b"
            r"|\b(?:can|may) (?:i|we|a|an|the)\b",
        ),
        (
            AskedKind.YES_NO,
            r"[吗么]\W*\Z|[吗么][,，]|是不是|有没有|会不会|是否|要不要|用不用|需不需要|[还要]罚|不\W*\Z"
            r"|^(?:is|are|does|do|did|must|should|has|have|will)\b",
        ),
        (
            AskedKind.HOW,
            r"怎么|如何|流程|渠道|途径|在哪|哪里|哪儿|\bwhere\b|\bhow\b",
        ),
        (AskedKind.HOW_LONG, r"时间(?:要求|规定)?\W*\Z|时间(?:是|为|怎么)|\btime\b"),
    )
)

_FIGURES: Final = {
    AskedKind.HOW_LONG: frozenset({MeasureKind.DURATION}),
    AskedKind.BY_WHEN: frozenset({MeasureKind.DEADLINE}),
    AskedKind.HOW_MANY: frozenset({MeasureKind.COUNT}),
    AskedKind.HOW_MUCH: frozenset({MeasureKind.MONEY}),
    AskedKind.WHAT_SHARE: frozenset({MeasureKind.PERCENTAGE}),
    AskedKind.HOW_LARGE: frozenset({MeasureKind.SIZE}),
}

_COUNTS: Final = re.compile(
    rf"[几数][{_COUNTED}]|多少[{_COUNTED}]|次数|\bhow (?:many|often)|\bnumber of"
)
_PARTS: Final = re.compile(r"[,，。.?？;；!！]")
_CLOSED: Final = re.compile(r"[吗么]\s*\Z|[^要]不\s*\Z|是不是|有没有|会不会|能不能|可不可以|是否")
_STAYS_OPEN: Final = re.compile(r"[钱费]|多久|多长|几[天日]|几个(?:工作日|小时|月)|多少")

# What is counted, in the words of the question -> the words that stand beside such a figure.
_UNITS: Final = (
    (re.compile(r"环节|几步|步骤|手续|\b(?:steps?|procedures?)\b"), ("环节", "步骤", "手续")),
    (re.compile(r"材料|资料|\b(?:documents|papers|materials)\b"), ("材料", "资料")),
    (re.compile(r"几[次回趟]|多少[次回趟]|次数|\b(?:times|how often)\b"), ("次",)),
    (re.compile(r"几项|多少项"), ("项",)),
    (re.compile(r"几[人名]|多少[人名]|\bpeople\b"), ("人", "名")),
    (re.compile(r"几家|多少家"), ("家",)),
    (re.compile(r"几岁|多少岁|\b(?:age|old)\b"), ("岁", "周岁")),
    (re.compile(r"几枚|多少枚"), ("枚",)),
)


def read_question(info: QueryInfo, *, language: str | None = None) -> AskedQuestion:
    """Read what a question asks for.

    Args:
        info: What the search understood of it.
        language: To answer in, zh or en; the question's own when not given.
    """
    text = canonical(info.normalized)
    kind = asked_kind(text)
    return AskedQuestion(
        text=info.text,
        normalized=info.normalized,
        language=language or info.language,
        kind=kind,
        figures=_figures(text, kind),
        units=_units(text) if kind is AskedKind.HOW_MANY else frozenset(),
        regions=info.regions,
    )


def _figures(text: str, kind: AskedKind) -> frozenset[MeasureKind]:
    """Return what would answer; 多少 without a word for what is counted asks for any figure."""
    if kind is AskedKind.HOW_MANY and not _COUNTS.search(text):
        return frozenset(MeasureKind) - {MeasureKind.DEADLINE}
    return _FIGURES.get(kind, frozenset())


def canonical(text: str) -> str:
    """Put spoken and Cantonese question words as written Chinese has them: 啥 -> 什么."""
    for pattern, word in _SPOKEN:
        text = pattern.sub(word, text)
    return text


def asked_kind(text: str) -> AskedKind:
    """Return the kind of a canonical question; what, when nothing tells.

    A part that is closed by 吗 asks for no figure, though it may hold one: 几个部门一起办吗.
    """
    parts = [part for part in _PARTS.split(text) if part.strip()]
    closed = [part for part in parts if _CLOSED.search(part) and not _STAYS_OPEN.search(part)]
    open_text = ",".join(part for part in parts if part not in closed)
    for kind, pattern in _KINDS:
        if pattern.search(open_text if kind in _FIGURES else text):
            return kind
    return AskedKind.WHAT


def _units(text: str) -> frozenset[str]:
    return frozenset(unit for pattern, units in _UNITS if pattern.search(text) for unit in units)
