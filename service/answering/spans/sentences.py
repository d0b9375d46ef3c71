"""The smallest verbatim sentence of a clause that answers a question without a typed figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from index import Hit
from ingest.alignment import Span
from ingest.records import Clause
from service.answering.asked.aspects import Aspect, aspects_of
from service.answering.figures.picking import is_in_rhythm
from service.answering.figures.selecting import AS_ASKED_FITNESS
from service.answering.found import Found, merged, phrases
from service.answering.records import AskedKind, AskedQuestion
from service.answering.spans.announcing import is_announcement
from service.answering.spans.completing import (
    REPLY_MARK,
    completed,
    joined,
    opening_reply,
    with_items,
    without_reply_mark,
)
from service.answering.spans.cutting import CUE_BONUS, narrowed
from service.answering.spans.listing import intro_of, items_of
from service.answering.spans.sections import covers_around, section_fitness
from service.answering.wording.cues import (
    asks_consequences,
    asks_payer,
    asks_where,
    counts_asked,
    defines,
    has_cue,
    is_definition,
    listed,
    names_somebody,
    negates_asked,
)
from service.answering.wording.evidence import Topic, best_of
from service.answering.wording.nearness import lags
from service.answering.wording.utilities import is_of_another, utilities
from service.offsets import text_span

QUOTE_BONUS: Final = 0.12
"""For a sentence that the search quotes: its vector was nearest to the question."""
LISTED_BONUS: Final = 0.3
"""For a sentence of many things in a row, when a list is asked for."""
COUNTED_BONUS: Final = 0.2
"""For 四级, when 哪几级 is asked."""
NEGATED_BONUS: Final = 0.5
"""For what is not so, when that is asked: 哪些不纳入."""
ECHO_BONUS: Final = 0.5
"""For a sentence with all characters of the question that tell the clauses found apart."""
OWN_BONUS: Final = 0.1
"""For the words beside a number to call or a time of day, though the heading says them too."""
NEAR_WEIGHT: Final = 0.6
"""For a sentence whose vector lies as far behind the nearest as questions from their answers."""
REPLY_BONUS: Final = 0.35
"""For the beginning of a reply, where question and answer are printed one after the other."""

BARE_ITEM_CHARS: Final = 20
BARE_ITEM_LOSS: Final = 0.2
"""For 营业执照 in a list, when it is no list that is asked for."""
OTHER_SUPPLY_LOSS: Final = 0.5
"""For a sentence on water when gas is asked about."""
ANNOUNCING_LOSS: Final = 0.3
"""For 现就有关事项通知如下 and 为规范…,制定本办法, which name the subject and say nothing of it."""
LENGTH_LOSS: Final = 0.08
"""For 180 characters; from 0.05 to 0.1 the development questions of two corpora gain alike."""
CUE_FITNESS: Final = 0.03
FORM_FITNESS: Final = 0.12
MEANING_FITNESS: Final = 0.12
NOBODY_LOSS: Final = 0.12
"""For a sentence that names nobody, when it is asked who."""

TOLD_BONUS: Final = 0.3
"""For a sentence that names an address or a site, when it is asked where."""
TOLD_FITNESS: Final = 0.09
FORM_BONUS: Final = 0.6
"""For a sentence that holds a number to call, a time of day or a rhythm, when that is asked."""
_UNITS_LABEL: Final = re.compile(
    r"[〔(（【\[]?\s*(?:牵头|责任|配合|主办|协办|承办)(?:单位|部门)\s*[:：]|[(（〔][^()（）]{2,200}(?:负责|落实|牵头)[^()（）]{0,30}[)）〕]\Z"
)
# Who may have it and what it is for can be said by a definition, its duties or steps cannot.
_DEFINED: Final = frozenset({Aspect.CONDITIONS, Aspect.SCOPE, Aspect.PLACE})
_ASKING_LINE: Final = re.compile(r"(?:\d+[.、]\s*)?问\s*[:：]")


def find_span(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return the sentence of a clause that answers best; every clause has one."""
    clause = hit.clause
    pieces = _answering(clause, phrases(clause)) or [Span(clause.body_start, len(clause.text))]
    covers = [topic.covers(clause.text[start:end]) for start, end in pieces]
    around = covers_around(hit, asked, topic)
    # What its heading says is said of every sentence, and tells none from the others.
    heading = clause.heading
    given = best_of(topic.covers(heading), around)
    own_bonus = OWN_BONUS if asked.form else 0.0
    quoted = text_span(clause.alignment, hit.citation.start, hit.citation.end)
    scores = [
        topic.weighed(best_of(cover, given))
        + own_bonus * topic.weighed(cover)
        + ECHO_BONUS * topic.echo(heading + clause.text[piece.start : piece.end])
        + _bonus(clause, piece, asked, quoted)
        - NEAR_WEIGHT * behind
        for piece, cover, behind in zip(pieces, covers, lags(hit, pieces), strict=True)
    ]
    best = max(range(len(pieces)), key=lambda at: (scores[at], -at))
    chosen = with_items(clause, pieces, scores, asked) or completed(clause, pieces, best, asked)
    if len(chosen) == 1:
        chosen = [narrowed(clause, chosen[0], asked, topic, given)]
    chosen = [*opening_reply(clause, pieces, chosen, asked, topic), *chosen]
    spans = merged([without_reply_mark(clause, span) for span in chosen])
    own = topic.covers("\n".join(clause.text[start:end] for start, end in spans))
    return Found(
        hit=hit,
        said=partial(joined, clause.text, spans),
        spans=spans,
        covers=best_of(own, around),
        own_cover=topic.weighed(own),
        figure=bool(asked.figures) and has_cue(clause, spans, asked),
        fitness=_fitness(clause, spans, asked),
    )


