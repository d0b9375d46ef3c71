"""Figures for the other classes that a sentence tells apart beside one picked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from ingest.records import Clause, Measure
from service.answering.found import holding, sentences
from service.answering.groups.classes import mentions

WITH_OR_WITHOUT: Final = re.compile(
    r"(?P<without>(?<!全)无[需须]?|没有|不需要?|不涉及)(?=[一-鿿]{2})|(?P<with>(?<!所)有|需要|涉及)(?=[一-鿿]{2})"
)
"""低压用户无外线工程 is not 低压用户有外线工程, nor one that 涉及占掘路."""
_HAVING: Final = "having"


def classes_beside(
    picked: Sequence[Measure], candidates: Sequence[Measure], clause: Clause, question: str
) -> list[Measure]:
    """Return what a sentence says of the other classes than those picked.

    无外线工程的用水报装2日办结,有外线工程的4日办结: the matter is named only once. Who asks for
    one of the classes has no candidate of another, or names what it has or lacks (无房的博士).
    """
    told = [one for one in picked if not _is_named(one, question)]
    return [
        one
        for one in candidates
        if one not in picked and any(_are_told_apart(one, other, clause) for other in told)
    ]


def _is_named(measure: Measure, question: str) -> bool:
    condition = measure.condition or ""
    has = WITH_OR_WITHOUT.search(condition)
    return has is not None and condition[has.start() : has.end() + 1] in question


def _are_told_apart(one: Measure, other: Measure, clause: Clause) -> bool:
    """Whether two like figures of a sentence name different classes of a series."""
    if (one.kind, one.subject) != (other.kind, other.subject):
        return False
    if one.unit != other.unit and "0" not in (one.value, other.value):  # 即时 is so in any unit
        return False
    if holding(sentences(clause), one.start) != holding(sentences(clause), other.start):
        return False
    mine, theirs = (_classes(m.condition or "") for m in (one, other))
    return any(not mine[name] & theirs[name] for name in mine.keys() & theirs.keys())


@lru_cache(maxsize=2048)
def _classes(condition: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in mentions(condition):
        if one.classes:
            found[one.series] = found.get(one.series, frozenset()) | one.classes
    if has := WITH_OR_WITHOUT.search(condition):
        found[_HAVING] = frozenset({has.lastgroup or ""})
    return found
