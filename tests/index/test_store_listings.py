"""Lists of documents and clauses, page by page, and the export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import (
    InvalidCursor,
    Store,
)
from index.cursors import encode_cursor
from ingest.records import ParsedDocument

Make = Callable[..., ParsedDocument]
MakeCorpus = Callable[..., list[ParsedDocument]]


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(limit=st.integers(1, 9), deleted=st.sets(st.integers(0, 11), max_size=2))
def test_pages_list_every_document_once_whatever_is_deleted_between(
    paged_store: Store, make_corpus: MakeCorpus, limit: int, deleted: set[int]
) -> None:
    corpus = make_corpus(12)
    paged_store.update(corpus)
    page = paged_store.documents(limit=limit)
    titles = [document.title for document in page.items]
    gone = {corpus[index].document.title for index in deleted}
    for index in deleted:
        paged_store.delete_document(corpus[index].document.id)
    while page.next_cursor:
        page = paged_store.documents(limit=limit, cursor=page.next_cursor)
        titles += [document.title for document in page.items]
    newest_first = [parsed.document.title for parsed in reversed(corpus)]
    expected = [title for at, title in enumerate(newest_first) if at < limit or title not in gone]
    assert titles == expected


@pytest.fixture(scope="module")
def paged_store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    import runpy

    made = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
    folder = tmp_path_factory.mktemp("paged")
    with Store.open(folder, embedder=made["BigramEmbedder"](), create=True) as opened:
        yield opened


def test_clauses_are_listed_in_order_page_by_page(store: Store, make_document: Make) -> None:
    parsed = make_document("甲方案", [f"第{at}项。内容" for at in range(7)])
    store.update([parsed])
    found, cursor = [], None
    while True:
        page = store.clauses(parsed.document.id, cursor=cursor, limit=3)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert tuple(found) == parsed.clauses
    assert store.clause(found[2].id)[0] == parsed.clauses[2]


@pytest.mark.parametrize(
    "cursor",
    [
        "?",
        "e30",
        "WzFd",
        "bm90IGpzb24",
        "",
        "é",
        *map(encode_cursor, (2**63, -1, True, [True, "a"])),
    ],
)
def test_cursors_from_elsewhere_are_refused(store: Store, make_document: Make, cursor: str) -> None:
    parsed = make_document("甲方案", ["一。"])
    store.update([parsed])
    with pytest.raises(InvalidCursor):
        store.clauses(parsed.document.id, cursor=cursor)
    if cursor:
        with pytest.raises(InvalidCursor):
            store.documents(cursor=cursor)


def test_an_export_holds_everything_and_is_one_generation(
    store: Store, make_corpus: MakeCorpus
) -> None:
    corpus = make_corpus(5)
    store.update(corpus)
    exported = store.export()
    first = next(exported)
    store.update(make_corpus(9))
    whole = [first, *exported]
    assert {document.id: (text, clauses) for document, text, clauses in whole} == {
        parsed.document.id: (parsed.document.text, parsed.clauses) for parsed in corpus
    }
