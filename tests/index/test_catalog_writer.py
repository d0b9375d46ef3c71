"""What becomes of documents, their versions and their sources in the catalog."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import (
    InvalidDocument,
    StoreCorrupt,
    StoreMissing,
    StoreOutdated,
    UnknownClause,
    UnknownDocument,
)
from index.storage.catalog import Catalog
from index.storage.catalog_view import CatalogView
from index.storage.catalog_writer import CatalogWriter, Outcome, lies_under
from index.storage.raw_chunks import RAW_CHUNK_CHARS
from index.storage.schema import CATALOG_NAME, NEVER
from ingest.records import ParsedDocument

Make = Callable[..., ParsedDocument]


@pytest.fixture
def writer(catalog: Catalog) -> CatalogWriter:
    return CatalogWriter(catalog, 1, "m")


def _next(writer: CatalogWriter) -> CatalogWriter:
    """Make the writer's generation live and give the writer of the next."""
    with writer.catalog.writing():
        writer.catalog.set_meta({"live_generation": str(writer.generation)})
    return replace(writer, generation=writer.generation + 1)


def _put(writer: CatalogWriter, parsed: ParsedDocument) -> Outcome:
    return writer.put(parsed, parser_version="p1")[0]


def test_a_document_is_added_then_unchanged(writer: CatalogWriter, make_document: Make) -> None:
    parsed = make_document("方案", ["甲。一", "乙。二"])
    assert _put(writer, parsed) is Outcome.ADDED
    assert _put(writer, parsed) is Outcome.UNCHANGED
    view = CatalogView(writer.catalog, 1)
    assert [clause for _, clause in view.clauses(view.document_key(parsed.document.id))] == list(
        parsed.clauses
    )
    assert view.counts() == (1, 2, 2)


def test_what_is_written_is_invisible_to_the_live_generation(
    writer: CatalogWriter, make_document: Make
) -> None:
    old = make_document("方案", ["甲。一", "乙。二"])
    _put(writer, old)
    second = _next(writer)
    new = make_document("方案", ["甲。一", "丙。三"])
    assert _put(second, new) is Outcome.UPDATED
    assert _put(second, make_document("另一方案", ["丁。四"])) is Outcome.ADDED

    before, after = CatalogView(writer.catalog, 1), CatalogView(writer.catalog, 2)
    assert before.clause(old.clauses[1].id) == old.clauses[1]
    with pytest.raises(UnknownClause):
        before.clause(new.clauses[1].id)
    assert after.clause(new.clauses[1].id) == new.clauses[1]
    with pytest.raises(UnknownClause):
        after.clause(old.clauses[1].id)
    assert before.clause(old.clauses[0].id) == after.clause(new.clauses[0].id)
    assert (before.counts()[0], after.counts()[0]) == (1, 2)


def test_a_corrected_copy_embeds_only_what_changed(
    writer: CatalogWriter, make_document: Make
) -> None:
    _put(writer, make_document("方案", ["甲。一", "乙。二"]))
    _embed_all(writer.catalog)
    _put(_next(writer), make_document("方案", ["甲。一", "丙。三"], header="抬头\n"))
    pending = writer.catalog.connection.execute("SELECT text FROM pending").fetchall()
    assert len(pending) == 1
    assert "丙。三" in pending[0][0]


def test_text_that_was_removed_and_comes_back_is_not_embedded_again(
    writer: CatalogWriter, make_document: Make
) -> None:
    parsed = make_document("方案", ["甲。一"])
    _put(writer, parsed)
    _embed_all(writer.catalog)
    second = _next(writer)
    second.delete(parsed.document.id)
    third = _next(second)
    assert _put(third, parsed) is Outcome.ADDED
    assert writer.catalog.connection.execute("SELECT count(*) FROM pending").fetchone() == (0,)


