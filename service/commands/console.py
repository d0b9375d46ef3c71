"""What commands share: options, error reports, exit codes.

Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from service.settings import Settings

FAILED = 1
INTERRUPTED = 130  # 128 + SIGINT, as shells expect

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store", metavar="DIR", help="Folder of the store. [default: $ZHENGDA_STORE or var/store]"
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="MODEL",
        help="Embedding model: default, st:NAME_OR_FOLDER or https://host/v1#model."
        " [default: $ZHENGDA_MODEL or the store's own]",
    ),
]
RerankerOption = Annotated[
    str | None,
    typer.Option(
        "--reranker",
        metavar="MODEL",
        help="Cross-encoder that reads the best hits once more: st:NAME_OR_FOLDER."
        " [default: $ZHENGDA_RERANKER or none]",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object to stdout.")]


def load_settings(**given: Any) -> Settings:
    """Return the settings, with what was given on the command line before the environment."""
    from pydantic import ValidationError

    from service.settings import PREFIX, Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        fault = error.errors()[0]
        name = ".".join(map(str, fault["loc"]))
        if name and given.get(name) is None:
            name = f"{PREFIX}{name.upper()}"
        message = fault["msg"].removeprefix("Value error, ")
        raise typer.BadParameter(f"{name}: {message}" if name else message) from error


@contextmanager
def reported_errors() -> Iterator[None]:
    """Turn what can be expected to fail into one line on stderr and an exit code."""
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    try:
        yield
    except KeyboardInterrupt:
        note("stopped; what was finished is kept, run the command again to complete it")
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise  # the reader of our output is gone: click ends quietly
        reason = error.strerror or str(error)
        fail(f"{error.filename}: {reason}" if error.filename else reason)
    except Exception as error:
        from index import InvalidFilter, StoreError
        from ingest.errors import IngestError
        from service.ledger.errors import LedgerError

        if isinstance(error, InvalidFilter):
            option = error.field.replace("_", "-")
            raise typer.BadParameter(f"{option} {error.value}: {error.rule}") from error
        if not isinstance(error, StoreError | IngestError | LedgerError):
            raise
        fail(str(error))


def note(message: str) -> None:
    """Print a line to stderr."""
    typer.echo(message, err=True)


def fail(message: str) -> NoReturn:
    """Print an error to stderr and exit with 1."""
    typer.secho(f"error: {message}", err=True, fg=typer.colors.RED)
    raise typer.Exit(FAILED)


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object to stdout, in UTF-8 whatever the locale says."""
    write_line(json.dumps(value, ensure_ascii=False, indent=2))


def write_line(line: str) -> None:
    """Print a line to stdout, in UTF-8 whatever the locale says."""
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
