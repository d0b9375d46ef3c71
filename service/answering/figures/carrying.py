"""What a text says once for several figures, given to each of them: its subject, for whom it is.

Reading carries words on within a sentence. What it leaves is said here: a heading is no subject
where the figure before has one, what comes on top of a sum is no subject of the next one, and the
words before 单电源 are said of 双电源, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import is_
from typing import Final

from index import Hit
from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.rows import OF_WHOM, PER, goes_on, with_pair
from service.answering.found import holding, is_heading_fallback, phrases, run_in_title, sentences
from service.answering.groups.classes import mentions, other_class
from service.answering.groups.series import MATTERS

ADDED: Final = re.compile(
    r"(?:再|另(?:外|行)?|额外)(?:给予|予以)?(?:增加|奖励|补助|补贴|资助|发放|上浮|补|奖)?\Z"
)
"""Ends what is said of a figure that comes on top of another."""
_WITH_OR_WITHOUT: Final = re.compile(
    r"(?P<without>无需?|没有|不需要?|不涉及)|(?P<with>有|需要?|涉及)"
)
_NAMED_CHARS: Final = 2
"""Of what is there or not, enough to know it again: 外线 of 有外线工程."""
_APART: Final = MATTERS | {"household", "person or body", "insured", "form of business"}
"""Series whose classes stand for themselves: 居民用户 after 低压非居民用户 is not said of 低压."""
_GIVEN: Final = re.compile(
    r"(?:的|作为)?(?P<name>[一-鿿]{0,8}(?:补贴|补助|奖励|津贴|资助|贴息|奖补|奖金|费))(?=[,，、。;；()（）]|\Z)"
)
"""What money is given as may stand after the sum: 给予30万元安家费."""
_BEGINS: Final = re.compile(r"当[日天](?:提出)?申[请报][,，、]?(?=当[日天])")
"""The day one applies is no limit: 当日申请当日领证."""
_ACTOR: Final = re.compile(r"(?:企业|公司|部门|机关|机构|单位|局|中心)\Z")
_WHO_MAX_CHARS: Final = 16
_GROUP_MAX_CHARS: Final = 40
_LEAD: Final = re.compile(r"([^,，。:：、\s]{2,16})[:：]")
_COMMA: Final = re.compile(r"[,，]")
_SEMICOLON: Final = re.compile(r"[;；]")
_BOUND: Final = re.compile(r"最[高低]|封顶|上限")
"""A cap is of the figure before it: 之后每小时3元,24小时内最高收费30元;另一类首小时3元."""
_PART: Final = re.compile(r"[,，(（]其中")
_MARK: Final = re.compile(
    r"^[(（]?第?[\d一二三四五六七八九十百]+[)）、.．编章节条款]+[、.．]?\s*|^第[^、\s]{1,4}[编章节]\s*"
)


def with_carried(hit: Hit) -> Hit:
    """Return a hit whose figures have what the text says of them only once."""
    measures = carried_measures(hit.clause)
    if measures is hit.clause.measures:
        return hit
    return replace(hit, clause=replace(hit.clause, measures=measures))


def carried_measures(clause: Clause) -> tuple[Measure, ...]:
    """Return the figures of a clause, each with what the text says of it only once."""
    told = _carried(_Known(clause))
    return clause.measures if told is None else told


class _Known:
    """A clause, the same as another where text, headings and number of figures are."""

    __slots__ = ("clause", "key")

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.key = (clause.text, clause.heading, clause.path, len(clause.measures))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.key == other.key


# The same clauses answer many questions.
@lru_cache(maxsize=1024)
def _carried(known: _Known) -> tuple[Measure, ...] | None:
    clause = known.clause
    told: list[Measure] = []
    for measure in clause.measures:
        if _BEGINS.match(clause.text, measure.start):
            continue
        measure = with_pair(measure, clause)
        before = _alike_before(measure, told, clause)
        measure = _with_subject(measure, before, clause)
        measure = _with_condition(measure, before[-1], clause) if before else measure
        told.append(_of_one_rhythm(_with_lead(_with_group(measure, clause), clause)))
    same = len(told) == len(clause.measures) and all(map(is_, told, clause.measures))
    return None if same else tuple(told)


def _alike_before(measure: Measure, told: Sequence[Measure], clause: Clause) -> list[Measure]:
    """Return the figures before one in its sentence that are of its kind and unit."""
    alike = [one for one in told if one.kind is measure.kind and one.unit == measure.unit]
    if not alike:
        return []
    sentence = holding(sentences(clause), measure.start)
    return [one for one in alike if sentence and sentence.start <= one.start < measure.start]


def _with_subject(measure: Measure, before: Sequence[Measure], clause: Clause) -> Measure:
    """Say of a figure what the one before it is of, where only a heading names it."""
    said = measure.subject
    if ADDED.search(said):
        own = clause.text[max(0, measure.start - len(said)) : measure.start]
        if not before or own == said or ADDED.search(own):
            return measure
    elif not (is_heading_fallback(measure, clause) or _is_above(said, clause)):
        return measure
    after = _GIVEN.match(clause.text, measure.end) if measure.kind is MeasureKind.MONEY else None
    if after:
        return replace(measure, subject=after["name"])
    named = [one for one in before if _is_subject(one, clause) and _leads_on(one, measure, clause)]
    if named:
        return replace(measure, subject=_of_any_class(named[-1].subject, measure))
    if said == clause.heading:
        return measure
    # A chapter is too wide to say what a figure in it measures.
    return replace(measure, subject=clause.heading or run_in_title(clause))


def _leads_on(before: Measure, measure: Measure, clause: Clause) -> bool:
    """Whether a subject is still that of a figure further on; a semicolon ends that of a limit."""
    between = clause.text[before.end : measure.start]
    bound = measure.kind is not MeasureKind.MONEY or _BOUND.search(before.subject)
    return not (bound and _SEMICOLON.search(between))


def _of_any_class(subject: str, measure: Measure) -> str:
    """Return a subject without the class that its figure is not of: 博士安家补助 for 硕士."""
    for mine in mentions(measure.condition or ""):
        if mine.classes and (other := other_class(mine, subject)):
            subject = subject[: other.start] + subject[other.end :]
    return subject


def _is_subject(measure: Measure, clause: Clause) -> bool:
    return not (
        is_heading_fallback(measure, clause)
        or ADDED.search(measure.subject)
        or _is_above(measure.subject, clause)
    )


def _is_above(subject: str, clause: Clause) -> bool:
    """Whether a subject is only a heading over the clause."""
    return subject in _bare(clause.path)


@lru_cache(maxsize=1024)
def _bare(path: tuple[str, ...]) -> frozenset[str]:
    """Return headings without their numbers."""
    return frozenset(_MARK.sub("", heading) for heading in path)


def _with_condition(measure: Measure, before: Measure, clause: Clause) -> Measure:
    """Say for whom a figure holds, where that is said with the figure before it."""
    own, theirs = measure.condition or "", before.condition or ""
    if not theirs or own.startswith(theirs):
        return measure
    if not own:
        return replace(measure, condition=theirs) if goes_on(before, measure, clause) else measure
    if measure.subject == before.subject and _PART.match(clause.text, before.end):
        return replace(measure, condition=f"{theirs},{own}")  # 其中无需外线工程的
    lead = _lead(theirs, own)
    return replace(measure, condition=f"{lead},{own}") if lead else measure


def _of_one_rhythm(measure: Measure) -> Measure:
    """Leave out how often the figure before is paid: 每生每学年,每生每学期 of 每生每学期2500元."""
    parts = (measure.condition or "").split(",")
    paid = [part for part in parts if PER.fullmatch(part)]
    if len(paid) < 2:
        return measure
    return replace(measure, condition=",".join(part for part in parts if part not in paid[:-1]))


def _with_group(measure: Measure, clause: Clause) -> Measure:
    """Say for whom a figure holds where reading found only who acts: 低压用户,供电企业不超过6日."""
    own = measure.condition or ""
    per = PER.fullmatch(own) is not None
    if not (per or _ACTOR.search(own)) or any(m.classes for m in mentions(own)):
        return measure
    phrase = holding(phrases(clause), measure.start)
    comma = _COMMA.search(clause.text, phrase.start, measure.start) if phrase else None
    if phrase is None or comma is None:
        return measure
    piece = _MARK.sub("", clause.text[phrase.start : comma.start()])
    figured = any(phrase.start <= m.start < comma.start() for m in clause.measures)
    if figured or len(piece) > _GROUP_MAX_CHARS or piece in own:
        return measure
    told = per and OF_WHOM.search(piece) is not None
    told = told or any(m.classes and m.series not in MATTERS for m in mentions(piece))
    return replace(measure, condition=f"{piece},{own}") if told else measure


def _with_lead(measure: Measure, clause: Clause) -> Measure:
    """Say for whom a figure holds where a colon or a heading does: 在校学生：每人413元."""
    phrase = holding(phrases(clause), measure.start)
    found = _LEAD.match(clause.text, phrase.start, measure.start) if phrase else None
    who, own = _MARK.sub("", found[1]) if found else clause.heading, measure.condition or ""
    if not who or len(who) > _WHO_MAX_CHARS or who in own or OF_WHOM.search(who) is None:
        return measure
    if not found and own and PER.fullmatch(own) is None:
        return measure
    return replace(measure, condition=f"{who},{own}" if own else who)


def _lead(theirs: str, own: str) -> str:
    """Return what stands before a class in a condition whose other class begins the next one.

    高压 of 高压单电源客户 for 双电源客户, 用水报装 of 用水报装无外线工程 for 有外线工程.
    """
    has = _WITH_OR_WITHOUT.match(own)
    if has is not None:
        what = own[has.end() : has.end() + _NAMED_CHARS]
        other = next((m for m in _WITH_OR_WITHOUT.finditer(theirs) if m.start()), None)
        if len(what) < _NAMED_CHARS or other is None or other.lastgroup == has.lastgroup:
            return ""
        return theirs[: other.start()].rstrip(",") if theirs.startswith(what, other.end()) else ""
    mine = [m for m in mentions(own) if m.series not in _APART and m.classes]
    first = next((m for m in mine if m.start == 0), None)
    apart = other_class(first, theirs) if first else None
    if apart is None:
        return ""
    lead = theirs[: apart.start].split(",")[-1]
    series = {m.series for m in mentions(lead) if m.classes}
    return lead if series and not series & {m.series for m in mine} else ""
