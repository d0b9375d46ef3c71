"""What the templates show: hits and documents cut into pieces of plain and marked text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import DocumentSummary, Hit
from ingest.records import Clause, ClauseKind, Measure
from ingest.text.alignment import Span
from service.clause_titles import BOUND_SIGNS, clause_title, spaced_number
from service.offsets import cut_at, merge_spans, text_span
from service.pages.blocks import Block, Pieces, blocks

# Long enough for two sentences, short enough that ten results can be scanned.
SNIPPET_MAX_CHARS = 220
SNIPPET_CONTEXT_CHARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure of a clause, ready to print."""

    subject: str
    condition: str
    value: str
    baseline: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """A clause as number, heading and paragraphs."""

    id: str
    number: str
    """With a space after it where one belongs: `21. `, `第三条 `, but `二、`."""
    is_section: bool
    heading: Pieces
    path: tuple[str, ...]
    blocks: list[Block]
    figures: list[FigureView]
    lead: tuple[str, ...]
    with_: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """A hit on the result page."""

    rank: int
    title: str
    snippet: Pieces
    cut_before: bool
    cut_after: bool
    clause: ClauseView
    document: DocumentSummary
    citation: str
    quote_start: int
    quote_end: int


def clause_view(clause: Clause, marks: Sequence[Span]) -> ClauseView:
    """Cut a clause into heading and paragraphs, with the marks in both."""
    text, heading_start = clause.text, clause.body_start
    marks = merge_spans(marks)
    if clause.heading and text.startswith(clause.heading, heading_start):
        heading_end = heading_start + len(clause.heading)
        heading = cut_at(text, marks, start=heading_start, end=heading_end)
    else:
        heading = [(clause.heading, False)] if clause.heading else []
    return ClauseView(
        id=clause.id,
        number=spaced_number(clause.number),
        is_section=clause.kind is ClauseKind.SECTION,
        heading=heading,
        path=clause.path,
        blocks=blocks(text, marks, start=_body_start(clause)),
        figures=[] if clause.kind is ClauseKind.TABLE else _figures(clause),
        lead=clause.responsible.lead,
        with_=clause.responsible.with_,
    )


def result_view(hit: Hit) -> ResultView:
    """Present a hit: what it is called, the passage that answers, and its citation."""
    clause, citation = hit.clause, hit.citation
    quote = text_span(clause.alignment, citation.start, citation.end)
    marks = merge_spans(hit.highlights) or ([quote] if quote else [])
    window = _snippet_window(clause, quote or Span(clause.body_start, len(clause.text)), marks)
    return ResultView(
        rank=hit.rank,
        title=clause_title(clause),
        snippet=[
            (piece.replace("|", " "), marked)
            for piece, marked in cut_at(clause.text, marks, start=window.start, end=window.end)
        ],
        cut_before=window.start > _body_start(clause),
        cut_after=window.end < len(clause.text),
        clause=clause_view(clause, marks),
        document=hit.document,
        citation=f"{citation.label}：“{' '.join(citation.quote.split())}”",
        quote_start=citation.start,
        quote_end=citation.end,
    )


def raw_sections(
    raw_text: str, clauses: Sequence[Clause], quote: Span | None
) -> list[tuple[str | None, Pieces]]:
    """Cut the raw text where clauses begin and end: (clause id or None, pieces)."""
    marks = [quote] if quote else []
    sections: list[tuple[str | None, Pieces]] = []
    position = 0
    for clause in sorted(clauses, key=lambda clause: clause.span):
        start, end = clause.span
        if start < position:
            continue
        if start > position:
            sections.append((None, cut_at(raw_text, marks, start=position, end=start)))
        sections.append((clause.id, cut_at(raw_text, marks, start=start, end=end)))
        position = end
    if position < len(raw_text):
        sections.append((None, cut_at(raw_text, marks, start=position)))
    return sections


def _body_start(clause: Clause) -> int:
    """Return where the text goes on after number and heading."""
    if not (clause.heading and clause.text.startswith(clause.heading, clause.body_start)):
        return clause.body_start
    start = clause.body_start + len(clause.heading)
    rest = clause.text[start:]
    return start + len(rest) - len(rest.lstrip("。. \n"))


def _snippet_window(clause: Clause, quote: Span, marks: Sequence[Span]) -> Span:
    """Return the part of the clause to show: the quote with the sentences that follow it.

    A quote that is longer than a snippet is shown from its first mark on.
    """
    text, start, end = clause.text, quote.start, quote.end
    if end - start > SNIPPET_MAX_CHARS:
        inside = [mark.start for mark in marks if start <= mark.start < end]
        start = max(start, (inside[0] if inside else start) - SNIPPET_CONTEXT_CHARS)
        return Span(start, min(end, start + SNIPPET_MAX_CHARS))
    first = min(_body_start(clause), start)
    before = first if start - first <= SNIPPET_CONTEXT_CHARS else start
    after = text.rfind("。", end, before + SNIPPET_MAX_CHARS) + 1
    return Span(before, max(end, after))


def _figures(clause: Clause) -> list[FigureView]:
    return [_figure_view(clause, measure) for measure in clause.measures]


def _figure_view(clause: Clause, measure: Measure) -> FigureView:
    unit = measure.unit or ""
    return FigureView(
        subject=measure.subject,
        condition=measure.condition or "",
        value=f"{BOUND_SIGNS.get(measure.comparator, '')} {measure.value} {unit}".strip(),
        baseline=f"{measure.baseline} {unit}".strip() if measure.baseline else "",
        quote=clause.text[measure.start : measure.end],
    )
