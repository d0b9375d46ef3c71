"""Comparisons on a terminal: a table for each group of like figures, and where each row stands.

A source takes several lines where a terminal is narrow, so that rows give its number and all are
listed below, each once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.answering.records import Source
from service.clause_titles import clause_title
from service.comparing.records import Comparison, Row
from service.comparing.table import (
    HEADERS,
    applies_to,
    note_of,
    unit_of,
)
from service.comparing.table import STATUSES as STATUS_NAMES
from service.comparing.value_texts import baseline_text, row_value_text, said
from service.counting import counted

TEXT_MAX_CHARS = 80


@dataclass(slots=True)
class _Sources:
    """The clauses that rows name, numbered as they come."""

    language: str
    """In which the table is said, zh or en; what documents say stays Chinese."""
    numbers: dict[str, int] = field(default_factory=dict)
    """By the id of the clause."""
    texts: list[str] = field(default_factory=list)

    def mark(self, source: Source | None) -> str:
        """Return the number of a source as it is printed; empty without one."""
        if source is None:
            return ""
        number = self.numbers.setdefault(source.clause.id, len(self.numbers) + 1)
        if number > len(self.texts):
            self.texts.append(_source_text(source, self.language))
        return f"[{number}]"


def print_comparison(
    comparison: Comparison, *, language: str, console: Console | None = None
) -> None:
    """Print like figures side by side, then what is no figure, then what was not found."""
    console = console or Console()
    if not comparison.rows:
        console.print("No place has a clause on this. Try other words, or fewer filters.")
        return
    sources = _Sources(language)
    for question in comparison.questions:
        _print_question(console, comparison, question, sources)
    for number, text in enumerate(sources.texts, 1):
        _print_source(console, f"[{number}]", text)
    places = counted(len({row.place for row in comparison.rows}), "place")
    left = f", {comparison.left_out} more not shown" if comparison.left_out else ""
    console.print(Text(f"{places}{left}, {comparison.took_ms:.0f} ms", style="dim"))


def _print_question(
    console: Console, comparison: Comparison, question: str, sources: _Sources
) -> None:
    """Print the rows of one of several questions, or of the only one, which has no name."""
    rows = [row for row in comparison.rows if row.question == question]
    if question:
        console.rule(Text(question, style="bold"), align="left")
    if not rows:
        console.print("No place has a clause on this.")
    for number, group in enumerate(comparison.groups):
        of_group = [row for row in rows if row.group == number]
        if of_group:
            unit = unit_of(group, of_group, sources.language)
            title = f"{group.subject} · {unit}" if unit else group.subject
            _print_rows(console, title, of_group, sources, heading=group.subject)
    sentences = [row for row in rows if row.found and row.group is None]
    if sentences:
        _print_rows(console, "", sentences, sources)
    missing = [row for row in rows if not row.found]
    for row in missing:
        _print_missing(console, row, sources)
    if missing or not rows:
        console.print()  # as a table leaves a line below it


def _print_rows(
    console: Console, title: str, rows: Sequence[Row], sources: _Sources, *, heading: str = ""
) -> None:
    table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", title_style="bold")
    place, condition, value, text, source = (
        said(HEADERS[name], sources.language)
        for name in ("place", "condition", "value", "text", "citation")
    )
    table.add_column(place, no_wrap=True)
    table.add_column(condition if title else text, max_width=60, overflow="fold")
    if title:
        table.add_column(value, justify="right", no_wrap=True)
    table.add_column(source, style="green", no_wrap=True)
    for row in rows:
        cells = _cells(row, sources.language, with_value=bool(title), heading=heading)
        table.add_row(*cells, Text(sources.mark(row.source)))
    console.print(table)


def _cells(row: Row, language: str, *, with_value: bool, heading: str) -> list[Text]:
    note = note_of(row, language)
    place = Text(row.place)
    if note:
        place.append(f"\n{note}{'：' if language == 'zh' else ': '}{row.region}", style="dim")
    if not with_value or row.measure is None:
        text = row.text if len(row.text) <= TEXT_MAX_CHARS else row.text[:TEXT_MAX_CHARS] + "…"
        return [place, Text(text)]
    clause = row.source.clause if row.source and language == "en" else None
    value = Text(row_value_text(row, language), style="bold")
    if row.measure.baseline:
        was = said(HEADERS["baseline"], language).lower()
        value.append(f"\n{was} {baseline_text(row.measure, clause)}", style="dim")
    # The heading of a table of one subject need not be said again in each row.
    return [place, Text(applies_to(row.measure, heading)), value]


def _source_text(source: Source, language: str) -> str:
    document = source.document
    number = document.document_number or f"《{document.title}》"
    facts = [clause_title(source.clause), number, str(document.issued_on or "")]
    if document.status.value != "in_force":
        facts.append(said(STATUS_NAMES[document.status.value], language))
    return " · ".join(fact for fact in facts if fact)


def _print_source(console: Console, mark: str, text: str) -> None:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, style="green"), Text(text, style="green"))
    console.print(grid)


def _print_missing(console: Console, row: Row, sources: _Sources) -> None:
    line = Text(f"  {row.place}  {note_of(row, sources.language)}", style="yellow")
    if row.source is not None:
        line.append(f"  ≈ {sources.mark(row.source)}", style="green")
    console.print(line)
