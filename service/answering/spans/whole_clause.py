"""The answer to who asks for a clause by its number: its text, from the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from index import Hit
from ingest.records import Clause
from ingest.text.alignment import Span
from service.answering.found import Found, phrases
from service.answering.spans.listing import TOLD_CHARS, name_of
from service.answering.wording.cells import without_bars
from service.answering.wording.evidence import Topic, best_of

NAMED_OUTRIGHT: Final = 1.0
"""`Hit.scores` of a clause whose document is named by its title, not only likely to be meant."""


def is_named(hit: Hit) -> bool:
    """Whether the question names this very clause."""
    return hit.scores.get("clause_number", 0.0) >= NAMED_OUTRIGHT


def find_whole(hit: Hit, topic: Topic) -> Found:
    """Return the text of a clause, as much as may be told at once."""
    clause = hit.clause
    pieces = phrases(clause) or (Span(clause.body_start, len(clause.text)),)
    told = tuple(_told(pieces))
    covers = topic.covers(clause.text)
    return Found(
        hit=hit,
        said=partial(_say, clause, told, is_all=len(told) == len(pieces)),
        spans=(Span(told[0].start, told[-1].end),),
        covers=best_of(covers, topic.covers(hit.document.title)),
        own_cover=topic.weighed(covers),
    )


def _told(pieces: tuple[Span, ...]) -> Iterator[Span]:
    yield pieces[0]
    for piece in pieces[1:]:
        if piece.end - pieces[0].start > TOLD_CHARS:
            return
        yield piece


def _say(clause: Clause, told: tuple[Span, ...], *, is_all: bool) -> str:
    said = without_bars(clause.text[told[0].start : told[-1].end], "；").replace("\n", "")
    return said if is_all else f"{said.rstrip('；;')}……其余见「{name_of(clause)}」"
