"""The rate that a sum caps: 按实际缴费的60%补贴,每人每月最高不超过800元.

Who asks how much is given, and is told the cap alone, takes the most for the rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.bounding import asked_side
from service.answering.figures.changes import is_change
from service.answering.figures.comparators import AT_LEAST, AT_MOST
from service.answering.found import holding, phrases, sentences
from service.answering.groups.scopes import is_threshold

_OF: Final = re.compile(r"补|奖|资助|贴|支付|报销|给予|减免|标准|比例|发放")
"""Beside a share that is given, rather than one that must be reached."""


def rates_capped(picked: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Return the shares that the sums picked only cap, nearest before each; none of a cap asked."""
    if asked_side(question) or any(m.kind is MeasureKind.PERCENTAGE for m in picked):
        return []
    found: list[Measure] = []
    for cap in picked:
        if cap.kind is MeasureKind.MONEY and cap.comparator in AT_MOST:
            found += [m for m in _before(cap, clause) if m not in found]
    return found


def _before(cap: Measure, clause: Clause) -> list[Measure]:
    """Return the shares before a cap: in its phrase, else its sentence, else the one before.

    A sum between them is what is capped, and a line of its own another matter.
    """
    line = clause.text.rfind("\n", 0, cap.start) + 1
    sums = [m.end for m in clause.measures if m.kind is MeasureKind.MONEY and m.end <= cap.start]
    least = max([line, *sums])
    for spans in (phrases(clause), sentences(clause)):
        span = holding(spans, cap.start)
        if span and (found := _shares(max(least, span.start), cap.start, clause)):
            return found
    whole = [one for one in sentences(clause) if one.end <= cap.start]
    return _shares(max(least, whole[-1].start), cap.start, clause) if whole else []


def _shares(start: int, end: int, clause: Clause) -> list[Measure]:
    return [
        m
        for m in clause.measures
        if m.kind is MeasureKind.PERCENTAGE
        and start <= m.start < end
        and not _is_reached(m, clause)
        and not is_change(m, clause)
        and _OF.search(clause.text, start, end)
    ]


def _is_reached(share: Measure, clause: Clause) -> bool:
    """Whether a share is one that must be reached: 产值增长超过10%的, 持股不低于30%的."""
    return share.comparator in AT_LEAST or is_threshold(share, clause)
