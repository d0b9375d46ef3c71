"""`zhengda-eval questions`: score labelled questions and report it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.console import (
    RERANK_TOP,
    RERANK_WEIGHT,
    JsonFlag,
    ModeChoice,
    ModeOption,
    RerankerOption,
    RerankTopOption,
    RerankWeightOption,
    RowsOption,
    ShowTestOption,
    explained_errors,
    modes_of,
    progress,
    reranking_of,
    show,
    write_rows,
)

if TYPE_CHECKING:
    from eval.records import Question


def questions(
    files: Annotated[list[Path], typer.Argument(help="JSON Lines files of labelled questions.")],
    store: Annotated[Path, typer.Option(help="The store to ask.")],
    mode: ModeChoice = ModeOption.ALL,
    split: Annotated[str | None, typer.Option(help="Ask only dev or test questions.")] = None,
    reranker: RerankerOption = None,
    rerank_top: RerankTopOption = RERANK_TOP,
    rerank_weight: RerankWeightOption = RERANK_WEIGHT,
    as_json: JsonFlag = False,
    rows: RowsOption = None,
    page: Annotated[
        Path | None, typer.Option("--report", help="Write an HTML report with plots here.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Rows of an earlier run to test against.")
    ] = None,
    show_test: ShowTestOption = False,
) -> None:
    """Score labelled questions on a store; refuses questions whose labels do not hold."""
    from eval import report
    from eval.reporting.writing import Report
    from eval.scoring import score_questions
    from index import Store

    with explained_errors():
        asked = _read(files, split)
        reranking = reranking_of(reranker, top=rerank_top, weight=rerank_weight)
        with Store.open(store, read_only=True, reranking=reranking) as opened:
            with progress("asking") as tick:
                scores = score_questions(opened, asked, modes=modes_of(mode), on_progress=tick)
            write_rows(rows, report.rows(scores.modes))
            more = Report(opened, scores, baseline=baseline, show_test=show_test)
            if page is not None:
                more.write_page(page, files=files, split=split)
            if as_json:
                show(report.questions_object(scores) | more.as_object())
            else:
                show(report.questions_text(scores, compared=more.as_text(), show_test=show_test))


def _read(files: list[Path], split: str | None) -> list[Question]:
    from eval.datasets import read_questions

    asked = [q for q in read_questions(files) if split is None or q.split == split]
    if not asked:
        raise typer.BadParameter(f"no question is left in split {split!r}", param_hint="--split")
    return asked
