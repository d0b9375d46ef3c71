"""Which aspect of a matter is asked about: who may have it, what to bring, where, in which steps.

Guides, notices and rules give each aspect a section of its own, under a heading that names it
(申报条件, 办理流程), a question printed above it, or a line that announces items (下列条件).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from ingest.records import Clause
from service.answering.asked.kinds import canonical
from service.answering.found import heading_is_rule
from service.answering.records import AskedKind, AskedQuestion


class Aspect(StrEnum):
    """What documents on a matter keep apart."""

    CONDITIONS = "conditions"
    MATERIALS = "materials"
    PLACE = "place"
    STEPS = "steps"
    SCOPE = "scope"
    DUTIES = "duties"
    CASES = "cases"
    AREAS = "areas"


_EXTENT = "一?[步级层类档天年月周]|几[步级层类档个种]|(?:一|哪)?个?[环阶]"
"""到哪一步, 到哪几级: how far, no place."""
_DONE = r"(?:办理|申请|申报|报名|预约|参加|登记|领取?|申领|报销|走)"
_WHOEVER = r"(?:人员?|企业|公司|单位|项目|个人|对象|群体|家庭|机构)"
_OF_PEOPLE = "(?:适用|享受|保障|参保|参加|申[请报]|受益|惠及|支持|补[贴助]|救助|服务)"
_ASPECTS: Final = tuple(
    (aspect, re.compile(asked, re.IGNORECASE), re.compile(named))
    for aspect, asked, named in (
        (
            Aspect.CONDITIONS,
            r"(?:什么|哪些)(?:样的?)?(?:条件|资格|门槛)|(?:条件|资格)(?:有|是|要求|\W*\Z)|(?:满足|符合|具备)(?:哪些|什么)"
            rf"|(?:什么|哪些|哪类|怎么)(?:样)?的?{_WHOEVER}[^,。?]{{0,6}}(?:可以?|能|享受|有资格)|谁(?:可以?|能|有资格)"
            r"|\b(?:conditions|eligib\w+|qualif\w+|requirements)\b",
            rf"条件|资格|对象|{_OF_PEOPLE}范围|人群|谁可以|谁能|哪些人|(?:下列|以下){_WHOEVER}",
        ),
        (
            Aspect.MATERIALS,
            r"(?:什么|哪些|几[项份样种])[^,。?]{0,4}(?:材料|资料|证件|单据)|材料(?:清单|有|是|要|\W*\Z)"
            r"|(?<![具配设])[带交备](?:齐|上)?(?:什么|哪些)(?!人|地方|时候)|(?:提交|提供|准备)(?:什么|哪些)(?!的?(?:优惠|政策|服务|支持|帮助|扶持|便利|补[贴助]|保障|待遇|岗位))"
            r"|[提递上]?交[^,。?]{0,6}(?:文件|东西)[^,。?]{0,2}(?:包[括含]|有|是)(?:什么|哪些)"
            r"|(?:还|另外|都|一共)需?要(?:些)?什么\W*\Z"
            r"|\b(?:documents|papers|materials|paperwork)\b",
            r"材料|资料|证件|要[交带]|办理准备",
        ),
        (
            Aspect.PLACE,
            rf"[在去到上往]哪(?!些|个?部门|个?单位|{_EXTENT})|哪[里儿]|什么地方|哪个(?:窗口|地方|平台|网站|大厅|系统|小程序)"
            r"|地[址点](?:是|在|\W*\Z)|\bwhere\b",
            r"地[点址]|窗口|哪里|哪儿|渠道|途径|(?:办理|申[请报]|查询|受理)方式",
        ),
        (
            Aspect.STEPS,
            rf"(?:怎么|如何)(?:样)?(?:去|来|进行)?{_DONE}|流程|程序|步骤|(?:登记|许可|备案|证|手续|业务)怎么办"
            r"|一步一?步|按什么顺序|先[^,。?]{1,8}[再后]"
            r"|\bhow (?:do|can|to|should|does)\b.*\b(?:apply|register|obtain|get|file)\b"
            r"|\bprocedure|\bsteps\b",
            r"流程|程序|步骤|(?:办理|申[请报])方式|怎么(?:办理|申|走)|如何[办申]",
        ),
        (
            Aspect.SCOPE,
            r"(?:什么|哪些)范围|范围(?:是|有|包括|\W*\Z)|适用于?(?:谁|哪|什么)|\bscope\b",
            r"范围|对象",
        ),
        (
            Aspect.DUTIES,
            r"(?:什么|哪些)(?:职责|义务)|职责(?:是|有|\W*\Z)|\b(?:duties|obligations)\b",
            r"职责|义务",
        ),
        (
            Aspect.CASES,
            r"(?:什么|哪些|哪种)(?:情况|情形)"
            r"|\b(?:which|what) (?:cases|circumstances|situations)\b",
            r"情形|情况",
        ),
        (
            Aspect.AREAS,
            r"(?:哪些|什么)(?:地方|区域|场所|路段|地段|位置|部位|场合)"
            r"|\b(?:which|what) (?:places|areas|locations|venues)\b",
            r"区域|场所|地[点段区方]|路段|范围|部位",
        ),
    )
)
_NAMED: Final = {aspect: named for aspect, _, named in _ASPECTS}
# What a heading of one aspect is: little besides the aspect itself.
_HEADED: Final = {
    Aspect.CONDITIONS: re.compile(r"\A.{0,6}(?:条件|对象|资格)\Z"),
    Aspect.MATERIALS: re.compile(r"\A.{0,6}(?:材料|资料)(?:清单)?\Z"),
    Aspect.STEPS: re.compile(r"\A.{0,6}(?:流程|程序|步骤)\Z"),
    Aspect.PLACE: re.compile(r"\A.{0,4}(?:地[点址]|窗口)\Z"),
}
_ANNOUNCED: Final = 30
"""A line that announces items names them at its end: 应当符合下列条件."""
_NOUN_ASKED: Final = re.compile(r"(?:哪些|哪几[种类项个]|什么(?:样的)?)([一-鿿]{2})")
_BEGUN: Final = "(?:下列|以下|如下)"


_OPEN: Final = frozenset({AskedKind.LIST, AskedKind.HOW, AskedKind.WHAT})


def aspects_of(asked: AskedQuestion) -> frozenset[Aspect]:
    """Return the aspects that an open question asks about; mostly none or one.

    谁审核申请材料 names materials and asks for who; only 谁可以申请 asks for conditions.
    """
    if asked.figures or asked.form:
        return frozenset()
    aspects = _aspects(canonical(asked.normalized))
    if asked.kind is AskedKind.WHO:
        return aspects & {Aspect.CONDITIONS}
    return aspects if asked.kind in _OPEN else frozenset()


@lru_cache(maxsize=256)
def _aspects(question: str) -> frozenset[Aspect]:
    return frozenset(aspect for aspect, asked, _ in _ASPECTS if asked.search(question))


def names_aspect(words: str, aspects: frozenset[Aspect]) -> bool:
    """Whether a heading, a printed question or an announcing line names one of the aspects."""
    return any(_NAMED[aspect].search(words) for aspect in aspects)


def announces_aspect(line: str, aspects: frozenset[Aspect]) -> bool:
    """Whether the end of a line before items says that these are of one of the aspects."""
    return names_aspect(line[-_ANNOUNCED:], aspects)


def announces_noun(line: str, question: str) -> bool:
    """Whether a line before items says that these are what is asked for: 下列行为, 哪些行为."""
    noun = _noun_asked(question)
    return noun is not None and noun.search(line[-_ANNOUNCED:]) is not None


@lru_cache(maxsize=256)
def _noun_asked(question: str) -> re.Pattern[str] | None:
    asked = _NOUN_ASKED.search(question)
    if asked is None:
        return None
    return re.compile(
        rf"{_BEGUN}[^:：,，。]{{0,10}}{asked[1]}|{asked[1]}[^:：,，。]{{0,4}}{_BEGUN}"
    )


def is_section_of_other(clause: Clause, aspects: frozenset[Aspect]) -> bool:
    """Whether a clause stands under a heading for another aspect: 申请材料, for 在哪办."""
    if not aspects or is_section_of(clause, aspects):
        return False
    return any(
        _HEADED[aspect].search(clause.heading) for aspect in _HEADED if aspect not in aspects
    )


def is_section_of(clause: Clause, aspects: frozenset[Aspect]) -> bool:
    """Whether a clause stands under a heading that names one of the aspects."""
    if not aspects:
        return False
    above = clause.path[-1] if clause.path else ""
    own = "" if heading_is_rule(clause) else clause.heading
    return names_aspect(own, aspects) or names_aspect(above, aspects)
