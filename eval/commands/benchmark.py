"""`zhengda-eval benchmark`: score a folder of corpus, queries and qrels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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


def benchmark(
    folder: Annotated[Path, typer.Argument(help="Folder with corpus, queries and qrels.")],
    queries: Annotated[Path | None, typer.Option(help="Another queries.jsonl.")] = None,
    qrels: Annotated[Path | None, typer.Option(help="Another qrels.tsv.")] = None,
    mode: ModeChoice = ModeOption.HYBRID,
    split: Annotated[str | None, typer.Option(help="Ask only queries of this split.")] = None,
    model: Annotated[str, typer.Option(help="Embedding model.")] = "default",
    reranker: RerankerOption = None,
    rerank_top: RerankTopOption = RERANK_TOP,
    rerank_weight: RerankWeightOption = RERANK_WEIGHT,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only so many queries.")] = None,
    corpus_limit: Annotated[
        int | None, typer.Option(min=1, help="Keep judged and so many entries: for trying.")
    ] = None,
    as_json: JsonFlag = False,
    rows: RowsOption = None,
) -> None:
    """Score a folder of corpus, queries and qrels; its store is kept in var/bench."""
    from eval import report
    from eval.benchmark import score_benchmark
    from eval.benchmark_files import read_benchmark

    with explained_errors():
        data = read_benchmark(
            folder,
            queries=queries,
            qrels=qrels,
            split=split,
            limit=limit,
            corpus_limit=corpus_limit,
        )
        with building() as on_build, progress("asking") as tick:
            scored = score_benchmark(
                data,
                modes=modes_of(mode),
                model=model,
                reranking=reranking_of(reranker, top=rerank_top, weight=rerank_weight),
                on_build=on_build,
                on_query=tick,
            )
        write_rows(rows, report.rows(scored.modes))
        show(report.benchmark_object(scored) if as_json else report.benchmark_text(scored))
