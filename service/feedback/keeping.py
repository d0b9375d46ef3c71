"""Feedback in the ledger: written once under an id, read in the order it came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import astuple, fields
from typing import Final

from service.feedback.records import Feedback, Verdict
from service.ledger import Ledger

_COLUMNS: Final = ", ".join(field.name for field in fields(Feedback))
_BLANKS: Final = ", ".join("?" for _ in fields(Feedback))


def keep(ledger: Ledger, feedback: Feedback) -> bool:
    """Write a feedback; False when there is one of this id, which stays as it is.

    Raises:
        LedgerError: If the ledger cannot be written.
    """
    statement = f"INSERT OR IGNORE INTO feedback({_COLUMNS}) VALUES({_BLANKS})"
    with ledger.writing() as connection:
        return connection.execute(statement, astuple(feedback)).rowcount == 1


def find(ledger: Ledger, feedback_id: str) -> Feedback | None:
    """Return the feedback of an id; None when there is none."""
    statement = f"SELECT {_COLUMNS} FROM feedback WHERE id = ?"
    with ledger.reading() as connection:
        row = connection.execute(statement, (feedback_id,)).fetchone()
    return _feedback(row) if row else None


def all_feedback(ledger: Ledger) -> Iterator[Feedback]:
    """Yield all feedback, the oldest first."""
    with ledger.reading() as connection:
        statement = f"SELECT {_COLUMNS} FROM feedback ORDER BY at, id"
        yield from map(_feedback, connection.execute(statement))


def _feedback(row: sqlite3.Row) -> Feedback:
    found = dict(row)
    return Feedback(**found | {"verdict": Verdict(found["verdict"])})