def _fitness(clause: Clause, spans: Sequence[Span], asked: AskedQuestion) -> float:
    """Return what the wording is worth: long sentences name everything and answer little."""
    length = sum(end - start for start, end in spans)
    said = "".join(clause.text[start:end] for start, end in spans)
    recurs = AS_ASKED_FITNESS if asked.figures and is_in_rhythm(said, asked) else 0.0
    lengthy = LENGTH_LOSS * min(1.0, max(0, length - 60) / 120)
    if len(spans) == 1 and _is_bare_item(clause, spans[0], asked):
        return -BARE_ITEM_LOSS
    idle = ANNOUNCING_LOSS if is_announcement(said, asked.normalized) else 0.0
    return recurs + _wording(clause, spans, asked) + section_fitness(clause, asked) - lengthy - idle


def _wording(clause: Clause, spans: Sequence[Span], asked: AskedQuestion) -> float:
    if (aspects_of(asked) - _DEFINED) and defines(clause, spans):
        return -MEANING_FITNESS
    if is_definition(asked, clause, spans):
        return MEANING_FITNESS
    if asked.form:
        return FORM_FITNESS if has_cue(clause, spans, asked) else 0.0
    if asks_where(asked) or asks_consequences(asked):
        return TOLD_FITNESS if has_cue(clause, spans, asked) else 0.0
    if asked.kind is AskedKind.WHO and not names_somebody(clause, spans):
        return -NOBODY_LOSS
    return CUE_FITNESS if has_cue(clause, spans, asked) else 0.0


def _answering(clause: Clause, pieces: Sequence[Span]) -> list[Span]:
    """Leave out the heading, the printed question and who is responsible."""
    heading_end = clause.body_start + len(clause.heading)
    return [
        span
        for span in pieces
        if span.end > heading_end + 1
        and not _ASKING_LINE.match(clause.text, max(0, span.start - 4))
        and not _ASKING_LINE.match(clause.text, span.start)
        and not _UNITS_LABEL.match(clause.text[span.start : span.end])
    ]


def _bonus(clause: Clause, piece: Span, asked: AskedQuestion, quoted: Span | None) -> float:
    text, bonus = clause.text, 0.0
    if quoted and quoted.start < piece.end and piece.start < quoted.end:
        bonus += QUOTE_BONUS
    if has_cue(clause, [piece], asked):
        told = TOLD_BONUS if asks_where(asked) else CUE_BONUS
        plain = asked.form or asks_consequences(asked) or asks_payer(asked)
        bonus += FORM_BONUS if plain else told
    bonus += _asked_shape(text[piece.start : piece.end], asked)
    if is_definition(asked, clause, [piece]):
        bonus += 2 * CUE_BONUS
    if REPLY_MARK.match(text, piece.start):
        bonus += REPLY_BONUS
    if _is_bare_item(clause, piece, asked):
        bonus -= BARE_ITEM_LOSS
    if is_of_another(utilities(asked.normalized), text[piece.start : piece.end]):
        bonus -= OTHER_SUPPLY_LOSS
    return bonus


def _is_bare_item(clause: Clause, piece: Span, asked: AskedQuestion) -> bool:
    """Whether a piece is one short item of a list that no line announces: 营业执照."""
    if asked.kind is AskedKind.LIST or piece.end - piece.start > BARE_ITEM_CHARS:
        return False
    items = items_of(clause)
    inside = any(item.start <= piece.start < item.end for item in items)
    return inside and intro_of(clause, items) is None and not has_cue(clause, [piece], asked)


def _asked_shape(said: str, asked: AskedQuestion) -> float:
    """Return the worth of being as much of a list, as many, or as negative as was asked for."""
    bonus = LISTED_BONUS * listed(said) if asked.kind is AskedKind.LIST else 0.0
    if counts_asked(asked.normalized, said):
        bonus += COUNTED_BONUS
    if negates_asked(asked.normalized, said):
        bonus += NEGATED_BONUS
    return bonus
