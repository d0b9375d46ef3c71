"""Whether the figures of a clause say when: by a date due, or within a time, and not less than the
sentence that gives the day of the event itself (2月13日上线), which is no typed figure.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Measure, MeasureKind
from service.answering.asked.days import asks_start
from service.answering.figures.comparators import AT_MOST
from service.answering.found import Found, phrases
from service.answering.groups.fitting import is_of_others
from service.answering.records import AskedQuestion
from service.answering.wording.evidence import Topic
from service.answering.wording.special import is_special

LIMIT_COVER: Final = 0.25
"""Of the question's words, for a length of time to say when."""
DAY_MARGIN: Final = 0.25
"""How much more than the figures a sentence with a day covers, for it to be the answer."""
_DAY: Final = re.compile(
    r"\d{1,2}月\d{1,2}日|(?:19|20)\d\d年(?:\d{1,2}月)?(?![度级])|[\d一二三四五六七八九十]月(?:[初中底末]|[上中下]旬)"
    r"|(?<![\d月])\d{1,2}日(?![内前])"
)
_EARLIER: Final = re.compile(r"(?<!提)前\Z")
"""发病前14天内 looks back from a day."""

_END_ASKED: Final = re.compile(r"[到至](?:几[月号]|哪一?[天日年]|什么时[候间]|何时)")
_ACTS_ASKED: Final = re.compile(r"[办交缴报]|申[请领]|提[出交]")
_ACT: Final = re.compile(r"[^。;；\n]{0,20}?(?:办理|提[出交]|申[请报领]|报送|缴[纳费])")
"""2030年9月30日前办理退税手续 does not say until when the rule holds."""


def answers_when(found: Found, asked: AskedQuestion, topic: Topic) -> bool:
    """Whether figures found for a question of when answer it."""
    measures = [measure for measure, _ in found.measures]
    days = [m for m in measures if m.kind is MeasureKind.DEADLINE]
    if not days and found.own_cover < LIMIT_COVER:
        return False
    if not all(_limits(m, found) for m in measures if m.kind is MeasureKind.DURATION):
        return False
    if asks_start(asked.kind, asked.normalized) and all(m.comparator in AT_MOST for m in measures):
        return False
    ends = _END_ASKED.search(asked.normalized) and not _ACTS_ASKED.search(asked.normalized)
    if ends and days and all(_ACT.match(found.hit.clause.text, m.end) for m in days):
        return False
    special = is_special(_cited(found), asked.normalized)
    if _day_said_for_group(found, asked):
        return False
    return not _day_said_better(found, topic, 0.0 if special else DAY_MARGIN)


def _limits(measure: Measure, found: Found) -> bool:
    """Whether a length of time is one within which something is done, after something else."""
    before = found.hit.clause.text[max(0, measure.start - 6) : measure.start]
    return measure.comparator in AT_MOST and _EARLIER.search(before) is None


def _cited(found: Found) -> str:
    return "".join(found.hit.clause.text[start:end] for start, end in found.spans)


def _day_said_for_group(found: Found, asked: AskedQuestion) -> bool:
    """Whether another sentence gives a day for the group asked about, which the figures do not."""
    if not asked.whose.is_named or is_of_others(_cited(found), asked.whose) is False:
        return False
    text = found.hit.clause.text
    others = (text[start:end] for start, end in phrases(found.hit.clause))
    return any(_DAY.search(said) and is_of_others(said, asked.whose) is False for said in others)


def _day_said_better(found: Found, topic: Topic, margin: float) -> bool:
    """Whether another sentence of the clause gives a day and covers more of the question."""
    text = found.hit.clause.text
    due = [m.start for m in found.hit.clause.measures if m.kind is MeasureKind.DEADLINE]
    due += [m.start for m, _ in found.measures]
    others = (
        text[start:end]
        for start, end in phrases(found.hit.clause)
        if not any(start <= at < end for at in due)
    )
    least = found.own_cover + margin if margin else LIMIT_COVER
    return any(_DAY.search(said) and topic.coverage(said) >= least for said in others)
