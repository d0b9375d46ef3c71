"""Figures with what stands beside them: of what they are, how often paid, what they were before.

An answer may leave this to the sentence that it quotes. Beside other places, 小学 ≤ 150 元 alone is
nothing to compare.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from ingest.text.alignment import Span
from service.answering.found import holding, phrases, sentences
from service.answering.groups.classes import Mention, mentions
from service.answering.groups.series import MATTERS
from service.comparing.subjects import PERIOD, says_what
from service.comparing.units import unit_family
from service.comparing.whom import without_mention

_FORMER: Final = re.compile(r"^(?:原来|原有|原定|原|(?:调整|压缩|压减|改革|优化|提速)前的?)")
_NEW: Final = re.compile(r"^(?:现在|现行|现|新|(?:调整|压缩|压减|改革|优化|提速)后的?)")
_BEFORE_CHARS: Final = 60
"""How far before a sum its sentence is looked at."""
_EACH: Final = re.compile(
    r"(?P<each>每[人户生名]?每?(?:日|天|周|月|季度?|学期|学?年))[^，,；;。\d每]{0,12}+"
    r"(?:\d[\d.]{0,11}+[^\d，,；;。、]{1,3}+[、和及]){0,8}+$"
)
"""每人每月发放租房补贴1500元、1000元 says of both sums how often they are paid."""
_GROUP_WORDS: Final = re.compile(
    r"阶段|研究生|毕业生?|学历|新引进|全日制|学生|人员|用户|客户|职工|生|的|"
    r"补贴|补助|资助|奖励|津贴|标准|金额|每"
)
_GIVEN: Final = re.compile(r"(?:的|补贴|补助|资助|奖励|津贴|标准|金额)++$")
_HEAD: Final = re.compile(r"(?P<head>[一-鿿（）()]{4,30})[:：]")


def completed(figures: Sequence[tuple[Clause, Measure]]) -> dict[int, Measure]:
    """Return figures by where they stood in the sequence, each with what stands beside it.

    What another figure replaced is left out: it has become the baseline of that one, since beside
    what other places promise today it would be read as another promise.
    """
    told = [(clause, _with_period(_of_what(one, clause), clause)) for clause, one in figures]
    former = {at for at, (_, measure) in enumerate(told) if _former(measure.subject) is not None}
    found = {at: measure for at, (_, measure) in enumerate(told)}
    for at in found.keys() - former:
        before = [other for other in former if _replaces(told[at], told[other])]
        if len(before) == 1:
            found[at] = replace(found[at], baseline=found.pop(before[0]).value)
            former.remove(before[0])
    return found


def _with_period(measure: Measure, clause: Clause) -> Measure:
    """Return a sum with how often it is paid among its conditions, where its sentence says so."""
    if measure.kind is not MeasureKind.MONEY:
        return measure
    if PERIOD.search(f"{measure.subject},{measure.condition or ''}{measure.unit or ''}"):
        return measure
    before = clause.text[max(0, measure.start - _BEFORE_CHARS) : measure.start]
    found = _EACH.search(before)
    return _under(measure, measure.condition, found["each"]) if found else measure


def _of_what(measure: Measure, clause: Clause) -> Measure:
    """Return what a figure is of where its subject says only for whom: 初中 after 小学服务收费.

    It is what the figure before it in the sentence is of, when that one is for another class of the
    series; else what stands before the colon: 供气报装 of 供气报装：无外线工程的4日内完成.
    """
    classes = _only_classes(measure.subject)
    sentence = holding(sentences(clause), measure.start)
    if sentence is None or (classes is None and says_what(measure.subject)):
        return _of_any_class(measure)
    before = [one for one in clause.measures if sentence.start <= one.start < measure.start]
    if not measure.subject and (named := next((o.subject for o in before[::-1] if o.subject), "")):
        return replace(measure, subject=named)  # 供养标准不低于低保标准的1.3倍,为每人每月1235元
    for other in reversed(before) if classes else ():
        subject = _subject_of_other(other, classes or ()) if _are_like(measure, other) else None
        if subject:
            return _of(measure, subject)
    head = _head(clause, measure, sentence)
    if head is None:
        return measure
    return _of(measure, head) if classes else replace(measure, subject=head)


def _head(clause: Clause, measure: Measure, sentence: Span) -> str | None:
    """Return what stands before a colon, that of the own phrase before that of the sentence."""
    phrase = holding(phrases(clause), measure.start) or sentence
    starts = (max(phrase.start, sentence.start), sentence.start)
    heads = (_HEAD.match(clause.text, start, measure.start) for start in starts)
    return next((head["head"] for head in heads if head and says_what(head["head"])), None)


def _only_classes(subject: str) -> tuple[Mention, ...] | None:
    """Return the classes that a subject names, when it says nothing else."""
    found = tuple(one for one in mentions(subject) if one.classes and one.series not in MATTERS)
    rest = subject
    for one in sorted(found, key=lambda one: -one.start):
        rest = rest[: one.start] + rest[one.end :]
    return found if found and not _GROUP_WORDS.sub("", rest) else None


def _are_like(one: Measure, other: Measure) -> bool:
    return one.kind is other.kind and unit_family(one.unit) == unit_family(other.unit)


def _subject_of_other(other: Measure, classes: Sequence[Mention]) -> str | None:
    """Return 课后服务收费 of 小学课后服务收费, or the subject of a figure for another class."""
    if _only_classes(other.subject) is not None:
        return None
    named = _other_class(other.subject, classes)
    if named is not None:
        rest = other.subject[: named.start] + other.subject[named.end :]
        return rest if _GROUP_WORDS.sub("", rest) else None
    return other.subject if _other_class(other.condition or "", classes) else None


def _other_class(text: str, classes: Sequence[Mention]) -> Mention | None:
    """Return the first other class of the series of some classes that a text names."""
    return next(
        (
            one
            for one in mentions(text)
            for mine in classes
            if one.series == mine.series and one.classes and not one.classes & mine.classes
        ),
        None,
    )


def _of_any_class(measure: Measure) -> Measure:
    """Return a figure for 初中 of 小学课后服务收费 as one of 课后服务收费."""
    named = _other_class(measure.subject, mentions(measure.condition or ""))
    rest = without_mention(measure.subject, named) if named else ""
    return replace(measure, subject=rest) if says_what(rest) else measure


def _of(measure: Measure, subject: str) -> Measure:
    group = _GIVEN.sub("", measure.subject)
    return _under(replace(measure, subject=subject), group, measure.condition)


def _under(measure: Measure, *conditions: str | None) -> Measure:
    return replace(measure, condition=",".join(filter(None, conditions)))


def _former(subject: str) -> str | None:
    """Return what a figure of before measures, 时限 of 原时限; None of one that holds."""
    found = _FORMER.match(subject)
    return subject[found.end() :] if found else None


def _replaces(told: tuple[Clause, Measure], told_before: tuple[Clause, Measure]) -> bool:
    """Whether a figure stands where another stood: the same thing for the same, in one unit."""
    (clause, now), (other, before) = told, told_before
    if now.baseline is not None or clause.id != other.id or not _are_like(now, before):
        return False
    name = _former(before.subject)
    same = name is not None and _NEW.sub("", now.subject).endswith(name)
    return same and now.condition == before.condition
