"""Whoever applies all changes in order has what the store has."""

from __future__ import annotations

import datetime as dt
import runpy
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import ChangesMissing, Progress, Store, UnknownDocument
from index.storage.schema import CATALOG_NAME, MIGRATIONS
from ingest.records import ParsedDocument, Status, Supersession
from ingest.text.alignment import Span

_MADE = runpy.run_path(str(Path(__file__).with_name("mirror.py")))
Mirror, shown, said = _MADE["Mirror"], _MADE["shown"], _MADE["said"]
STATUS_OF = {"repeals": Status.REPEALED, "amends": Status.AMENDED}

NAMES = "abc"
DAY = dt.date(2020, 1, 1)


def assert_mirrors(mirror: Any, store: Store) -> None:
    """Check that a mirror which follows holds what the store shows and says."""
    mirror.follow(store)
    assert mirror.clauses == shown(store)
    told = {
        uid: {(ending.status, ending.since, ending.by_id) for ending in endings if ending.by_id}
        for uid, endings in mirror.endings.items()
    }
    expected: dict[str, set[Any]] = {uid: set() for uid in mirror.clauses}
    for uid, endings in said(store).items():
        expected[uid] = {
            (STATUS_OF[kind], dt.date.fromisoformat(since) if since else None, by)
            for kind, since, by in endings
        }
    assert told == expected


def ending(name: str, kind: str) -> Supersession:
    return Supersession(
        kind=kind, title=None, document_number=name, sentence=f"{name}。", span=Span(0, 1)
    )


@st.composite
def documents(draw: st.DrawFn, make: Callable[..., ParsedDocument]) -> ParsedDocument:
    name = draw(st.sampled_from(NAMES))
    marks = draw(st.sampled_from(["甲", "乙", "甲乙", "乙甲", "甲乙丙"]))
    others = draw(st.sampled_from(["", *NAMES]))
    said = [ending(other, draw(st.sampled_from(["repeals", "amends"]))) for other in others]
    parsed = make(
        f"方案{name}",
        [f"{mark}。减免场地租金" for mark in marks],
        document_id=name,
        number=name,
        uri=f"c/{name}{draw(st.integers(0, 1))}",
        issued_on=DAY + dt.timedelta(days=draw(st.integers(0, 1))),
        status=draw(st.sampled_from([Status.IN_FORCE, Status.IN_FORCE, Status.REPEALED])),
        header=draw(st.sampled_from(["", "转载\n"])),
        supersedes=tuple(said),
    )
    if draw(st.booleans()):
        text = parsed.document.text.replace("场", "場")
        parsed = replace(parsed, document=replace(parsed.document, text=text))
    return parsed


def steps(make: Callable[..., ParsedDocument]) -> st.SearchStrategy[list[tuple[str, Any]]]:
    put = st.lists(documents(make), min_size=1, max_size=3)
    names = st.sampled_from(NAMES)
    step = st.one_of(
        st.tuples(st.just("put"), put),
        st.tuples(st.just("put"), put),
        st.tuples(st.just("cut off"), put),
        st.tuples(st.just("cut off late"), put),
        st.tuples(st.just("delete"), names),
        st.tuples(st.just("prune"), st.sets(names).map(sorted)),
        st.tuples(st.just("reopen"), st.none()),
    )
    return st.lists(step, min_size=2, max_size=8)


class Cut(Exception):
    """Ends an update before it is published."""


def cut_off(given_documents: list[ParsedDocument]) -> Any:
    yield from given_documents
    raise Cut


def cut_late(progress: Progress) -> None:
    if progress.stage == "writing":
        raise Cut


def test_replaying_gives_what_the_store_has(
    tmp_path: Path,
    make_document: Callable[..., ParsedDocument],
    make_embedder: Callable[[], Any],
) -> None:
    """Whatever is put, deleted, pruned, cut off and completed, followed or read at the end."""
    folder, embedder = tmp_path / "store", make_embedder()

    @settings(max_examples=25)
    @given(steps(make_document))
    def check(taken: list[tuple[str, Any]]) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        store, mirror = Store.open(folder, embedder=embedder, create=True), Mirror()
        try:
            for name, value in taken:
                store = take(store, name, value, embedder)
                assert_mirrors(mirror, store)
            assert_mirrors(Mirror(), store)
            migrated = again_from_the_format_before(store, embedder)
            assert_mirrors(Mirror(), migrated)
            assert latest_endings(migrated) == latest_endings(store)
            migrated.close()
        finally:
            store.close()

    check()


def latest_endings(store: Store) -> dict[str, Any]:
    mirror = Mirror()
    mirror.follow(store)
    endings: dict[str, Any] = mirror.endings
    return endings


