"""The smallest verbatim sentence of a clause that answers a question without a typed figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from index import Hit
from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.asked.aspects import Aspect, aspects_of
from service.answering.asked.days import asks_day, says_term
from service.answering.figures.picking import is_in_rhythm
from service.answering.figures.selecting import AS_ASKED_FITNESS
from service.answering.found import Found, heading_is_rule, merged, phrases
from service.answering.records import AskedKind, AskedQuestion
from service.answering.spans.announcing import is_announcement
from service.answering.spans.completing import (
    alike,
    completed,
    joined,
    opening_reply,
    with_items,
    without_reply_mark,
)
from service.answering.spans.cutting import narrowed
from service.answering.spans.labels import is_table_head
from service.answering.spans.listing import ITEMS_MAX, NO_PAPERS_LOSS, items_of, say_items
from service.answering.spans.running_on import run_on
from service.answering.spans.scoring import BARE_ITEM_LOSS, is_bare_item, scores_of
from service.answering.spans.sections import covers_around, section_fitness
from service.answering.wording.burdens import asks_consequences
from service.answering.wording.cues import (
    asks_papers,
    asks_where,
    defines,
    has_cue,
    is_definition,
    listed,
    names_somebody,
)
from service.answering.wording.evidence import Topic, best_of

ANNOUNCING_LOSS: Final = 0.3
"""For 现就有关事项通知如下 and 为规范…,制定本办法, which name the subject and say nothing of it."""
LENGTH_LOSS: Final = 0.08
"""For 180 characters; from 0.05 to 0.1 the development questions of two corpora gain alike."""
CUE_FITNESS: Final = 0.03
LISTED_FITNESS: Final = 0.1
"""For many things in a row, when a list is asked for."""
FORM_FITNESS: Final = 0.12
MEANING_FITNESS: Final = 0.12
NOBODY_LOSS: Final = 0.12
"""For a sentence that names nobody, when it is asked who."""

TOLD_FITNESS: Final = 0.09
_UNITS_LABEL: Final = re.compile(
    r"[〔(（【\[]?\s*(?:牵头|责任|负责|配合|主办|协办|承办)(?:单位|部门)\s*[:：]|[(（〔][^()（）]{2,200}(?:负责|落实|牵头)[^()（）]{0,30}[)）〕]\Z"
)
# Who may have it and what it is for can be said by a definition, its duties or steps cannot.
_DEFINED: Final = frozenset({Aspect.CONDITIONS, Aspect.SCOPE, Aspect.PLACE})
_DONE_BY_SOMEBODY: Final = frozenset({AskedKind.WHO, AskedKind.HOW})
_ASKING_LINE: Final = re.compile(r"(?:\d+[.、]\s*)?问\s*[:：]")


def find_span(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return the sentence of a clause that answers best; every clause has one."""
    clause = hit.clause
    pieces = _answering(clause, phrases(clause)) or [Span(clause.body_start, len(clause.text))]
    around = covers_around(hit, asked, topic)
    # What its heading says is said of every sentence, and tells none from the others.
    above = "" if heading_is_rule(clause) else clause.heading
    given = best_of(topic.covers(above), around)
    scores = scores_of(hit, pieces, asked, topic, given)
    best = max(range(len(pieces)), key=lambda at: (scores[at], -at))
    chosen = with_items(clause, pieces, scores, asked) or alike(clause, pieces, scores, asked)
    chosen = chosen or completed(clause, pieces, best, asked)
    if len(chosen) == 1:
        chosen = [narrowed(clause, chosen[0], asked, topic, given)]
    chosen = [*opening_reply(clause, pieces, chosen, asked, topic), *chosen]
    # What is told besides makes no clause a better answer than another.
    told = _unmarked(clause, run_on(clause, pieces, scores, chosen, asked))
    core = _unmarked(clause, chosen)
    own = topic.covers("\n".join(clause.text[start:end] for start, end in core))
    said = partial(joined, clause.text, told)
    if _is_list(clause, told):
        items = items_of(clause)
        intro = told[0] if told[0] != items[0] else None
        said = partial(say_items, clause, intro, items)
        told = told if len(items) <= ITEMS_MAX else (Span(told[0].start, told[-1].end),)
    return Found(
        hit=hit,
        said=said,
        spans=told,
        covers=best_of(own, around),
        own_cover=topic.weighed(own),
        figure=bool(asked.figures) and has_cue(clause, core, asked),
        fitness=_fitness(clause, core, asked),
    )


