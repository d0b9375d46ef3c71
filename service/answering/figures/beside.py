"""Figures said with those picked: what comes on top, and the rule that one is a case of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.bounding import other_end, tiers_beside
from service.answering.figures.carrying import ADDED
from service.answering.figures.classes_beside import classes_beside
from service.answering.figures.steps import asked_step
from service.answering.figures.totals import asks_total
from service.answering.figures.validity import is_limit
from service.answering.found import holding, phrases, sentences
from service.answering.places import short_name
from service.answering.records import AskedQuestion

_DONE_ASKED: Final = re.compile(
    r"出(?:结果|结论|来|证|报告)|下来|拿到|到手|办[好完妥]|办下|能好|搞定"
)
_DOES: Final = re.compile(
    r"(?:之?内|以内)?(?:完成|作出|做出|出具|进行|组织|上门|开展|办结|制作|发放|颁发|核发|送达|拨付|提出|予以)"
)
_FROM_STEP: Final = re.compile(
    r"(?:审[核查]|核查|核实|验收|评审|公示|初审|复核|勘[查察验]|检[查测验]|批准|审批)[^,，。;；自]{0,6}(?:之?日起|后)的?\Z"
)
_CASE: Final = re.compile(r"([^,，。;；\n]{2,30})的[,，]")
_NO_CASE: Final = "可以 需要 申请 办理 申领"
_OTHERS: Final = re.compile(r"其他|其它|其余")
_LEAST_RULE_CHARS: Final = 2
"""A shorter subject (停放) is still one; none at all says nothing."""


def with_relatives(
    kept: Sequence[Measure], candidates: Sequence[Measure], clause: Clause, asked: AskedQuestion
) -> list[Measure]:
    """Add the other end of a range, the steps of a scale, the rule and what comes on top."""
    picked = [*kept, *tiers_beside(kept, candidates, clause, asked)]
    picked += rules_beside(picked, candidates, clause, _without_places(asked))
    picked += firsts_beside(picked, candidates, clause, asked.normalized)
    picked += classes_beside(picked, candidates, clause, asked.normalized)
    picked += added_to(picked, candidates, clause)
    picked += steps_before(picked, candidates, clause, asked.normalized)
    return [*picked, *(end for m in picked if (end := other_end(m, candidates, clause)))]


def _without_places(asked: AskedQuestion) -> str:
    """Return a question without its places: 临川 of 临川通 names no case."""
    names = {part for place in asked.regions for part in (place, short_name(place))}
    question = asked.normalized
    for name in sorted(names, key=len, reverse=True):
        question = question.replace(name, "")
    return question


def added_to(
    picked: Sequence[Measure], candidates: Sequence[Measure], clause: Clause
) -> list[Measure]:
    """Return the sums that come on top of one picked: 在县工作的再增加10万元.

    They stand after it between the same semicolons.
    """
    return [
        one
        for one in candidates
        if one not in picked and _comes_on_top(one, clause) and _follows(one, picked, clause)
    ]


def steps_before(
    picked: Sequence[Measure], candidates: Sequence[Measure], clause: Clause, question: str
) -> list[Measure]:
    """Return the times of the steps that come before one picked, where no step is asked about.

    5个工作日内核查,自核查合格之日起3个工作日内发证: who asks when it is there has to wait for both.
    All steps of a line are told to who asks how long they take together.
    """
    if asked_step(question) is not None:
        return []
    whole, done = asks_total(question), _DONE_ASKED.search(question) is not None
    late = [m for m in picked if is_limit(m, clause) and (whole or _runs_from_step(m, clause))]
    if done and (steps := _steps_of(picked, candidates, clause)):
        return steps
    return [
        one
        for one in candidates
        if one not in picked
        and is_limit(one, clause)
        and any(_on_line(one, last, clause) and (whole or one.start < last.start) for last in late)
    ]


def _steps_of(
    picked: Sequence[Measure], candidates: Sequence[Measure], clause: Clause
) -> list[Measure]:
    """Return the other steps of a phrase that says one by one how long each takes at most."""
    held = {holding(phrases(clause), m.start) for m in picked}
    alike = [
        m for m in candidates if is_limit(m, clause) and holding(phrases(clause), m.start) in held
    ]
    named = {m.subject for m in alike}
    steps = len(named) == len(alike) > 1 and all(_DOES.match(clause.text, m.end) for m in alike)
    return [m for m in alike if m not in picked] if steps else []


def _runs_from_step(measure: Measure, clause: Clause) -> bool:
    phrase = holding(phrases(clause), measure.start)
    before = clause.text[phrase.start if phrase else 0 : measure.start]
    return _FROM_STEP.search(before) is not None


def _on_line(one: Measure, other: Measure, clause: Clause) -> bool:
    first, last = sorted((one, other), key=lambda m: m.start)
    return "\n" not in clause.text[first.end : last.start]


def rules_beside(
    picked: Sequence[Measure], candidates: Sequence[Measure], clause: Clause, question: str
) -> list[Measure]:
    """Return the rules of which only a case was picked, when nobody asked for that case.

    停放30分钟以内的免费;新能源汽车停放2小时以内的免费: who names no such car gets both. So does who
    asks for a paper, and not for it in the case beside: 10日内发放;申领电子居住证的,3日内办结.
    """
    return [
        one
        for one in candidates
        if one not in picked
        and any(
            _is_rule_of(one, case, clause, question) or _is_usual(one, case, clause, question)
            for case in picked
        )
    ]


def firsts_beside(
    picked: Sequence[Measure], candidates: Sequence[Measure], clause: Clause, question: str
) -> list[Measure]:
    """Return what holds for those named first, where only what holds for the others was picked.

    对直接接触病例的每天补助300元,对其他人员每天200元: who asks for neither gets both.
    """
    if _OTHERS.search(question):
        return []
    rest = [m for m in picked if _OTHERS.search(f"{m.condition or ''} {m.subject}")]
    return [
        one
        for one in candidates
        if one not in picked and any(_stands_before(one, other, clause) for other in rest)
    ]


def _stands_before(one: Measure, other: Measure, clause: Clause) -> bool:
    sentence = holding(sentences(clause), other.start)
    alike = (one.kind, one.unit) == (other.kind, other.unit)
    return alike and sentence is not None and sentence.start <= one.start < other.start


def _comes_on_top(measure: Measure, clause: Clause) -> bool:
    if measure.kind not in (MeasureKind.MONEY, MeasureKind.PERCENTAGE):
        return False
    phrase = holding(phrases(clause), measure.start)
    start = phrase.start if phrase else 0
    return ADDED.search(clause.text[start : measure.start]) is not None


def _follows(measure: Measure, picked: Sequence[Measure], clause: Clause) -> bool:
    phrase = holding(phrases(clause), measure.start)
    return any(
        phrase is not None and phrase.start <= one.start < measure.start
        for one in picked
        if one.kind is measure.kind
    )


def _is_usual(rule: Measure, case: Measure, clause: Clause, question: str) -> bool:
    """Whether a limit without a group stands before one of a case that nobody asked for."""
    if not (is_limit(rule, clause) and is_limit(case, clause) and rule.end <= case.start):
        return False
    sentence = holding(sentences(clause), case.start)
    phrase = holding(phrases(clause), case.start)
    if sentence is None or phrase is None or not sentence.start <= rule.start < phrase.start:
        return False
    if _CASE.search(clause.text, sentence.start, rule.start):
        return False
    if not _CASE.match(clause.text, phrase.start, case.start):
        return False
    # What the heading or the rule says as well tells no case.
    said = clause.text[phrase.start : case.start]
    known = f"{clause.heading}\n{clause.text[sentence.start : rule.end]}\n{_NO_CASE}"
    telling = [said[at : at + 2] for at in range(len(said) - 1) if said[at : at + 2] not in known]
    return bool(telling) and not any(pair in question for pair in telling)


def _is_rule_of(rule: Measure, case: Measure, clause: Clause, question: str) -> bool:
    """Whether a figure before another says without a group what that says of one."""
    alike = (rule.kind, rule.comparator) == (case.kind, case.comparator)
    subject = rule.subject
    if not alike or rule.condition or len(subject) < _LEAST_RULE_CHARS or rule.start > case.start:
        return False
    if case.subject == subject or not case.subject.endswith(subject):
        return False
    sentence = holding(sentences(clause), rule.start)
    group = case.subject.removesuffix(subject)
    asked = any(group[at : at + 2] in question for at in range(len(group) - 1))
    return sentence is not None and case.start < sentence.end and not asked
