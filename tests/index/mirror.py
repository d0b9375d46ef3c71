"""What a reader of the feed of changes keeps, and what it should be. Run by path: see `mirror`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from index import Change, ChangeKind, Store
from index.storage.catalog_view import CatalogView
from ingest.records import Clause

NOT_SHOWN = ("body_start", "parts")


class Mirror:
    """Documents with what is told of them, kept by the changes alone."""

    def __init__(self) -> None:
        """Hold nothing."""
        self.since = 0
        self.clauses: dict[str, dict[str, Any]] = {}
        """By document, then by clause id: what was read of the clause when it was last listed."""
        self.endings: dict[str, tuple[Any, ...]] = {}

    def follow(self, store: Store, *, limit: int = 3) -> list[Change]:
        """Apply all changes that are new, and read again only the clauses that they list."""
        applied: list[Change] = []
        more = True
        while more:
            page = store.changes(since=self.since, limit=limit)
            for change in page.changes:
                assert change.sequence > self.since
                self.since = change.sequence
                self._apply(change, store)
            applied += page.changes
            self.since, more = page.next_since, page.more
        return applied

    def _apply(self, change: Change, store: Store) -> None:
        uid, listed = change.document_id, change.clauses
        if change.kind is ChangeKind.DOCUMENT_ADDED:
            assert uid not in self.clauses
            self.clauses[uid], self.endings[uid] = {}, ()
        kept = self.clauses[uid]
        assert not kept.keys() & set(listed.added)
        assert kept.keys() >= {*listed.changed, *listed.moved, *listed.removed}
        assert {gone for gone, _ in listed.replaced} <= set(listed.removed)
        assert {come for _, come in listed.replaced} <= set(listed.added)
        for clause_id in listed.removed:
            del kept[clause_id]
        now = shown(store).get(uid, {})
        for clause_id in (*listed.added, *listed.changed, *listed.moved):
            kept[clause_id] = now.get(clause_id)
        if change.endings is not None:
            self.endings[uid] = change.endings
        if change.kind is ChangeKind.DOCUMENT_REMOVED:
            assert kept == {}
            del self.clauses[uid], self.endings[uid]


def shown(store: Store) -> dict[str, dict[str, Any]]:
    """Return what the live generation shows of every clause, by document."""
    found: dict[str, dict[str, Any]] = {}
    for document, raw, clauses in store.export():
        found[document.id] = {clause.id: _shown(clause, raw) for clause in clauses}
    return found


def _shown(clause: Clause, raw: str) -> dict[str, Any]:
    start, end = clause.alignment.raw_span(0, len(clause.text))
    values = {name: value for name, value in asdict(clause).items() if name not in NOT_SHOWN}
    return {**values, "quote": raw[start:end], "start": start, "end": end}


def said(store: Store) -> dict[str, set[tuple[str, str | None, str | None]]]:
    """Return what documents say of others: kind, day and id of the one that says so."""
    with store._catalog.reading():
        view = CatalogView(store._catalog, store._catalog.live_generation())
        return {
            uid: {(ending.kind, ending.since, ending.by_id) for ending in endings}
            for uid, endings in view.endings().items()
        }
