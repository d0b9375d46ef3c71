"""Logged questions in the ledger: written many at a time, read in order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from service.ledger import Ledger
from service.question_log.records import Action, LoggedQuestion

_COLUMNS: Final = (
    "at, request_id, key_id, action, question, filters, generation, clauses, answered, took_ms"
)
_BLANKS: Final = ", ".join("?" for _ in _COLUMNS.split(", "))


def keep(ledger: Ledger, questions: Sequence[LoggedQuestion]) -> None:
    """Write questions in one transaction.

    Raises:
        LedgerError: If the ledger cannot be written.
    """
    statement = f"INSERT INTO questions_log({_COLUMNS}) VALUES({_BLANKS})"
    with ledger.writing() as connection:
        connection.executemany(statement, map(_row, questions))


def all_questions(ledger: Ledger) -> Iterator[LoggedQuestion]:
    """Yield all that is kept, the oldest first."""
    with ledger.reading() as connection:
        statement = f"SELECT {_COLUMNS} FROM questions_log WHERE question IS NOT NULL"
        yield from map(_question, connection.execute(f"{statement} ORDER BY sequence"))


def _row(question: LoggedQuestion) -> tuple[object, ...]:
    return (
        question.at,
        question.request_id,
        question.key_id,
        question.action.value,
        _storable(question.question),
        _storable(json.dumps(question.filters, ensure_ascii=False)) if question.filters else None,
        question.generation,
        json.dumps(question.clauses),
        question.answered,
        question.took_ms,
    )


def _storable(text: str) -> str:
    """Return a text without lone surrogates, which a condition can hold and SQLite cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _question(row: sqlite3.Row) -> LoggedQuestion:
    return LoggedQuestion(
        at=row["at"],
        request_id=row["request_id"],
        key_id=row["key_id"],
        action=Action(row["action"]),
        question=row["question"],
        filters=json.loads(row["filters"] or "{}"),
        generation=row["generation"],
        clauses=tuple(json.loads(row["clauses"])),
        answered=None if row["answered"] is None else bool(row["answered"]),
        took_ms=row["took_ms"],
    )
