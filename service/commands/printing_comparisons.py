"""Comparisons on a terminal: a table for each group of like figures."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.clause_titles import clause_title
from service.commands.console import counted
from service.comparing.records import Comparison, Row
from service.comparing.table import STATUSES as STATUS_NAMES
from service.comparing.table import note_of, said, value_text

TEXT_MAX_CHARS = 80


def print_comparison(comparison: Comparison, *, console: Console | None = None) -> None:
    """Print like figures side by side, then what is no figure, then what was not found."""
    console = console or Console()
    for number, group in enumerate(comparison.groups):
        rows = [row for row in comparison.rows if row.group == number]
        title = f"{group.subject} · {group.unit}" if group.unit else group.subject
        _print_rows(console, title, rows)
    sentences = [row for row in comparison.rows if row.found and row.group is None]
    if sentences:
        _print_rows(console, "", sentences)
    for row in comparison.rows:
        if not row.found:
            _print_missing(console, row)
    if not comparison.rows:
        console.print("No place has a clause on this. Try other words, or fewer filters.")
        return
    places = counted(len({row.place for row in comparison.rows}), "place")
    left = f", {comparison.left_out} more not shown" if comparison.left_out else ""
    console.print(Text(f"{places}{left}, {comparison.took_ms:.0f} ms", style="dim"))


def _print_rows(console: Console, title: str, rows: Sequence[Row]) -> None:
    table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", title_style="bold")
    table.add_column("地区", no_wrap=True)
    table.add_column("适用情形" if title else "表述", max_width=48, overflow="fold")
    if title:
        table.add_column("数值", justify="right", no_wrap=True)
    table.add_column("出处", style="green", overflow="fold")
    for row in rows:
        table.add_row(*_cells(row, with_value=bool(title)))
    console.print(table)


def _cells(row: Row, *, with_value: bool) -> list[Text]:
    note = note_of(row, "zh")
    place = Text(row.place)
    if note:
        place.append(f"\n{note}：{row.region}", style="dim")
    source = Text(_source(row))
    if not with_value or row.measure is None:
        text = row.text if len(row.text) <= TEXT_MAX_CHARS else row.text[:TEXT_MAX_CHARS] + "…"
        return [place, Text(text), source]
    value = Text(value_text(row.measure), style="bold")
    if row.measure.baseline:
        value.append(f"\n原为 {row.measure.baseline}", style="dim")
    # The heading of a table of one subject need not be said again in each row.
    condition = row.measure.condition or row.measure.subject
    return [place, Text(condition), value, source]


def _source(row: Row) -> str:
    if row.source is None:
        return ""
    document = row.source.document
    number = document.document_number or f"《{document.title}》"
    facts = [clause_title(row.source.clause), number, str(document.issued_on or "")]
    if document.status.value != "in_force":
        facts.append(said(STATUS_NAMES[document.status.value], "zh"))
    return " · ".join(fact for fact in facts if fact)


def _print_missing(console: Console, row: Row) -> None:
    line = Text(f"{row.place}  {note_of(row, 'zh')}", style="yellow")
    if row.source is not None:
        line.append(f"  ≈ {row.source.citation.label}", style="dim")
    console.print(line)
