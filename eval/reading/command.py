"""`zhengda-eval reading`: score how documents are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.console import JsonFlag, explained_errors, show


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
    wrong: Annotated[bool, typer.Option("--wrong", help="Also list every disagreement.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Score clauses, metadata, responsible units and figures against labels by reference."""
    from eval.reading.labels import read_labels
    from eval.reading.scoring import score_reading

    with explained_errors():
        chosen = [
            one for one in read_labels(labels) if held_out is None or one.held_out == held_out
        ]
        scores = score_reading(chosen, documents)
    if as_json:
        show(scores.as_object())
        return
    typer.echo(f"{scores.documents} documents, {len(scores.missing)} not found or not read")
    typer.echo(f"{'kind':<24}{'labelled':>9}{'found':>7}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for kind, one in sorted(scores.kinds.items()):
        typer.echo(
            f"{kind:<24}{one.labelled:>9}{one.found:>7}{one.right:>7}"
            f"{one.precision:>8.3f}{one.recall:>8.3f}{one.f1:>8.3f}"
        )
    for line in scores.wrong if wrong else ():
        typer.echo(line)
