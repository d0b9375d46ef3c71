"""What part a length of time or a number plays: a limit, or for whom, in which case, since when.

毕业2年内的毕业生 says who, 5个工作日内未作审查的 in which case, 提前30日 how long before. Who asks
how long something takes is not told by those, and who asks how long before by no other.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.steps import applies
from service.answering.figures.validity import is_validity
from service.answering.found import holding, phrases

_SINCE: Final = re.compile(
    r"(?P<word>毕业|离校|成立|注册|登记|退役|退伍|创办|设立|出生|入职|参军)(?:后|时间|年限)?(?:满|未满|不满|超过|不超过)?\Z"
)
_SOMEBODY: Final = re.compile(
    r"(?:之?内|以[上内下])?(?:的|未[一-鿿]{1,4}的?)?[一-鿿、]{0,12}?(?:生|人员|青年|企业|公司|组织|个体|者|军人|婴儿)"
)
"""毕业2年内高校毕业生."""
_CONTRACT: Final = re.compile(r"(?:以[上内下])?(?:的)?(?:期限)?(?:的)?(?:劳动|聘用|服务|租赁)?合同")
"""签订1年以上劳动合同 is a condition."""
_CASE: Final = re.compile(
    r"(?:之?内|以内)?(?:[仍还](?=[未不]))?(?:未|没有|无正当|不能|无法|拒不)(?!有(?:规定|约定))"
)
_CASE_ASKED: Final = re.compile(
    r"未|不|没|无|逾期|超过|过了|拖|晚|欠|违约|\b(?:not|fail|without|no)\b"
)
_BEFORE_ASKED: Final = re.compile(r"提前(?:多[久长少]|几个?[天日周月年]|几个?工作日)")
_BEFORE: Final = re.compile(r"前|提早")
_TIME: Final = r"(?:多久|多长时间|几个?(?:工作日|[天日周月])|多少个?(?:工作日|[天日周月]))"
_DONE_ASKED: Final = re.compile(
    rf"{_TIME}(?:(?:才|就|能|可以?|会)+(?:办|[批审出拿领取到有]|好|完|下|来|修|装|通)"
    r"|办[好完成下]|拿到|批(?:下来|[完好准])|到[账帐手]|下来|来人|出(?:结果|证))|有效期|管(?:多久|几)"
)
"""How long until it is done, or holds: no time before something else says that."""
_HELD_ASKED: Final = re.compile(r"[满交缴住]|连续|累计|工作(?!日)")
"""How long before it may be done: 社保交多久才能领."""
_AHEAD_ASKED: Final = re.compile(r"提前|[之以届日期]前|前多|通知|公[告示]|预约")
_AHEAD: Final = re.compile(r"(?:提前|(?<![之以])前)(?:至少|不少于|不低于)?\Z")
_ENDING: Final = re.compile(r"届满[^,，。;；\n]{0,16}\Z")
_VALID_LONG: Final = re.compile(r"有效期限?(?:是|有|为)?(?:多[久长少]|几)")
_AHEAD_AFTER: Final = re.compile(r"(?:之?内|以内)?[之以]?前(?![款述置期])")
_OF_SUM: Final = re.compile(
    r"(?:以[上下内])?的?(?:当地|本[市县区人]|上年度?|平均|最低|基本|低保|城乡|城镇|月|社会|岗位|职工|救助|供养|生活|房屋)*"
    r"(?:标准|工资|租金|养老金|保费|电费)"
    r"|(?:之?内)?(?:实际|累计)[一-鿿]{2}的[一-鿿]{0,4}(?:本息|支出|费用|金额|收入)"
)
"""2个月低保标准 is a sum."""
_SUM_ASKED: Final = re.compile(r"几个?月的?[一-鿿]{0,6}?(?:标准|工资|租金)")
_BAN: Final = re.compile(r"(?:之?内|以内)?(?:不得|不予|禁止|限制|不再|取消[^,，。;；]{0,8}资格)")
_BAN_ASKED: Final = re.compile(
    r"不|限|禁|取消|再|罚|骗|后果|处理|怎么样|卖|转让|失信|黑名单|\b(?:not|ban\w*|again|sell)\b"
)
_RHYTHM: Final = re.compile(r"[^,，。;；\n]{0,8}(?:一|1|\d{1,2})次")
"""每12个月可以提取一次 is how often, not how long."""
_RHYTHM_ASKED: Final = re.compile(r"次|每|隔|频率|周期")
_VALID: Final = re.compile(
    r"(?:本|该)(?:办法|规定|条例|细则|实施细则|意见|通知|措施|方案|计划|行动计划|制度|政策)[^。]{0,40}\Z"
)
"""How long the rule itself holds: 本办法自…起施行,有效期5年."""
_VALID_ASKED: Final = re.compile(
    r"有效|施行|实施|执行|失效|作废|到期|管[几多]|[用行]到|\bvalid|\bforce\b|\beffect|\bexpir"
)
_BECAME: Final = re.compile(
    r"(?:之?前|以前|及以前)?[^,，。;；\n前]{0,12}?(?:登记|注册|出生|成立|开业|参保|毕业|入职|取得[^,，。;；\n]{0,8}|购买[^,，。;；\n]{0,8})的(?=[一-鿿])"
)
_BECOME_ASKED: Final = re.compile(r"登记|注册|出生|成立|开业|参保|毕业|入职|取得|购买|买")
_CHANGED: Final = re.compile(
    r"遗失|损[坏毁]的|丢失|灭失|补[发办领](?!放)|换[发领证]|变更|延续|续期|注销(?!登记证)"
)
_FIRST: Final = re.compile(
    r"新办|新设|设立|申领|首次|初次|核发|申办|办理(?=[^,，。;；\n]{0,12}[、和及])"
)
"""Where a paper is given for the first time as well, the time is for both."""
_PAPER_ASKED: Final = re.compile(r"[一-鿿](?:证|执照|批文)(?![明件据实券监])")
_CHANGED_ASKED: Final = re.compile(
    r"丢|失|补|换|坏|毁|旧|不见|找不到|变|改|续|销|延|期[满限]|\b(?:los[te]|replac|damag|renew|chang|cancel)"
)
_RECENT: Final = re.compile(r"(?:最?近|过去|此前)(?:的|[这那])?\Z")
"""近3个月的照片 says how old a thing may be."""
_RECENT_ASKED: Final = re.compile(r"近|过去|此前|以前|[之以]内")
_NEAR_CHARS: Final = 8
_RECENT_CHARS: Final = 14
_AFTER_CHARS: Final = 4


def in_role(measures: list[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out the lengths of time that play another part than the one asked about."""
    before = _BEFORE_ASKED.search(question) is not None
    measures = [
        m
        for m in measures
        if not (_is_since(m, clause, question) or _is_of_change(m, clause, question))
    ]
    kept = [
        m
        for m in measures
        if m.kind is not MeasureKind.DURATION
        or not (
            _says_who(m, clause, question)
            or (_OF_SUM.match(clause.text, m.end) and not _SUM_ASKED.search(question))
            or _is_validity(m, clause, question)
            or _says_when(m, clause, question)
            or _is_recent(m, clause, question)
            or (before and not _is_before(m, clause))
            or _is_rhythm(m, clause, question)
        )
    ]
    return _until_done(kept, clause, question) if _DONE_ASKED.search(question) else kept


