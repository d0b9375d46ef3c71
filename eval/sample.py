"""Read the documents that questions are about, and build a store of the sample corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from eval.datasets import CORPUS
from index import Embedder, Store
from ingest.errors import ReadError
from ingest.pipeline import PARSER_VERSION, parse
from ingest.records import ParsedDocument
from ingest.sources.stream import read_sources

ASKED_ON = dt.date(2026, 11, 22)
"""The day on which our questions are asked: on a later one other documents have ended, and scores
are others with nothing changed."""


def build_sample_store(folder: Path, *, documents: Path = CORPUS) -> Store:
    """Return an open store that holds the documents of a folder, built where that is needed.

    Raises:
        ReadError: If a document cannot be read; scores on a part of the corpus mean nothing.
    """
    return build_store(folder, [documents])


def build_store(
    folder: Path, documents: Iterable[Path], *, embedder: Embedder | None = None
) -> Store:
    """Return an open store that holds some files and folders, built where that is needed.

    What is in force in it is judged on `ASKED_ON`.

    Args:
        folder: Where the store is kept.
        documents: What it holds; another file stays in it from before, if there was one.
        embedder: The default model when none is given.

    Raises:
        ReadError: If a document cannot be read; scores on a part of the corpus mean nothing.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    store = Store.open(folder, embedder=embedder, create=True, today=lambda: ASKED_ON)
    try:
        store.update(parsed_documents(documents), parser_version=PARSER_VERSION)
    except BaseException:
        store.close()
        raise
    return store


def parsed_documents(paths: Iterable[Path]) -> Iterator[ParsedDocument]:
    """Yield the documents under some paths, parsed.

    Raises:
        ReadError: If a document cannot be read; scores on a part of a corpus mean nothing.
    """
    for raw in read_sources(paths):
        if isinstance(raw, ReadError):
            raise raw
        yield parse(raw)
