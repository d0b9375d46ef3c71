"""For how long a paper holds (证书有效期3年) is no time within which anything is done."""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.comparators import AT_MOST

_VALID: Final = re.compile(r"有效期(?!限?(?:届|满|内|前|后|之))")
"""有效期届满前30日内申请换发 says within what time to apply."""
_NEAR_CHARS: Final = 8
_ASKED: Final = re.compile(r"有效|期|[用管续换年]|\bvalid|\bexpir|\byears?\b")
"""Of how long a paper holds, or of something that could be meant so: 登记证能用多久."""


def is_limit(measure: Measure, clause: Clause) -> bool:
    """Whether a figure is a time within which something is to be done."""
    limits = measure.kind is MeasureKind.DURATION and measure.comparator in AT_MOST
    return limits and not is_validity(measure, clause)


def without_validity(measures: list[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out how long a paper holds beside within what time it is given: 登记证要多久."""
    if _ASKED.search(question) or not any(is_limit(m, clause) for m in measures):
        return measures
    return [m for m in measures if not is_validity(m, clause)]


def is_validity(measure: Measure, clause: Clause) -> bool:
    """Whether a length of time is how long a paper holds."""
    near = clause.text[max(0, measure.start - _NEAR_CHARS) : measure.start]
    said = f"{measure.subject}\n{near}"
    return measure.kind is MeasureKind.DURATION and _VALID.search(said) is not None
