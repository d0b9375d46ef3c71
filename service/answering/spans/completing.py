"""A chosen piece made whole: items with their line, short replies with what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.asked.aspects import aspects_of, is_section_of, names_aspect
from service.answering.found import holding, sentences, trimmed
from service.answering.records import AskedKind, AskedQuestion
from service.answering.spans.labels import row_of
from service.answering.spans.listing import intro_of, items_of
from service.answering.wording.cells import without_bars
from service.answering.wording.cues import asks_papers, asks_where, has_cue
from service.answering.wording.evidence import Topic

SHORT_CHARS: Final = 14
"""A sentence this short (答：可以。) says too little alone; the next one joins it."""
JOINED_MAX_CHARS: Final = 110
RUN_MAX_CHARS: Final = 220
_ANNOUNCES_RUN: Final = re.compile(r"(?:下列|以下|如下|之一)[^:：。]{0,16}[:：]")
_NEEDS_NEXT: Final = re.compile(r"[:：]\Z")
ALIKE_MARGIN: Final = 0.45
ROW_MARGIN: Final = 2.0
"""A row of a table is told whole."""
ABOUT_THE_SAME: Final = 0.8
_CLOSED: Final = frozenset({AskedKind.MAY, AskedKind.YES_NO})
_GAP: Final = "……"
_NUMBERED: Final = re.compile(r"[(（]?[\da-z一二三四五六七八九十①-⑳]{1,3}[)）.、．]?")
REPLY_MARK: Final = re.compile(r"答\s*[:：]\s*")
# What is listed, described or done may stand in any piece, not only beside the question's words.
SAID_WHOLE: Final = frozenset({AskedKind.LIST, AskedKind.HOW, AskedKind.WHAT})


def with_items(
    clause: Clause, pieces: Sequence[Span], scores: Sequence[float], asked: AskedQuestion
) -> list[Span]:
    """Return items with the line that announces them, where the best piece is either of the two.

    An item without its line says nothing, or the reverse (不得有下列行为), and so does the line
    without items: all of them for who asks openly, the best for who asks about one.
    """
    items = items_of(clause)
    if not items:
        return []
    intro = intro_of(clause, items)
    best = pieces[max(range(len(pieces)), key=lambda at: (scores[at], -at))]
    held = [item for item in items if item.start <= best.start < item.end]
    if intro is None:
        named = asked.kind in SAID_WHOLE and names_aspect(clause.heading, aspects_of(asked))
        return items if named and held and len(items) > 1 else []
    if best.start != intro.start:
        return [intro, Span(best.start, min(best.end, held[0].end))] if held else []
    if asked.kind in SAID_WHOLE:
        return [intro, *items]
    of_items = [
        (score, -piece.start, item)
        for piece, score in zip(pieces, scores, strict=True)
        for item in items
        if item.start <= piece.start < item.end
    ]
    return [intro, max(of_items)[2]] if of_items else []


def joined(text: str, spans: Sequence[Span]) -> str:
    """Return spans one after the other, with the mark that stands between them in the clause.

    The cells of a table's row are told with semicolons between them. Dots tell what is left out
    between a line that announces items and a sentence inside one, which has no number to tell it.
    """
    said = text[spans[0].start : spans[0].end]
    for before, span in pairwise(spans):
        between = text[before.end : span.start].strip()
        mark, ends = between[:1], said[-1:] in "。!！?？；;：:"
        said += "" if ends or mark not in "，,；;：:、" else mark
        told = len(between) == 1 or _NUMBERED.match(text, *span)
        said += "" if told or mark not in "：:" else _GAP
        said += text[span.start : span.end]
    return without_bars(said.strip("| "), "；").replace("\n", "")


def completed(
    clause: Clause, pieces: Sequence[Span], best: int, asked: AskedQuestion
) -> list[Span]:
    """Add what a short reply or a colon leaves open, while it fits."""
    chosen = [pieces[best]]
    item = any(one.start <= chosen[0].start < one.end for one in items_of(clause))
    run = _announced_run(clause, chosen[0]) if asked.kind in SAID_WHOLE else 0
    for following in pieces[best + 1 :]:
        last = chosen[-1]
        said = clause.text[last.start : last.end]
        is_open = _NEEDS_NEXT.search(said) or clause.text[last.end : last.end + 1] in (":", "：")
        short = len(REPLY_MARK.sub("", said)) <= SHORT_CHARS and len(chosen) == 1 and not item
        length = following.end - chosen[0].start
        fits = length <= (RUN_MAX_CHARS if following.end <= run else JOINED_MAX_CHARS)
        if not (is_open or short or following.end <= run) or not (fits or is_open):
            break
        chosen.append(following)
    return chosen


def alike(
    clause: Clause, pieces: Sequence[Span], scores: Sequence[float], asked: AskedQuestion
) -> list[Span]:
    """Return the pieces of a sentence that say it of one case each; none where one piece does.

    户籍家庭向居委会申请；新就业职工向用人单位申请: who does not say which is told both. English
    words hardly tell which piece is meant, and what a rule goes on to say may turn it round.
    """
    best = max(range(len(pieces)), key=lambda at: (scores[at], -at))
    told = asks_where(asked) or asks_papers(asked)
    if not told and not (asked.kind in _CLOSED and asked.normalized.isascii()):
        return []
    row = row_of(clause, pieces[best]) if told else None
    within = row or holding(sentences(clause), pieces[best].start)
    if told and is_section_of(clause, aspects_of(asked)):
        within = Span(clause.body_start, len(clause.text))
    if within is None:
        return []
    margin = ALIKE_MARGIN if row is None else ROW_MARGIN
    beside = [
        piece
        for piece, score in zip(pieces, scores, strict=True)
        if within.start <= piece.start < within.end
        and score >= scores[best] - margin
        and (row or not told or has_cue(clause, [piece], asked))
    ]
    fits = sum(end - start for start, end in beside) <= JOINED_MAX_CHARS
    return _runs(clause.text, beside) if len(beside) > 1 and fits else []


def _runs(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Join pieces between which nothing but a semicolon stands."""
    runs = [pieces[0]]
    for piece in pieces[1:]:
        if text[runs[-1].end : piece.start].strip() in (";", "；"):
            runs[-1] = Span(runs[-1].start, piece.end)
        else:
            runs.append(piece)
    return runs


