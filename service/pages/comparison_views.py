"""What the pages of comparisons and precedents show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Citation, DocumentSummary
from ingest.records import Clause, Measure
from ingest.text.alignment import Span
from service.answering.records import Source
from service.clause_titles import clause_title
from service.comparing.precedents import Precedents
from service.comparing.records import Comparison, Group, MeasurePair, Precedent, Row
from service.comparing.table import (
    Sort,
    baseline_text,
    note_of,
    sorted_rows,
    spaced,
    unit_text,
    value_text,
)
from service.offsets import cut_at, text_span
from service.pages.blocks import Pieces

QUOTE_BEFORE_CHARS = 48
QUOTE_AFTER_CHARS = 24
_BLANKS = re.compile(r"[\s|]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Where a row is from."""

    title: str
    """Of the clause."""
    clause_id: str
    document: DocumentSummary
    citation: Citation
    quote: Pieces
    """On one line; of a long one what stands around the figure, which is marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of the table."""

    found: bool
    place: str
    note: str
    """Why nothing was found, or whose rule it is."""
    region: str
    """The place of the document, when it is another than the row's."""
    subject: str
    condition: str
    value: str
    baseline: str
    text: str
    starts_condition: bool
    """Whether the rows for like conditions begin here."""
    source: SourceView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """Rows under one heading; without a heading for rows that are no group."""

    subject: str
    unit: str
    places: int
    rows: list[RowView]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """Like figures of two clauses side by side; a missing one is empty."""

    name: str
    own: str
    other: str
    other_name: str
    """What the precedent calls it, when that is another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentView:
    """A precedent with what differs."""

    rank: int
    source: SourceView
    path: tuple[str, ...]
    figures: list[FigureView]
    lead: tuple[str, ...]
    with_: tuple[str, ...]
    added: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def stated(self) -> list[FigureView]:
        """The figures that the precedent states, beside those of the clause where it has them."""
        return [figure for figure in self.figures if figure.other]

    @property
    def unstated(self) -> list[FigureView]:
        """The figures that only the clause states: mostly the same for every precedent."""
        return [figure for figure in self.figures if not figure.other]


def blocks_of(comparison: Comparison, *, sort: Sort, language: str) -> list[BlockView]:
    """Cut a comparison into its groups; sorted by place or date it is one block."""
    rows = sorted_rows(comparison, sort)
    if sort in (Sort.PLACE, Sort.DATE):
        return [_block(rows, language)] if rows else []
    blocks = []
    for number, group in enumerate(comparison.groups):
        of_group = [row for row in rows if row.group == number]
        block = _block(of_group, language, mark_conditions=sort is Sort.GROUP)
        unit = _unit_of(group, of_group, language)
        blocks.append(
            BlockView(subject=group.subject, unit=unit, places=group.places, rows=block.rows)
        )
    others = [row for row in rows if row.group is None]
    return [*blocks, _block(others, language)] if others else blocks


def precedent_views(precedents: Precedents, *, language: str) -> list[PrecedentView]:
    """Present precedents, the most alike first."""
    own = precedents.clause
    return [_precedent(precedent, own, language) for precedent in precedents.found]


def _precedent(precedent: Precedent, own: Clause, language: str) -> PrecedentView:
    clause = precedent.hit.clause
    stating = (own, clause) if language == "en" else (None, None)
    return PrecedentView(
        rank=precedent.hit.rank,
        source=_source(clause, precedent.hit.document, precedent.hit.citation),
        path=clause.path,
        figures=[_figure(pair, *stating) for pair in precedent.measures],
        lead=clause.responsible.lead,
        with_=clause.responsible.with_,
        added=precedent.added,
        missing=precedent.missing,
    )


def _unit_of(group: Group, rows: Sequence[Row], language: str) -> str:
    stated = ((row.measure, row.source) for row in rows if row.measure and row.source)
    measure, source = next(stated, (None, None))
    if measure is None or source is None or language != "en":
        return group.unit
    return unit_text(group.unit, measure, source.clause)


def _block(rows: Sequence[Row], language: str, *, mark_conditions: bool = False) -> BlockView:
    views = [
        _row(row, language, starts=mark_conditions and at > 0 and row.alike != rows[at - 1].alike)
        for at, row in enumerate(rows)
    ]
    return BlockView(subject="", unit="", places=0, rows=views)


def _row(row: Row, language: str, *, starts: bool) -> RowView:
    measure, source = row.measure, row.source
    clause = source.clause if source and language == "en" else None
    return RowView(
        found=row.found,
        place=row.place,
        note=note_of(row, language),
        region=row.region if row.found and row.relation.value != "own" else "",
        subject=measure.subject if measure else "",
        condition=spaced(measure.condition) if measure else "",
        value=value_text(measure, clause) if measure else "",
        baseline=baseline_text(measure, clause) if measure else "",
        text=_one_line(row.text).strip(),
        starts_condition=starts,
        source=_source_of(source, measure) if source else None,
    )


def _source_of(source: Source, measure: Measure | None) -> SourceView:
    return _source(source.clause, source.document, source.citation, measure)


def _source(
    clause: Clause, document: DocumentSummary, citation: Citation, measure: Measure | None = None
) -> SourceView:
    return SourceView(
        title=clause_title(clause),
        clause_id=clause.id,
        document=document,
        citation=citation,
        quote=_quote(clause, citation, measure),
    )


def _quote(clause: Clause, citation: Citation, measure: Measure | None) -> Pieces:
    """Return a quote as it reads without noise, the figure marked, cut to what is around it."""
    text = clause.text
    quote = text_span(clause.alignment, citation.start, citation.end) or Span(0, len(text))
    if measure is None or not quote.start <= measure.start < measure.end <= quote.end:
        return [(_one_line(text[quote.start : quote.end]).strip(), False)]
    start = max(quote.start, measure.start - QUOTE_BEFORE_CHARS)
    end = min(quote.end, measure.end + QUOTE_AFTER_CHARS)
    pieces = cut_at(text, [Span(measure.start, measure.end)], start=start, end=end)
    shown = [(_one_line(piece), marked) for piece, marked in pieces]
    shown[0] = (shown[0][0].lstrip(), shown[0][1])
    before = [("…", False)] if start > quote.start else []
    after = [("…", False)] if end < quote.end else []
    return [*before, *shown, *after]


def _one_line(text: str) -> str:
    """Return a text without line ends; a cell of a table keeps its distance from the next one."""
    return _BLANKS.sub(" ", text)


def _figure(
    pair: MeasurePair, own_clause: Clause | None, other_clause: Clause | None
) -> FigureView:
    name, other_name = _name(pair.own), _name(pair.other)
    return FigureView(
        name=name or other_name,
        own=value_text(pair.own, own_clause) if pair.own else "",
        other=value_text(pair.other, other_clause) if pair.other else "",
        other_name=other_name if name and other_name != name else "",
    )


def _name(measure: Measure | None) -> str:
    return _joined((measure.condition, measure.subject)) if measure else ""


def _joined(texts: Iterable[str | None]) -> str:
    return " · ".join(spaced(text) for text in texts if text)
