"""Reads the feed of changes from the catalog."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from index.change_records import Change, ChangeKind, ChangesPage, ClauseChanges, StatedEnding
from index.errors import ChangesMissing
from index.storage.catalog import Catalog
from index.storage.document_rows import parse_date
from ingest.records import Status


def read_changes(catalog: Catalog, *, since: int, limit: int, generation: int) -> ChangesPage:
    """Return the changes after a sequence number that a generation holds.

    Raises:
        ChangesMissing: If the catalog is of a format without them.
    """
    connection = catalog.connection
    feed = connection.execute("SELECT value FROM meta WHERE key = 'feed'").fetchone()
    if feed is None:
        raise ChangesMissing(catalog.folder)
    (latest,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM changes").fetchone()
    rows = connection.execute(
        "SELECT sequence, generation, at, kind, document_id, record FROM changes"
        " WHERE sequence > ? AND generation <= ? ORDER BY sequence LIMIT ?",
        (since, generation, limit + 1),
    ).fetchall()
    changes = tuple(_change(*row) for row in rows[:limit])
    return ChangesPage(
        changes=changes,
        next_since=changes[-1].sequence if changes else since,
        more=len(rows) > limit,
        generation=generation,
        latest=latest,
        feed=feed[0],
    )


def _change(
    sequence: int, generation: int, at: str, kind: str, document_id: str, record: str
) -> Change:
    values: dict[str, Any] = json.loads(record)
    endings = values.get("endings")
    return Change(
        sequence=sequence,
        generation=generation,
        at=dt.datetime.fromisoformat(at),
        kind=ChangeKind(kind),
        document_id=document_id,
        title=values["title"],
        document_number=values["document_number"],
        issued_on=parse_date(values["issued_on"]),
        effective_on=parse_date(values["effective_on"]),
        expires_on=parse_date(values["expires_on"]),
        clauses=_clauses(values.get("clauses", {})),
        endings=endings if endings is None else tuple(map(_ending, endings)),
    )


def _clauses(lists: dict[str, list[Any]]) -> ClauseChanges:
    replaced = [(gone, come) for gone, come in lists.pop("replaced", [])]
    return ClauseChanges(
        replaced=tuple(replaced), **{name: tuple(ids) for name, ids in lists.items()}
    )


def _ending(values: dict[str, Any]) -> StatedEnding:
    return StatedEnding(
        status=Status(values["status"]),
        by_id=values["by"],
        since=parse_date(values["since"]),
        sentence=values["sentence"],
    )
