"""The command `zhengda-eval`: score questions and benchmarks, and hold what was reached."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eval.answer_commands import answers, calibrate
from eval.reading.command import reading

if TYPE_CHECKING:
    from eval.gold import GoldIndex
    from index import Mode, Progress

app = typer.Typer(
    name="zhengda-eval",
    help="Score labelled questions and benchmarks on the product's own pipeline.",
    no_args_is_help=True,
    add_completion=False,
)


class ModeOption(StrEnum):
    """What --mode accepts."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"
    ALL = "all"


JsonFlag = Annotated[bool, typer.Option("--json", help="Print the metrics as one JSON object.")]
RowsOption = Annotated[
    Path | None, typer.Option("--rows", help="Write one JSON line per query and mode here.")
]
ModeChoice = Annotated[
    ModeOption, typer.Option("--mode", help="Which evidence ranks; all shows them side by side.")
]


@app.command()
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


@app.command()
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


@app.command()
def benchmark(
    folder: Annotated[Path, typer.Argument(help="Folder with corpus, queries and qrels.")],
    queries: Annotated[Path | None, typer.Option(help="Another queries.jsonl.")] = None,
    qrels: Annotated[Path | None, typer.Option(help="Another qrels.tsv.")] = None,
    mode: ModeChoice = ModeOption.HYBRID,
    split: Annotated[str | None, typer.Option(help="Ask only queries of this split.")] = None,
    model: Annotated[str, typer.Option(help="Embedding model.")] = "default",
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
                data, modes=modes_of(mode), model=model, on_build=on_build, on_query=tick
            )
        write_rows(rows, report.rows(scored.modes))
        show(report.benchmark_object(scored) if as_json else report.benchmark_text(scored))


@app.command()
def gate(
    store: Annotated[Path, typer.Option(help="Where the sample store is built.")] = Path(
        "var/eval/sample"
    ),
    pin: Annotated[bool, typer.Option("--pin", help="Pin what is measured now.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Allow pinned floors to fall.")] = False,
) -> None:
    """Compare the sample questions' scores with the pinned floors, or pin them anew."""
    from eval import gate as floors
    from eval.errors import GateFailed
    from eval.report import gate_text
    from eval.sample import build_sample_store

    with explained_errors():
        with build_sample_store(store) as opened:
            measured = floors.measured_values(floors.measure(opened))
        baseline, digest = floors.read_baseline(), floors.data_digest()
        show(gate_text(measured, baseline.floors if baseline else {}))
        if pin:
            pinned = floors.pin(baseline, digest=digest, measured=measured, lower=lower)
            floors.write_baseline(pinned)
        elif baseline is None:
            raise GateFailed(["nothing is pinned yet: run `zhengda-eval gate --pin`"])
        else:
            floors.check(baseline, digest=digest, measured=measured)


def gold_index_of(store: Path | None, documents: list[Path] | None) -> GoldIndex | None:
    """Return the clauses of a store or of documents; None where neither was given."""
    from eval.gold import GoldIndex
    from index import Store

    if store is None:
        return GoldIndex.of_documents(documents) if documents else None
    with Store.open(store, read_only=True) as opened:
        return GoldIndex.of(opened)


def modes_of(option: ModeOption) -> list[Mode]:
    """Return the modes to run; hybrid, what the product serves, comes first."""
    from index import Mode

    return list(Mode) if option is ModeOption.ALL else [Mode(option.value)]


def show(result: dict[str, Any] | str) -> None:
    """Print a result to stdout."""
    print(result if isinstance(result, str) else json.dumps(result, ensure_ascii=False))


def write_rows(path: Path | None, lines: Iterable[str]) -> None:
    """Write one line each, when a file was asked for."""
    if path is not None:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@contextmanager
def explained_errors() -> Iterator[None]:
    """Turn the errors that a user can act on into a message and exit code 1."""
    from eval.errors import EvalError
    from index import StoreError
    from ingest.errors import IngestError

    try:
        yield
    except (EvalError, StoreError, IngestError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error


@contextmanager
def progress(label: str) -> Iterator[Callable[[int], None] | None]:
    """Count on stderr while someone watches; nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        yield None
        return

    def tick(done: int) -> None:
        if done % 20 == 0:
            print(f"\r{label} {done}", end="", file=sys.stderr, flush=True)

    yield tick
    print("\r\x1b[K", end="", file=sys.stderr)


@contextmanager
def building() -> Iterator[Callable[[Progress], None] | None]:
    """Show on stderr how far a store's building has come, while someone watches."""
    with progress("building") as tick:
        if tick is None:
            yield None
            return

        def on_build(state: Progress) -> None:
            whole = f"/{state.total}" if state.total else ""
            print(f"\r{state.stage} {state.done}{whole}  ", end="", file=sys.stderr, flush=True)

        yield on_build


app.command()(answers)
app.command()(calibrate)
app.command()(reading)


def main() -> None:
    """Run the command."""
    app()
