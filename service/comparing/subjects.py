"""What a figure measures, whatever a place calls it.

Two places say the same in other words: 平均办电时间 and 用电报装办理时限. So the words of the
question's own matter and words that any time limit has are taken out of a subject, and what is
left must agree. A span that is named (从立项到竣工验收) is part of what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from index import AskedWord
from ingest.records import Measure, MeasureKind
from service.answering.groups.classes import mentions
from service.answering.groups.series import MATTERS
from service.answering.wording.utilities import utilities
from service.comparing.changes import is_change
from service.comparing.likeness import likeness
from service.comparing.units import unit_family, without_unit
from service.comparing.whom import without_whom

LIKE_SHARE: Final = 0.5
"""Of the character pairs of two names, for them to name the same."""
INTERVAL: Final = re.compile(
    r"[自从由]([^,，;；]{2,24}?)起?(?:直至|[到至])([^,，;；]{2,24}?)(?=[,，;；、(（]|$)"
)
_TIMING: Final = (
    r"全流程|全过程|全程|整体|总体|再|均|压缩|压减|缩短|减少|降低|控制|提高|办理|办结|办完|完成|实现|"
    r"达到|保持|登记|总|所需|需要|时间|时限|时长|期限|天数|比例|占比|期\Z"
)
_GENERIC: Final = re.compile(
    rf"{_TIMING}|平均|最长|最短|一次性|一般|实际|承诺|优化|提升|便利[度化]|各类|相关|全[市区县省]|用|日|时|率|的|内|将|为|由"
)
ANY_LIMIT: Final = re.compile(_TIMING)
_ACTOR: Final = re.compile(r"企业|市场主体|经营主体|申请人|办事人")
"""Who everything is for; 企业 and 个人 are still two."""
_WHOSE: Final = (
    re.compile(r"^[^的]{2,14}的(?=.{3})"),
    re.compile(r"^(?:纳税人|申请人|市民|群众)(?=.{2})"),
    re.compile(r"^全?年度?(?=.{2})"),
)
"""Whose or of which year something is, before what it is: 依法必须招标项目的投标保证金."""
_CONNECTING: Final = re.compile(r"接入|报装|办(?=[电水气])")
"""用气接入 is 用气报装."""
_SUPPLIED: Final = re.compile(r"供(?=[水电气热暖])")
"""供水报装 is 用水报装, seen from the other side."""
PERIOD: Final = re.compile(
    r"每(?:[人户生名]每?|个)?(?:上学|教学|工作)?(日|天|周|月|季|学期|学?年)度?"
    r"|/(日|天|周|月|季|年|小时|时)"
    r"|(?<![个半\d至到按及届同准])(小时|时|日|月|季度?|年)(?=最低|平均|人均|工资|薪|收入|租金|房租|利息|缴)"
)
"""How often something is paid or done: 每人每月, /月, and the 月 of 月最低工资."""
_SAME_PERIOD: Final = {"天": "日", "季度": "季", "时": "小时"}
_PERIODIC: Final = frozenset({MeasureKind.MONEY, MeasureKind.DURATION, MeasureKind.COUNT})
_UPDATED: Final = re.compile(
    r"^(?:(?:调整|提高|压缩|压减|改革|优化|提速)后的?|现行的?|新的?)(?=.{2})"
)
_NOUN_OF_LIMIT: Final = re.compile(
    r"(?<=.{2})(?:标准|金额|总额|额度|时限|时间|期限|时长|比例|天数)$"
)
_ASKED_CHARS: Final = 4
"""Of a name that stands in the question, from where on what comes before it only says which."""
_SEVERAL_SUPPLIES: Final = re.compile(r"(?:[用供][水电气热暖][、和及]?){2,5}+(?:报装|接入)?")
"""用水用气报装 is of each; which one a question means, its other words tell."""
_MARKS: Final = re.compile(r"[,，、;；:：“”\"()（）《》〔〕\s]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure measures, without what every such figure says."""

    kind: MeasureKind
    unit: str
    rest: str
    """The subject without the words of the question and of any time limit."""
    interval: tuple[str, str] | None
    """From what to what, when the text says it."""
    is_span: bool = False
    """Whether the subject itself is that span: 从立项到竣工验收."""
    condition: str = ""
    """Without marks; what one place says in the subject another may say here."""
    period: str = ""
    """How often it is paid or done: 3000元 each month is not 3000元 once."""
    name: str = ""
    """The subject as it is called, without marks and units, and without 标准 at its end."""
    is_asked: bool = False
    """Whether the question has that name."""
    says_which: str = ""
    """As much of the name as the question has; long enough, it tells what is asked about."""
    matters: frozenset[int] = frozenset()
    """Which of several matters that a question names the figure names."""
    at_once: bool = False
    """Whether no time passes (即时办结), which is so in any unit."""
    changes: bool = False
    """Whether it is by how much another figure goes up or down."""