def _until_done(measures: list[Measure], clause: Clause, question: str) -> list[Measure]:
    """Return how long it takes until something is done, or holds.

    No time before something else (届满30日前), no ban, no years, no time to apply, nor how long a
    paper holds.
    """
    measures = [
        m
        for m in measures
        if m.kind is not MeasureKind.DURATION
        or not (_is_ahead(m, clause, question) or _is_ban(m, clause, question))
    ]
    if _HELD_ASKED.search(question):
        return measures
    if "年" not in question and "期" not in question:
        measures = [m for m in measures if m.unit != "年" or m.comparator == ">="] or measures
    holds_asked = _VALID_ASKED.search(question) is not None
    return [
        m
        for m in measures
        if m.kind is not MeasureKind.DURATION
        or not (applies(m, clause) or (is_validity(m, clause) and not holds_asked))
    ]


def _says_who(measure: Measure, clause: Clause, question: str) -> bool:
    if "合同" not in question and _CONTRACT.match(clause.text, measure.end):
        return True
    since = _SINCE.search(clause.text, max(0, measure.start - _NEAR_CHARS), measure.start)
    if since is None or since["word"] in question:
        return False
    return _SOMEBODY.match(clause.text, measure.end) is not None


def _says_when(measure: Measure, clause: Clause, question: str) -> bool:
    case = _CASE.match(clause.text, measure.end) is not None
    return case and _CASE_ASKED.search(question) is None


