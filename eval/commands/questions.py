"""`zhengda-eval questions`: score labelled questions and report it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.console import (
    JsonFlag,
    ModeChoice,
    ModeOption,
    RowsOption,
    explained_errors,
    modes_of,
    progress,
    show,
    write_rows,
)


def questions(
    files: Annotated[list[Path], typer.Argument(help="JSON Lines files of labelled questions.")],
    store: Annotated[Path, typer.Option(help="The store to ask.")],
    mode: ModeChoice = ModeOption.ALL,
    split: Annotated[str | None, typer.Option(help="Ask only dev or test questions.")] = None,
    as_json: JsonFlag = False,
    rows: RowsOption = None,
) -> None:
    """Score labelled questions on a store; refuses questions whose labels do not hold."""
    from eval import report
    from eval.datasets import read_questions
    from eval.scoring import score_questions
    from index import Store

    with explained_errors():
        asked = [q for q in read_questions(files) if split is None or q.split == split]
        if not asked:
            raise typer.BadParameter(
                f"no question is left in split {split!r}", param_hint="--split"
            )
        with Store.open(store, read_only=True) as opened, progress("asking") as tick:
            scores = score_questions(opened, asked, modes=modes_of(mode), on_progress=tick)
        write_rows(rows, report.rows(scores.modes))
        show(report.questions_object(scores) if as_json else report.questions_text(scores))
