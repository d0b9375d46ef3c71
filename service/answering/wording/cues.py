"""Words that tell what a sentence could answer: a time, an amount, who, whether, a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ingest.records import Clause, MeasureKind
from ingest.text.alignment import Span
from service.answering.asked.aspects import Aspect, aspects_of
from service.answering.asked.days import day_said
from service.answering.asked.kinds import canonical
from service.answering.asked.polar import settling
from service.answering.records import SUMS_AND_SHARES, AskedForm, AskedKind, AskedQuestion
from service.answering.wording.burdens import (
    CONSEQUENCES,
    PAYS,
    RELIEVED,
    asks_consequences,
    asks_payer,
    asks_relieved,
)
from service.answering.wording.doers import DOES, TO_WHOM, asks_doer, asks_to_whom

_NUMBER = r"[\d零一二两三四五六七八九十百千万半]"
_MANY = r"[\d二两三四五六七八九十百千万]"
"""一次 and 一个 seldom count anything."""
_NO_TIME = "(?!工作|自然日|小时|钟头|月|季度|星期)"
_CUES: Final = {
    AskedKind.HOW_LONG: re.compile(
        rf"{_NUMBER}\s*个?(?:工作日|工作小时|自然日|日|天|小时|分钟|月|年)|当[日天场]|即时|即办|随时|立即"
    ),
    AskedKind.BY_WHEN: re.compile(rf"{_NUMBER}\s*(?:月|日|年(?!度))|[月年]底|之前|以前|届满"),
    AskedKind.HOW_MUCH: re.compile(
        rf"{_NUMBER}\s*[万亿]?元|免费|免收|不收|不得收|取消|零(?:费用|成本|收费)|出资|承担|负担|付费|不需要出钱|减半|减免"
    ),
    AskedKind.WHAT_SHARE: re.compile(r"[%％]|百分之|分之|成\b"),
    AskedKind.HOW_LARGE: re.compile(rf"{_NUMBER}\s*(?:平方米|亩|千瓦|千伏|吨|公里|米)"),
    AskedKind.HOW_MANY: re.compile(rf"{_MANY}\s*[个项份种次步件枚张家人名类大]{_NO_TIME}"),
    AskedKind.WHO: re.compile(r"由|向|负责|牵头|主管|拨打|部门|单位|机关|机构|局|委"),
    AskedKind.MAY: re.compile(
        r"(?<![许认])可以?|能够|允许|有权|不得|禁止|不能|不再|无需|方可|准予|鼓励|减半|减免"
    ),
    AskedKind.YES_NO: re.compile(
        r"(?<![许认])可以?|能够|允许|有权|不得|禁止|不能|不再|无需|一律|应当|必须|免费|不收|不予|均|实行|取消"
    ),
    # Three things or more in a row.
    AskedKind.LIST: re.compile(r"(?:[^、,，;；。\n]{2,24}、){2}|(?:“[^”]{2,12}”){3}"),
    AskedKind.HOW: re.compile(
        r"通过|采用|登录|拨打|提交|向|凭|到.{1,12}(?:窗口|大厅|平台|网)|办理|步骤|流程"
    ),
}
_PAID: Final = re.compile(
    "|".join(_CUES[kind].pattern for kind in (AskedKind.HOW_MUCH, AskedKind.WHAT_SHARE))
)
"""Of what is paid 多少 asks for a sum or a share: 交多少."""
_PLACE: Final = re.compile(
    r"平台|[官网]网|网[站厅]|小程序|公众号|客户端|手机应用|窗口|大厅|中心|登录|地址|[路街道]\s*\d+\s*号|\d\s*[楼层]|在[^,，。]{2,16}(?:设|建)"
    r"|(?:[向到至]|前往|[送交]往)(?![^,，。;；]{0,12}(?:报告|报送|通报|备案))[^,，。;；]{0,16}?(?:局|委|所|站|处|中心|机构|机关|部门|街道|[居村]委会|医院|银行|学校|法院|政府|公司|账户|卡|点)"
)
_PAPERS: Final = re.compile(
    r"身份证|户口[簿本页]|执照|证明|申[请报]书|[请记报审]表|复印件|原件|照片|合同|协议书?|病历|记录|发票|承诺书|委托书|证书|[图单]纸?(?=[;；、,，。]|\Z)|材料|报告"
)
_CLOSED: Final = frozenset({AskedKind.MAY, AskedKind.YES_NO})
_FORM_CUES: Final = {
    AskedForm.PHONE: re.compile(r"(?<!\d)(?:\d{3,4}-)?\d{5,8}(?!\d)"),
    AskedForm.CLOCK: re.compile(r"\d{1,2}\s*[:：]\s*\d{2}|\d{1,2}[点时](?!限)|\d\s*小时"),
    AskedForm.FREQUENCY: re.compile(
        rf"每(?:个|半|逢|{_NUMBER})?(?:年|月|季|周|日|天|旬)|按[年月季周日旬]|[年月季周](?:通报|调度|督查|评)"
        rf"|(?:半年|年|季|月|周|{_NUMBER}个?[天日])(?:不少于|至少)?{_NUMBER}次|定期"
    ),
}
_MEANS: Final = re.compile(r"是指|系指|所称|指的是|即为?[^时日]")
_DEFINES: Final = re.compile(r"所称[^,，。]{1,24}[,，]?\s*(?:是指|系指|指)")
_TERM: Final = re.compile(
    r"(?:所称的?|\A|[。；;，,])(?!\w{0,6}所称)([^\s,，。；;、()（）]{2,16}?)(?:[(（][^()（）]*[)）])?[,，]?\s*(?:是指|系指|指的是)"
)
_SOMEBODY: Final = re.compile(
    r"[一-鿿](?:[局委办院厅站所署处科股]|部门|单位|机构|机关|政府|公司|中心|协会|企业|学校|医院|银行|专班|小组|窗口|大使|专员)|[人者员长户师]|职工|村民|业主|财政|\d{5}"
)
_MEANS_ASKED: Final = re.compile(
    r"什么是|是什么(?!时)|什么意思|指什么|是指|所称|指的是|含义|定义|算(?!账|一下)|属于"
    r"|\bwhat (?:is|are) (?:an? |the )?\w+"
)
_ITEM_END: Final = re.compile(r"、|”“|”\s*(?=“)")
_LISTED_MANY: Final = 6
"""Things in a row from which a sentence surely is a list."""
_CLASSIFIER_ASKED: Final = re.compile(r"(?:哪?几|多少)(?:大)?([级类种个项批步档块层方区条])")
_NEGATED_ASKED: Final = re.compile(
    r"(?:哪[些种类几]|什么|怎样|几).{0,12}?(?:不(?!动产|[^,。]?[吗么呢])|无法|禁止)|\bnot\b|\bexempt"
)
_ALLOWED: Final = re.compile(r"可以?|准予|有权|予以|享受")
_ALLOWED_ASKED: Final = re.compile(
    r"(?:哪[些种类]|什么)[^,。?]{0,8}(?<!不)(?:可以|能(?![不够源力量])|准)"
)
_REFUSED: Final = re.compile(r"不予|不得|不能|不准|禁止")
_NEGATION: Final = re.compile(
    r"不(?!动产|仅|但|断|同|少于|超过|低于|高于)|禁止|除外|无需|免于|严禁"
)


def has_cue(clause: Clause, spans: Sequence[Span], asked: AskedQuestion) -> bool:
    """Whether the spans hold words that an answer of the kind or form asked for has."""
    cue = cue_of(asked)
    return cue is not None and any(cue.search(clause.text, *span) for span in spans)


def cue_of(asked: AskedQuestion) -> re.Pattern[str] | None:
    """Return the pattern of those words; None where any sentence may answer."""
    return _cue(asked.normalized, asked.kind, asked.form, asked.figures, asked.units)


# Every piece of every clause found is held against the cue of the same question.
@lru_cache(maxsize=256)
def _cue(
    question: str,
    kind: AskedKind,
    form: AskedForm | None,
    figures: frozenset[MeasureKind],
    units: frozenset[str],
) -> re.Pattern[str] | None:
    """Return the pattern of the words that an answer to a question of a kind has."""
    asked = AskedQuestion(
        text=question, normalized=question, language="zh", kind=kind, form=form, figures=figures
    )
    if asks_where(asked):
        return _PLACE
    if asks_papers(asked):
        return _PAPERS
    if asks_consequences(asked):
        return CONSEQUENCES
    if asks_payer(asked):
        return PAYS
    if asks_relieved(asked):
        return RELIEVED
    if units:
        return _counting(units)
    if form:
        return _FORM_CUES[form]
    if day := day_said(kind, question):
        return day
    if kind is AskedKind.WHO and asks_doer(canonical(question)):
        return DOES
    if kind is AskedKind.WHO and asks_to_whom(canonical(question)):
        return TO_WHOM
    if kind is AskedKind.HOW_MANY and figures and figures <= SUMS_AND_SHARES:
        return _PAID
    settled = settling(canonical(question)) if kind in _CLOSED else None
    return settled or _CUES.get(kind)


def holds_papers(text: str) -> bool:
    """Whether a text names anything that is brought or handed in."""
    return _PAPERS.search(text) is not None


def asks_where(asked: AskedQuestion) -> bool:
    """Whether it is asked where something is done: at which address, on which site."""
    return Aspect.PLACE in aspects_of(asked)


def asks_papers(asked: AskedQuestion) -> bool:
    """Whether it is asked what to bring or to hand in."""
    return Aspect.MATERIALS in aspects_of(asked)


@lru_cache(maxsize=64)
def _counting(units: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of a number of what is asked for: 6次 for 几次, no 二类."""
    return re.compile(rf"{_MANY}\s*[个项份种]?(?:{'|'.join(sorted(units))}){_NO_TIME}")