def _is_list(clause: Clause, told: Sequence[Span]) -> bool:
    """Whether spans are all items of a clause, with the line that announces them or without."""
    items = items_of(clause)
    return len(items) > 1 and [*told][-len(items) :] == items and len(told) <= len(items) + 1


def _unmarked(clause: Clause, spans: Sequence[Span]) -> tuple[Span, ...]:
    return merged([without_reply_mark(clause, span) for span in spans])


def _fitness(clause: Clause, spans: Sequence[Span], asked: AskedQuestion) -> float:
    """Return what the wording is worth: long sentences name everything and answer little."""
    length = sum(end - start for start, end in spans)
    said = "".join(clause.text[start:end] for start, end in spans)
    recurs = AS_ASKED_FITNESS if asked.figures and is_in_rhythm(said, asked) else 0.0
    lengthy = LENGTH_LOSS * min(1.0, max(0, length - 60) / 120)
    if len(spans) == 1 and is_bare_item(clause, spans[0], asked):
        return -BARE_ITEM_LOSS
    idle = ANNOUNCING_LOSS if is_announcement(said, asked.normalized) else 0.0
    return recurs + _wording(clause, spans, asked) + section_fitness(clause, asked) - lengthy - idle


def _wording(clause: Clause, spans: Sequence[Span], asked: AskedQuestion) -> float:
    if (aspects_of(asked) - _DEFINED) and defines(clause, spans):
        return -MEANING_FITNESS
    if is_definition(asked, clause, spans):
        return MEANING_FITNESS
    if asked.kind in _DONE_BY_SOMEBODY and defines(clause, spans):
        return -MEANING_FITNESS
    if says_term(asked.kind, asked.normalized, "".join(clause.text[a:b] for a, b in spans)):
        return 0.0
    if asked.form or asks_day(asked.kind, asked.normalized):
        return FORM_FITNESS if has_cue(clause, spans, asked) else 0.0
    if asks_consequences(asked):
        return TOLD_FITNESS if has_cue(clause, spans, asked) else -TOLD_FITNESS
    if asks_where(asked):
        return TOLD_FITNESS if has_cue(clause, spans, asked) else 0.0
    if asked.kind is AskedKind.WHO and not names_somebody(clause, spans):
        return -NOBODY_LOSS
    # English words for papers name certificates as soon.
    papers = asks_papers(asked) and not asked.normalized.isascii()
    if papers and not has_cue(clause, spans, asked):
        return -NO_PAPERS_LOSS
    worth = CUE_FITNESS if has_cue(clause, spans, asked) else 0.0
    if asked.kind is AskedKind.LIST:
        worth += LISTED_FITNESS * max(listed(clause.text[start:end]) for start, end in spans)
    return worth


def _answering(clause: Clause, pieces: Sequence[Span]) -> list[Span]:
    """Leave out the heading, printed questions, heads of tables and who is responsible."""
    heading_end = clause.body_start + (0 if heading_is_rule(clause) else len(clause.heading))
    asks = "问" in clause.text
    return [
        span
        for span in pieces
        if span.end > heading_end + 1
        and clause.text[span.end - 1] not in "?？"
        and not (asks and _ASKING_LINE.match(clause.text, max(0, span.start - 4)))
        and not (asks and _ASKING_LINE.match(clause.text, span.start))
        and not _UNITS_LABEL.match(clause.text[span.start : span.end])
        and not is_table_head(clause.text, span)
    ]
