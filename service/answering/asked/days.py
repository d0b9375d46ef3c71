"""Whether a day is asked for, and the words of a text that say one: the year alone is none."""

from __future__ import annotations

import re
from typing import Final

from service.answering.asked.kinds import canonical
from service.answering.records import AskedKind

_DAY_ASKED: Final = re.compile(
    r"几[号月]|哪(?:一|几)?个?[天日月]|(?<![如为])何[日月]|截止|最[晚迟]|什么日[期子]"
    r"|[从自到至](?:什么时[候间]|何时)|(?:什么时[候间]|何时)(?:开始|起|结束|到期|为止)"
    r"|\bdeadline|\b(?:what|which) (?:date|day)",
    re.IGNORECASE,
)
DAY_SAID: Final = re.compile(
    r"[\d零一二三四五六七八九十]\s*[月日]|[月年]底|[上中下]旬|次[年月日]|届满"
)
"""Words of a text that say a day or a month."""


_START_ASKED: Final = re.compile(
    r"[从自](?:哪|几|什么时[候间]|何)|(?:哪(?:一|几)?[天日]|几号|何[时日]|什么时[候间])(?:开始|起)"
)
_DUE_ASKED: Final = re.compile(r"最[晚迟]|前|截止|\bdeadline|\bdue\b|\bby\b", re.IGNORECASE)
START_SAID: Final = re.compile(
    r"[\d零一二三四五六七八九十年]\s*[月日](?:[（(][^（()）]*[)）])?(?:\d{1,2}(?:[时点]|[:：]\d\d))?[开起后至到—~～-]"
    r"|次[年月日]起"
)
"""Words of a text that say from which day something is so."""


_NUMBERED_ASKED: Final = re.compile(r"几号|哪(?:一|几)?[天日]")
_NUMBERED: Final = re.compile(
    r"(?:\d|十|[一二三四五六七八九](?<![任每意同当]一))\s*[日号]|[月年]底|[上中下]旬|届满"
)
"""Says a day, where 次月 and 5月 do not: 几号."""
_TERM: Final = re.compile(r"享受|施行|实施|执行|生效|有效")


def says_term(kind: AskedKind, question: str, said: str) -> bool:
    """Return whether words say how long something holds, where it is asked until when to act."""
    if not asks_due(kind, question) or _TERM.search(question):
        return False
    return _TERM.search(said) is not None


def day_said(kind: AskedKind, question: str) -> re.Pattern[str] | None:
    """Return the words that say the day asked for, the first one or any; None if none is asked."""
    if not asks_day(kind, question):
        return None
    if _START_ASKED.search(canonical(question)):
        return START_SAID
    return _NUMBERED if _NUMBERED_ASKED.search(canonical(question)) else DAY_SAID


def asks_start(kind: AskedKind, question: str) -> bool:
    """Return whether it is asked from which day on; what is due by a day says nothing of that."""
    return asks_day(kind, question) and _START_ASKED.search(canonical(question)) is not None


def asks_due(kind: AskedKind, question: str) -> bool:
    """Return whether it is asked by which day something must be done."""
    return asks_day(kind, question) and _DUE_ASKED.search(question) is not None


def asks_day(kind: AskedKind, question: str) -> bool:
    """Return whether it is asked on which day or in which month something is, or is due."""
    return kind is AskedKind.BY_WHEN and _DAY_ASKED.search(canonical(question)) is not None