def test_one_document_from_two_sources(writer: CatalogWriter, make_document: Make) -> None:
    first = make_document("方案", ["甲。一"], uri="a/1.txt")
    copy = make_document("方案", ["甲。一"], uri="b/1.txt")
    assert [_put(writer, first), _put(writer, copy)] == [Outcome.ADDED, Outcome.UNCHANGED]
    view = CatalogView(writer.catalog, 1)
    assert view.source_uris(first.document.id) == ("a/1.txt", "b/1.txt")
    assert view.document(first.document.id).source.uri == "a/1.txt"
    assert writer.prune([], under=["a"]) == 0
    assert view.document(first.document.id).source.uri == "b/1.txt"
    assert writer.prune([], under=["b"]) == 1
    with pytest.raises(UnknownDocument):
        view.document(first.document.id)


def test_the_text_read_last_is_the_text_of_a_document_with_two_sources(
    writer: CatalogWriter, make_document: Make
) -> None:
    _put(writer, make_document("方案", ["甲。一"], uri="a.txt"))
    corrected = make_document("方案", ["甲。二"], uri="b.txt")
    assert _put(writer, corrected) is Outcome.UPDATED
    assert CatalogView(writer.catalog, 1).document(corrected.document.id).source.uri == "b.txt"


def test_a_repost_does_not_replace_what_the_issuer_published(
    writer: CatalogWriter, make_document: Make
) -> None:
    original = make_document("方案", ["甲。一"], uri="a.txt")
    _put(writer, original)
    repost = make_document("方案", ["甲。一 广告"], uri="b.txt", reposted_by="某中心")
    assert _put(writer, repost) is Outcome.UNCHANGED
    view = CatalogView(writer.catalog, 1)
    assert view.document(original.document.id).source.uri == "a.txt"
    assert writer.catalog.known_sources("p1").keys() == {"a.txt", "b.txt"}


def test_when_the_source_shown_is_pruned_the_other_one_will_be_read_again(
    writer: CatalogWriter, make_document: Make
) -> None:
    _put(writer, make_document("方案", ["甲。一"], uri="a.txt"))
    _put(writer, make_document("方案", ["甲。二"], uri="b.txt"))
    assert writer.prune(["a.txt"], under=["b.txt"]) == 0
    assert writer.catalog.known_sources("p1") == {}
    assert _put(writer, make_document("方案", ["甲。一"], uri="a.txt")) is Outcome.UPDATED


def test_a_source_that_gives_another_document_lets_go_of_the_first(
    writer: CatalogWriter, make_document: Make
) -> None:
    old = make_document("旧方案", ["甲。一"], uri="a.txt")
    _put(writer, old)
    second = _next(writer)
    new = make_document("新方案", ["甲。一"], uri="a.txt")
    assert second.put(new, parser_version="p1") == (Outcome.ADDED, 1)
    assert CatalogView(writer.catalog, 1).document(old.document.id).title == "旧方案"
    with pytest.raises(UnknownDocument):
        CatalogView(writer.catalog, 2).document(old.document.id)


def test_sources_are_known_by_digest_and_parser(writer: CatalogWriter, make_document: Make) -> None:
    parsed = make_document("方案", ["甲。一"], uri="a.txt")
    writer.put(parsed, parser_version="p1")
    assert writer.catalog.known_sources("p1") == {"a.txt": parsed.document.source.sha256}
    assert writer.catalog.known_sources("p2") == {}
    assert writer.put(parsed, parser_version="p2") == (Outcome.UNCHANGED, 0)
    assert writer.catalog.known_sources("p2").keys() == {"a.txt"}


def test_deleting_what_is_not_there_is_an_error(writer: CatalogWriter) -> None:
    with pytest.raises(UnknownDocument, match="'nothing'"):
        writer.delete("nothing")


@pytest.mark.parametrize(
    "fault", [{"position": 0}, {"text": "\ud800"}], ids=["two clauses at one place", "surrogate"]
)
def test_a_document_that_breaks_the_rules_leaves_nothing(
    writer: CatalogWriter, make_document: Make, fault: dict[str, object]
) -> None:
    parsed = make_document("方案", ["甲。一", "乙。二"], uri="a.txt")
    broken = replace(
        parsed,
        clauses=(parsed.clauses[0], replace(parsed.clauses[1], **fault)),  # type: ignore[arg-type]
    )
    with pytest.raises(InvalidDocument, match=r"from a\.txt"):
        _put(writer, broken)
    assert CatalogView(writer.catalog, 1).counts() == (0, 0, 0)
    assert writer.catalog.known_sources("p1") == {}


