from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from service.access.errors import AmbiguousKey, KeyNameTaken, UnknownKey
from service.access.keys import (
    Key,
    KeyState,
    all_keys,
    create_key,
    note_use,
    revoke_key,
)
from service.access.scopes import Scope
from service.ledger import Ledger

READ = frozenset({Scope.READ})
DAY = date(2030, 1, 2)


def test_a_key_is_listed_as_it_was_made(ledger: Ledger) -> None:
    both = frozenset(Scope)
    first = create_key(ledger, "热线", scopes=both, expires_on=DAY, per_minute=5)[1]
    second = create_key(ledger, "other", scopes=READ)[1]
    assert all_keys(ledger) == [first, second]
    assert (first.scopes, first.expires_on, first.per_minute) == (both, DAY, 5)
    assert (second.scopes, second.expires_on, second.per_minute) == (READ, None, None)
    assert first.created_at.endswith("Z")


def test_no_secret_is_in_the_file(ledger: Ledger, tmp_path: Path) -> None:
    text, key = create_key(ledger, "a", scopes=READ)
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert text.id.encode() in kept
    assert key.digest in kept
    assert text.secret.encode() not in kept
    assert text.secret not in repr(key)


def test_a_name_is_given_once(ledger: Ledger) -> None:
    create_key(ledger, "a", scopes=READ)
    revoke_key(ledger, "a")
    with pytest.raises(KeyNameTaken, match="'a'"):
        create_key(ledger, "a", scopes=READ)
    assert len(all_keys(ledger)) == 1


@pytest.mark.parametrize("by", ["id", "name"])
def test_a_key_is_revoked_once(ledger: Ledger, by: str) -> None:
    other = create_key(ledger, "other", scopes=READ)[1]
    key = create_key(ledger, "a", scopes=READ)[1]
    assert revoke_key(ledger, getattr(key, by)) == (key, True)
    revoked = all_keys(ledger)[1]
    assert revoked.state(DAY) is KeyState.REVOKED
    assert revoke_key(ledger, getattr(key, by)) == (revoked, False)
    assert all_keys(ledger) == [other, revoked]


def test_what_names_no_key_or_two_is_told(ledger: Ledger) -> None:
    key = create_key(ledger, "a", scopes=READ)[1]
    create_key(ledger, key.id, scopes=READ)
    with pytest.raises(UnknownKey, match="keys list"):
        revoke_key(ledger, "b")
    with pytest.raises(AmbiguousKey):
        revoke_key(ledger, key.id)
    assert {key.state(DAY) for key in all_keys(ledger)} == {KeyState.VALID}


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2030, 1, 2), KeyState.VALID), (date(2030, 1, 3), KeyState.EXPIRED)],
)
def test_a_key_is_valid_through_its_last_day(ledger: Ledger, today: date, state: KeyState) -> None:
    assert create_key(ledger, "a", scopes=READ, expires_on=DAY)[1].state(today) is state


def test_the_last_use_is_kept(ledger: Ledger) -> None:
    key = create_key(ledger, "a", scopes=READ)[1]
    note_use(ledger, key.id, DAY)
    assert [found.last_used_on for found in all_keys(ledger)] == [DAY]
    assert Key.__dataclass_fields__.keys() == _columns(ledger)


def _columns(ledger: Ledger) -> set[str]:
    with ledger.reading() as connection:
        return {row["name"] for row in connection.execute("PRAGMA table_info(keys)")}
