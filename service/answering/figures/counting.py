"""Whether a figure counts what is asked for: steps for 几个环节, people for 招几个人."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

from ingest.records import Clause, Measure
from service.answering.figures.words import BREAK

_PEOPLE: Final = frozenset({"人", "名"})
_PEOPLE_COUNTED: Final = re.compile(r"人数|名额|学位|招生|招收|招[聘录募]|生数|计划")
_NEAR_CHARS: Final = 8


def in_unit(measure: Measure, clause: Clause, units: Set[str]) -> bool:
    """Whether the unit, the subject or the word after a figure is one of the units asked for."""
    if not units:
        return True
    after = clause.text[measure.end : measure.end + _NEAR_CHARS]
    words = (measure.unit or "", measure.subject, BREAK.split(after, maxsplit=1)[0])
    if any(unit in text for unit in units for text in words):
        return True
    # 招生计划总数为135个 counts people, too.
    people = measure.unit == "个" and bool(units & _PEOPLE)
    return people and _PEOPLE_COUNTED.search(measure.subject) is not None
