"""Figures that belong together or exclude each other: ends of a range, caps, floors and tiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.comparators import AT_LEAST, AT_MOST
from service.answering.figures.rows import row_of
from service.answering.found import holding, sentences
from service.answering.groups.quantities import Quantity, group_quantities
from service.answering.groups.scopes import is_threshold, scopes_of
from service.answering.records import AskedQuestion

_MOST_ASKED: Final = re.compile(
    r"最[高多大长]|上限|封顶(?!线)|[至顶]多|不(?:得|能)?超过多|\bat most\b|\bmaximum"
)
_LEAST_ASKED: Final = re.compile(
    r"最[低少小短](?!生活|工资)|下限|至少|起码|起步|不(?:得|能)?[低少]于多|\bat least\b|\bminimum"
)
_CALLED_MOST: Final = re.compile(r"上限|封顶(?!线)|最[高多大长](?!人民)")
_CALLED_LEAST: Final = re.compile(r"下限|最[低少小短](?!生活|工资)")
_CALLED_CHARS: Final = 40
_BREAK: Final = re.compile(r"[,，;；。、\n]")
_BOUND_ASKED: Final = re.compile(
    r"[低高少多大小]于(?:多少|几)|(?:超过?|达到?|满|到)(?:多少|几)|(?:多少|几)[一-鿿]{0,3}以[上下内]|门槛|条件"
)
_MUST_HAVE: Final = re.compile(
    r"(?P<what>收入|资产|资本|资金|营收|产值|投资|存款)[^,，。?？]{0,4}(?:多少|几)[^,，。?？]{0,4}(?:可以?|[才就]?能|才)"
)
"""What one must have to be given something else: 年收入多少可以申请补贴."""
_MUST_HAVE_CHARS: Final = 16
_BETWEEN_ENDS: Final = re.compile(r"(?:以上)?(?:[至到~～\-—]|并且?|且)?")
_BEFORE_ASKED: Final = re.compile(
    r"原来|原先|原本|之前|以前|此前|过去|目前|现在|\bbefore\b|\bused to\b"
)
_FROM: Final = re.compile(
    r"(?:由|从)(?:目前|现在|原来|现行|(?:19|20)\d\d年)?的?(?:每[一-鿿]{1,2}){0,2}\Z"
)
_FROM_CHARS: Final = 14
_TO: Final = re.compile(
    r"[,，]?以?[上下内]?[一-鿿]{0,6}(?:至|到|为)(?:每[一-鿿]{1,2}){0,2}(?:不[超低少高]\w{0,2})?"
)
_THAN: Final = re.compile(
    r"[较比](?:上年|上一?年度|去年|[上前]年|原来|(?:19|20)\d\d年)度?(?:标准)?的?\Z"
)
"""比上年度的6932元增加366元 tells neither what it is now."""
_CAP: Final = re.compile(
    r"(?:单[一-鿿]{1,7}?|每[一-鿿]{1,6}?|同一[一-鿿]{1,8}?|一[个家户]?|全年|年度?|当年|累计|合计"
    r"|总[额计]|金额|补[助贴]|奖[励补]|资[助金]|最[高多]|不得?超过|可达|给予|至|为)+"
)
_CAP_MAX: Final = 24
"""Characters; such words can be parted in many ways, each of which is tried."""


def asked_side(text: str) -> frozenset[str]:
    """Return the comparators of the bound that a question asks for; empty for none or both."""
    most, least = _MOST_ASKED.search(text), _LEAST_ASKED.search(text)
    if most and not least:
        return AT_MOST
    return AT_LEAST if least and not most else frozenset()


def without_other_bound(
    measures: Sequence[Measure], clause: Clause, question: str
) -> list[Measure]:
    """Leave out what the text calls the other bound: 月缴存额下限 for 最多交多少."""
    side = asked_side(question)
    if not side:
        return list(measures)
    return [m for m in measures if named_side(m, clause) in (side, frozenset())]


def named_side(measure: Measure, clause: Clause) -> frozenset[str]:
    """Return the comparators of the bound that words call a figure; empty where none does.

    The nearest words that name one say it: those right before it, its subject, the heading.
    """
    near = clause.text[max(0, measure.start - _CALLED_CHARS) : measure.start]
    for said in (_BREAK.split(near)[-1], measure.subject, clause.heading):
        most, least = _CALLED_MOST.search(said), _CALLED_LEAST.search(said)
        if most or least:
            both = most and least
            return frozenset() if both else AT_MOST if most else AT_LEAST
    return frozenset()


def of_side(measures: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out what bounds from the other side, where a figure bounds from the side asked for."""
    side = asked_side(question)
    if not any(m.comparator in side and not is_threshold(m, clause) for m in measures):
        return list(measures)
    other = (AT_MOST | AT_LEAST) - side
    kept = [m for m in measures if m.comparator not in other]
    ends = [one for one in measures if one not in kept and other_end(one, kept, clause)]
    return sorted((*kept, *ends), key=lambda m: m.start)


