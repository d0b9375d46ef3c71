"""`zhengda-eval benchmark`: score a folder of corpus, queries and qrels."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

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
    building,
    explained_errors,
    modes_of,
    progress,
    reranking_of,
    show,
    write_rows,
)
from eval.records import Split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index import Mode, Reranking

    Shown = tuple[dict[str, Any], Iterator[str], str]
    """The scores as an object, as rows, and as text."""

LimitOption = Annotated[int | None, typer.Option(min=1, help="Ask only so many queries.")]
CorpusLimitOption = Annotated[
    int | None, typer.Option(min=1, help="Keep judged and so many entries: for trying.")
]


PartOption = Annotated[
    Split | None, typer.Option(help="Ask only queries on documents of this part, by their ids.")
]
AnswersFlag = Annotated[
    bool,
    typer.Option("--answers", help="Score the answers by marked spans; needs no qrels."),
]


def benchmark(
    folder: Annotated[Path, typer.Argument(help="Folder with corpus, queries and qrels.")],
    queries: Annotated[Path | None, typer.Option(help="Another queries.jsonl.")] = None,
    qrels: Annotated[Path | None, typer.Option(help="Another qrels.tsv.")] = None,
    mode: ModeChoice = ModeOption.HYBRID,
    split: Annotated[str | None, typer.Option(help="Ask only queries of this split.")] = None,
    part: PartOption = None,
    answers: AnswersFlag = False,
    model: Annotated[str, typer.Option(help="Embedding model.")] = "default",
    reranker: RerankerOption = None,
    rerank_top: RerankTopOption = RERANK_TOP,
    rerank_weight: RerankWeightOption = RERANK_WEIGHT,
    limit: LimitOption = None,
    corpus_limit: CorpusLimitOption = None,
    as_json: JsonFlag = False,
    rows: RowsOption = None,
) -> None:
    """Score a folder of corpus, queries and qrels; its store is kept in var/bench."""
    if answers and (qrels is not None or mode is not ModeOption.HYBRID):
        raise typer.BadParameter("does not go with --qrels or another --mode", param_hint="answers")
    chosen: Chosen = {
        "queries": queries,
        "split": split,
        "part": part,
        "limit": limit,
        "corpus_limit": corpus_limit,
    }
    with explained_errors():
        reranking = reranking_of(reranker, top=rerank_top, weight=rerank_weight)
        score = _answers if answers else partial(_ranking, qrels=qrels, modes=modes_of(mode))
        found, lines, text = score(folder, chosen, model=model, reranking=reranking)
        write_rows(rows, lines)
        show(found if as_json else text)


class Chosen(TypedDict):
    """Which queries are asked, of which entries."""

    queries: Path | None
    split: str | None
    part: Split | None
    limit: int | None
    corpus_limit: int | None


def _ranking(
    folder: Path,
    chosen: Chosen,
    *,
    qrels: Path | None,
    modes: Sequence[Mode],
    model: str,
    reranking: Reranking | None,
) -> Shown:
    from eval import report
    from eval.benchmark import score_benchmark
    from eval.benchmark_files import read_benchmark

    data = read_benchmark(folder, qrels=qrels, **chosen)
    with building() as on_build, progress("asking") as tick:
        scored = score_benchmark(
            data,
            modes=modes,
            model=model,
            reranking=reranking,
            on_build=on_build,
            on_query=tick,
        )
    return report.benchmark_object(scored), report.rows(scored.modes), report.benchmark_text(scored)


def _answers(folder: Path, chosen: Chosen, *, model: str, reranking: Reranking | None) -> Shown:
    from eval import span_report as report
    from eval.benchmark_answers import score_answers
    from eval.benchmark_spans import read_spans

    data = read_spans(folder, **chosen)
    with building() as on_build, progress("answering") as tick:
        scored = score_answers(
            data, model=model, reranking=reranking, on_build=on_build, on_query=tick
        )
    return report.spans_object(scored), report.span_rows(scored.rows), report.spans_text(scored)