def subject_of(measure: Measure, matter: Iterable[str] = (), question: str = "") -> Subject:
    """Return what a figure measures.

    Args:
        measure: The figure.
        matter: Names of what the question is about.
        question: Its words, in which a subject may stand as it is.
    """
    said = f"{measure.subject},{measure.condition or ''}"
    span = INTERVAL.search(said)
    interval = (_plain(span[1]), _plain(span[2])) if span else None
    called = INTERVAL.sub("", without_unit(_UPDATED.sub("", measure.subject), measure.unit))
    paid = PERIOD.sub("", called) if measure.kind in _PERIODIC else called
    rest = _thing(without_whom(paid))
    names = tuple(matter)
    if any(utilities(name) for name in names):
        rest = _SEVERAL_SUPPLIES.sub("", rest)
    rest = _MARKS.sub("", _GENERIC.sub("", without(rest, names)))
    if any(likeness(rest, name) >= LIKE_SHARE or _is_head(rest, name) for name in names):
        rest = ""  # 供电报装 beside 用电报装, 贷款 for 公积金贷款
    rest = _SUPPLIED.sub("用", _CONNECTING.sub("", rest))
    called = _plain(_thing(called).replace("一次性", ""))
    name, asked = _NOUN_OF_LIMIT.sub("", called), _plain(question)
    return Subject(
        measure.kind,
        unit_family(measure.unit),
        rest,
        interval,
        is_span=INTERVAL.search(measure.subject) is not None,
        condition=_SUPPLIED.sub("用", _plain(measure.condition or "")),
        period=_period(measure, said),
        name=name,
        is_asked=bool(_GENERIC.sub("", name)) and name in asked,
        says_which=called if called in asked else name,
        at_once=measure.kind is MeasureKind.DURATION and measure.value == "0",
        changes=is_change(measure),
    )


def _is_head(rest: str, name: str) -> bool:
    """Whether what is left is what a name ends with, and so says what the name does."""
    return len(rest) > 1 and name.endswith(rest)


def _period(measure: Measure, said: str) -> str:
    found = PERIOD.search(f"{said}{measure.unit or ''}") if measure.kind in _PERIODIC else None
    period = next(filter(None, found.groups()), "") if found else ""
    return _SAME_PERIOD.get(period, period)


def _thing(subject: str) -> str:
    """Return what a subject names, without whose it is; all of it where nothing else is named."""
    thing = subject
    for whose in _WHOSE:
        thing = whose.sub("", thing)
    return thing if _GENERIC.sub("", thing) else subject


def names_of(words: Iterable[AskedWord]) -> tuple[str, ...]:
    """Return every name of the question's words, the longest first."""
    names = {name for word in words for name in (word.text, *word.names)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def matters_of(
    words: Iterable[AskedWord], measures: Sequence[Measure]
) -> tuple[frozenset[str], ...]:
    """Return the names of each matter of a question that some subject names, and of each supply.

    Whom it is for is no matter, nor what only conditions tell: 有外线工程.
    """
    told = "\n".join(measure.subject for measure in measures)
    return tuple(
        names
        for word in words
        if word.names and not any(one.series not in MATTERS for one in mentions(word.text))
        for names in [frozenset((word.text, *word.names))]
        if any(name in told or utilities(name) for name in names)
    )


def of_matters(subject: Subject, measure: Measure, matters: Sequence[frozenset[str]]) -> Subject:
    """Return a subject with the matters that the figure names: both of 用水用气报装."""
    said = f"{measure.subject},{measure.condition or ''}"
    supplies = utilities(said)
    named = {
        at
        for at, names in enumerate(matters)
        if any(name in said or supplies & utilities(name) for name in names)
    }
    return replace(subject, matters=frozenset(named))


def same_subject(one: Subject, other: Subject) -> bool:
    """Whether two figures measure the same thing in the same unit."""
    if (one.kind, one.period, one.changes) != (other.kind, other.period, other.changes):
        return False
    if one.matters and other.matters and not one.matters & other.matters:
        return False  # 办电要多久？企业开办要几天？
    if one.unit != other.unit and not (one.at_once or other.at_once):
        return False
    if not (alike(one.rest, other.rest) or _is_said(one, other) or _is_said(other, one)):
        if not (_is_asked(one, other) or _is_asked(other, one)):
            return False
    if one.interval is None or other.interval is None:
        return not (one.is_span or other.is_span)
    ends = zip(one.interval, other.interval, strict=True)
    return all(likeness(end, other_end) >= LIKE_SHARE for end, other_end in ends)


def says_what(subject: str) -> bool:
    """Say whether a subject tells what is measured: 办理时限 and 完成 are said of anything."""
    return bool(_MARKS.sub("", _GENERIC.sub("", subject)))


def without(text: str, names: Iterable[str]) -> str:
    """Take names out of a text, longer ones first when they come in that order."""
    for name in names:
        text = text.replace(name, "")
    return text


def alike(one: str, other: str) -> bool:
    """Say whether two names, without what every one has, name the same; 非全日制 is not 全日制."""
    if not one or not other or one.count("非") != other.count("非"):
        return one == other
    return likeness(one, other) >= LIKE_SHARE


def _is_said(one: Subject, other: Subject) -> bool:
    """Whether a subject without words of its own means the other: the words are its condition."""
    bare = not one.rest and bool(other.rest)
    return bare and (other.rest in one.condition or bool(_ACTOR.fullmatch(other.rest)))


def _is_asked(one: Subject, other: Subject) -> bool:
    """Whether one is called as the question calls it, and the other says no more than which one.

    Asked for 最低工资标准, 全日制用工最低工资标准 is one; of two names in the question, one may be
    a part of the other.
    """
    if not one.is_asked or one.name.count("非") != other.name.count("非"):
        return False
    if other.is_asked:
        return one.name in other.name
    return len(one.says_which) >= _ASKED_CHARS and other.name.endswith(one.name)


def _plain(text: str) -> str:
    return _MARKS.sub("", text)
