"""What one clause says to a question and its parts: figures, units, items or a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index import Hit
from ingest.records import Clause, PartKind
from ingest.text.alignment import Span
from service.answering.asked.aspects import aspects_of
from service.answering.asked.days import asks_day
from service.answering.asked.kinds import canonical
from service.answering.figures.meant import holds_for_else, holds_for_others
from service.answering.figures.purposes import Purpose, asked_purpose, said_purpose
from service.answering.figures.selecting import find_figures
from service.answering.found import Found, holding, merged, sentences
from service.answering.groups.fitting import is_of_others
from service.answering.groups.narrowing import (
    holds_figure,
    of_group_only,
    only_bounds,
    settles_for_group,
)
from service.answering.records import AskedKind, AskedQuestion
from service.answering.responsible import (
    asks_authority,
    asks_for_units,
    asks_whether_units,
    find_responsible,
    names_authority,
    names_unit,
    says_who,
)
from service.answering.spans.listing import find_list
from service.answering.spans.sections import section_fitness
from service.answering.spans.sentences import find_span
from service.answering.spans.whole_clause import find_whole
from service.answering.wording.cues import has_cue, listed
from service.answering.wording.evidence import Topic, best_of

PART_FITNESS: Final = 0.05
"""For each further part of the question that the same clause answers."""
NOBODY: Final = 0.2
"""Off what answers which authority does something and names none."""
LEAD_MAX_CHARS: Final = 20
OWN_MARGIN: Final = 0.15
"""How much more than the task's heading a sentence says to be of a case with a doer of its own."""
_WHETHER: Final = frozenset({AskedKind.MAY, AskedKind.YES_NO})
_CLOSED: Final = re.compile(
    r"[吗么不没]\W*\Z|是不是|免费|^(?:do|does|is|are|must|can)\b", re.IGNORECASE
)


