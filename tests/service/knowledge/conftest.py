"""Documents read without a store, the sample corpus in one, and a real server over it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from index import DocumentSummary, SearchFilters, Store
from ingest.pipeline import parse
from ingest.records import Clause, RawDocument, Source
from service.knowledge.entries import entry_of
from service.knowledge.phones import phones_in
from service.knowledge.reading import Wanted, every_clause
from service.knowledge.records import Entry
from service.knowledge.topics import lexicon_of

TODAY = dt.date(2024, 6, 1)

Read = Callable[[str], list[tuple[DocumentSummary, str, Clause]]]


def read_text(text: str, name: str = "plan.txt") -> list[tuple[DocumentSummary, str, Clause]]:
    """Return the clauses of a text, each with its document and raw text."""
    source = Source(uri=name, name=name, sha256=name)
    parsed = parse(RawDocument(source=source, text=text))
    summary = DocumentSummary.of(parsed.document)
    return [(summary, parsed.document.text, clause) for clause in parsed.clauses]


def entries_in(text: str) -> list[Entry]:
    """Return the entries of a text."""
    made = (
        entry_of(clause, document, raw, alerts=(), phones=phones_in(raw), lexicon=lexicon_of(None))
        for document, raw, clause in read_text(text)
    )
    return [entry for entry in made if entry is not None]


@pytest.fixture(name="read_text")
def _read_text() -> Read:
    return read_text


@pytest.fixture(name="entries_in")
def _entries_in() -> Callable[[str], list[Entry]]:
    return entries_in


def wanted(**values: Any) -> Wanted:
    """Return what asks for every entry, but for the values given."""
    usual = {
        "filters": SearchFilters(),
        "day": TODAY,
        "expires_within": 60,
        "lexicon": lexicon_of(None),
    }
    return Wanted(**{**usual, **values})


@pytest.fixture(name="wanted")
def _wanted() -> Callable[..., Wanted]:
    return wanted


@pytest.fixture(scope="session")
def sample_store(sample_store_path: Path) -> Iterator[Store]:
    with Store.open(sample_store_path, read_only=True, today=lambda: TODAY) as store:
        yield store


@pytest.fixture(scope="session")
def sample_entries(sample_store: Store) -> list[Entry]:
    return [entry for entry in every_clause(sample_store, wanted()) if entry is not None]


@pytest.fixture(scope="session")
def sample_http(sample_store_path: Path, start_server: Any) -> Iterator[httpx.Client]:
    """A client of a real server over the sample corpus, that is ready."""
    running = start_server(sample_store_path)
    try:
        with httpx.Client(base_url=running.url, timeout=120) as client:
            deadline = time.monotonic() + 120
            while client.get("/readyz").status_code != 200:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            yield client
    finally:
        running.stop()
