"""What `zhengda doctor` says about access: whether the ledger opens, and which keys there are."""

from __future__ import annotations

from collections import Counter
from typing import Any

from service.access.keys import Key, KeyState, all_keys, today
from service.access.scopes import Scope
from service.ledger import Ledger, LedgerError
from service.settings import Settings

_NOBODY_READS = (
    "require_key is on, and no valid key may read: make one with `zhengda keys create NAME`"
)


def examine_access(settings: Settings) -> dict[str, Any]:
    """Return what was found; under `warning` what nobody can have meant, under `error` damage."""
    ledger = Ledger(settings.store, read_only=True)
    found: dict[str, Any] = {
        "require_key": settings.require_key,
        "pages": _pages(settings),
        "ledger": str(ledger.path),
    }
    try:
        faults = ledger.check()
        keys = all_keys(ledger)
    except LedgerError as error:
        return {**found, "error": str(error)}
    finally:
        ledger.close()
    if faults:
        return {**found, "error": f"{ledger.path} is damaged: {'; '.join(faults)}"}
    warning = _warning(settings, keys)
    return found | _counts(keys) | ({"warning": warning} if warning else {})


def warn_of_access(settings: Settings) -> str | None:
    """Return why nobody will be answered, if that is so."""
    ledger = Ledger(settings.store, read_only=True)
    try:
        return _warning(settings, all_keys(ledger))
    except LedgerError as error:
        return str(error)
    finally:
        ledger.close()


def _warning(settings: Settings, keys: list[Key]) -> str | None:
    readers = any(key.state(today()) is KeyState.VALID and Scope.READ in key.scopes for key in keys)
    return _NOBODY_READS if settings.require_key and not readers else None


def _pages(settings: Settings) -> str:
    if settings.pages is False:
        return "not served"
    return "open" if settings.pages or not settings.require_key else "with a key"


def _counts(keys: list[Key]) -> dict[str, int]:
    day = today()
    states = Counter(key.state(day) for key in keys)
    scopes = Counter(
        scope for key in keys if key.state(day) is KeyState.VALID for scope in key.scopes
    )
    return {
        "keys": states[KeyState.VALID],
        "keys_that_read": scopes[Scope.READ],
        "keys_that_write": scopes[Scope.WRITE],
        "keys_expired": states[KeyState.EXPIRED],
        "keys_revoked": states[KeyState.REVOKED],
    }
