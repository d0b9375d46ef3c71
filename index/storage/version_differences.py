"""What differs between two versions of a document, clause by clause."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from index.storage.clause_rows import decode_alignment
from index.storage.replaced_clauses import replaced_clauses
from ingest.text.alignment import Run

_NOT_SHOWN: Final = ("body_start", "parts")
"""Of the record of a clause: they help to find and to answer, nobody is shown them."""


@dataclass(frozen=True, slots=True)
class _Row:
    position: int
    text: str
    record: str
    alignment: bytes


@dataclass(frozen=True, slots=True)
class _Version:
    raw: str
    rows: Mapping[str, _Row]
    """By clause id, in order."""


def clause_ids(connection: sqlite3.Connection, document_key: int) -> list[str]:
    """Return the ids of the clauses of a document version in order."""
    rows = connection.execute(
        "SELECT id FROM clauses WHERE document_key = ? ORDER BY position", (document_key,)
    )
    return [row[0] for row in rows]


def clause_differences(connection: sqlite3.Connection, old: int, new: int) -> dict[str, list[Any]]:
    """Return the ids of the clauses that were added, changed, moved and removed between versions.

    A clause is changed when anything differs that a reader is shown of it, its quote included; it
    is moved when only its position or its place in the raw text do. With other words it is another
    clause: `replaced` holds pairs of one that was removed and one that was added for it.
    """
    before, after = _read(connection, old), _read(connection, new)
    found: dict[str, list[Any]] = {
        "added": [uid for uid in after.rows if uid not in before.rows],
        "changed": [],
        "moved": [],
        "removed": [uid for uid in before.rows if uid not in after.rows],
    }
    found["replaced"] = replaced_clauses(
        {uid: before.rows[uid].text for uid in found["removed"]},
        {uid: after.rows[uid].text for uid in found["added"]},
    )
    same_raw = before.raw == after.raw
    for uid, row in after.rows.items():
        if uid not in before.rows or (same_raw and row == before.rows[uid]):
            continue
        if _says(before, before.rows[uid]) != _says(after, row):
            found["changed"].append(uid)
        elif _stands(before.rows[uid]) != _stands(row):
            found["moved"].append(uid)
    return found


def _read(connection: sqlite3.Connection, document_key: int) -> _Version:
    raw = connection.execute(
        "SELECT text FROM raw_texts WHERE document_key = ? ORDER BY chunk", (document_key,)
    )
    rows = connection.execute(
        "SELECT id, position, text, record, alignment FROM clauses WHERE document_key = ?"
        " ORDER BY position",
        (document_key,),
    )
    return _Version("".join(row[0] for row in raw), {uid: _Row(*row) for uid, *row in rows})


def _says(version: _Version, row: _Row) -> tuple[str, dict[str, Any], str, list[Run]]:
    """Return all that is shown of a clause but where it stands."""
    record = json.loads(row.record)
    for name in _NOT_SHOWN:
        del record[name]
    alignment = decode_alignment(row.alignment)
    start, end = alignment.raw_span(0, alignment.length)
    runs = [run._replace(raw_start=run.raw_start - start) for run in alignment.runs]
    return row.text, record, version.raw[start:end], runs


def _stands(row: _Row) -> tuple[int, bytes]:
    return row.position, row.alignment
