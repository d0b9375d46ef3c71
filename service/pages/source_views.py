"""Where a row or a precedent is from: clause, document and quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index import Citation, DocumentSummary
from ingest.records import Clause, Measure
from ingest.text.alignment import Span
from service.clause_titles import clause_title
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


def source_view(
    clause: Clause, document: DocumentSummary, citation: Citation, measure: Measure | None = None
) -> SourceView:
    """Show where a figure is from, or what a clause says without one."""
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
        return [(one_line(text[quote.start : quote.end]).strip(), False)]
    start = max(quote.start, measure.start - QUOTE_BEFORE_CHARS)
    end = min(quote.end, measure.end + QUOTE_AFTER_CHARS)
    pieces = cut_at(text, [Span(measure.start, measure.end)], start=start, end=end)
    shown = [(one_line(piece), marked) for piece, marked in pieces]
    shown[0] = (shown[0][0].lstrip(), shown[0][1])
    before = [("…", False)] if start > quote.start else []
    after = [("…", False)] if end < quote.end else []
    return [*before, *shown, *after]


def one_line(text: str) -> str:
    """Return a text without line ends; a cell of a table keeps its distance from the next one."""
    return _BLANKS.sub(" ", text)
