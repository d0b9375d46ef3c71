"""`zhengda-eval benchmark`: score a folder of corpus, queries and qrels."""

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
    building,
    explained_errors,
    modes_of,
    progress,
    reranking_of,
    show,
    write_rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.benchmark import BenchmarkReport
    from eval.benchmark_files import BenchmarkData
    from index import Mode, Reranking

LimitOption = Annotated[int | None, typer.Option(min=1, help="Ask only so many queries.")]
CorpusLimitOption = Annotated[
    int | None, typer.Option(min=1, help="Keep judged and so many entries: for trying.")
]


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
    limit: LimitOption = None,
    corpus_limit: CorpusLimitOption = None,
    as_json: JsonFlag = False,
    rows: RowsOption = None,
) -> None:
    """Score a folder of corpus, queries and qrels; its store is kept in var/bench."""
    from eval import report
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
        reranking = reranking_of(reranker, top=rerank_top, weight=rerank_weight)
        scored = _scored(data, modes_of(mode), model=model, reranking=reranking)
        write_rows(rows, report.rows(scored.modes))
        show(report.benchmark_object(scored) if as_json else report.benchmark_text(scored))


def _scored(
    data: BenchmarkData, modes: Sequence[Mode], *, model: str, reranking: Reranking | None
) -> BenchmarkReport:
    from eval.benchmark import score_benchmark

    with building() as on_build, progress("asking") as tick:
        return score_benchmark(
            data,
            modes=modes,
            model=model,
            reranking=reranking,
            on_build=on_build,
            on_query=tick,
        )