def test_a_raw_text_is_read_whole_and_by_slices(writer: CatalogWriter, make_document: Make) -> None:
    parsed = make_document("方案", [f"第{index}句。" * 900 for index in range(9)])
    text = parsed.document.text
    assert len(text) > 2 * RAW_CHUNK_CHARS
    _put(writer, parsed)
    view = CatalogView(writer.catalog, 1)
    key = view.document_key(parsed.document.id)
    assert view.raw_text(key) == text
    raw = view.raw_slices(key)
    edge = RAW_CHUNK_CHARS
    for start, end in [(0, 5), (edge - 3, edge + 3), (edge, edge), (7, 3 * edge), (edge, 2 * edge)]:
        assert raw[start:end] == text[start:end]


def test_a_clause_that_was_read_is_kept_and_one_that_is_missing_is_read(
    writer: CatalogWriter, make_document: Make
) -> None:
    parsed = make_document("方案", ["甲。一", "乙。二"])
    _put(writer, parsed)
    view = CatalogView(writer.catalog, 1)
    keys = [key for key, _ in view.clauses(view.document_key(parsed.document.id))]
    first = view.clauses_by_key(keys[:1])
    both = view.clauses_by_key([*keys, 10_000])
    assert both[keys[0]] is first[keys[0]]
    assert [both[key] for key in keys] == list(parsed.clauses)


def test_passages_are_made_again_when_vectors_are_lost(
    writer: CatalogWriter, make_document: Make
) -> None:
    _put(writer, make_document("方案", ["甲。一", "乙。二"]))
    _embed_all(writer.catalog)
    assert writer.queue_missing_vectors() == 0
    writer.catalog.connection.execute("DELETE FROM vectors")
    assert writer.queue_missing_vectors() == 1
    assert writer.catalog.connection.execute("SELECT count(*) FROM pending").fetchone() == (2,)


@pytest.mark.parametrize(
    ("uri", "root", "inside"),
    [
        ("a/b/c.txt", "a/b", True),
        ("a/b/c.txt", "./a/b/", True),
        ("a/bc.txt", "a/b", False),
        ("a/b.zip!x/y.txt", "a/b.zip", True),
        ("a/b.zip!x/y.txt", "a", True),
        ("a/b.txt", "a/b.txt", True),
        ("/data/a.txt", "/", True),
        ("a.txt", ".", True),
        ("/data/a.txt", ".", False),
        ("https://example.org/a", ".", False),
    ],
)
def test_what_lies_under_a_root(uri: str, root: str, inside: bool) -> None:
    assert lies_under(uri, root) is inside


def test_a_folder_without_a_catalog_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="ingest"):
        Catalog.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_file_that_is_no_catalog_is_named(tmp_path: Path) -> None:
    (tmp_path / CATALOG_NAME).write_bytes(b"not a database at all" * 500)
    with pytest.raises(StoreCorrupt, match=CATALOG_NAME):
        Catalog.open(tmp_path)


def test_a_catalog_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Catalog.open(tmp_path, create=True).close()
    connection = sqlite3.connect(tmp_path / CATALOG_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreOutdated, match="format 99"):
        Catalog.open(tmp_path)


def test_the_schema_knows_the_number_that_means_never(catalog: Catalog) -> None:
    sql = catalog.connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'documents_current'"
    ).fetchone()[0]
    assert str(NEVER) in sql


def test_a_sound_catalog_has_no_faults(writer: CatalogWriter, make_document: Make) -> None:
    _put(writer, make_document("方案", ["甲。一"]))
    assert writer.catalog.check() == []


def _embed_all(catalog: Catalog) -> None:
    catalog.connection.execute("INSERT INTO vectors SELECT digest, x'00' FROM pending")
    catalog.connection.execute("DELETE FROM pending")
