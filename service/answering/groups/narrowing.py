"""A sentence on several groups, cut to what it says of the group asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.alignment import Span
from service.answering.groups.asked import AskedGroup
from service.answering.groups.fitting import is_of_others

_BETWEEN: Final = re.compile(r"[,，、;；]")
_FIGURE: Final = re.compile(r"\d|百分之|[一二三四五六七八九十百千万两]+(?:元|个?月|天|日|年|倍|次)")


def of_group_only(text: str, span: Span, asked: AskedGroup) -> tuple[Span, ...]:
    """Return the pieces of a sentence that are not said of another group.

    What follows a piece on another group is said of that group too, until a piece names the one
    asked about. The sentence stays as it is where no figure is left, or none is of another group.
    """
    if not asked.is_named:
        return (span,)
    kept: list[Span] = []
    dropped: list[Span] = []
    others = False
    for piece in _pieces(text, span):
        said = text[piece.start : piece.end]
        verdict = is_of_others(said, asked)
        others = others if verdict is None else verdict
        (dropped if others else kept).append(piece)
    if not (holds_figure(text, kept) and holds_figure(text, dropped)):
        return (span,)
    return tuple(_runs(text, kept))


def holds_figure(text: str, spans: Sequence[Span]) -> bool:
    """Whether a number stands in any of the spans."""
    return any(_FIGURE.search(text, span.start, span.end) for span in spans)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for mark in _BETWEEN.finditer(text, span.start, span.end):
        yield Span(start, mark.start())
        start = mark.end()
    yield Span(start, span.end)


def _runs(text: str, pieces: list[Span]) -> Iterator[Span]:
    """Join pieces that only a mark parts."""
    run = pieces[0]
    for piece in pieces[1:]:
        if piece.start - run.end == 1:
            run = Span(run.start, piece.end)
        else:
            yield run
            run = piece
    yield run