def holds_number_of(units: frozenset[str], text: str) -> bool:
    """Whether a text has a number of one of the units: 60周岁, 6次."""
    return re.search(rf"{_NUMBER}\s*个?(?:{'|'.join(sorted(units))})", text) is not None


def is_definition(asked: AskedQuestion, clause: Clause, spans: Sequence[Span]) -> bool:
    """Whether it is asked what something is, and the spans say what it means."""
    if not _asks_meaning(asked.normalized):
        return False
    return any(_MEANS.search(clause.text, *span) for span in spans)


@lru_cache(maxsize=256)
def _asks_meaning(question: str) -> bool:
    return _MEANS_ASKED.search(question) is not None


def defines(clause: Clause, spans: Sequence[Span]) -> bool:
    """Whether the spans say what a word of the document means: 本办法所称…,是指…."""
    return any(_DEFINES.search(clause.text, *span) for span in spans)


def defines_asked(question: str, text: str) -> bool:
    """Whether a text says what a term means that the question names: 港澳青年, not 港澳青年企业."""
    term = _TERM.search(text)
    return term is not None and term[1] in question


def names_somebody(clause: Clause, spans: Sequence[Span]) -> bool:
    """Whether the spans name anybody: an authority, a company, a person, a number to call."""
    return any(_SOMEBODY.search(clause.text, *span) for span in spans)