def _announced_run(clause: Clause, piece: Span) -> int:
    """Return how far a sentence goes on that announces what its semicolons part; 0 for others."""
    if not _ANNOUNCES_RUN.search(clause.text, *piece):
        return 0
    sentence = holding(sentences(clause), piece.start)
    return sentence.end if sentence else 0


def opening_reply(
    clause: Clause,
    pieces: Sequence[Span],
    chosen: Sequence[Span],
    asked: AskedQuestion,
    topic: Topic,
) -> list[Span]:
    """Return the short opening of a printed reply (暂不允许。), which says yes or no to a question.

    Only where the printed question is the one asked: of anything else it says the reverse as soon.
    """
    first = next((p for p in pieces if REPLY_MARK.match(clause.text, p.start)), None)
    if first is None or asked.kind not in _CLOSED or first.start == chosen[0].start:
        return []
    if len(REPLY_MARK.sub("", clause.text[first.start : first.end])) > SHORT_CHARS:
        return []
    printed = topic.coverage(clause.text[clause.body_start : first.start])
    said = topic.coverage("".join(clause.text[start:end] for start, end in chosen))
    return [first] if printed >= ABOUT_THE_SAME * said else []


def without_reply_mark(clause: Clause, span: Span) -> Span:
    """Cut the mark of a printed reply (答：) off a span."""
    mark = REPLY_MARK.match(clause.text, span.start)
    return trimmed(clause.text, mark.end(), span.end) if mark else span
