from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from service.access.examining import examine_access, warn_of_access
from service.access.keys import revoke_key
from service.ledger import Ledger
from service.settings import Settings

NewKey = Callable[..., dict[str, str]]


def examine(ledger: Ledger, **settings: Any) -> dict[str, Any]:
    return examine_access(Settings(store=ledger.path.parent, **settings))


def test_keys_are_counted_by_what_they_open(ledger: Ledger, new_key: NewKey) -> None:
    for scopes in (["read"], ["write"], ["read", "write"]):
        new_key(*scopes)
    new_key("read", expires_on=date(2020, 1, 1))
    new_key("read", name="revoked")
    revoke_key(ledger, "revoked")
    found = examine(ledger)
    assert found["keys"] == 3
    assert (found["keys_that_read"], found["keys_that_write"]) == (2, 2)
    assert (found["keys_expired"], found["keys_revoked"]) == (1, 1)
    assert "warning" not in found


def test_a_service_that_nobody_can_read_is_warned_of(ledger: Ledger, new_key: NewKey) -> None:
    new_key("write")
    assert "warning" not in examine(ledger)
    assert warn_of_access(Settings(store=ledger.path.parent)) is None
    strict = Settings(store=ledger.path.parent, require_key=True)
    assert "may read" in str(warn_of_access(strict))
    assert "zhengda keys create" in examine(ledger, require_key=True)["warning"]
    new_key("read")
    assert "warning" not in examine(ledger, require_key=True)
    assert warn_of_access(strict) is None


@pytest.mark.parametrize(
    ("settings", "pages"),
    [
        ({}, "open"),
        ({"require_key": True}, "with a key"),
        ({"require_key": True, "pages": True}, "open"),
        ({"pages": False}, "not served"),
    ],
)
def test_whether_the_pages_are_open_is_told(
    ledger: Ledger, settings: dict[str, bool], pages: str
) -> None:
    assert examine(ledger, **settings)["pages"] == pages


def test_a_damaged_ledger_is_an_error(ledger: Ledger) -> None:
    ledger.path.write_bytes(b"\xff" * 5000)
    assert str(ledger.path) in examine(ledger)["error"]
    assert str(ledger.path) in str(warn_of_access(Settings(store=ledger.path.parent)))


def test_examining_makes_nothing(ledger: Ledger) -> None:
    assert examine(ledger)["keys"] == 0
    assert not ledger.path.exists()
