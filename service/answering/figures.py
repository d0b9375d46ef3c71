"""Which figures of a clause answer: of the kind asked for, on the subject, for the group named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index import Hit
from ingest.alignment import Span
from ingest.records import Clause, Measure, MeasureKind
from service.answering.evidence import Topic, best_of
from service.answering.found import (
    Found,
    context_of,
    holding,
    is_heading_fallback,
    merged,
    phrases,
    segment,
    sentences,
)
from service.answering.groups.fitting import fits_group, of_group
from service.answering.picking import (
    Candidate,
    is_as_asked,
    is_case,
    of_all_facets,
    of_asked_length,
    with_exceptions,
)
from service.answering.records import AskedKind, AskedQuestion
from service.answering.saying import group_of, say
from service.answering.utilities import is_of_another, utilities

UNLIKE_MAX: Final = 4
"""More unlike figures than these, none of them told from the others, answer nothing."""
CLOSEST_LOSS: Final = 0.1
"""For a figure that only comes close to the kind asked for."""
AS_ASKED_FITNESS: Final = 0.08
"""For figures in the unit or of the rhythm that the question names."""
CASE_LOSS: Final = 0.05
CONTEXT_SHARE: Final = 0.7
"""What a word counts that only heading, path or title hold."""

_BREAK: Final = re.compile(r"[,，;；。、\n()（）|]")
_PIECE_END: Final = re.compile(r"[,，;；。\n]")
_OPENING: Final = re.compile(r"[,，;；、(（:：“]")
_COMMA: Final = re.compile(r"[,，;；(（]")
_AND: Final = ("、", "和", "或")
"""Between figures in a row."""
# What comes close when there is no figure of the kind itself.
_CLOSEST: Final = {
    AskedKind.BY_WHEN: (frozenset({MeasureKind.DURATION}),),
    AskedKind.HOW_MUCH: (frozenset({MeasureKind.PERCENTAGE}),),
    AskedKind.WHAT_SHARE: (frozenset({MeasureKind.DURATION}),),
}


_TIME_ASKED: Final = re.compile(r"时间|时限|期限|工期|多久|\btime\b")


def find_figures(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found | None:
    """Return what the figures of a clause say to a question; None when none of them answers."""
    for kinds in (asked.figures, *_closest(asked)):
        measures = _of_kinds(kinds, hit.clause, asked)
        if measures:
            measures = of_group(measures, hit.clause, asked.whose)
            found = _found(hit, measures, asked, topic) if measures else None
            if found is not None and kinds is not asked.figures:
                return replace(found, fitness=found.fitness - CLOSEST_LOSS)
            return found
    return None


def holds_for_others(clause: Clause, asked: AskedQuestion) -> bool:
    """Whether a clause has figures of the kind asked for, all of them of another group."""
    for kinds in (asked.figures, *_closest(asked)):
        if measures := _of_kinds(kinds, clause, asked):
            return not of_group(measures, clause, asked.whose)
    return False


def _of_kinds(kinds: frozenset[MeasureKind], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    measures = [
        m
        for m in clause.measures
        if m.kind in kinds and _in_unit(m, clause, asked) and not _of_another(m, clause, asked)
    ]
    return of_asked_length(measures, asked)


def _closest(asked: AskedQuestion) -> tuple[frozenset[MeasureKind], ...]:
    if asked.kind is AskedKind.WHAT_SHARE and not _TIME_ASKED.search(asked.normalized):
        return ()
    return _CLOSEST.get(asked.kind, ())


def _found(
    hit: Hit, measures: Sequence[Measure], asked: AskedQuestion, topic: Topic
) -> Found | None:
    clause = hit.clause
    candidates = [Candidate(m, topic.covers(_words_of(m, clause))) for m in measures]
    kept, chosen = of_all_facets(candidates, topic)
    if not chosen and len({candidate.measure.subject for candidate in kept}) > UNLIKE_MAX:
        return None
    kept = with_exceptions(kept, candidates, clause)
    covers = best_of(*(_with_group(candidate, clause, asked, topic) for candidate in kept))
    around = tuple(CONTEXT_SHARE * cover for cover in topic.covers(context_of(hit)))
    picked = [candidate.measure for candidate in kept]
    cited = [segment(clause, measure) for measure in picked]
    spans = merged(cited)
    where = [
        next(at for at, span in enumerate(spans) if span.start <= m.start < span.end)
        for m in picked
    ]
    return Found(
        hit=hit,
        text=say(picked, clause, topic),
        spans=spans,
        measures=tuple(zip(picked, where, strict=True)),
        covers=best_of(covers, around),
        own_cover=topic.weighed(covers),
        figure=True,
        group=_group(picked) if chosen else None,
        fitness=_fitness(picked, clause, asked),
    )


def _with_group(
    candidate: Candidate, clause: Clause, asked: AskedQuestion, topic: Topic
) -> tuple[float, ...]:
    """Count words that name the group as said where the figure holds for it: 硕士 by 本科及以上."""
    whose = asked.whose
    if not whose.is_named or not fits_group(candidate.measure, clause, whose):
        return candidate.covers
    return tuple(
        1.0 if whose.names(word.text) else cover
        for word, cover in zip(topic.words, candidate.covers, strict=True)
    )


def _fitness(measures: Sequence[Measure], clause: Clause, asked: AskedQuestion) -> float:
    as_asked = AS_ASKED_FITNESS if is_as_asked(measures, clause, asked) else 0.0
    return as_asked - (CASE_LOSS if is_case(measures) else 0.0)


def _of_another(measure: Measure, clause: Clause, asked: AskedQuestion) -> bool:
    """Whether a figure is of another supply: water's days when gas is asked about."""
    near = (holding(spans(clause), measure.start) for spans in (phrases, sentences))
    texts = [clause.text[span.start : span.end] for span in near if span]
    subject = "" if is_heading_fallback(measure, clause) else measure.subject
    said = f"{subject} {measure.condition or ''}"
    return is_of_another(utilities(asked.normalized), said, *texts, clause.heading)


