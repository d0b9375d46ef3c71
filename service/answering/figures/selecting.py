"""Which figures of a clause answer: of the kind asked for, on the subject, for the group named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index import Hit
from ingest.records import Clause, Measure, MeasureKind
from ingest.text.alignment import Span
from service.answering.asked.days import asks_due
from service.answering.figures.beside import with_relatives
from service.answering.figures.bounding import (
    asked_side,
    of_side,
    only_thresholds,
    without_baselines,
    without_thresholds,
)
from service.answering.figures.capped import rates_capped
from service.answering.figures.carrying import with_carried
from service.answering.figures.changes import changes_of, without_changes
from service.answering.figures.counting import in_unit
from service.answering.figures.dating import answers_when
from service.answering.figures.indicator_tables import with_tables
from service.answering.figures.inner_places import of_inner_place
from service.answering.figures.named_sums import of_named_sum
from service.answering.figures.picking import (
    Candidate,
    is_as_asked,
    is_case,
    of_all_facets,
    of_asked_time,
    with_exceptions,
)
from service.answering.figures.purposes import asked_purpose, of_purpose
from service.answering.figures.rates import of_rate
from service.answering.figures.relieving import reliefs_of
from service.answering.figures.roles import in_role
from service.answering.figures.saying import group_of, say
from service.answering.figures.steps import lacks_step, of_step
from service.answering.figures.table_rows import with_rows
from service.answering.figures.totals import of_total
from service.answering.figures.words import words_of
from service.answering.figures.years import of_year
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
from service.answering.groups.lacking import of_lack
from service.answering.groups.scopes import is_threshold
from service.answering.records import AskedKind, AskedQuestion
from service.answering.wording.evidence import Topic, best_of
from service.answering.wording.subjects import subjects_of
from service.answering.wording.utilities import without_suppliers

UNLIKE_MAX: Final = 4
"""More unlike figures than these, none of them told from the others, answer nothing."""
CLOSEST_LOSS: Final = 0.1
"""For a figure that only comes close to the kind asked for."""
AS_ASKED_FITNESS: Final = 0.08
"""For figures in the unit or of the rhythm that the question names."""
CASE_LOSS: Final = 0.05
STEP_LOSS: Final = 0.1
"""For times of other steps than the one asked about."""
SUBJECT_COVER: Final = 0.3
"""Of the question's words, for a date due to be worth as much as a sentence with a day."""
SIDE_SHARE: Final = 0.5
"""Of the best figure's cover, for one with the bound asked for to be taken instead."""
CITED_SHARE: Final = 0.2
"""What words count that stand in the phrase cited but not with the figure."""
CITED_COVER: Final = 0.5
CONTEXT_SHARE: Final = 0.7
"""What a word counts that only heading, path or title hold."""

# What comes close when there is no figure of the kind itself.
_CLOSEST: Final = {
    AskedKind.BY_WHEN: (frozenset({MeasureKind.DURATION}),),
    AskedKind.HOW_MUCH: (frozenset({MeasureKind.PERCENTAGE}),),
    AskedKind.WHAT_SHARE: (frozenset({MeasureKind.DURATION}),),
}
_PER_UNIT_ASKED: Final = re.compile(
    r"[每一](?:平方?米?|亩|度|吨|公里|立?方|千瓦时?|公斤|个?月|年|天|人|张|本|副|户|次|份|小时)[^,，。]{0,4}多少[钱元]"
    r"|多少[钱元][每一]"
)
"""A price by the piece is no share."""
_CASES: Final = frozenset({MeasureKind.SIZE, MeasureKind.COUNT})
_TIME_ASKED: Final = re.compile(r"时间|时限|期限|工期|多久|\btime\b")


