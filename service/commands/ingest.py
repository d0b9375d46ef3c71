"""`zhengda ingest`: read files into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.console import (
    FAILED,
    JsonOption,
    ModelOption,
    StoreOption,
    load_settings,
    note,
    print_json,
    reported_errors,
)
from service.counting import counted
from service.opening import open_store

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from index import Progress as StoreProgress
    from ingest.sources.stream import Location
    from service.ingesting import IngestReport

Callbacks = tuple[
    Callable[[int], None], Callable[[int, int], None], "Callable[[StoreProgress], None]"
]
"""Told of files, of the pages of a scan, and by the store."""


PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Files, folders (with all below them), zip archives and URLs."
    ),
]
PruneOption = Annotated[bool, typer.Option(help="Remove documents whose file under PATH is gone.")]


def command(
    paths: PathsArgument,
    store: StoreOption = None,
    model: ModelOption = None,
    prune: PruneOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read documents into the store; what has not changed is not read or embedded again.

    A file that cannot be read is listed with its reason at the end, the rest is ingested, and the
    exit code is 1.
    """
    with reported_errors():
        from ingest.sources.stream import FetchLimits, ScanOptions
        from ingest.sources.web import is_url
        from service.ingesting import ingest

        settings = load_settings(store=store, model=model)
        places: list[Location] = [path if is_url(path) else Path(path) for path in paths]
        web = FetchLimits(private_hosts=settings.private_hosts)
        with (
            open_store(settings, create=True) as opened,
            _progress(places, settings.store) as (on_file, on_page, on_store),
        ):
            report = ingest(
                opened,
                places,
                prune=prune,
                web=web,
                scans=ScanOptions(enabled=settings.ocr, on_page=on_page),
                on_file=on_file,
                on_progress=on_store,
            )
        if as_json:
            print_json(as_object(report))
        else:
            _print_report(report)
        if report.failures:
            raise typer.Exit(FAILED)


def as_object(report: IngestReport) -> dict[str, object]:
    """Return a report as one flat object."""
    return {
        "files": report.files,
        "skipped": report.skipped,
        "failed": [asdict(failure) for failure in report.failures],
        "notes": [asdict(one) for one in report.notes],
        "pruned": report.pruned,
        **asdict(report.update),
    }


def _print_report(report: IngestReport) -> None:
    update = report.update
    typer.echo(
        f"{counted(report.files, 'file')}: {update.added} added, {update.updated} updated,"
        f" {report.skipped + update.unchanged} unchanged, {update.removed + report.pruned} removed,"
        f" {len(report.failures)} failed"
    )
    typer.echo(
        f"{counted(update.clauses, 'clause')} read, {counted(update.embedded, 'passage')} embedded,"
        f" {update.seconds:.1f} s, generation {update.generation}"
    )
    for one in report.notes:
        note(f"{one.uri}: {one.text}")
    for failure in report.failures:
        note(f"not read: {failure.uri}: {failure.reason}")


@contextmanager
def _progress(paths: list[Location], store: Path) -> Iterator[Callbacks]:
    """Show bars on stderr: files read, then each stage of the store, with the time left."""
    from ingest.sources.stream import list_sources
    from service.ingesting import is_inside

    with _bars() as bars:
        files = [uri for uri in list_sources(paths) if not is_inside(uri, store)]
        reading = bars.add_task("reading", total=len(files))
        stages: dict[str, TaskID] = {}

        def on_file(done: int) -> None:
            bars.update(reading, completed=done)

        def on_page(done: int, total: int) -> None:
            if "scan" not in stages:
                stages["scan"] = bars.add_task("scan pages")
            bars.update(stages["scan"], completed=done, total=total)

        def on_store(progress: StoreProgress) -> None:
            if progress.stage == "reading":  # told by `on_file`, with the files that are skipped
                return
            if progress.stage not in stages:
                stages[progress.stage] = bars.add_task(progress.stage, total=progress.total)
            bars.update(stages[progress.stage], completed=progress.done, total=progress.total)

        yield on_file, on_page, on_store


def _bars() -> Progress:
    """Return empty bars: what is done, of how much, for how long, and how long it will take."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
