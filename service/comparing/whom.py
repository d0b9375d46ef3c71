"""For whom a figure is, where its subject says so: 10千伏及以上高压客户 of 平均接电时间.

The class decides beside which conditions a figure stands (`service.comparing.conditions`); it is
no part of what is measured.
"""

from __future__ import annotations

import re
from typing import Final

from service.answering.groups.classes import Mention, mentions
from service.answering.groups.series import MATTERS

_VOLTAGE_BEFORE: Final = re.compile(r"\d[\d.]{0,6}(?:千伏|伏|kV)(?:及?以[上下])?\Z", re.IGNORECASE)
_VOLTAGE_CHARS: Final = 14
_WHO_AFTER: Final = re.compile(r"(?:用户|客户|职工|家庭|人员)(?:的|(?=.{2}))")
_WHO: Final = re.compile(r"(?:用户|客户|职工|家庭|人员)\Z")


def without_whom(subject: str) -> str:
    """Take out of a subject those for whom its figure is, with the class that tells which."""
    for mention in sorted(mentions(subject), key=lambda one: -one.start):
        if not mention.classes or mention.series in MATTERS:
            continue
        rest = without_mention(subject, mention)
        named = subject[mention.start : mention.end]
        if _WHO.search(named) or len(rest) < len(subject) - len(named):
            subject = rest
    return subject


def without_mention(subject: str, mention: Mention) -> str:
    """Take a class out of a subject, with the voltage before it and the noun after it."""
    before = _VOLTAGE_BEFORE.search(subject, max(0, mention.start - _VOLTAGE_CHARS), mention.start)
    after = _WHO_AFTER.match(subject, mention.end)
    start = before.start() if before else mention.start
    return subject[:start] + subject[after.end() if after else mention.end :]
