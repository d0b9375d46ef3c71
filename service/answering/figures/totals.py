"""Totals: who asks how many there are in all (一共, 总共) is told the sum, not its parts."""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, Measure

_TOTAL_ASKED: Final = re.compile(r"[一总]共|总计|合计|加起来|\bin (?:all|total)\b|\baltogether\b")
_THROUGH: Final = re.compile(r"从(?:申[请报]|提交|受理|报名)[^,，。]{0,4}[到至]")
_TOTAL: Final = re.compile(r"总[数额量人计]|[一总]共|合计|共计|共(?!同|享|建|和|有)")
_NEAR_CHARS: Final = 6


def asks_total(question: str) -> bool:
    """Whether a question asks for all together: 一共, 从申请到发证."""
    return _TOTAL_ASKED.search(question) is not None or _THROUGH.search(question) is not None


def of_total(measures: list[Measure], clause: Clause, question: str) -> list[Measure]:
    """Return the totals where one is asked for and given; all figures otherwise."""
    if _TOTAL_ASKED.search(question) is None:
        return measures
    return [m for m in measures if _is_total(m, clause)] or measures


def _is_total(measure: Measure, clause: Clause) -> bool:
    near = clause.text[max(0, measure.start - _NEAR_CHARS) : measure.start]
    return _TOTAL.search(f"{measure.subject}\n{near}") is not None
