"""`zhengda-eval draft`: from exported feedback to questions that a person checks and labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.console import explained_errors, show


def draft(
    feedback: Annotated[
        Path, typer.Argument(help="What `zhengda export --of feedback` wrote, as JSON Lines.")
    ],
    store: Annotated[Path, typer.Option(help="The store that was asked.")],
) -> None:
    """Draft labelled questions from feedback, one JSON line each, for a person to check.

    The clause that a reader calls right, or says was missed, becomes gold. Topic and split are
    left to be given, style, type and answer values are guessed.
    """
    from eval.drafting import draft_questions, read_feedback
    from index import Store

    with explained_errors():
        reported = read_feedback(feedback)
        with Store.open(store, read_only=True) as opened:
            drafts = draft_questions(opened, reported)
    for row in drafts.rows:
        show(json.dumps(row, ensure_ascii=False))
    left_out = sum(drafts.left_out.values())
    typer.echo(f"{len(drafts.rows)} drafted, {left_out} line(s) of feedback left out", err=True)
    for reason, count in sorted(drafts.left_out.items()):
        typer.echo(f"  {count} {reason}", err=True)
