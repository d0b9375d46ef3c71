"""Comparisons as text for a model: like figures together, each with the number of its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.comparing.records import Comparison, Row
from service.comparing.table import note_of, spaced
from service.comparing.value_texts import baseline_text, row_value_text
from service.counting import counted
from service.mcp.results import CompareReply
from service.mcp.sources import NOT_HELD, STANDING, blocks, source_text
from service.mcp.texts import NOTHING, SOURCES
from service.schemas_compare import CompareRowOut


@dataclass(slots=True)
class _Sources:
    """The places that rows quote, numbered as they come."""

    cut: list[str]
    """Ids of clauses whose quote is cut."""
    texts: list[str] = field(default_factory=list)
    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    """By the clause and the offsets of the quote."""

    def mark(self, row: CompareRowOut) -> str:
        """Return the number of what a row quotes; empty when it quotes nothing."""
        if row.citation is None or row.document is None or row.clause is None:
            return ""
        key = row.clause.id, row.citation.start, row.citation.end
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        if number > len(self.texts):
            mark, clause = f"[{number}]", row.clause.id
            self.texts.append(
                source_text(mark, row.citation, row.document, clause=clause, cut=self.cut)
            )
        return f" [{number}]"


def comparison_text(comparison: Comparison, reply: CompareReply) -> str:
    """Return the rows by question and group, "not found" included, then all sources."""
    if not reply.rows:
        return NOTHING
    sources = _Sources(cut=reply.cut)
    rows = list(zip(comparison.rows, reply.rows, strict=False))  # the reply may hold fewer
    parts = [
        part
        for question in comparison.questions
        for part in _question_parts(
            comparison, question, [pair for pair in rows if pair[0].question == question], sources
        )
    ]
    return blocks((_head(reply), *parts, SOURCES if sources.texts else "", *sources.texts))


def _head(reply: CompareReply) -> str:
    head = f"“{reply.question}” in {counted(len({row.place for row in reply.rows}), 'place')}."
    if reply.left_out:
        head += f" {counted(reply.left_out, 'more place')} with a relevant clause: name them."
    if reply.rows_left_out:
        head += f" {counted(reply.rows_left_out, 'more row')}: name fewer places."
    return f"{head} A place that is not found has no answer here; say so."


def _question_parts(
    comparison: Comparison,
    question: str,
    rows: Sequence[tuple[Row, CompareRowOut]],
    sources: _Sources,
) -> list[str]:
    parts = [f"# {question}"] if question else []
    language = comparison.language
    for number, group in enumerate(comparison.groups):
        lines = [
            _figure_line(row, shown, sources, language)
            for row, shown in rows
            if row.group == number
        ]
        if lines:
            parts.append("\n".join((f"{group.subject} ({group.unit}):", *lines)))
    said = [
        f"- {_place(row, language)}: {shown.text or ''}{sources.mark(shown)}"
        for row, shown in rows
        if row.found and row.group is None
    ]
    missing = [
        f"- {row.place}: {note_of(row, language)}" + (f" ≈{mark}" if mark else "")
        for row, shown in rows
        if not row.found
        for mark in [sources.mark(shown)]
    ]
    parts += ["\n".join(("In words:", *said))] if said else []
    parts += ["\n".join(("Not found:", *missing))] if missing else []
    return parts


def _figure_line(row: Row, shown: CompareRowOut, sources: _Sources, language: str) -> str:
    condition = spaced(row.measure.condition or row.measure.subject) if row.measure else ""
    was = baseline_text(row.measure) if row.measure and row.measure.baseline else ""
    value = row_value_text(row, language) + (f" (was {was})" if was else "")
    return f"- {_place(row, language)}: {condition} {value}{sources.mark(shown)}"


def _place(row: Row, language: str) -> str:
    """Return the place of a row, with what must be known before its figure is told."""
    note = note_of(row, language)
    notes = [f"{note}: {row.region}"] if note else []
    status = row.source.document.status.value if row.source else ""
    if status in NOT_HELD:
        notes.append(STANDING[status])
    return f"{row.place} ({'; '.join(notes)})" if notes else row.place
