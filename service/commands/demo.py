"""`zhengda demo`: ingest a sample corpus and ask three questions."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.console import (
    FAILED,
    JsonOption,
    fail,
    load_settings,
    note,
    print_json,
    reported_errors,
)
from service.commands.ingest import as_object
from service.opening import holds_documents, open_store

if TYPE_CHECKING:
    from index import Store, StoreStats
    from service.ingesting import IngestReport
    from service.schemas import SearchResponse

DEMO_STORE = Path("var/demo")
QUESTIONS = (
    ("formal Chinese", "企业开办的办理时限是多少"),
    ("colloquial Chinese", "公司要接电，得等几天"),
    ("English", "how long does it take to get connected to the power grid"),
)


def command(
    corpus: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR", help="Folder of documents; the sample corpus when not given."
        ),
    ] = None,
    store: Annotated[
        Path, typer.Option("--store", metavar="DIR", help="Folder of the store.")
    ] = DEMO_STORE,
    top_k: Annotated[int, typer.Option(min=1, max=20, help="Clauses per question.")] = 3,
    as_json: JsonOption = False,
) -> None:
    """Ingest a sample corpus and ask three questions: formal, colloquial and English."""
    with reported_errors():
        folder = corpus or sample_corpus()
        if folder is None:
            fail("the sample corpus is not installed: name a folder of documents instead")
        with open_store(load_settings(store=store), create=True) as opened:
            note(f"reading {folder} into {store}")
            ingested = _ingest(opened, folder)
            stats, found = opened.stats(), _ask(opened, top_k)
        if as_json:
            counts = {"documents": stats.documents, "clauses": stats.clauses}
            asked = [one.model_dump(mode="json") for one in found]
            print_json({**counts, **as_object(ingested), "searches": asked})
        else:
            _print(stats, ingested, found)
        if ingested.failures:
            raise typer.Exit(FAILED)


def _ingest(store: Store, folder: Path) -> IngestReport:
    """Read the documents of a folder; fail where none can be read."""
    from service.ingesting import ingest

    report = ingest(store, [folder])
    for failure in report.failures:
        note(f"not read: {failure.uri}: {failure.reason}")
    if not holds_documents(store):
        fail(f"no document could be read from {folder}")
    return report


def _ask(store: Store, top_k: int) -> list[SearchResponse]:
    from service.raw_texts import RawTexts
    from service.schemas import SearchRequest
    from service.searching import search

    texts = RawTexts()
    requests = (SearchRequest(query=question, top_k=top_k) for _, question in QUESTIONS)
    return [search(store, request, raw_texts=texts) for request in requests]


def _print(stats: StoreStats, ingested: IngestReport, found: Sequence[SearchResponse]) -> None:
    from rich.console import Console
    from rich.rule import Rule

    from service.commands.printing import print_results

    typer.echo(
        f"{stats.documents} documents, {stats.clauses} clauses,"
        f" {ingested.update.embedded} passages embedded in {ingested.update.seconds:.1f} s"
    )
    console = Console()
    for (kind, question), response in zip(QUESTIONS, found, strict=True):
        console.print(Rule(f"{question}  ({kind})", align="left"))
        print_results(response)


def sample_corpus() -> Path | None:
    """Return the folder of sample documents that is installed beside the code, if it is.

    The documents belong to the scoring stage, which this stage may not import; they are data, and
    finding the folder runs none of its code.
    """
    spec = find_spec("eval")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        documents = Path(folder) / "corpus" / "documents"
        if documents.is_dir():
            return documents
    return None
