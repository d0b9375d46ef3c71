"""The feed of changes in the catalog: written as a generation goes live, and read back.

What is written lies in the transaction that moves the live generation on, so that no kill loses a
change or brings one twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from index.change_records import ChangeKind
from index.storage.document_rows import encode_json
from index.storage.schema import VISIBLE
from index.storage.version_differences import clause_differences, clause_ids
from ingest.records import Status

_FACTS: Final = ("title", "document_number", "issued_on", "effective_on", "expires_on")
"""What a change tells of its document, so that one that is gone can still be named."""
_STATUS_OF: Final = {"repeals": Status.REPEALED, "amends": Status.AMENDED}


class _Ending(NamedTuple):
    """What a text says of a document, in the order in which endings are listed."""

    since: str
    """An empty text when no day is known."""
    by: str
    """An empty text when it is the document's own."""
    sentence: str
    status: Status


@dataclass(frozen=True, slots=True)
class _Version:
    """A document as one generation sees it."""

    key: int
    record: Mapping[str, Any]
    content: tuple[bytes, str]
    """Equal for versions that nobody can tell apart."""


def record_changes(connection: sqlite3.Connection, *, generation: int) -> None:
    """Write what tells a generation that is about to be live from the one before it.

    In the running transaction; what either generation sees must still be there.
    """
    before = _keys(connection, "dead = :generation", generation)
    after = _keys(connection, "born = :generation", generation)
    said, says = _endings(connection, generation - 1), _endings(connection, generation)
    touched = {uid for uid in {*said, *says} if said.get(uid) != says.get(uid)}
    for uid in dict.fromkeys([*after, *before, *sorted(touched)]):
        if uid in after or uid in before:
            old, new = before.get(uid), after.get(uid)
        else:  # it is as it was; others speak of it
            seen = _keys(connection, f"id = :id AND {VISIBLE}", generation, id=uid)
            old = new = seen.get(uid)
        _record_document(
            connection,
            generation,
            uid,
            old=_version(connection, old),
            new=_version(connection, new),
            said=said.get(uid, set()),
            says=says.get(uid, set()),
        )


def record_shown_source(connection: sqlite3.Connection, document_key: int, *, live: int) -> None:
    """Write that a document names another of its sources, if the live generation has it.

    That needs no new version of it: it is so from the running transaction on.
    """
    uid, born = connection.execute(
        "SELECT id, born FROM documents WHERE document_key = ?", (document_key,)
    ).fetchone()
    version = _version(connection, document_key)
    if version is not None and born <= live:
        _append(connection, live, ChangeKind.DOCUMENT_UPDATED, uid, version, clauses={})


def _record_document(
    connection: sqlite3.Connection,
    generation: int,
    uid: str,
    *,
    old: _Version | None,
    new: _Version | None,
    said: Collection[_Ending],
    says: Collection[_Ending],
) -> None:
    """Write what became of one document, then what texts say of it that they did not before."""

    def append(kind: ChangeKind, version: _Version, **more: object) -> None:
        _append(connection, generation, kind, uid, version, **more)

    if new is None:
        if old is not None:
            removed = {"removed": clause_ids(connection, old.key)}
            append(ChangeKind.DOCUMENT_REMOVED, old, clauses=removed)
        return
    if old is None:
        append(ChangeKind.DOCUMENT_ADDED, new, clauses={"added": clause_ids(connection, new.key)})
    elif old.content != new.content:
        differences = clause_differences(connection, old.key, new.key)
        append(ChangeKind.DOCUMENT_UPDATED, new, clauses=differences)
    was = {*said, *_own_ending(old)} if old else set()
    now = {*says, *_own_ending(new)}
    if was != now:
        kind = ChangeKind.DOCUMENT_ENDED if now - was else ChangeKind.DOCUMENT_ENDING_LIFTED
        append(kind, new, endings=[_encode_ending(ending) for ending in sorted(now)])


def _append(
    connection: sqlite3.Connection,
    generation: int,
    kind: ChangeKind,
    uid: str,
    version: _Version,
    **more: object,
) -> None:
    facts = {name: version.record[name] for name in _FACTS}
    connection.execute(
        "INSERT INTO changes(generation, kind, document_id, record) VALUES (?, ?, ?, ?)",
        (generation, kind, uid, encode_json({**facts, **more})),
    )


def _keys(
    connection: sqlite3.Connection, condition: str, generation: int, **values: object
) -> dict[str, int]:
    """Return the keys of document versions by id, in the order they were written."""
    return dict(
        connection.execute(
            f"SELECT id, document_key FROM documents WHERE {condition} ORDER BY document_key",
            {"generation": generation, **values},
        )
    )


def _version(connection: sqlite3.Connection, key: int | None) -> _Version | None:
    if key is None:
        return None
    record, digest, source = connection.execute(
        "SELECT record, digest, source FROM documents WHERE document_key = ?", (key,)
    ).fetchone()
    return _Version(key, json.loads(record), (digest, source))


def _endings(connection: sqlite3.Connection, generation: int) -> dict[str, set[_Ending]]:
    """Return what a generation sees of what documents say of others."""
    found: dict[str, set[_Ending]] = {}
    rows = connection.execute(
        "SELECT document_id, since, by_id, sentence, kind FROM endings"
        " WHERE born <= :generation AND dead > :generation",
        {"generation": generation},
    )
    for uid, since, by, sentence, kind in rows:
        found.setdefault(uid, set()).add(_Ending(since or "", by, sentence, _STATUS_OF[kind]))
    return found


def _own_ending(version: _Version) -> Iterator[_Ending]:
    """Yield what a document says of itself; one that gives its last day needs no word for it."""
    status, expires_on = Status(version.record["status"]), version.record["expires_on"]
    stated = status in (Status.REPEALED, Status.AMENDED)
    if stated or (status is Status.EXPIRED and expires_on is None):
        yield _Ending("", "", version.record["status_basis"] or "", status)


def _encode_ending(ending: _Ending) -> dict[str, str | None]:
    return {name: value or None for name, value in ending._asdict().items()}