def find_figures(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found | None:
    """Return what the figures of a clause say to a question; None when none of them answers."""
    hit = with_carried(with_rows(with_tables(hit)))
    for kinds in (asked.figures, *_closest(asked)):
        measures = _of_kinds(kinds, hit.clause, asked)
        if measures and not (_closest(asked) and only_thresholds(measures, hit.clause)):
            measures = _as_asked(measures, hit.clause, asked)
            measures = of_inner_place(measures, hit, asked.regions)
            measures = of_lack(measures, hit.clause, asked.whose)
            if not measures:
                continue  # what holds for others is no answer, a share for those asked about is one
            found = _found(hit, measures, asked, topic)
            if found and asked.kind is AskedKind.BY_WHEN and not answers_when(found, asked, topic):
                return None
            loss = 0.0 if kinds is asked.figures else CLOSEST_LOSS
            return found and replace(found, fitness=found.fitness - loss)
    return None


def holds_for_others(hit: Hit, asked: AskedQuestion) -> bool:
    """Whether all figures of the kind asked for are of another group, year, purpose or place."""
    for kinds in (asked.figures, *_closest(asked)):
        if measures := _of_kinds(kinds, hit.clause, asked):
            kept = _as_asked(measures, hit.clause, asked)
            return not of_inner_place(kept, hit, asked.regions)
    return False


def holds_for_else(hit: Hit, asked: AskedQuestion) -> bool:
    """Whether all figures of the kind asked for are of another matter, purpose or part.

    What is paid for rent is no rule for others of what is paid to who buys.
    """
    for kinds in (asked.figures, *_closest(asked)):
        if measures := _of_kinds(kinds, hit.clause, asked):
            purposed = _for_what(measures, hit.clause, asked)
            return not purposed or bool(of_group(purposed, hit.clause, asked.whose.people))
    return False


def _as_asked(measures: list[Measure], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    """Return the figures of the year, purpose and group that the question names."""
    measures = of_year(measures, clause, asked.normalized)
    measures = without_baselines(measures, clause, asked.normalized)
    measures = _for_what(measures, clause, asked)
    measures = of_total(measures, clause, asked.normalized)
    measures = without_changes(measures, clause, asked.normalized)
    if asked_purpose(asked.normalized) is not None:
        measures = without_thresholds(measures, clause, asked.normalized)
    return of_group(measures, clause, asked.whose) if measures else []


def _for_what(measures: list[Measure], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    """Return the figures of the purpose, the name and the part that the question means."""
    measures = of_purpose(measures, clause, asked.normalized)
    measures = of_named_sum(measures, clause, asked.normalized)
    return of_step(in_role(measures, clause, asked.normalized), clause, asked.normalized)


def _of_kinds(kinds: frozenset[MeasureKind], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    measures = [
        m
        for m in clause.measures
        if m.kind in kinds and in_unit(m, clause, asked.units) and not _of_another(m, clause, asked)
    ]
    return of_asked_time(of_rate(measures, clause, asked.normalized), clause, asked)


def _closest(asked: AskedQuestion) -> tuple[frozenset[MeasureKind], ...]:
    if asked.kind is AskedKind.WHAT_SHARE and not _TIME_ASKED.search(asked.normalized):
        return ()
    if asked.kind is AskedKind.HOW_MUCH and _PER_UNIT_ASKED.search(asked.normalized):
        return ()
    return _CLOSEST.get(asked.kind, ())


def _found(
    hit: Hit, measures: Sequence[Measure], asked: AskedQuestion, topic: Topic
) -> Found | None:
    clause = hit.clause
    said = [without_suppliers(words_of(m, clause)) for m in measures]
    everything = [
        Candidate(m, topic.covers(words)) for m, words in zip(measures, said, strict=True)
    ]
    candidates = _of_side(everything, clause, asked, topic)
    kept, chosen = of_all_facets(candidates, topic)
    if not chosen and len({candidate.measure.subject for candidate in kept}) > UNLIKE_MAX:
        return None
    kept = _without_cases(kept, clause)
    kept = with_exceptions(kept, candidates, clause)
    kept = _with_relatives(kept, candidates, clause, asked)
    kept = _with_rates(kept, clause, asked, topic)
    covers = best_of(*(_with_group(candidate, clause, asked, topic) for candidate in kept))
    around = tuple(CONTEXT_SHARE * cover for cover in topic.covers(context_of(hit)))
    picked = [candidate.measure for candidate in kept]
    cited = [segment(clause, measure) for measure in picked]
    own = best_of(*(candidate.covers for candidate in kept))
    reliefs = reliefs_of(merged(cited), own, clause, topic)
    reliefs = merged(
        [
            *reliefs,
            *changes_of(merged(cited), best_of(own, around), clause, topic, _named(picked, asked)),
        ]
    )
    spans = merged([*cited, *reliefs])
    told = [clause.text[start:end].rstrip("。；;") for start, end in reliefs]
    where = [
        next(at for at, span in enumerate(spans) if span.start <= m.start < span.end)
        for m in picked
    ]
    own_cover = topic.weighed(covers) or _cited_cover(spans, clause, topic)
    return Found(
        hit=hit,
        said=lambda: "；".join((say(picked, clause, topic), *told)),
        spans=spans,
        measures=tuple(zip(picked, where, strict=True)),
        covers=best_of(covers, around),
        own_cover=own_cover,
        figure=True,
        group=_group(picked) if chosen else None,
        fitness=_fitness(picked, clause, asked, own_cover),
    )


def _named(picked: Sequence[Measure], asked: AskedQuestion) -> str:
    return "，".join((asked.normalized, *(m.subject for m in picked)))


def _cited_cover(spans: Sequence[Span], clause: Clause, topic: Topic) -> float:
    """Return what the phrases cited cover, where a figure's own words cover nothing."""
    said = "\n".join(clause.text[start:end] for start, end in spans)
    return CITED_SHARE * cover if (cover := topic.coverage(said)) >= CITED_COVER else 0.0


def _of_side(
    candidates: list[Candidate], clause: Clause, asked: AskedQuestion, topic: Topic
) -> list[Candidate]:
    """Choose by the bound asked for (封顶, 至少), where a figure on the subject has it."""
    allowed = of_side([one.measure for one in candidates], clause, asked.normalized)
    kept = [one for one in candidates if one.measure in allowed]
    bounds = asked_side(asked.normalized)
    bounding = [one for one in kept if one.measure.comparator in bounds]

    def cover(among: Sequence[Candidate]) -> float:
        return max((topic.weighed(one.covers) for one in among), default=0.0)

    return bounding if bounding and cover(bounding) >= SIDE_SHARE * cover(kept) else kept


def _without_cases(kept: list[Candidate], clause: Clause) -> list[Candidate]:
    """Leave out the sizes and numbers for which something else holds, beside what that is."""
    answering = [
        one
        for one in kept
        if one.measure.kind not in _CASES or not is_threshold(one.measure, clause)
    ]
    return answering or kept


def _with_relatives(
    kept: list[Candidate], candidates: list[Candidate], clause: Clause, asked: AskedQuestion
) -> list[Candidate]:
    everything = [one.measure for one in candidates]
    picked = with_relatives([one.measure for one in kept], everything, clause, asked)
    return [one for one in candidates if one.measure in picked]


def _with_rates(
    kept: list[Candidate], clause: Clause, asked: AskedQuestion, topic: Topic
) -> list[Candidate]:
    rates = rates_capped([one.measure for one in kept], clause, asked.normalized)
    added = [Candidate(m, topic.covers(words_of(m, clause))) for m in rates]
    return sorted((*kept, *added), key=lambda one: one.measure.start) if added else kept


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


def _fitness(
    measures: Sequence[Measure], clause: Clause, asked: AskedQuestion, own_cover: float
) -> float:
    days = any(m.kind is MeasureKind.DEADLINE for m in measures) and own_cover >= SUBJECT_COVER
    as_asked = is_as_asked(measures, clause, asked) or (
        days and asks_due(asked.kind, asked.normalized)
    )
    lost = CASE_LOSS * is_case(measures)
    lost += STEP_LOSS * lacks_step(list(measures), clause, asked.normalized)
    return AS_ASKED_FITNESS * as_asked - lost


def _of_another(measure: Measure, clause: Clause, asked: AskedQuestion) -> bool:
    """Whether a figure is of another supply or insurance: water's days when gas is asked about."""
    near = (holding(spans(clause), measure.start) for spans in (phrases, sentences))
    texts = [clause.text[span.start : span.end] for span in near if span]
    subject = "" if is_heading_fallback(measure, clause) else measure.subject
    said = f"{subject} {measure.condition or ''}"
    return subjects_of(asked.normalized).are_told_of_another(said, *texts, clause.heading)


def _group(measures: Sequence[Measure]) -> str:
    conditions = {group_of(measure) for measure in measures}
    return conditions.pop() if len(conditions) == 1 else ""
