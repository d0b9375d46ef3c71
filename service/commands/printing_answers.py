"""Answers on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.commands.printing import STATUS_WORDS
from service.schemas_ask import AnswerCitationOut, AskResponse

QUOTE_MAX_CHARS = 200


def print_answer(response: AskResponse, *, console: Console | None = None) -> None:
    """Print the answer, then the places it stands on; or what was closest, and whom to ask."""
    console = console or Console()
    console.print(Text(response.answer, style="bold" if response.answered else "yellow"))
    console.print()
    for number, citation in enumerate(response.citations, 1):
        _print_citation(console, number, citation)
    missing = response.not_found
    if missing is not None:
        if missing.contact:
            console.print(Text(missing.contact))
        for result in missing.nearest:
            console.print(Padding(_marked("≈", result.citation.label, style="dim"), (0, 0, 0, 4)))
    confidence = f"confidence {response.confidence:.2f}, {response.took_ms:.0f} ms"
    if response.phrased or response.removed:
        words = "phrased by a language model" if response.phrased else "not phrased"
        confidence += f", {words}, {response.removed} of its sentences removed"
    console.print(Text(confidence, style="dim"))


def _print_citation(console: Console, number: int, citation: AnswerCitationOut) -> None:
    quote = " ".join(citation.quote.split())
    shown = quote if len(quote) <= QUOTE_MAX_CHARS else f"{quote[:QUOTE_MAX_CHARS]}…"
    status = STATUS_WORDS[citation.document.status]
    console.print(_marked(f"[{number}]", f"{citation.label} · {status}", style="green"))
    console.print(_indented(shown))
    place = f"{citation.document.source} [{citation.start}:{citation.end}]"
    console.print(_indented(place, style="dim"))


def _marked(mark: str, text: str, *, style: str) -> Table:
    """Return a text with a mark before its first line, which a label without spaces would leave."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, style=style), Text(text, style=style))
    return grid


def _indented(text: str, *, style: str = "") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, 4), expand=False)