def _is_recent(measure: Measure, clause: Clause, question: str) -> bool:
    before = clause.text[max(0, measure.start - _NEAR_CHARS) : measure.start]
    if _RECENT.search(before) is None or _RECENT_ASKED.search(question) is not None:
        return False
    # 近6个月连续缴存 is the condition itself where it is asked how long one must 缴存.
    after = clause.text[measure.end : measure.end + _RECENT_CHARS]
    return not any(after[at : at + 2] in question for at in range(len(after) - 1))


def _is_since(measure: Measure, clause: Clause, question: str) -> bool:
    """Whether a day only says who: 12月31日前登记的企业."""
    if measure.kind is not MeasureKind.DEADLINE or _BECOME_ASKED.search(question):
        return False
    return _BECAME.match(clause.text, measure.end) is not None


def _is_of_change(measure: Measure, clause: Clause, question: str) -> bool:
    """Whether a time is for what is done with a paper later: 遗失的,当场补发; 变更的,15日内申请."""
    if measure.kind is not MeasureKind.DURATION or _CHANGED_ASKED.search(question):
        return False
    phrase = holding(phrases(clause), measure.start)
    said = clause.text[phrase.start if phrase else 0 : measure.end + _AFTER_CHARS]
    if _PAPER_ASKED.search(question) is None or _FIRST.search(said):
        return False
    return _CHANGED.search(said) is not None


def _is_validity(measure: Measure, clause: Clause, question: str) -> bool:
    if _VALID_ASKED.search(question) or not measure.subject.endswith("有效期"):
        return False
    return _VALID.search(clause.text, max(0, measure.start - 60), measure.start) is not None


def _is_ban(measure: Measure, clause: Clause, question: str) -> bool:
    """Whether something must not be done for so long (5年内不得申请), and that is not asked."""
    return _BAN.match(clause.text, measure.end) is not None and not _BAN_ASKED.search(question)


def _is_rhythm(measure: Measure, clause: Clause, question: str) -> bool:
    recurs = clause.text.endswith("每", 0, measure.start)
    recurs = recurs and _RHYTHM.match(clause.text, measure.end) is not None
    return recurs and _RHYTHM_ASKED.search(question) is None


def _is_ahead(measure: Measure, clause: Clause, question: str) -> bool:
    """Whether a time is one before something (届满30日前), and that is not asked."""
    if _AHEAD_ASKED.search(question):
        return False
    before = clause.text[max(0, measure.start - 2 * _NEAR_CHARS) : measure.start]
    if _VALID_LONG.search(question) and _ENDING.search(before):
        return True
    return bool(_AHEAD.search(before) or _AHEAD_AFTER.match(clause.text, measure.end))


def _is_before(measure: Measure, clause: Clause) -> bool:
    start = max(0, measure.start - _NEAR_CHARS)
    near = (
        clause.text[start : measure.start] + clause.text[measure.end : measure.end + _AFTER_CHARS]
    )
    return _BEFORE.search(near) is not None
