"""Keys in the ledger: made, listed, revoked; their secrets are not among what is kept."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self

from service.access.errors import AmbiguousKey, KeyNameTaken, UnknownKey
from service.access.key_text import KeyText, new_key_text
from service.access.scopes import Scope
from service.ledger import Ledger


class KeyState(StrEnum):
    """Whether a key opens anything."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key as the ledger holds it. The fields are the columns of the table."""

    id: str
    name: str
    digest: bytes = field(repr=False)
    """SHA-256 of the secret."""
    scopes: frozenset[Scope]
    per_minute: int | None
    """Requests; None for no limit."""
    created_at: str
    expires_on: date | None
    """The last day that it is valid, in UTC."""
    revoked_at: str | None
    last_used_on: date | None

    @classmethod
    def of(cls, row: sqlite3.Row) -> Self:
        """Return a row of the table as a key."""
        return cls(
            id=row["id"],
            name=row["name"],
            digest=row["digest"],
            scopes=frozenset(map(Scope, row["scopes"].split())),
            per_minute=row["per_minute"],
            created_at=row["created_at"],
            expires_on=_day(row["expires_on"]),
            revoked_at=row["revoked_at"],
            last_used_on=_day(row["last_used_on"]),
        )

    def state(self, today: date) -> KeyState:
        """Return whether it opens anything today."""
        if self.revoked_at is not None:
            return KeyState.REVOKED
        if self.expires_on is not None and self.expires_on < today:
            return KeyState.EXPIRED
        return KeyState.VALID


def today() -> date:
    """Return the day that expiry is counted by."""
    return datetime.now(UTC).date()


def create_key(
    ledger: Ledger,
    name: str,
    *,
    scopes: frozenset[Scope],
    expires_on: date | None = None,
    per_minute: int | None = None,
) -> tuple[KeyText, Key]:
    """Make a key; its text is returned here and never again.

    Raises:
        KeyNameTaken: If another key has the name, also one that was revoked.
        LedgerError: If the ledger cannot be written.
    """
    text = new_key_text()
    values = (
        text.id,
        name,
        text.digest(),
        " ".join(sorted(scopes)),
        per_minute,
        _now(),
        expires_on.isoformat() if expires_on else None,
    )
    with ledger.writing(durable=True) as connection:
        if connection.execute("SELECT 1 FROM keys WHERE name = ?", (name,)).fetchone():
            raise KeyNameTaken(name)
        connection.execute(
            "INSERT INTO keys(id, name, digest, scopes, per_minute, created_at, expires_on)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        row = connection.execute("SELECT * FROM keys WHERE id = ?", (text.id,)).fetchone()
    return text, Key.of(row)


def all_keys(ledger: Ledger) -> list[Key]:
    """Return every key in the order they were made, those that open nothing any more too."""
    with ledger.reading() as connection:
        return [Key.of(row) for row in connection.execute("SELECT * FROM keys ORDER BY rowid")]


def revoke_key(ledger: Ledger, id_or_name: str) -> tuple[Key, bool]:
    """Revoke a key; return it as it was before, and whether that revoked it.

    Raises:
        UnknownKey: If no key has this id or name.
        AmbiguousKey: If it is the id of one key and the name of another.
        LedgerError: If the ledger cannot be written.
    """
    with ledger.writing(durable=True) as connection:
        rows = connection.execute(
            "SELECT * FROM keys WHERE id = ? OR name = ?", (id_or_name, id_or_name)
        ).fetchall()
        if len(rows) != 1:
            raise AmbiguousKey(id_or_name) if rows else UnknownKey(id_or_name)
        key = Key.of(rows[0])
        revoked = connection.execute(
            "UPDATE keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (_now(), key.id)
        )
        return key, revoked.rowcount == 1


def note_use(ledger: Ledger, key_id: str, day: date) -> None:
    """Remember the last day that a key was used on.

    Raises:
        LedgerError: If the ledger cannot be written.
    """
    with ledger.writing() as connection:
        connection.execute(
            "UPDATE keys SET last_used_on = ? WHERE id = ?", (day.isoformat(), key_id)
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
