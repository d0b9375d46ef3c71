"""What the figures of a clause say to a question, and what has to be said with them."""

from __future__ import annotations

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
)
from service.answering.figures.capped import rates_capped
from service.answering.figures.carrying import with_carried
from service.answering.figures.changes import changed_by, changes_of
from service.answering.figures.dating import answers_when
from service.answering.figures.indicator_tables import with_tables
from service.answering.figures.inner_places import of_inner_place
from service.answering.figures.meant import as_asked, closest, of_kinds
from service.answering.figures.picking import (
    Candidate,
    is_as_asked,
    is_case,
    of_all_facets,
    with_exceptions,
)
from service.answering.figures.relieving import reliefs_of
from service.answering.figures.saying import group_of, say
from service.answering.figures.steps import lacks_step
from service.answering.figures.table_rows import with_rows
from service.answering.figures.words import words_of
from service.answering.found import (
    Found,
    context_of,
    merged,
    segment,
)
from service.answering.groups.fitting import fits_group
from service.answering.groups.lacking import of_lack
from service.answering.groups.scopes import is_threshold
from service.answering.records import AskedKind, AskedQuestion
from service.answering.wording.evidence import Topic, best_of
from service.answering.wording.utilities import without_suppliers

UNLIKE_MAX: Final = 4
"""More unlike figures than these, none of them told from the others, answer nothing."""
CLOSEST_LOSS: Final = 0.1
"""For a figure that only comes close to the kind asked for."""
OWN_GROUP_FITNESS: Final = 0.05
"""For figures that are said of the group asked about, beside those that are said of none."""
AS_ASKED_FITNESS: Final = 0.08
"""For figures in the unit or of the rhythm that the question names."""
TERM_MARGIN: Final = 0.2
"""How much more of the question a term (自登记之日起3年内) covers than a day, to say by when."""
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

_CASES: Final = frozenset({MeasureKind.SIZE, MeasureKind.COUNT})


def find_figures(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found | None:
    """Return what the figures of a clause say to a question; None when none of them answers."""
    hit = with_carried(with_rows(with_tables(hit)))
    found = _of_first_kind((asked.figures, *closest(asked)), hit, asked, topic)
    if found is None or not asks_due(asked.kind, asked.normalized):
        return found
    term = _of_first_kind(closest(asked), hit, asked, topic)
    better = term is not None and term.own_cover > found.own_cover + TERM_MARGIN
    return term if better else found


def _of_first_kind(
    choice: Sequence[frozenset[MeasureKind]], hit: Hit, asked: AskedQuestion, topic: Topic
) -> Found | None:
    """Return what the figures of the first of several kinds say that the clause has."""
    for kinds in choice:
        measures = of_kinds(kinds, hit.clause, asked)
        if measures and not (closest(asked) and only_thresholds(measures, hit.clause)):
            measures = as_asked(measures, hit.clause, asked)
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


def _found(
    hit: Hit, measures: Sequence[Measure], asked: AskedQuestion, topic: Topic
) -> Found | None:
    clause = hit.clause
    said = [without_suppliers(words_of(m, clause)) for m in measures]
    everything = [
        Candidate(m, topic.covers(words), words) for m, words in zip(measures, said, strict=True)
    ]
    candidates = _of_side(everything, clause, asked, topic)
    kept, chosen = of_all_facets(candidates, topic, asked.whose.text)
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
    picked = [one.measure for one in kept]
    rates = rates_capped(picked, clause, asked.normalized)
    rates += changed_by(picked, clause, asked.normalized)
    added = [Candidate(m, topic.covers(words_of(m, clause))) for m in rates]
    return sorted((*kept, *added), key=lambda one: one.measure.start) if added else kept


def _with_group(
    candidate: Candidate, clause: Clause, asked: AskedQuestion, topic: Topic
) -> tuple[float, ...]:
    """Count words that name the group as said where the figure holds for it: 硕士 by 本科及以上."""
    whose = asked.whose
    if not (whose.is_named or whose.hinted) or not fits_group(candidate.measure, clause, whose):
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
    whose = asked.whose
    own_group = (whose.is_named or whose.hinted) and any(
        fits_group(m, clause, whose) for m in measures
    )
    lost = CASE_LOSS * is_case(measures) - OWN_GROUP_FITNESS * bool(own_group)
    lost += STEP_LOSS * lacks_step(list(measures), clause, asked.normalized)
    return AS_ASKED_FITNESS * as_asked - lost


def _group(measures: Sequence[Measure]) -> str:
    conditions = {group_of(measure) for measure in measures}
    return conditions.pop() if len(conditions) == 1 else ""