def other_end(measure: Measure, among: Sequence[Measure], clause: Clause) -> Measure | None:
    """Return the figure that makes a range with another: 5%至12%, 一万元以上五万元以下."""
    for one in among:
        low, high = sorted((measure, one), key=lambda m: m.start)
        between = clause.text[low.end : high.start]
        ends = low.comparator in AT_LEAST and high.comparator in AT_MOST and low.kind is high.kind
        if one is not measure and ends and _BETWEEN_ENDS.fullmatch(between):
            return one
    return None


def is_cap(measure: Measure, before: str) -> bool:
    """Whether a figure only caps what was said before: 按15%补助,单站最高150万元."""
    capped = measure.kind is MeasureKind.MONEY and measure.comparator in AT_MOST
    said = before.strip()
    return capped and len(said) <= _CAP_MAX and _CAP.fullmatch(said) is not None


def without_thresholds(measures: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out sums that say for whom another holds: 营收500万元以上的奖励8万元.

    Where there is no other, they answer only who asks for such a bound: 收入低于多少. Who asks how
    much one must have for something is told that alone.
    """
    if must_have := _MUST_HAVE.search(question):
        own = [m for m in measures if _is_threshold_of(must_have["what"], m, clause)]
        if own:
            return own
    kept = [m for m in measures if m.kind is not MeasureKind.MONEY or not is_threshold(m, clause)]
    if any(m.kind is MeasureKind.MONEY for m in kept) or not _BOUND_ASKED.search(question):
        return kept
    return list(measures)


def _is_threshold_of(what: str, measure: Measure, clause: Clause) -> bool:
    near = clause.text[max(0, measure.start - _MUST_HAVE_CHARS) : measure.start]
    return measure.kind is MeasureKind.MONEY and what in near and is_threshold(measure, clause)


def only_thresholds(measures: Sequence[Measure], clause: Clause) -> bool:
    """Whether sums only say for whom the shares beside them hold: 500万元以下的,不高于0.3%."""
    return all(is_threshold(m, clause) for m in measures)


def without_baselines(measures: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out what a figure comes down or up from, unless that is asked: 由3公里缩小到1.2公里."""
    if _BEFORE_ASKED.search(question):
        return list(measures)
    return [m for m in measures if not _is_baseline(m, measures, clause)]


def _is_baseline(measure: Measure, among: Sequence[Measure], clause: Clause) -> bool:
    text, row = clause.text, row_of(measure, clause)
    start, end = row[0].start, row[-1].end
    if _THAN.search(text, max(0, start - _FROM_CHARS), start):
        return True
    if not _FROM.search(text, max(0, start - _FROM_CHARS), start):
        return False
    later = (m for m in among if m.start >= end and m.kind is measure.kind)
    return any(_TO.fullmatch(text[end : m.start]) is not None for m in later)


def tiers_beside(
    picked: Sequence[Measure], candidates: Sequence[Measure], clause: Clause, asked: AskedQuestion
) -> list[Measure]:
    """Return the other steps of a scale of which one was picked, when no size was asked about.

    满2000人次的每人30元,满5000人次的每人45元: who names no number gets both.
    """
    named = {one.dimension for one in asked.whose.quantities}
    return [
        one
        for one in candidates
        if one not in picked
        and (sizes := _dimensions(one, clause) - named)
        and any(_is_step_beside(one, other, sizes, candidates, clause) for other in picked)
    ]


def _is_step_beside(
    one: Measure, other: Measure, sizes: set[str], among: Sequence[Measure], clause: Clause
) -> bool:
    """Whether a figure for some sizes is another step than one picked, or its special case."""
    alike = one.kind is other.kind and one.unit == other.unit
    sentence = holding(sentences(clause), one.start)
    if not alike or sentence != holding(sentences(clause), other.start):
        return False
    if sizes & _dimensions(other, clause):
        return True
    between = [m for m in among if other.end <= m.start < one.start]
    follows = other.end <= one.start and not between
    return follows and bool(one.subject) and other.subject.endswith(one.subject)


def _dimensions(measure: Measure, clause: Clause) -> set[str]:
    return {one.dimension for one in _steps(measure, clause)}


def _steps(measure: Measure, clause: Clause) -> tuple[Quantity, ...]:
    scopes = scopes_of(measure, clause)
    return group_quantities(scopes.own) or group_quantities(scopes.condition)