def take(store: Store, name: str, value: Any, embedder: Any) -> Store:
    if name == "put":
        store.update(value, parser_version="p1")
    elif name == "cut off":
        with pytest.raises(Cut):
            store.update(cut_off(value), parser_version="p1")
    elif name == "cut off late":
        with suppress(Cut):  # or nothing was new, and nothing written
            store.update(value, parser_version="p1", on_progress=cut_late)
    elif name == "delete":
        with suppress(UnknownDocument):
            store.delete_document(value)
    elif name == "prune":
        store.prune([f"c/{kept}0" for kept in value], under=["c"])
    elif name == "reopen":
        store.close()
        return Store.open(store.path, embedder=embedder)
    return store


def again_from_the_format_before(store: Store, embedder: Any) -> Store:
    """Open a copy that is as if no changes had ever been kept."""
    copy = store.path.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    store._catalog.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(store.path, copy)
    to_format_2(copy)
    return Store.open(copy, embedder=embedder)


def to_format_2(folder: Path) -> None:
    connection = sqlite3.connect(folder / CATALOG_NAME)
    with connection:
        connection.execute("DROP TABLE changes")
        connection.execute("DELETE FROM meta WHERE key = 'feed'")
        connection.execute("PRAGMA user_version = 2")
    connection.close()


def test_a_store_of_before_tells_what_it_holds_as_one_that_always_told(
    store: Store, make_document: Callable[..., ParsedDocument], make_embedder: Callable[[], Any]
) -> None:
    repealing = make_document("乙", ["乙。一"], issued_on=DAY, supersedes=(ending("a", "repeals"),))
    expired = make_document("丙", ["丙。一"], status=Status.EXPIRED, expires_on=DAY)
    store.update(
        [
            make_document("甲", ["甲。一", "甲。二"], number="a", expires_on=DAY),
            repealing,
            make_document("丁", [], status=Status.EXPIRED),
            expired,
        ]
    )
    page = store.changes()
    migrated = again_from_the_format_before(store, make_embedder())

    def told(page: Any) -> list[Any]:
        changes = [replace(change, at=DAY, sequence=0) for change in page.changes]
        return sorted(changes, key=lambda change: (change.document_id, change.kind))

    assert told(migrated.changes()) == told(page)
    assert len(page.changes) == 6
    last = migrated.changes().latest
    migrated.update([replace(expired, clauses=())])
    assert [change.document_id for change in migrated.changes(since=last).changes] == [
        expired.document.id
    ]
    migrated.close()


def test_what_a_store_of_before_was_about_to_publish_is_told_once(
    store: Store, make_document: Callable[..., ParsedDocument], make_embedder: Callable[[], Any]
) -> None:
    store.update([make_document("甲", ["甲。一"])])
    with pytest.raises(Cut):
        store.update(cut_off([make_document("乙", ["乙。一"])]))
    migrated = again_from_the_format_before(store, make_embedder())
    mirror = Mirror()
    assert [change.title for change in mirror.follow(migrated)] == ["甲"]
    migrated.update([])
    assert [change.title for change in mirror.follow(migrated)] == ["乙"]
    migrated.close()


def test_a_repeal_that_was_about_to_be_published_is_told_once(
    store: Store, make_document: Callable[..., ParsedDocument], make_embedder: Callable[[], Any]
) -> None:
    repealing = make_document("乙", ["乙。一"], issued_on=DAY, supersedes=(ending("a", "repeals"),))
    store.update([make_document("甲", ["甲。一"], number="a")])
    with pytest.raises(Cut):
        store.update([repealing], on_progress=cut_late)
    migrated = again_from_the_format_before(store, make_embedder())
    assert [change.kind for change in migrated.changes().changes] == ["document_added"]
    migrated.update([])
    assert [(change.kind, change.title) for change in migrated.changes(since=1).changes] == [
        ("document_added", "乙"),
        ("document_ended", "甲"),
    ]
    migrated.close()


def test_a_store_of_before_that_cannot_be_written_says_so(
    store: Store,
    make_document: Callable[..., ParsedDocument],
    make_embedder: Callable[[], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.update([make_document("甲", ["甲。一"])])
    store.close()
    to_format_2(store.path)
    # The folder of another user, or a medium that is read only; tests may run as root.
    monkeypatch.setattr("index.storage.catalog._writable", lambda _: False)
    with Store.open(store.path, embedder=make_embedder(), read_only=True) as opened:
        assert opened.search("甲").hits
        with pytest.raises(ChangesMissing, match="older format"):
            opened.changes()


def test_the_format_with_changes_is_the_newest(store: Store) -> None:
    version = store._catalog.connection.execute("PRAGMA user_version").fetchone()[0]
    assert version == len(MIGRATIONS) >= 3
