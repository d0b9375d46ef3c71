"""Which figures of a clause are meant: of the kind, subject, year, purpose, part and group."""

from __future__ import annotations

import re
from typing import Final

from index import Hit
from ingest.records import Clause, Measure, MeasureKind
from service.answering.figures.bounding import (
    without_baselines,
    without_other_bound,
    without_thresholds,
)
from service.answering.figures.changes import without_changes
from service.answering.figures.counting import in_unit
from service.answering.figures.inner_places import of_inner_place
from service.answering.figures.named_sums import of_named_sum
from service.answering.figures.named_terms import of_named_term
from service.answering.figures.picking import of_asked_time
from service.answering.figures.purposes import asked_purpose, of_purpose
from service.answering.figures.rates import of_rate
from service.answering.figures.roles import in_role
from service.answering.figures.steps import of_step
from service.answering.figures.totals import of_total
from service.answering.figures.years import of_year
from service.answering.found import holding, is_heading_fallback, phrases, sentences
from service.answering.groups.fitting import of_group
from service.answering.groups.scopes import scopes_of
from service.answering.records import AskedKind, AskedQuestion
from service.answering.wording.alternatives import alternatives_of
from service.answering.wording.subjects import subjects_of

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
_TIME_ASKED: Final = re.compile(r"时间|时限|期限|工期|多久|\btime\b")


def holds_for_others(hit: Hit, asked: AskedQuestion) -> bool:
    """Whether all figures of the kind asked for are of another group, year, purpose or place."""
    for kinds in (asked.figures, *closest(asked)):
        if measures := of_kinds(kinds, hit.clause, asked):
            kept = as_asked(measures, hit.clause, asked)
            return not of_inner_place(kept, hit, asked.regions)
    return False


def holds_for_else(hit: Hit, asked: AskedQuestion) -> bool:
    """Whether all figures of the kind asked for are of another matter, purpose or part.

    What is paid for rent is no rule for others of what is paid to who buys.
    """
    for kinds in (asked.figures, *closest(asked)):
        if measures := of_kinds(kinds, hit.clause, asked):
            purposed = _for_what(measures, hit.clause, asked)
            return not purposed or bool(of_group(purposed, hit.clause, asked.whose.people))
    return False


def as_asked(measures: list[Measure], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    """Return the figures of the year, purpose and group that the question names."""
    measures = of_year(measures, clause, asked.normalized)
    measures = without_baselines(measures, clause, asked.normalized)
    measures = without_other_bound(measures, clause, asked.normalized)
    measures = _for_what(measures, clause, asked)
    measures = of_total(measures, clause, asked.normalized)
    measures = without_changes(measures, clause, asked.normalized)
    if asked_purpose(asked.normalized) is not None:
        measures = without_thresholds(measures, clause, asked.normalized)
    measures = [m for m in measures if not _is_of_another_kind(m, clause, asked)]
    return of_group(measures, clause, asked.whose) if measures else []


def _is_of_another_kind(measure: Measure, clause: Clause, asked: AskedQuestion) -> bool:
    """Whether what stands with a figure names another kind than the one asked about: 护理假15天."""
    kinds = alternatives_of(asked.normalized)
    if not kinds or not kinds.are_named_in(clause.text):
        return False
    scopes = scopes_of(measure, clause)
    return kinds.are_not_in(f"{scopes.own}，{scopes.condition}")


def _for_what(measures: list[Measure], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    """Return the figures of the purpose, the name and the part that the question means."""
    measures = of_purpose(measures, clause, asked.normalized)
    measures = of_named_sum(measures, clause, asked.normalized)
    measures = of_named_term(measures, clause, asked.normalized)
    return of_step(in_role(measures, clause, asked.normalized), clause, asked.normalized)


def of_kinds(kinds: frozenset[MeasureKind], clause: Clause, asked: AskedQuestion) -> list[Measure]:
    """Return the figures of some kinds, in the unit and of the subject that is asked about."""
    measures = [
        m
        for m in clause.measures
        if m.kind in kinds and in_unit(m, clause, asked.units) and not _of_another(m, clause, asked)
    ]
    return of_asked_time(of_rate(measures, clause, asked.normalized), clause, asked)


def closest(asked: AskedQuestion) -> tuple[frozenset[MeasureKind], ...]:
    """Return the kinds of figure that come close where there is none of the kind asked for."""
    if asked.kind is AskedKind.WHAT_SHARE and not _TIME_ASKED.search(asked.normalized):
        return ()
    if asked.kind is AskedKind.HOW_MUCH and _PER_UNIT_ASKED.search(asked.normalized):
        return ()
    return _CLOSEST.get(asked.kind, ())


def _of_another(measure: Measure, clause: Clause, asked: AskedQuestion) -> bool:
    """Whether a figure is of another supply or insurance: water's days when gas is asked about."""
    near = (holding(spans(clause), measure.start) for spans in (phrases, sentences))
    texts = [clause.text[span.start : span.end] for span in near if span]
    subject = "" if is_heading_fallback(measure, clause) else measure.subject
    said = f"{subject} {measure.condition or ''}"
    return subjects_of(asked.normalized).are_told_of_another(said, *texts, clause.heading)
