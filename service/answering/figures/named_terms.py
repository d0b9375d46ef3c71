"""Lengths of time with a name of their own: no other time is a 有效期 or a 公示期."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from ingest.text.alignment import Span
from service.answering.figures.validity import is_limit
from service.answering.found import heading_is_rule, holding, sentences

# What happens within a term or at its end (有效期内, 有效期届满6个月前) is none.
_WITHIN = r"(?!期?[间限]?(?:之?内|届?满|过))"
# The name in a question -> the words that call a length of time so in a text.
_NAMES: Final = tuple(
    (re.compile(asked), re.compile(called))
    for asked, called in (
        (r"有效期|\bvalid", rf"有效{_WITHIN}|期限[为是]"),
        (r"公示期|公示(?:多久|多长|几|多少)", rf"(?:公示|张榜|张贴){_WITHIN}"),
        (r"公告期|公告(?:多久|多长|几天|多少[天日])", rf"公告{_WITHIN}"),
        (r"试用期|试用(?:多久|多长|几)", rf"试用{_WITHIN}"),
        (
            r"保质期|质保期|保修期|保修(?:多久|多长|几)",
            rf"(?:保质|质保|质量保证|保修|缺陷责任){_WITHIN}",
        ),
        (r"宽[限展]期", rf"宽[限展]{_WITHIN}"),
        (r"过渡期", rf"过渡{_WITHIN}"),
        (r"等待期", rf"等待{_WITHIN}"),
        # The statutes that give one never call it so: 三十日内,任何一方不愿意离婚的,可以撤回.
        (r"冷静期", rf"冷静{_WITHIN}|撤[回销]|反悔|不愿意|无(?:理由|条件)(?:退|解除|取消)"),
        (r"见习期", rf"见习{_WITHIN}"),
        (r"实习期", rf"实习{_WITHIN}"),
        (r"医疗期", rf"医疗期{_WITHIN}"),
        (r"诉讼时效", rf"时效{_WITHIN}"),
    )
)
_ITSELF: Final = re.compile(
    r"(?:期[间限]?|时效|公示|公告|试用|保修|有效)(?:应当|一般|规定|是|为|有|不|最[长短多少]|至少)*(?:多[久长少]|几|什么|\W*\Z)"
    r"|\bvalid (?:for|until)|\bhow long is|\bvalidity"
)
"""Asks how long it is; 保修期报修多久来修 asks for something else."""
_ENDS: Final = re.compile(r"[期届]满|到期|之?[前内后]")
"""Asks for what is due before, within or after the term."""
_BEFORE_END_ASKED: Final = re.compile(r"(?:[期届]满|到期)(?:之?日)?(?:之?前|以前)")
_BEFORE_END: Final = re.compile(r"(?:[期届]满|到期)(?:之?日)?(?:的|之?前)?\Z")
_BEFORE: Final = re.compile(r"之?前|以前")
_NAMED: Final = re.compile(r"(?:期|时限|时间|提前|内)[^,，。;；]{0,6}\Z")
_COMMA: Final = re.compile(r"[,，;；。]")
_BEFORE_CHARS: Final = 16
_AFTER_CHARS: Final = 8
"""How far from a figure its sentence may name it."""


def of_named_term(measures: Sequence[Measure], clause: Clause, question: str) -> list[Measure]:
    """Leave out the lengths of time of another name than the one that is asked for, where one is.

    The name stands near the figure in its sentence, in its subject or over it as the heading, or
    near one before it in the sentence: 屋面防水保修5年，墙面3年.
    """
    if _BEFORE_END_ASKED.search(question):
        return [m for m in measures if _is_before_end(m, clause)] or list(measures)
    called = next((called for asked, called in _NAMES if asked.search(question)), None)
    if called is None or _ENDS.search(question) or not _ITSELF.search(question):
        return list(measures)
    kept: list[Measure] = []
    naming: set[Span | None] = set()
    for measure in measures:
        sentence = holding(sentences(clause), measure.start)
        if measure.kind is not MeasureKind.DURATION or _is_called(measure, clause, called):
            naming.add(sentence)
        elif sentence not in naming or is_limit(measure, clause) or _is_else(measure, clause):
            continue
        kept.append(measure)
    return kept


def _is_else(measure: Measure, clause: Clause) -> bool:
    """Whether a later figure of a sentence has a name of its own; 墙面渗漏3年 goes on."""
    before = clause.text[max(0, measure.start - _BEFORE_CHARS) : measure.start]
    return _NAMED.search(_COMMA.split(before)[-1]) is not None


def _is_before_end(measure: Measure, clause: Clause) -> bool:
    """Whether a time is counted back from the end of a term: 有效期届满30日前."""
    before = clause.text[max(0, measure.start - _BEFORE_CHARS) : measure.start]
    return (
        _BEFORE_END.search(before) is not None
        and _BEFORE.match(clause.text, measure.end) is not None
    ) or _BEFORE_END_ASKED.search(before) is not None


def _is_called(measure: Measure, clause: Clause, name: re.Pattern[str]) -> bool:
    sentence = holding(sentences(clause), measure.start) or Span(measure.start, measure.end)
    # 缺陷责任期24个月，期满后14日内返还: what stands before another figure is said of that one.
    other = max((one.end for one in clause.measures if one.end <= measure.start), default=0)
    start = max(sentence.start, measure.start - _BEFORE_CHARS, other)
    end = min(sentence.end, measure.end + _AFTER_CHARS)
    heading = "" if heading_is_rule(clause) else clause.heading
    said = (clause.text[start:end], measure.subject, heading)
    return any(name.search(text) for text in said)
