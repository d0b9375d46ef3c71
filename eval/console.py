"""What the commands of `zhengda-eval` share: options, output, progress and errors."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from index import Mode, Progress, Reranking


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
ShowTestOption = Annotated[
    bool, typer.Option("--show-test", help="Also list failed questions of the test split.")
]
RerankerOption = Annotated[
    str | None,
    typer.Option(
        "--reranker", help="Cross-encoder for the best hits in hybrid mode: st:NAME_OR_FOLDER."
    ),
]
RerankTopOption = Annotated[
    int, typer.Option("--rerank-top", min=2, max=100, help="How many of the best hits it reads.")
]
RerankWeightOption = Annotated[
    float, typer.Option("--rerank-weight", min=0, max=10, help="How much it says.")
]
RERANK_TOP, RERANK_WEIGHT = 20, 0.5  # as the service has them
_NO_LIMIT_S = 3600.0  # what is measured is the order, however busy the machine is


def reranking_of(reranker: str | None, *, top: int, weight: float) -> Reranking | None:
    """Return what reads the best hits once more, when a model for it was named."""
    if reranker is None:
        return None
    from index import Reranking, load_reranker

    return Reranking(
        reranker=load_reranker(reranker), top=top, weight=weight, timeout_s=_NO_LIMIT_S
    )


def modes_of(option: ModeOption) -> list[Mode]:
    """Return the modes to run; hybrid, what the product serves, comes first."""
    from index import Mode

    return list(Mode) if option is ModeOption.ALL else [Mode(option.value)]


def show(result: dict[str, Any] | str) -> None:
    """Print a result to stdout."""
    text = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
    typer.echo(text)


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
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@contextmanager
def progress(label: str) -> Iterator[Callable[[int], None] | None]:
    """Count on stderr while someone watches; nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        yield None
        return

    def tick(done: int) -> None:
        if done % 20 == 0:
            typer.echo(f"\r{label} {done}", err=True, nl=False)

    yield tick
    typer.echo("\r\x1b[K", err=True, nl=False)


@contextmanager
def building() -> Iterator[Callable[[Progress], None] | None]:
    """Show on stderr how far a store's building has come, while someone watches."""
    with progress("building") as tick:
        if tick is None:
            yield None
            return

        def on_build(state: Progress) -> None:
            whole = f"/{state.total}" if state.total else ""
            typer.echo(f"\r{state.stage} {state.done}{whole}  ", err=True, nl=False)

        yield on_build
