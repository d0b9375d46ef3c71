"""Rates by their names: who asks for 网办率 is not told 办事指南准确率, nor how a rate changed."""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.found import is_heading_fallback

_RATE: Final = re.compile(r"([一-鿿]{2,8})率(?!先|领)")
_NAME_CHARS: Final = 4
"""What tells a rate stands right before 率, after of whom it is."""
_ALIKE: Final = ("合格达标优良", "复工开工复产", "满意好评", "办结完成", "覆盖普及参保", "及格通过")
"""Characters of names for the same."""
_RANK: Final = re.compile(r"(?:排名|排序|位列|位居|居|列)[^,，。;；\d]{0,4}前\s*\Z")
_RANK_CHARS: Final = 10
_RANK_ASKED: Final = re.compile(r"排名|排序|前百分之|\btop\b")
_POINTS: Final = "百分点"
_CHANGE_ASKED: Final = re.compile(
    r"[提升][高升]|(?<![多最至])[多少][报领发补交缴付收]?多少|[增减][加长少]|[上下][升降调浮]|降低?|涨|倾斜|变化|相差|百分点"
    r"|\b(?:rais|ris|reduc|cut|increas|decreas|lower|higher|chang|points?)",
    re.IGNORECASE,
)


def of_rate(measures: list[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out the rates of another name than the rate that is asked for, and its changes.

    By how many percentage points a rate is changed is no rate.
    """
    if _CHANGE_ASKED.search(question) is None:
        measures = [m for m in measures if _POINTS not in (m.unit or "")]
    if _RANK_ASKED.search(question) is None:
        measures = [m for m in measures if not _is_rank(m, clause)]
    asked = _RATE.search(question)
    if asked is None:
        return measures
    name = set(asked[1][-_NAME_CHARS:])
    return [m for m in measures if not _is_of_another_name(m, clause, name)]


def _is_rank(measure: Measure, clause: Clause) -> bool:
    """Whether a share only says who: 排名前20%的企业."""
    before = clause.text[max(0, measure.start - _RANK_CHARS) : measure.start]
    return measure.kind is MeasureKind.PERCENTAGE and _RANK.search(before) is not None


def _is_of_another_name(measure: Measure, clause: Clause, name: set[str]) -> bool:
    if measure.kind is not MeasureKind.PERCENTAGE or is_heading_fallback(measure, clause):
        return False
    own = _RATE.findall(measure.subject)
    if not own:
        return False
    said = set(own[-1][-_NAME_CHARS:])
    return not said & name and not any(said & set(one) and name & set(one) for one in _ALIKE)
