"""A sentence on several groups, cut to what it says of the group asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.text.alignment import Span
from service.answering.groups.asked import AskedGroup
from service.answering.groups.fitting import is_of_others
from service.answering.groups.quantities import group_quantities

_BETWEEN: Final = re.compile(r"[,，、;；]")
_FIGURE: Final = re.compile(
    r"\d|百分之|(?<![一二三四五六七八九十百千万两])[一二三四五六七八九十百千万两]++(?:元|个?月|天|日|年|倍|次)"
)
_RESPECTIVELY: Final = re.compile(r"分别|依次")
_SETTLED: Final = re.compile(r"免|不予|不收|不得|无需|不需|减半|长期有效|取消")
"""Says what somebody gets or owes without a figure."""


def of_group_only(text: str, span: Span, asked: AskedGroup) -> tuple[Span, ...]:
    """Return the pieces of a sentence that are not said of another group.

    What follows a piece on another group is said of that group too, until a piece names the one
    asked about. The sentence stays as it is where no figure is left, or none is of another group,
    and where it lists groups before their figures, so that no piece holds both.
    """
    asked = asked.people
    if not asked.is_named or _RESPECTIVELY.search(text, span.start, span.end):
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


def only_bounds(text: str, spans: Sequence[Span]) -> bool:
    """Whether all numbers in some spans say for whom: 缴存满6个月的职工可以申请."""
    bounds = group_quantities(text)
    return all(
        any(one.start <= found.start() < one.end for one in bounds)
        for span in spans
        for found in _FIGURE.finditer(text, span.start, span.end)
    )


def settles_for_group(text: str, spans: Sequence[Span], asked: AskedGroup) -> bool:
    """Whether a piece says of the group asked about, without a figure, what holds: 少儿免收."""
    return any(
        is_of_others(text[piece.start : piece.end], asked) is False
        and not holds_figure(text, [piece])
        and _SETTLED.search(text, piece.start, piece.end) is not None
        for span in spans
        for piece in _pieces(text, span)
    )


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