def listed(text: str) -> float:
    """Return how much of a list a sentence is: 0 for two things in a row, 1 for many."""
    things = len(_ITEM_END.findall(text))
    return min(1.0, max(0, things - 1) / (_LISTED_MANY - 2))


def counts_asked(question: str, text: str) -> bool:
    """Whether a text has a number of what is asked for with a word of counting: 哪几级, 四级."""
    number = _number_asked(question)
    return number is not None and number.search(text) is not None


@lru_cache(maxsize=256)
def _number_asked(question: str) -> re.Pattern[str] | None:
    """Return the pattern of a number of what is asked for with a word of counting."""
    asked = _CLASSIFIER_ASKED.search(question)
    return None if asked is None else re.compile(rf"{_MANY}大?{asked[1]}")


def negates_asked(question: str, text: str) -> bool:
    """Whether it is asked what is not so (哪些不纳入), and a text says that something is not."""
    return _asks_negated(question) and _NEGATION.search(text) is not None


def is_turned(question: str, announcing: str) -> bool:
    """Whether items are announced as what may be done, and asked for is what may not; or so."""
    if not announcing:
        return False
    if _asks_negated(question):
        return _ALLOWED.search(announcing) is not None and not _NEGATION.search(announcing)
    return _ALLOWED_ASKED.search(question) is not None and _REFUSED.search(announcing) is not None


@lru_cache(maxsize=256)
def _asks_negated(question: str) -> bool:
    return _NEGATED_ASKED.search(question) is not None