def _in_unit(measure: Measure, clause: Clause, asked: AskedQuestion) -> bool:
    """Steps are asked for in steps: the unit, the subject or the word after the figure says so."""
    if not asked.units:
        return True
    after = clause.text[measure.end : measure.end + 8]
    words = (measure.unit or "", measure.subject, _BREAK.split(after, maxsplit=1)[0])
    return any(unit in text for unit in asked.units for text in words)


def _words_of(measure: Measure, clause: Clause) -> str:
    """Return what is said of a figure: its own words, and what leads in to all of its phrase."""
    text = clause.text
    phrase = holding(phrases(clause), measure.start) or Span(measure.start, measure.end)
    start = _own_start(text, phrase.start, measure.start)
    piece = _own_start(text, phrase.start, measure.start, _COMMA)
    if not any(m.kind is measure.kind and piece <= m.start < start for m in clause.measures):
        start = piece  # 小型项目的审批环节不超过6个、用时不超过20天: both are of 小型项目
    same = (m for m in clause.measures if m.kind is measure.kind and phrase.start <= m.start)
    first = next(same, measure)
    lead = text[phrase.start : _own_start(text, phrase.start, first.start)]
    end = _BREAK.search(text, measure.end)
    own = text[start : end.start() if end else len(text)]
    subject = "" if is_heading_fallback(measure, clause) else measure.subject
    row = _row_of(measure, clause)
    around = "\n".join((lead, own, *_shared(row, measure, clause, phrase)))
    for group in _other_groups(row, measure):
        around = around.replace(group, "")
    return "\n".join((subject, measure.condition or "", around))


def _row_of(measure: Measure, clause: Clause) -> list[Measure]:
    """Return the figures that stand in one row with a figure, in order: 15万元、5万元、2万元."""
    ordered = sorted(clause.measures, key=lambda m: m.start)
    at = ordered.index(measure)
    first, last = at, at
    while first > 0 and clause.text[ordered[first - 1].end : ordered[first].start] in _AND:
        first -= 1
    while last + 1 < len(ordered) and (
        clause.text[ordered[last].end : ordered[last + 1].start] in _AND
    ):
        last += 1
    return ordered[first : last + 1]


def _other_groups(row: Sequence[Measure], measure: Measure) -> list[str]:
    """Return what names the groups of the other figures of a row: of each its own only is said.

    The last is followed by what all of them are (国家级、省级、市级企业技术中心); it is taken to be
    named as briefly as the briefest before it.
    """
    named = [m.condition for m in row if m.condition]
    briefest = min(map(len, named[:-1]), default=0)
    groups = [*named[:-1], *(name[:briefest] for name in named[-1:])]
    return [group for group in groups if group and not (measure.condition or "").startswith(group)]


def _shared(
    row: Sequence[Measure], measure: Measure, clause: Clause, phrase: Span
) -> tuple[str, str]:
    """Return what figures in a row share: before the first and, where no comma ends it, after.

    购房的分别补贴15万元、5万元、2万元 and 工作日5天、节假日3天内告知.
    """
    text, first = clause.text, row[0]
    before = ""
    if first is not measure:
        before = text[_own_start(text, phrase.start, first.start) : first.start]
    return before, _shared_end(clause, measure)


def _shared_end(clause: Clause, measure: Measure) -> str:
    """Return what figures in a row share after the last: 工作日5天、节假日3天内告知."""
    text = clause.text
    if not text.startswith(_AND, measure.end):
        return ""
    end = _PIECE_END.search(text, measure.end)
    stop = end.start() if end else len(text)
    last = max(m.end for m in clause.measures if measure.end <= m.end <= stop)
    return text[last:stop]


def _own_start(text: str, start: int, end: int, mark: re.Pattern[str] = _OPENING) -> int:
    """Return where the last piece of text[start:end] begins."""
    return max([start, *(match.end() for match in mark.finditer(text, start, end))])


def _group(measures: Sequence[Measure]) -> str:
    conditions = {group_of(measure) for measure in measures}
    return conditions.pop() if len(conditions) == 1 else ""
