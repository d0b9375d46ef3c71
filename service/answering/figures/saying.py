"""Figures in words: 高压用户 ≤ 40 个工作日；低压用户 ≤ 10 个工作日(有外部工程 15，无外部工程 5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.records import Clause, Measure, MeasureKind
from ingest.text.alignment import Span
from service.answering.figures.lines import (
    Line,
    is_of_change,
    is_turned,
    upper_end,
    with_range,
    with_years,
    without_repeated,
)
from service.answering.figures.values import is_striven, value_of
from service.answering.found import holding, is_heading_fallback, phrases, sentences
from service.answering.groups.classes import mentions
from service.answering.records import SUMS_AND_SHARES
from service.answering.wording.evidence import Topic
from service.answering.wording.marks import whole

SHORT_MAX_CHARS: Final = 80
"""An answer that can be read out in one breath; exceptions are said while they fit."""
QUOTED_MAX_CHARS: Final = 60
NAMING_CHARS: Final = 4
"""A shorter subject (办结) does not say of what; the words of the sentence do."""
SUBJECT_KNOWN: Final = 0.5
"""The share of the topic that a subject covers which the question itself has named."""

_SPAN_OF_WORK: Final = re.compile(r"(?<=[^,])(?:从|自|由)[^,]{2,24}?(?:到|至)[^,]{2,20}\Z")
_EXCEPTION: Final = re.compile(r"(?:[(（〔]?(?:不含|不包括|不计)|.*除外\Z)")
_CASES: Final = frozenset({"<", ">"})
"""超过五年提起诉讼的,不予受理: a case, of which only its whole sentence says what follows."""
_LIMITED: Final = frozenset({MeasureKind.DURATION, MeasureKind.MONEY})
_BREAK: Final = re.compile(r"[,，;；。、\n|]")
_COMMA: Final = re.compile(r"[,，;；(（]")
_END: Final = re.compile(r"[,，;；。、\n|)）〕]")


def say(measures: Sequence[Measure], clause: Clause, topic: Topic) -> str:
    """Say figures of one clause, in their order, what they share only once."""
    ordered = sorted(measures, key=lambda measure: (measure.start, measure.end))
    upper = {low: high for low in ordered if (high := upper_end(low, ordered, clause))}
    said = [
        with_range(_line(measure, clause, ordered), upper.get(measure), clause)
        for measure in ordered
        if measure not in upper.values()
    ]
    said = without_repeated(_told_apart(said, clause), clause)
    lines = _without_known_subjects(_nested(with_years(said, clause)), topic)
    full = _joined(lines, exceptions=True)
    return full if len(full) <= SHORT_MAX_CHARS else _joined(lines, exceptions=False)


def _joined(lines: Sequence[Line], *, exceptions: bool) -> str:
    """Say the lines, those that read alike only once."""
    return "；".join(dict.fromkeys(_said(line, exceptions=exceptions) for line in lines))


def _told_apart(lines: Sequence[Line], clause: Clause) -> list[Line]:
    """Quote what nothing but the number would tell apart: 2小时内停用并在48小时内修复."""
    names = Counter((line.group, line.subject) for line in lines if line.group or line.subject)
    return [
        replace(line, group="", subject="", value=_between_commas(line.measure, clause))
        if names[line.group, line.subject] > 1
        and not line.exception
        and line.measure.kind is MeasureKind.DURATION
        else line
        for line in lines
    ]


def group_of(measure: Measure) -> str:
    """Return for whom or when a figure holds, without the work it times and without exceptions."""
    parts = [part for part in (measure.condition or "").split(",") if part]
    return ",".join(_SPAN_OF_WORK.sub("", part) for part in parts if not _EXCEPTION.match(part))


def _line(measure: Measure, clause: Clause, picked: Sequence[Measure]) -> Line:
    group = group_of(measure)
    parts = (measure.condition or "").split(",")
    exception = ",".join(part.strip("(（〔") for part in parts if _EXCEPTION.match(part))
    value = value_of(measure, clause)
    if is_striven(measure, clause):
        value = f"力争 {value}"
    subject = "" if is_heading_fallback(measure, clause) else measure.subject
    if _is_of_another_class(subject, group):
        subject = ""  # 二孩家庭上浮20%,三孩家庭40%: what is carried on names the class before
    if measure.comparator in _CASES and measure.kind in _LIMITED:
        return Line(measure, "", "", _quoted(measure, clause, picked), "")
    if is_turned(measure, subject, clause):
        said = _between_commas(measure, clause)
        unsaid = [part for part in group.split(",") if part not in said]
        return Line(
            measure, ",".join(unsaid) if measure.kind in SUMS_AND_SHARES else "", "", said, ""
        )
    if is_of_change(subject):
        subject = ""  # 产假增加60天,护理假15天: the leave does not go up
    bare = not group and len(subject) < NAMING_CHARS
    if not group and (start := _shared_piece(measure, clause)) is not None:
        end = _END.search(clause.text, measure.end)
        stop = end.start() if end else len(clause.text)
        return Line(measure, "", "", _whole(Span(start, stop), measure, clause), "")
    if measure.kind is MeasureKind.DEADLINE or bare:
        return Line(measure, "", "", _quoted(measure, clause, picked), "")
    return Line(measure, group, subject, value, exception)


def _is_of_another_class(subject: str, group: str) -> bool:
    """Whether a subject names another class of a series than the group does."""
    named = {m.series: m.classes for m in mentions(group) if m.classes}
    return any(
        m.classes and m.series in named and not m.classes & named[m.series]
        for m in mentions(subject)
    )


def _shared_piece(measure: Measure, clause: Clause) -> int | None:
    """Return where the piece between commas begins that a figure shares with one of another kind.

    小型项目的审批环节不超过6个、用时不超过20天: whose time it is stands before the first figure.
    """
    phrase = holding(phrases(clause), measure.start)
    first = phrase.start if phrase else 0
    start = max([first, *(m.end() for m in _COMMA.finditer(clause.text, first, measure.start))])
    shared = any(
        start <= m.start < measure.start for m in clause.measures if m.kind != measure.kind
    )
    return start if shared and measure.start - start <= QUOTED_MAX_CHARS else None


def _quoted(measure: Measure, clause: Clause, picked: Sequence[Measure]) -> str:
    """Return the words around a figure of which nothing better is known; no figure left out."""
    phrase = holding(phrases(clause), measure.start)
    kept = phrase is not None and all(
        m in picked or m.kind is not measure.kind
        for m in clause.measures
        if phrase.start <= m.start < phrase.end
    )
    if phrase and kept and phrase.end - phrase.start <= QUOTED_MAX_CHARS:
        return clause.text[phrase.start : phrase.end].rstrip("。.；;")
    first = phrase.start if phrase else 0
    starts = [first, *(m.end() for m in _BREAK.finditer(clause.text, first, measure.start))]
    end = _END.search(clause.text, measure.end)
    leads = end is not None and end.start() - measure.end >= NAMING_CHARS  # 2020年底前完成整改
    least = 0 if leads else NAMING_CHARS
    start = max(at for at in starts if at == first or measure.start - at >= least)
    return _whole(Span(start, end.start() if end else len(clause.text)), measure, clause)


def _between_commas(measure: Measure, clause: Clause) -> str:
    phrase = holding(phrases(clause), measure.start)
    first = phrase.start if phrase else 0
    start = max([first, *(m.end() for m in _COMMA.finditer(clause.text, first, measure.start))])
    end = _END.search(clause.text, measure.end)
    return _whole(Span(start, end.start() if end else len(clause.text)), measure, clause)


def _whole(cut: Span, measure: Measure, clause: Clause) -> str:
    within = holding(sentences(clause), measure.start) or cut
    start, end = whole(clause.text, cut, within)
    return clause.text[start:end]


def _nested(lines: Sequence[Line]) -> list[Line]:
    """Put 低压用户,有外部工程 into the line of 低压用户."""
    outer: list[Line] = []
    for line in lines:
        last = outer[-1] if outer else None
        inside = last and last.group and line.group.startswith(last.group + ",")
        if last and inside and line.measure.unit == last.measure.unit:
            own = replace(line, group=line.group[len(last.group) + 1 :])
            outer[-1] = replace(last, inner=(*last.inner, own))
        else:
            outer.append(line)
    return outer


def _without_known_subjects(lines: Sequence[Line], topic: Topic) -> list[Line]:
    """Drop a subject that was said just before, or that the question named when groups differ."""
    shown: list[Line] = []
    subjects = {line.subject for line in lines}
    named = len(lines) > 1 and len(subjects) == 1 and all(line.group for line in lines)
    before = None
    for line in lines:
        known = named and topic.coverage(line.subject) >= SUBJECT_KNOWN
        repeated = line.subject == before and bool(line.group)
        before = line.subject
        shown.append(replace(line, subject="") if known or repeated else line)
    return shown


def _said(line: Line, *, exceptions: bool) -> str:
    notes = [_inner(line, inner) for inner in line.inner]
    parts = (line.group, line.subject, line.value)
    if line.measure.kind is MeasureKind.PERCENTAGE and line.subject and not notes:
        # Of what a share is, is no group: 预留比例 ≤ 3%(结算总额).
        parts, notes = ("", line.subject, line.value), [line.group] if line.group else []
    said = " ".join(part for part in parts if part)
    if exceptions and line.exception:
        notes.insert(0, line.exception)
    return f"{said}({'，'.join(notes)})" if notes else said


def _inner(outer: Line, inner: Line) -> str:
    """Say a figure inside another's brackets: bound and unit are the same, and said."""
    measure = inner.measure
    same = measure.comparator == outer.measure.comparator and not measure.baseline
    value = measure.value if same and inner.value.endswith(measure.unit or "") else inner.value
    return f"{inner.group} {value}"
