"""What a cited span says, and what its document says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from index import Citation, DocumentSummary
from ingest.figures.measures import extract_measures
from ingest.records import Clause, Measure, Region
from service.answering.checking.plain import plain
from service.answering.checking.quantities import FoundQuantity, find_quantities
from service.answering.records import Source


@dataclass(frozen=True)
class SupportSpan:
    """One cited span with the clause and document it stands in."""

    quote: str
    """As the raw text has it."""
    text: str
    """The same without noise, in simplified script: a slice of the clause text."""
    clause: Clause | None = None
    document: DocumentSummary | None = None
    start: int = 0
    """Where `text` starts in the clause text."""
    label: str = ""

    @classmethod
    def of(cls, source: Source) -> SupportSpan:
        """Return what a citation of an answer can support."""
        start, end = span_in_clause(source.clause, source.citation)
        return cls(
            quote=source.citation.quote,
            text=source.clause.text[start:end],
            clause=source.clause,
            document=source.document,
            start=start,
            label=source.citation.label,
        )

    @cached_property
    def said(self) -> str:
        """The plain text of the span; figures must stand here."""
        return plain(self.text or self.quote)

    @cached_property
    def around(self) -> str:
        """What gives the span its meaning: headings, title, place, issuers, number, label."""
        parts = [self.label]
        if self.clause:
            parts += [*self.clause.path, self.clause.number or "", self.clause.heading]
            parts += [f"{m.subject}\n{m.condition or ''}" for m in self.measures]
        if self.document:
            parts += [self.document.title, self.document.document_number or ""]
            parts += self.document.issuers
            if self.region:
                parts.append(self.region.full_name)
        return plain("\n".join(parts).replace("\n", "。"))

    @property
    def region(self) -> Region | None:
        """The place of the document."""
        return self.document.region if self.document else None

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The typed figures of the clause that stand in the span."""
        if self.clause is None:
            return extract_measures(self.said)
        end = self.start + len(self.text)
        return tuple(m for m in self.clause.measures if self.start <= m.start and m.end <= end)

    @cached_property
    def quantities(self) -> tuple[FoundQuantity, ...]:
        """Every number with a unit of the span."""
        return find_quantities(self.said)

    def dates(self) -> Iterator[str]:
        """The days that are known of the document, as 2020年6月19日."""
        if self.document:
            document = self.document
            for day in (document.issued_on, document.effective_on, document.expires_on):
                if day:
                    yield f"{day.year}年{day.month}月{day.day}日"


def span_in_clause(clause: Clause, citation: Citation) -> tuple[int, int]:
    """Return the slice of the clause text that a citation covers, by their raw offsets."""
    starts, ends = [], []
    for run in clause.alignment.runs:
        low = max(run.raw_start, citation.start)
        high = min(run.raw_start + run.length, citation.end)
        if low < high:
            starts.append(run.text_start + low - run.raw_start)
            ends.append(run.text_start + high - run.raw_start)
    return (min(starts), max(ends)) if starts else (0, 0)
