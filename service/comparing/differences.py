"""What differs between two clauses on the same task: figures, items and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from index import AskedWord
from ingest.records import Clause, Measure, MeasureKind, Part, PartKind
from ingest.text.alignment import Span
from service.answering.figures.carrying import carried_measures
from service.answering.found import phrases, trimmed
from service.comparing.alignment import side_by_side
from service.comparing.completed import completed
from service.comparing.likeness import character_pairs
from service.comparing.records import MeasurePair
from service.comparing.subjects import names_of

HELD_SHARE: Final = 0.4
"""Of the character pairs of an item, for the other clause to have something like it. Two
sentences of one subject share a quarter of their pairs by chance."""
TEXTS_MAX: Final = 8
_BETWEEN_COMMAS: Final = re.compile(r"[^，,]+")
_LEADS: Final = re.compile(r"(?:针?对|凡)[^，,]*+|[^，,]*(?:的|外|时)", re.DOTALL)
"""Begins what the next piece says: 对新引进的博士, 除涉及前置审批外."""
_WHO: Final = re.compile(r"(?:[人员者生户车]|企业|家庭|单位|机构)\Z")
_GIVES: Final = re.compile(r"分别|每[一-鿿]|给予|予以|按|可?享受|发放|最高|一次性")
LEAST_CHARS: Final = 8
"""A shorter piece says nothing of its own."""

_UNITS: Final = re.compile(
    r"(?:[〔(（【\[]\s*+|(?<!\s)\s*+)(?:牵头|责任|配合|主办|协办|承办)(?:单位|部门)\s*[:：].*"
    r"|[(（〔][^()（）〔〕]{2,200}(?:负责|落实|牵头|完成)[^()（）〔〕]{0,30}[)）〕]"
)


def paired_measures(
    own: Clause, other: Clause, words: Iterable[AskedWord]
) -> tuple[MeasurePair, ...]:
    """Put like figures side by side: of one subject and unit, under like conditions.

    Pairs come in the order of the own clause, then what only it has, then what only the other has.
    Days by which a task is due differ from place to place and are left out.
    """
    first, second = (_figures(clause) for clause in (own, other))
    matter = _matter(words, [*first, *second])
    candidates = sorted(
        (-closeness, measure.comparator != other_measure.comparator, at, other_at)
        for at, measure in enumerate(first)
        for other_at, other_measure in enumerate(second)
        if (closeness := side_by_side(measure, other_measure, matter)) > 0
    )
    mine: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, other_at in candidates:
        if at not in mine and other_at not in taken:
            mine[at] = other_at
            taken.add(other_at)
    pairs = [MeasurePair(own=first[at], other=second[mine[at]]) for at in sorted(mine)]
    pairs += [
        MeasurePair(own=measure, other=None) for at, measure in enumerate(first) if at not in mine
    ]
    pairs += [
        MeasurePair(own=None, other=measure) for at, measure in enumerate(second) if at not in taken
    ]
    return tuple(pairs)


def only_in(clause: Clause, other: Clause) -> tuple[str, ...]:
    """Return the items of a clause, or its sentences, that another has nothing like."""
    held = character_pairs(_plain(other.text))
    found = []
    for span in _pieces(clause):
        text = _UNITS.sub("", clause.text[span.start : span.end]).strip()
        pairs = character_pairs(_plain(text))
        if len(text) >= LEAST_CHARS and len(pairs & held) < HELD_SHARE * len(pairs):
            found.append(text)
    return tuple(found[:TEXTS_MAX])


def _matter(words: Iterable[AskedWord], figures: Sequence[Measure]) -> tuple[str, ...]:
    """Return the names of what is measured.

    A clause without a heading is searched by its first words, among them whom it is for; these
    tell its figures apart.
    """
    return names_of(
        word
        for word in words
        if any(name in one.subject for one in figures for name in (word.text, *word.names))
    )


def _figures(clause: Clause) -> list[Measure]:
    told = completed([(clause, measure) for measure in carried_measures(clause)])
    return [told[at] for at in sorted(told) if told[at].kind is not MeasureKind.DEADLINE]


def _pieces(clause: Clause) -> list[Span]:
    """Return the items of a clause, else its phrases; of one with figures what stands between
    commas beside them, since figures are compared by themselves."""
    items = [part for part in clause.parts if part.kind in (PartKind.ITEM, PartKind.ROW)]
    if len(items) > 1:
        return [
            trimmed(clause.text, part.start, part.end)
            for part in items
            if part.kind is PartKind.ITEM or not _tells_figures(clause, part)
        ]
    heading_end = clause.body_start + len(clause.heading)
    found = [span for span in phrases(clause) if span.end > heading_end + 1]
    return [piece for span in found for piece in _beside_figures(clause, span)]


def _tells_figures(clause: Clause, row: Part) -> bool:
    """Whether the row of a table holds figures, which are compared, or is the head of rows."""
    said = clause.text[row.start : row.end]
    held = any(row.start <= one.start < row.end for one in clause.measures)
    return held or any(said in one.context for one in clause.parts)


def _beside_figures(clause: Clause, phrase: Span) -> list[Span]:
    """Return what a phrase says beside its figures; what only leads to one goes with it."""
    if not _holds_figure(clause, phrase):
        return [phrase]
    found: list[Span] = []
    lead: int | None = None
    for match in _BETWEEN_COMMAS.finditer(clause.text[phrase.start : phrase.end]):
        piece = trimmed(clause.text, phrase.start + match.start(), phrase.start + match.end())
        if _holds_figure(clause, piece):
            if found and _is_given_to(clause, found[-1], piece):
                found.pop()
            lead = None
        elif _LEADS.fullmatch(clause.text, piece.start, piece.end):
            lead = piece.start if lead is None else lead
        elif not _is_condition(clause, piece):
            found.append(Span(piece.start if lead is None else lead, piece.end))
            lead = None
    return found


def _is_given_to(clause: Clause, piece: Span, figure: Span) -> bool:
    """Whether the piece right before a figure says who gets it: 毕业生，每人每月1500元."""
    between = clause.text[piece.end : figure.start]
    gives = _GIVES.match(clause.text, figure.start, figure.end)
    return (
        len(between) == 1
        and gives is not None
        and _WHO.search(clause.text[piece.start : piece.end]) is not None
    )


def _holds_figure(clause: Clause, span: Span) -> bool:
    return any(span.start <= measure.start < span.end for measure in clause.measures)


def _is_condition(clause: Clause, span: Span) -> bool:
    """Whether a piece says no more than for whom a figure holds, which is told with the figure."""
    said = _plain(clause.text[span.start : span.end])
    return any(said in _plain(measure.condition or "") for measure in clause.measures)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
