"""What kind of figure a question asks for, so that clauses which hold one come first.

Answer typing is a classic of question answering (Li and Roth 2002): 办电要多久 wants a duration,
and a clause on the subject without any cannot answer it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final

from index.ranking.fusion import Fused, lifted
from ingest.records import MeasureKind

FIGURE_BONUS: Final = 0.25
"""What a clause gains that holds a figure of the kind asked for, in the unit of the fused sum.
Chosen on the development split of the sample questions, where 0.15 to 0.5 score alike."""

FIGURE_CANDIDATES: Final = 30
"""Clauses among which those with a figure of the kind asked for are lifted."""

_ASKED: Final = (
    (
        MeasureKind.DURATION,
        re.compile(
            r"多久|多长时间|多少个?(?:天|日|工作日|小时|时间|月)"
            r"|几个?(?:天|日|工作日|小时|分钟|月|年)"
            r"|时限|期限|时长|\bhow (?:long|many (?:working |business |calendar )?(?:days|hours))"
            r"|\b(?:time limit|processing time|turnaround|duration)",
            re.IGNORECASE,
        ),
    ),
    (
        MeasureKind.DEADLINE,
        re.compile(
            r"什么时候|何时|几号|哪天|截止|最[迟晚]|\bwhen\b|\bdeadline|\bby what date",
            re.IGNORECASE,
        ),
    ),
    (
        MeasureKind.MONEY,
        re.compile(
            r"多少钱|多少元|几万"
            r"|(?:补贴|补助|奖励|资助|奖金|额度|费用|收费|罚款)[^,。?]{0,6}(?:多少|几)"
            r"|(?:多少|几)[^,。?]{0,4}(?:补贴|补助|奖励|资助|罚款)"
            r"|\bhow much|\b(?:subsidy|grant|fee) amount",
            re.IGNORECASE,
        ),
    ),
    (
        MeasureKind.PERCENTAGE,
        re.compile(
            r"百分之几|百分之多少|(?:比例|率)[^,。?]{0,4}(?:多少|几)|多少比例|几成"
            r"|\bwhat (?:percentage|share|rate)",
            re.IGNORECASE,
        ),
    ),
)


def asked_kinds(question: str) -> frozenset[MeasureKind]:
    """Return the kinds of figure that a normalised question asks for; empty for most."""
    return frozenset(kind for kind, pattern in _ASKED if pattern.search(question))


def with_figures(
    ranked: list[Fused],
    question: str,
    *,
    holding: Callable[[Sequence[int], Collection[MeasureKind]], frozenset[int]],
) -> list[Fused]:
    """Lift the clauses that hold a figure of the kind asked for, and rank again.

    Args:
        ranked: Clauses, best first.
        question: Normalised.
        holding: Gives those of some clauses that hold a figure of one of some kinds.
    """
    kinds = asked_kinds(question)
    if not kinds or not ranked:
        return ranked
    lifted_keys = holding([fused.key for fused in ranked], kinds)
    weighed = [
        lifted(fused, FIGURE_BONUS, "figure") if fused.key in lifted_keys else fused
        for fused in ranked
    ]
    return sorted(weighed, key=lambda fused: (-fused.score, fused.key))
