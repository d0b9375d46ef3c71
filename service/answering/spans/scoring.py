"""How well each piece of a clause answers a question, to choose among them.

A piece is worth what it covers of the question, the words that an answer of the kind has, what its
label says, and how near its vector is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from index import Hit
from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.asked.aspects import Aspect, aspects_of, names_aspect
from service.answering.asked.days import asks_day, says_term
from service.answering.asked.kinds import canonical
from service.answering.groups.fitting import is_of_others
from service.answering.records import AskedKind, AskedQuestion
from service.answering.spans.completing import REPLY_MARK
from service.answering.spans.cutting import CUE_BONUS
from service.answering.spans.labels import is_printed_question, labels_of
from service.answering.spans.listing import intro_of, items_of
from service.answering.spans.sections import SECTION_CONTEXT_SHARE
from service.answering.wording.burdens import asks_consequences, asks_payer, asks_relieved
from service.answering.wording.cues import (
    asks_papers,
    asks_where,
    counts_asked,
    cue_of,
    defines_asked,
    has_cue,
    holds_papers,
    is_definition,
    listed,
    negates_asked,
)
from service.answering.wording.doers import asks_to_whom
from service.answering.wording.evidence import Topic, best_of
from service.answering.wording.nearness import lags
from service.answering.wording.special import is_special
from service.answering.wording.subjects import Subjects, subjects_of
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
OTHER_SUBJECT_LOSS: Final = 0.5
"""For a sentence on water when gas is asked about, or on ending what is to be begun."""
OTHERS_LOSS: Final = 0.3
"""For a sentence on another group than the question's: 本市户籍, for who has none."""
SPECIAL_LOSS: Final = 0.3
"""For the special case beside the rule, unless it is asked about."""
DEFINED_BONUS: Final = 0.3
"""For the meaning of the very term asked about, not of a longer one that begins with it."""
LABEL_BONUS: Final = 0.25
"""For a line below one that names the aspect asked about: 办理准备, for what to bring."""
DEFIED_LOSS: Final = 0.1
"""For what follows for who does not obey (拒不拆除的), unless that is asked."""
TOLD_BONUS: Final = 0.3
"""For a sentence that tells a site, a person or a step, when it is asked where, whom or how."""
FORM_BONUS: Final = 0.6
"""For a sentence that holds a number to call, a time of day or a rhythm, when that is asked."""
PRINTED_QUESTION_LOSS: Final = 0.3
"""For a question that the page itself prints; the lines below it answer."""
_SETTLED_BY_CUE: Final = (asks_consequences, asks_payer, asks_relieved)
_DEFIED: Final = re.compile(r"拒不|拒绝|逾期[不未仍]|情节严重|构成犯罪")
_DEFIED_ASKED: Final = re.compile(
    r"拒|逾期|严重|犯罪|罚|后果|忘|漏[报缴办]|不(?:肯|愿|听|改|交|拆|配合|履行)|没有?(?:按|改|交|办)|\b(?:not|refus\w*|fail\w*|late|fines?|penalt\w*)\b"
)


def scores_of(
    hit: Hit, pieces: Sequence[Span], asked: AskedQuestion, topic: Topic, given: Sequence[float]
) -> list[float]:
    """Return what each piece is worth; `given` is what the heading and the context cover."""
    clause = hit.clause
    quoted = text_span(clause.alignment, hit.citation.start, hit.citation.end)
    own_bonus = OWN_BONUS if asked.form else 0.0
    wanted = _Wanted(cue_of(asked), _cue_worth(asked), subjects_of(asked.normalized))
    scores = []
    for piece, label, behind in zip(
        pieces, labels_of(clause, pieces), lags(hit, pieces), strict=True
    ):
        cover = _covers(clause, piece, label, topic)
        scores.append(
            topic.weighed(best_of(cover, given))
            + own_bonus * topic.weighed(cover)
            + ECHO_BONUS * topic.echo(clause.heading + clause.text[piece.start : piece.end])
            + _bonus(clause, piece, asked, wanted, quoted)
            + _label_bonus(clause, piece, label, asked)
            - NEAR_WEIGHT * behind
        )
    return scores


