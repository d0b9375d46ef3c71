"""What the page of comparisons shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.comparing.records import Comparison, Row
from service.comparing.table import (
    Sort,
    note_of,
    sorted_rows,
    spaced,
    unit_of,
)
from service.comparing.value_texts import baseline_text, row_value_text
from service.pages.source_views import SourceView, one_line, source_view


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of the table."""

    question: str
    """Said in the row, where rows of several questions stand in one block."""
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

    question: str
    """Said above the block, where the rows of one of several questions begin."""
    is_rest: bool
    """Whether these are the rows of a question that belong to none of its groups."""
    subject: str
    unit: str
    places: int
    rows: list[RowView]


def blocks_of(comparison: Comparison, *, sort: Sort, language: str) -> list[BlockView]:
    """Cut a comparison into its groups; sorted by place or date it is one block."""
    rows = sorted_rows(comparison, sort)
    if sort in (Sort.PLACE, Sort.DATE):
        return [_block(rows, language, name_questions=True)] if rows else []
    blocks: list[BlockView] = []
    for question in comparison.questions if rows else ():
        first, *others = _blocks_of_question(comparison, question, rows, sort, language)
        blocks += [replace(first, question=question), *others]
    return blocks


def _blocks_of_question(
    comparison: Comparison, question: str, rows: Sequence[Row], sort: Sort, language: str
) -> list[BlockView]:
    """Return a block for each group of a question, and one for the rows that have no figure."""
    blocks = []
    for number, group in enumerate(comparison.groups):
        if group.question != question:
            continue
        of_group = [row for row in rows if row.group == number]
        block = _block(of_group, language, mark_conditions=sort is Sort.GROUP)
        unit = unit_of(group, of_group, language)
        blocks.append(replace(block, subject=group.subject, unit=unit, places=group.places))
    others = [row for row in rows if row.group is None and row.question == question]
    if others or not blocks:
        blocks.append(replace(_block(others, language), is_rest=bool(blocks)))
    return blocks


def _block(
    rows: Sequence[Row],
    language: str,
    *,
    mark_conditions: bool = False,
    name_questions: bool = False,
) -> BlockView:
    views = [
        _row(row, language, starts=mark_conditions and at > 0 and row.alike != rows[at - 1].alike)
        for at, row in enumerate(rows)
    ]
    if not name_questions:
        views = [replace(view, question="") for view in views]
    return BlockView(question="", is_rest=False, subject="", unit="", places=0, rows=views)


def _row(row: Row, language: str, *, starts: bool) -> RowView:
    measure, source = row.measure, row.source
    clause = source.clause if source and language == "en" else None
    shown = (
        source_view(source.clause, source.document, source.citation, measure) if source else None
    )
    return RowView(
        question=row.question,
        found=row.found,
        place=row.place,
        note=note_of(row, language),
        region=row.region if row.found and row.relation.value != "own" else "",
        subject=measure.subject if measure else "",
        condition=spaced(measure.condition) if measure else "",
        value=row_value_text(row, language),
        baseline=baseline_text(measure, clause) if measure else "",
        text=one_line(row.text).strip(),
        starts_condition=starts,
        source=shown,
    )
