"""Figures for whoever lacks something: 没有财产 in a question, “无产可破” in a clause.

Written Chinese contracts what is lacking to 无 and a character of it (无房户, 无子女, 无外线).
"""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, Measure
from service.answering.groups.asked import AskedGroup
from service.answering.groups.scopes import scopes_of

_NAMING_CHARS: Final = 2
"""What is lacking is named first: 房子 of 没有房子可执行."""
_LACKING: Final = r"(?:(?<!全)无[需须]?|没有|不(?:需要?|涉及|[含带])|免)"
_BETWEEN_CHARS: Final = 4
"""What kind of thing it is may stand before it: 无需电力外线工程."""


def of_lack(measures: list[Measure], clause: Clause, asked: AskedGroup) -> list[Measure]:
    """Return the figures for who lacks what the question says is lacking, where some are."""
    lacked = [one.words[:_NAMING_CHARS] for one in asked.left_out if one.without]
    named, things = "".join(lacked), "|".join(map(re.escape, lacked))
    if not named:
        return measures
    lacking = re.compile(
        f"(?<!全)无[{re.escape(named)}]|{_LACKING}[一-鿿]{{0,{_BETWEEN_CHARS}}}(?:{things})"
    )
    said = [scopes_of(measure, clause) for measure in measures]
    kept = [
        measure
        for measure, scopes in zip(measures, said, strict=True)
        if lacking.search(scopes.own) or lacking.search(scopes.condition)
    ]
    return kept or measures