def _covers(clause: Clause, piece: Span, label: Span | None, topic: Topic) -> tuple[float, ...]:
    """Return how well a piece covers each word, its label included."""
    own = topic.covers(clause.text[piece.start : piece.end])
    if label is None:
        return own
    above = topic.covers(clause.text[label.start : label.end])
    return best_of(own, [SECTION_CONTEXT_SHARE * cover for cover in above])


def _label_bonus(clause: Clause, piece: Span, label: Span | None, asked: AskedQuestion) -> float:
    if is_printed_question(clause, piece):
        return -PRINTED_QUESTION_LOSS
    named = label is not None and names_aspect(clause.text[slice(*label)], aspects_of(asked))
    return LABEL_BONUS if named else 0.0


class _Wanted(NamedTuple):
    """What a question asks of every piece: read once."""

    cue: re.Pattern[str] | None
    cue_worth: float
    subjects: Subjects


def _cue_worth(asked: AskedQuestion) -> float:
    """Return what the words of the kind asked for are worth; some settle the question alone."""
    settles = asked.form or any(asks(asked) for asks in _SETTLED_BY_CUE)
    if settles or asks_day(asked.kind, asked.normalized):
        return FORM_BONUS
    to_whom = asked.kind is AskedKind.WHO and asks_to_whom(canonical(asked.normalized))
    steps = asked.kind is AskedKind.HOW and Aspect.STEPS in aspects_of(asked)
    return TOLD_BONUS if to_whom or steps or asks_where(asked) else CUE_BONUS


def _bonus(
    clause: Clause, piece: Span, asked: AskedQuestion, wanted: _Wanted, quoted: Span | None
) -> float:
    text, bonus = clause.text, 0.0
    if quoted and quoted.start < piece.end and piece.start < quoted.end:
        bonus += QUOTE_BONUS
    if wanted.cue is not None and wanted.cue.search(text, *piece):
        bonus += wanted.cue_worth
    bonus += _asked_shape(text[piece.start : piece.end], asked)
    if is_definition(asked, clause, [piece]):
        bonus += 2 * CUE_BONUS
        bonus += DEFINED_BONUS * defines_asked(asked.normalized, text[piece.start : piece.end])
    if REPLY_MARK.match(text, piece.start):
        bonus += REPLY_BONUS
    if is_bare_item(clause, piece, asked):
        bonus -= BARE_ITEM_LOSS
    if is_for_defiance(clause, piece, asked):
        bonus -= DEFIED_LOSS
    if is_special(text[piece.start : piece.end], asked.normalized):
        bonus -= SPECIAL_LOSS
    if says_term(asked.kind, asked.normalized, text[piece.start : piece.end]):
        bonus -= FORM_BONUS
    if asked.whose.is_named and is_of_others(text[piece.start : piece.end], asked.whose):
        bonus -= OTHERS_LOSS
    if wanted.subjects.are_told_of_another(text[piece.start : piece.end]):
        bonus -= OTHER_SUBJECT_LOSS
    return bonus


def is_for_defiance(clause: Clause, piece: Span, asked: AskedQuestion) -> bool:
    """Whether a piece says what follows for who does not obey, and that is not asked."""
    defied = _DEFIED.match(clause.text, piece.start) is not None
    return defied and _DEFIED_ASKED.search(asked.normalized) is None


def is_bare_item(clause: Clause, piece: Span, asked: AskedQuestion) -> bool:
    """Whether a piece is one short item of a list that no line announces: 营业执照."""
    if asked.kind is AskedKind.LIST or piece.end - piece.start > BARE_ITEM_CHARS:
        return False
    items = items_of(clause)
    inside = any(item.start <= piece.start < item.end for item in items)
    return inside and intro_of(clause, items) is None and not has_cue(clause, [piece], asked)


def _asked_shape(said: str, asked: AskedQuestion) -> float:
    """Return the worth of being as much of a list, as many, or as negative as was asked for."""
    listing = asked.kind is AskedKind.LIST and (not asks_papers(asked) or holds_papers(said))
    bonus = LISTED_BONUS * listed(said) if listing else 0.0
    if counts_asked(asked.normalized, said):
        bonus += COUNTED_BONUS
    if negates_asked(asked.normalized, said):
        bonus += NEGATED_BONUS
    return bonus
