"""`zhengda-eval check`: hold labelled questions against the rules and the documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.console import explained_errors, show

if TYPE_CHECKING:
    from eval.gold import GoldIndex


def check(
    files: Annotated[list[Path], typer.Argument(help="JSON Lines files of labelled questions.")],
    store: Annotated[
        Path | None, typer.Option(help="Also find every gold clause in this store.")
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option(help="Also find every gold clause in these files or folders."),
    ] = None,
) -> None:
    """Check labelled questions: fields, duplicates, leaks between splits, dangling gold."""
    from eval.check import check_gold, check_questions
    from eval.datasets import read_questions
    from eval.errors import InvalidQuestions
    from eval.wording import wording_by_file

    if store is not None and documents:
        raise typer.BadParameter("give --store or --documents, not both", param_hint="--documents")
    with explained_errors():
        read = read_questions(files)
        problems = check_questions(read)
        clauses = gold_index_of(store, documents)
        if clauses is not None:
            problems += [found for found in check_gold(read, clauses) if found not in problems]
        if problems:
            raise InvalidQuestions(problems)
        for wording in wording_by_file(read, clauses) if clauses is not None else ():
            show(str(wording))
        show(f"{len(read)} questions, no problem found")


def gold_index_of(store: Path | None, documents: list[Path] | None) -> GoldIndex | None:
    """Return the clauses of a store or of documents; None where neither was given."""
    from eval.gold import GoldIndex
    from index import Store

    if store is None:
        return GoldIndex.of_documents(documents) if documents else None
    with Store.open(store, read_only=True) as opened:
        return GoldIndex.of(opened)
