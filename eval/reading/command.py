"""`zhengda-eval reading`: score how documents are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eval.console import JsonFlag, explained_errors, show

if TYPE_CHECKING:
    from eval.reading.labels import Part
    from eval.reading.scoring import ReadingScores


def reading(
    labels: Annotated[
        list[Path], typer.Argument(help="Label files, or folders of them (*.jsonl).")
    ],
    documents: Annotated[
        list[Path], typer.Option(help="Files and folders where the labelled files are.")
    ],
    held_out: Annotated[
        bool | None, typer.Option("--held-out/--dev", help="Only one part of the labels.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Only the part that was labelled last.")
    ] = False,
    draw: Annotated[
        int | None, typer.Option(min=1, help="Only one draw of the fresh documents.")
    ] = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="Also list every disagreement.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Score clauses, metadata, responsible units and figures against labels by reference.

    Each part of the labels is scored by itself.
    """
    from eval.reading.labels import PARTS, read_labels
    from eval.reading.scoring import score_reading

    if fresh and held_out is not None:
        raise typer.BadParameter("--fresh is a part of its own, beside --dev and --held-out")
    if draw is not None and held_out is not None:
        raise typer.BadParameter("--draw is of the fresh part, beside --dev and --held-out")
    only: Part | None = "fresh" if fresh or draw is not None else None
    if held_out is not None:
        only = "held_out" if held_out else "dev"
    with explained_errors():
        read = read_labels(labels)
        scores = {
            part: score_reading(chosen, documents)
            for part in PARTS
            if only in (None, part)
            and (chosen := [one for one in read if one.part == part and draw in (None, one.draw)])
        }
    if as_json:
        parts: dict[str, Any] = {part: one.as_object() for part, one in scores.items()}
        show(parts if only is None else parts.get(only, {}))
        return
    for part, one in scores.items():
        _print_table(part.replace("_", " "), one)
        for line in one.wrong if wrong else ():
            typer.echo(line)


def _print_table(part: str, scores: ReadingScores) -> None:
    typer.echo(f"{part}: {scores.documents} documents, {len(scores.missing)} not found or not read")
    typer.echo(f"{'kind':<24}{'labelled':>9}{'found':>7}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for kind, one in sorted(scores.kinds.items()):
        typer.echo(
            f"{kind:<24}{one.labelled:>9}{one.found:>7}{one.right:>7}"
            f"{one.precision:>8.3f}{one.recall:>8.3f}{one.f1:>8.3f}"
        )
