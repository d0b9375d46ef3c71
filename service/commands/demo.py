"""`zhengda demo`: ingest a sample corpus and ask three questions."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.console import FAILED, fail, load_settings, note, reported_errors
from service.opening import open_store

if TYPE_CHECKING:
    from index import Store

DEMO_STORE = Path("var/demo")
QUESTIONS = (
    ("formal Chinese", "企业开办的办理时限是多少"),
    ("colloquial Chinese", "公司要接电，得等几天"),
    ("English", "how long does it take to get connected to the power grid"),
)


def command(
    corpus: Annotated[
        Path | None,
        typer.Argument(help="Folder of documents; the sample corpus when not given."),
    ] = None,
    store: Annotated[Path, typer.Option("--store", help="Folder of the store.")] = DEMO_STORE,
    top_k: Annotated[int, typer.Option(min=1, max=20, help="Clauses per question.")] = 3,
) -> None:
    """Ingest a sample corpus and ask three questions: formal, colloquial and English."""
    with reported_errors():
        folder = corpus or sample_corpus()
        if folder is None:
            fail("the sample corpus is not installed: name a folder of documents instead")
        with open_store(load_settings(store=store), create=True) as opened:
            note(f"reading {folder} into {store}")
            is_complete = _ingest(opened, folder)
            _ask(opened, top_k)
        if not is_complete:
            raise typer.Exit(FAILED)


def _ingest(store: Store, folder: Path) -> bool:
    """Read the documents of a folder; return whether all could be read, and fail where none can."""
    from service.ingesting import ingest

    report = ingest(store, [folder])
    for failure in report.failures:
        note(f"not read: {failure.uri}: {failure.reason}")
    stats = store.stats()
    if not stats.documents:
        fail(f"no document could be read from {folder}")
    typer.echo(
        f"{stats.documents} documents, {stats.clauses} clauses,"
        f" {report.update.embedded} passages embedded in {report.update.seconds:.1f} s"
    )
    return not report.failures


def _ask(store: Store, top_k: int) -> None:
    from rich.console import Console
    from rich.rule import Rule

    from service.commands.printing import print_results
    from service.raw_texts import RawTexts
    from service.schemas import SearchRequest
    from service.searching import search

    console, texts = Console(), RawTexts()
    for kind, question in QUESTIONS:
        console.print(Rule(f"{question}  ({kind})", align="left"))
        request = SearchRequest(query=question, top_k=top_k)
        print_results(search(store, request, raw_texts=texts))


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
