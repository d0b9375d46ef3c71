"""Results on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from service.counting import counted
from service.schemas import ClauseOut, ExplanationOut, ResultOut, SearchResponse

TITLE_MAX_CHARS = 36
STATUS_WORDS = {
    "in_force": "现行有效",
    "not_yet_in_force": "尚未施行",
    "expired": "已失效",
    "repealed": "已废止",
    "amended": "已修改",
}


def print_results(response: SearchResponse, *, console: Console | None = None) -> None:
    """Print what was found: rank, clause, passage, document, citation."""
    console = console or Console()
    for correction in response.query.corrections:
        console.print(Text(f"{correction.typed} -> {correction.meant}", style="yellow"))
    if not response.results:
        console.print("No clause matches. Try other words, or fewer filters.")
        return
    for result in response.results:
        _print_result(console, result)
    found = counted(len(response.results), "clause")
    console.print(Text(f"{found} in {response.took_ms:.0f} ms", style="dim"))


def _print_result(console: Console, result: ResultOut) -> None:
    clause, document, citation = result.clause, result.document, result.citation
    head = Text(f"{result.rank}. ", style="bold cyan")
    head.append(_title(clause))
    head.append(f"  {result.score:.3f}", style="dim")
    console.print(head)
    if clause.path:
        console.print(_indented(" › ".join(clause.path), style="dim"))
    console.print(_indented(" ".join(citation.quote.split())))
    status = STATUS_WORDS[document.status]
    console.print(_indented(f"{citation.label} · {status}", style="green"))
    place = f"{document.source} [{citation.start}:{citation.end}]"
    console.print(_indented(place, style="dim"))
    if result.explanation:
        console.print(_indented(_explained(result.explanation), style="dim"))
    console.print()


def _explained(explanation: ExplanationOut) -> str:
    """Return the parts that count, with the evidence each rests on, and the terms that fired."""
    parts = ", ".join(
        f"{name} {part:+.2f}" + (f" ({evidence:.2f})" if evidence is not None else "")
        for name, part in explanation.parts.items()
        for evidence in [explanation.evidence.get(name)]
        if part
    )
    return f"{parts}; {'、'.join(explanation.terms)}" if explanation.terms else parts


def _title(clause: ClauseOut) -> str:
    """Return number and heading; the heading above a table, or a clause's first words for want."""
    above = clause.path[-1] if clause.path and clause.kind == "table" else ""
    name = clause.heading or above or clause.text.partition("\n")[0][:TITLE_MAX_CHARS]
    number = clause.number or ""
    if name.startswith(number):
        return name
    return f"{number}{name}" if number.endswith(("、", ")", "）")) else f"{number} {name}"


def _indented(text: str, *, style: str = "") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, 3), expand=False)
