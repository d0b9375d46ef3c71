"""Lengths of time told apart by what is so long: 最长领24个月, 60日内申请, 毕业2年内.

A clause on something given says how long it is given, and within what time to apply for it. And
what stands right before the number that is asked for stands right before the one that is meant.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, Measure, MeasureKind

_ASKED = r"(?:多久|多长时间|几个?(?:工作日|小时|[天日周月年])|多少个?(?:工作日|小时|[天日周月年]))"
_GIVEN_ASKED: Final = re.compile(
    rf"[领拿享补发住缓免减][^,，。?？]{{0,4}}{_ASKED}(?!之?内|[能才会可以]{{0,3}}(?:到[账帐]|到手|发|下|批|审|拨|打))"
    rf"|{_ASKED}的?(?:待遇|补[贴助])"
)
"""能领多久, but not 补贴多久到账."""
_APPLIED_ASKED: Final = re.compile(r"申[请领报]|提出|提交|手续|[内前]")
_APPLIED: Final = re.compile(r"之?内[^。;；\n]{0,30}?(?:提出|提交|申[请领报](?![人表书者])|办理)")
_WORD_BEFORE: Final = re.compile(
    rf"([一-鿿]{{2}})(?:时|后|之日起|[年已]?满|不满|未满|不足|超过|达到?)?{_ASKED}(?:之内|以内|内|以上|以下)"
)
_NEAR_CHARS: Final = 5
_NO_WORD: Final = re.compile(r"[要能会可得须需最的了在和]")


def of_asked_spell(measures: list[Measure], clause: Clause, question: str) -> list[Measure]:
    """Return the lengths of what is asked for; all of them when none is told apart."""
    if not any(m.kind is MeasureKind.DURATION for m in measures):
        return measures
    if (asked := _WORD_BEFORE.search(question)) and not _NO_WORD.search(asked[1]):
        return [m for m in measures if asked[1] in _before(m, clause)] or measures
    if _GIVEN_ASKED.search(question) and not _APPLIED_ASKED.search(question):
        return [m for m in measures if not _APPLIED.match(clause.text, m.end)] or measures
    return measures


def _before(measure: Measure, clause: Clause) -> str:
    return clause.text[max(0, measure.start - _NEAR_CHARS) : measure.start]
