"""The smallest verbatim sentence of a clause that answers a question without a typed figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from index import Hit
from ingest.alignment import Span
from ingest.records import Clause
from service.answering.cues import (
    counts_asked,
    has_cue,
    is_definition,
    listed,
    negates_asked,
)
from service.answering.evidence import Topic, best_of
from service.answering.figures import AS_ASKED_FITNESS, CONTEXT_SHARE
from service.answering.found import Found, context_of, merged, phrases, trimmed
from service.answering.nearness import lag
from service.answering.picking import is_in_rhythm
from service.answering.records import AskedKind, AskedQuestion
from service.answering.utilities import is_of_another, utilities
from service.offsets import text_span

SHORT_CHARS: Final = 14
"""A sentence this short (答：可以。) says too little alone; the next one joins it."""
JOINED_MAX_CHARS: Final = 110
QUOTE_BONUS: Final = 0.12
"""For a sentence that the search quotes: its vector was nearest to the question."""
CUE_BONUS: Final = 0.2
"""For a sentence with the words that an answer of the kind asked for has."""
LISTED_BONUS: Final = 0.3
"""For a sentence of many things in a row, when a list is asked for."""
COUNTED_BONUS: Final = 0.2
"""For 四级, when 哪几级 is asked."""
NEGATED_BONUS: Final = 0.5
"""For what is not so, when that is asked: 哪些不纳入."""
ECHO_BONUS: Final = 0.5
"""For a sentence with all characters of the question that tell the clauses found apart."""
NEAR_WEIGHT: Final = 0.6
"""For a sentence whose vector lies as far behind the nearest as questions from their answers."""
REPLY_BONUS: Final = 0.35
"""For the beginning of a reply, where question and answer are printed one after the other."""

OTHER_SUPPLY_LOSS: Final = 0.5
"""For a sentence on water when gas is asked about."""
NARROWED_FROM_CHARS: Final = 60
NARROWED_SHARE: Final = 0.85
PIECES_MAX: Final = 3
LENGTH_LOSS: Final = 0.08
"""For 180 characters; from 0.05 to 0.1 the development questions of two corpora gain alike."""
CUE_FITNESS: Final = 0.03
FORM_FITNESS: Final = 0.12
MEANING_FITNESS: Final = 0.12
_CONDITION_END: Final = re.compile(r"(?:的|后|时|下|外|者|起|[与和对由])[,，]\Z")
_EXCEPTION: Final = re.compile(r"但|不过|除|否则|其中|并(?!处)|且|逾期")
_COMMA: Final = re.compile(r"[,，]")
# What is listed, described or done may stand in any piece, not only beside the question's words.
_WHOLE: Final = frozenset({AskedKind.LIST, AskedKind.HOW, AskedKind.WHAT})

_DOER: Final = re.compile(r"由|[牵领]头|负责(?![人同])|主管|承担|任[副组主]|统筹|受理")

FORM_BONUS: Final = 0.6
"""For a sentence that holds a number to call, a time of day or a rhythm, when that is asked."""
_UNITS_LABEL: Final = re.compile(
    r"[〔(（【\[]?\s*(?:牵头|责任|配合|主办|协办|承办)(?:单位|部门)\s*[:：]|[(（〔][^()（）]{2,200}(?:负责|落实|牵头)[^()（）]{0,30}[)）〕]\Z"
)
_ASKING_LINE: Final = re.compile(r"(?:\d+[.、]\s*)?问\s*[:：]")
_REPLY: Final = re.compile(r"答\s*[:：]\s*")
_NEEDS_NEXT: Final = re.compile(r"[:：]\Z")


def find_span(hit: Hit, asked: AskedQuestion, topic: Topic) -> Found:
    """Return the sentence of a clause that answers best; every clause has one."""
    clause = hit.clause
    pieces = _answering(clause, phrases(clause)) or [Span(clause.body_start, len(clause.text))]
    covers = [topic.covers(clause.text[start:end]) for start, end in pieces]
    around = tuple(CONTEXT_SHARE * cover for cover in topic.covers(context_of(hit)))
    # What its heading says is said of every sentence, and tells none from the others.
    heading = clause.heading
    given = best_of(topic.covers(heading), around)
    quoted = text_span(clause.alignment, hit.citation.start, hit.citation.end)
    scores = [
        topic.weighed(best_of(cover, given))
        + ECHO_BONUS * topic.echo(heading + clause.text[piece.start : piece.end])
        + _bonus(clause, piece, asked, quoted)
        - NEAR_WEIGHT * lag(hit, [piece])
        for piece, cover in zip(pieces, covers, strict=True)
    ]
    best = max(range(len(pieces)), key=lambda at: (scores[at], -at))
    chosen = _completed(clause, pieces, best)
    if len(chosen) == 1:
        chosen = [_narrowed(clause, chosen[0], asked, topic, given)]
    spans = merged([_without_reply_mark(clause, span) for span in chosen])
    own = topic.covers("\n".join(clause.text[start:end] for start, end in spans))
    return Found(
        hit=hit,
        text="".join(clause.text[start:end] for start, end in spans).replace("\n", ""),
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
    return recurs + _wording(clause, spans, asked) - lengthy


def _wording(clause: Clause, spans: Sequence[Span], asked: AskedQuestion) -> float:
    if is_definition(asked, clause, spans):
        return MEANING_FITNESS
    if asked.form:
        return FORM_FITNESS if has_cue(clause, spans, asked) else 0.0
    return CUE_FITNESS if has_cue(clause, spans, asked) else 0.0


def _narrowed(
    clause: Clause, phrase: Span, asked: AskedQuestion, topic: Topic, given: Sequence[float]
) -> Span:
    """Return the pieces between commas that say nearly all a long sentence says to the question."""
    # English words hardly tell which piece names the one asked for.
    english = asked.normalized.isascii()
    long = phrase.end - phrase.start > NARROWED_FROM_CHARS
    if not long or asked.kind in _WHOLE or (english and asked.kind is AskedKind.WHO):
        return phrase
    cuts = [phrase.start, *(m.end() for m in _COMMA.finditer(clause.text, *phrase)), phrase.end]

    def score(start: int, end: int) -> float:
        cue = CUE_BONUS if has_cue(clause, [Span(start, end)], asked) else 0.0
        # What the heading says need not be said again: 新设企业首套印章免费 under 开办企业.
        return topic.weighed(best_of(topic.covers(clause.text[start:end]), given)) + cue

    least = NARROWED_SHARE * score(*phrase)
    settled = partial(_settles, clause, asked)
    wanted = settled(phrase)
    for size in range(1, min(PIECES_MAX, len(cuts) - 2) + 1):
        windows = list(zip(cuts, cuts[size:], strict=False))
        if wanted:  # what settles the question is never cut off
            windows = [window for window in windows if settled(Span(*window))]
        best = max(windows, key=lambda w: (score(*w), -w[0]), default=None)
        if best is None:
            continue
        if best[1] - best[0] >= SHORT_CHARS and score(*best) >= least:
            return trimmed(clause.text, *_whole_thought(clause.text, cuts, best))
    return phrase


def _settles(clause: Clause, asked: AskedQuestion, span: Span) -> bool:
    if asked.kind is AskedKind.WHO:
        return _DOER.search(clause.text, *span) is not None
    return has_cue(clause, [span], asked)


def _whole_thought(text: str, cuts: Sequence[int], window: tuple[int, int]) -> tuple[int, int]:
    """Widen a window by the conditions before it and the exception after it."""
    first, last = cuts.index(window[0]), cuts.index(window[1])
    while first and _CONDITION_END.search(text, cuts[first - 1], cuts[first]):
        first -= 1
    while last + 1 < len(cuts) and (
        _EXCEPTION.match(text, cuts[last]) or _CONDITION_END.search(text, cuts[first], cuts[last])
    ):
        last += 1
    return cuts[first], cuts[last]


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
        bonus += FORM_BONUS if asked.form else CUE_BONUS
    bonus += _asked_shape(text[piece.start : piece.end], asked)
    if is_definition(asked, clause, [piece]):
        bonus += 2 * CUE_BONUS
    if _REPLY.match(text, piece.start):
        bonus += REPLY_BONUS
    if is_of_another(utilities(asked.normalized), text[piece.start : piece.end]):
        bonus -= OTHER_SUPPLY_LOSS
    return bonus


def _asked_shape(said: str, asked: AskedQuestion) -> float:
    """Return the worth of being as much of a list, as many, or as negative as was asked for."""
    bonus = LISTED_BONUS * listed(said) if asked.kind is AskedKind.LIST else 0.0
    if counts_asked(asked.normalized, said):
        bonus += COUNTED_BONUS
    if negates_asked(asked.normalized, said):
        bonus += NEGATED_BONUS
    return bonus


def _completed(clause: Clause, pieces: Sequence[Span], best: int) -> list[Span]:
    """Add what a short reply or a colon leaves open, while it fits."""
    chosen = [pieces[best]]
    for following in pieces[best + 1 :]:
        last = chosen[-1]
        said = clause.text[last.start : last.end]
        is_open = _NEEDS_NEXT.search(said) or clause.text[last.end : last.end + 1] in (":", "：")
        short = len(_REPLY.sub("", said)) <= SHORT_CHARS and len(chosen) == 1
        length = following.end - chosen[0].start
        if not (is_open or short) or (length > JOINED_MAX_CHARS and not is_open):
            break
        chosen.append(following)
    return chosen


def _without_reply_mark(clause: Clause, span: Span) -> Span:
    mark = _REPLY.match(clause.text, span.start)
    return trimmed(clause.text, mark.end(), span.end) if mark else span