def found_in(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return what a clause says to a question, and to its other parts where it says that too."""
    found = _best_found(hit, asked, topic)
    for part in asked.also:
        further = _best_found(hit, part, topic.within(part.normalized))
        if _is_of_kind(further, part):
            found = _joined(found, further)
    return found


def _best_found(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return the best kind of statement that a clause supports; a sentence, for want of better."""
    if asked.whole_clause:
        return find_whole(hit, topic)
    if asked.figures:
        return _figures_or_span(hit, asked, topic)
    if asked.kind is AskedKind.WHO and asked.form is None:
        return _who(hit, asked, topic)
    if asked.kind in _WHETHER and asks_whether_units(canonical(asked.normalized)):
        return find_responsible(hit, asked, topic) or _sentence(hit, asked, topic)
    if asked.kind is AskedKind.LIST:
        return _listed(hit, asked, topic)
    return _sentence(hit, asked, topic)


def _listed(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return the items of a clause; a sentence where there are none."""
    found = find_list(hit, asked, topic)
    if found is None:
        return _sentence(hit, asked, topic)
    return replace(found, fitness=max(found.fitness, section_fitness(hit.clause, asked)))


def _sentence(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return the sentence that answers best, cut to what it says of the group asked about."""
    found, text = find_span(hit, asked, topic), hit.clause.text
    # What to bring, where and in which steps is told by whole sentences, with all their numbers.
    if not asked.whose.is_named or aspects_of(asked):
        return found
    spans = tuple(cut for span in found.spans for cut in of_group_only(text, span, asked.whose))
    if spans == found.spans:
        # Whether who has 4 months may is answered by who has 6 months may.
        closed = asked.kind in _WHETHER and only_bounds(text, spans)
        others = not closed and holds_figure(text, spans) and _is_of_others(found, asked)
        return replace(found, for_others=bool(others))
    said = "，".join(text[start:end] for start, end in spans).replace("\n", "")
    return replace(found, spans=spans, said=lambda: said)


def _is_of_others(found: Found, asked: AskedQuestion) -> bool:
    """Whether what is said is said of another group: by its words, its sentences, what leads in."""
    clause = found.hit.clause
    whole = (holding(sentences(clause), span.start) for span in found.spans)
    said = "".join(clause.text[slice(*span)] for span in dict.fromkeys(whole) if span)
    texts = (found.text, said, *(_led_in(clause, span) for span in found.spans), clause.heading)
    told = (is_of_others(text, asked.whose) for text in texts)
    return next((one for one in told if one is not None), False)


def _led_in(clause: Clause, span: Span) -> str:
    """Return the short first sentence of the item that a span stands in: （一）小学入学。"""
    items = (part for part in clause.parts if part.kind is PartKind.ITEM)
    item = next((one for one in items if one.start <= span.start < one.end), None)
    first = holding(sentences(clause), item.start) if item else None
    short = first is not None and first.end - first.start <= LEAD_MAX_CHARS
    return clause.text[slice(*first)] if first and short else ""


def _who(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return who has to do it; whom to pay or to call is said by a sentence that names somebody."""
    span = find_span(hit, asked, topic)
    if not asks_for_units(canonical(asked.normalized)) and names_unit(span.text):
        return span
    if says_who(span.text) and span.own_cover > topic.coverage(hit.clause.heading) + OWN_MARGIN:
        return span
    named = find_responsible(hit, asked, topic)
    if named is not None or not asks_authority(canonical(asked.normalized)):
        return named or span
    return span if names_authority(span.text) else replace(span, fitness=span.fitness - NOBODY)


def _figures_or_span(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return the figures of a clause; whether it costs anything, its sentence may say better."""
    figures = find_figures(hit, asked, topic)
    other = figures is not None and _is_closed_price(asked)
    dated = figures is not None and _lacks_day(figures, asked)
    if figures is not None and not (other or dated):
        return figures
    span = _sentence(hit, asked, topic)
    if figures is not None and dated:
        return span if has_cue(hit.clause, span.spans, asked) else figures
    if figures is None:
        others = holds_for_others(hit, asked) and not settles_for_group(
            hit.clause.text, span.spans, asked.whose
        )
        purposed = others and holds_for_else(hit, asked)
        others = others and not (purposed and _lets_off(span, asked))
        return replace(
            span,
            for_others=span.for_others or others,
            for_else=others and purposed,
        )
    if span.figure and span.own_cover >= figures.own_cover:
        return span
    return figures


def _lets_off(span: Found, asked: AskedQuestion) -> bool:
    """Whether it is asked what is let off, and a sentence says so: 每户每月免收8立方米水费."""
    if asked_purpose(asked.normalized) is not Purpose.RELIEF:
        return False
    said = "".join(span.hit.clause.text[start:end] for start, end in span.spans)
    return said_purpose(said) is Purpose.RELIEF


def _lacks_day(figures: Found, asked: AskedQuestion) -> bool:
    """Whether a day is asked for and the figures found are only lengths of time."""
    days = (m.kind in asked.figures for m, _ in figures.measures)
    return asks_day(asked.kind, asked.normalized) and not any(days)


def _is_closed_price(asked: AskedQuestion) -> bool:
    return asked.kind is AskedKind.HOW_MUCH and _CLOSED.search(asked.normalized) is not None


def _is_of_kind(found: Found, asked: AskedQuestion) -> bool:
    """Whether what was found for a part of a question is such a thing as the part asks for."""
    if asked.form is not None:
        return has_cue(found.hit.clause, found.spans, asked)
    if asked.figures:
        return found.figure
    if asked.kind is AskedKind.WHO:
        return found.units or names_unit(found.text)
    return found.figure or listed(found.text) > 0


def _joined(first: Found, second: Found) -> Found:
    """Say two things of one clause one after the other; what is said already is not said again."""
    fitness = first.fitness + PART_FITNESS
    if all(any(a <= start and end <= b for a, b in first.spans) for start, end in second.spans):
        return replace(first, fitness=fitness)
    spans = merged((*first.spans, *second.spans))
    figures = dict.fromkeys(m for one in (first, second) for m, _ in one.measures)
    return replace(
        first,
        said=lambda: f"{first.text.rstrip('。；')}；{second.text}",
        spans=spans,
        measures=tuple((m, _holder(spans, m.start)) for m in figures),
        covers=best_of(first.covers, second.covers),
        own_cover=max(first.own_cover, second.own_cover),
        fitness=fitness,
    )


def _holder(spans: Sequence[Span], position: int) -> int:
    return next(at for at, span in enumerate(spans) if span.start <= position < span.end)
