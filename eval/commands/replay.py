"""`zhengda-eval replay`: what a store makes of the questions that were logged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.console import JsonFlag, explained_errors, progress, show

SHOWN = 30


def replay(
    log: Annotated[
        Path, typer.Argument(help="What `zhengda export --of questions` wrote, as JSON Lines.")
    ],
    store: Annotated[Path, typer.Option(help="The store to ask.")],
    most: Annotated[
        int, typer.Option("--show", min=0, help="How many changed questions to list.")
    ] = SHOWN,
    as_json: JsonFlag = False,
) -> None:
    """Ask logged questions once more, and tell for how many the clauses found are the same."""
    from eval.replay import read_log
    from eval.replay import replay as ask_all
    from eval.reporting.replaying import replay_object, replay_text
    from index import Store

    with explained_errors():
        questions = read_log(log)
        with Store.open(store, read_only=True) as opened:
            with progress("asking") as tick:
                done = ask_all(opened, questions, on_progress=tick)
            if as_json:
                show(replay_object(done, opened))
            else:
                show(replay_text(done, opened, most=most))
