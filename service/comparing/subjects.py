"""What a figure measures, whatever a place calls it.

Two places say the same in other words: 平均办电时间 and 用电报装办理时限. So the words of the
question's own matter and words that any time limit has are taken out of a subject, and what is
left must agree. A span that is named (从立项到竣工验收) is part of what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from index import AskedWord
from ingest.records import Measure, MeasureKind
from service.comparing.likeness import likeness
from service.comparing.units import unit_family

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
    rf"{_TIMING}|平均|最长|最短|一般|实际|法定|承诺|优化|提升|便利[度化]|各类|相关|全[市区县省]|用|日|时|率|的|内|将|为|由"
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
_PERIOD: Final = re.compile(r"每人?每?(日|天|周|月|季|学期|学?年)|/(日|天|周|月|季|年)")
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
    """How often money is paid: 3000元 each month is not 3000元 once."""
    at_once: bool = False
    """Whether no time passes (即时办结), which is so in any unit."""


def subject_of(measure: Measure, matter: Iterable[str] = ()) -> Subject:
    """Return what a figure measures; `matter` are the names of what the question is about."""
    said = f"{measure.subject},{measure.condition or ''}"
    found = INTERVAL.search(said)
    interval = (_plain(found[1]), _plain(found[2])) if found else None
    rest = _thing(INTERVAL.sub("", measure.subject))
    names = tuple(matter)
    rest = _MARKS.sub("", _GENERIC.sub("", without(rest, names)))
    if any(likeness(rest, name) >= LIKE_SHARE for name in names):
        rest = ""  # 供电报装 beside 用电报装
    rest = _CONNECTING.sub("", rest)
    is_span = INTERVAL.search(measure.subject) is not None
    paid = measure.kind is MeasureKind.MONEY and _PERIOD.search(f"{said}{measure.unit or ''}")
    return Subject(
        measure.kind,
        unit_family(measure.unit),
        rest,
        interval,
        is_span,
        condition=_plain(measure.condition or ""),
        period=paid[1] or paid[2] if paid else "",
        at_once=measure.kind is MeasureKind.DURATION and measure.value == "0",
    )


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


def same_subject(one: Subject, other: Subject) -> bool:
    """Whether two figures measure the same thing in the same unit."""
    if (one.kind, one.period) != (other.kind, other.period):
        return False
    if one.unit != other.unit and not (one.at_once or other.at_once):
        return False
    if not (alike(one.rest, other.rest) or _is_said(one, other) or _is_said(other, one)):
        return False
    if one.interval is None or other.interval is None:
        return not (one.is_span or other.is_span)
    ends = zip(one.interval, other.interval, strict=True)
    return all(likeness(end, other_end) >= LIKE_SHARE for end, other_end in ends)


def without(text: str, names: Iterable[str]) -> str:
    """Take names out of a text, longer ones first when they come in that order."""
    for name in names:
        text = text.replace(name, "")
    return text


def alike(one: str, other: str) -> bool:
    """Say whether two names, without what every one has, name the same."""
    return one == other or bool(one and other and likeness(one, other) >= LIKE_SHARE)


def _is_said(one: Subject, other: Subject) -> bool:
    """Whether a subject without words of its own means the other: the words are its condition."""
    bare = not one.rest and bool(other.rest)
    return bare and (other.rest in one.condition or bool(_ACTOR.fullmatch(other.rest)))


def _plain(text: str) -> str:
    return _MARKS.sub("", text)
