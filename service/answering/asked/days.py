"""Whether a day is asked for, and the words of a text that say one: the year alone is none."""

from __future__ import annotations

import re
from typing import Final

from service.answering.asked.kinds import canonical
from service.answering.records import AskedKind

_DAY_ASKED: Final = re.compile(
    r"几[号月]|哪(?:一|几)?个?[天日月]|(?<![如为])何[日月]|截止|最[晚迟]"
    r"|\bdeadline|\b(?:what|which) (?:date|day)",
    re.IGNORECASE,
)
DAY_SAID: Final = re.compile(
    r"[\d零一二三四五六七八九十]\s*[月日]|[月年]底|[上中下]旬|次[年月日]|届满"
)
"""Words of a text that say a day or a month."""


def asks_day(kind: AskedKind, question: str) -> bool:
    """Return whether it is asked on which day or in which month something is, or is due."""
    return kind is AskedKind.BY_WHEN and _DAY_ASKED.search(canonical(question)) is not None
