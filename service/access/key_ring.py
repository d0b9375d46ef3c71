"""The keys of the running service: read from the ledger, kept for a moment, looked up by id."""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Callable
from datetime import date
from typing import Final

import anyio
import anyio.to_thread

from service.access.buckets import TokenBuckets
from service.access.errors import KeyRefused
from service.access.key_text import read_key_text
from service.access.keys import Key, KeyState, all_keys, note_use, today
from service.ledger import Ledger, LedgerError

logger = logging.getLogger(__name__)

KEPT_S: Final = 2.0
"""So long at most a revoked key still works."""
UNKNOWN_PER_MINUTE: Final = 120
"""So many ids that are not known have the ledger read, for a key that has just been made."""
_NO_DIGEST: Final = bytes(32)
"""SHA-256 of nothing anybody knows, compared when there is no such key: as quick as when not."""

_MISTYPED: Final = (
    "This key is not valid. Send it whole, as it was given: Authorization: Bearer zd_…"
)


class KeyRing:
    """Checks keys; for one event loop."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        clock: Callable[[], float] = time.monotonic,
        this_day: Callable[[], date] = today,
    ) -> None:
        """Read nothing yet; `clock` gives seconds and never goes back."""
        self._ledger = ledger
        self._clock = clock
        self._this_day = this_day
        self._keys: dict[str, Key] = {}
        self._read_at: float | None = None
        self._reads = 0
        self._failure: LedgerError | None = None
        self._unknown = TokenBuckets(clock=clock)
        self._reading = anyio.Lock()
        self._noted: dict[str, date] = {}

    async def check(self, sent: str) -> Key:
        """Return the key that was sent.

        Raises:
            KeyRefused: If it is unknown, expired or revoked. Only who holds the whole key is told
                which of these it is.
            LedgerError: If the keys cannot be read.
        """
        text = read_key_text(sent)
        key = await self._find(text.id) if text else None
        digest = key.digest if key else _NO_DIGEST
        if text is None or not hmac.compare_digest(text.digest(), digest) or key is None:
            raise KeyRefused(_MISTYPED, was_sent=True)
        state = key.state(self._this_day())
        if state is not KeyState.VALID:
            raise KeyRefused(f"This key is {state}; ask for a new one.", was_sent=True)
        return key

    async def note_use(self, key: Key) -> None:
        """Remember that a key was used today: one write a day, for which nobody waits."""
        day = self._this_day()
        if day in (key.last_used_on, self._noted.get(key.id)):
            return
        self._noted[key.id] = day
        try:
            await anyio.to_thread.run_sync(note_use, self._ledger, key.id, day)
        except LedgerError as error:
            logger.warning("the last use of key %s is not kept: %s", key.id, error)

    async def _find(self, key_id: str) -> Key | None:
        if self._must_read(key_id):
            reads = self._reads
            async with self._reading:
                if self._reads == reads:  # not tried by whom we waited for
                    await anyio.to_thread.run_sync(self._read)
                if self._failure is not None:
                    raise self._failure
        return self._keys.get(key_id)

    def _must_read(self, key_id: str) -> bool:
        if self._read_at is None or self._clock() - self._read_at >= KEPT_S:
            return True
        return key_id not in self._keys and not self._unknown.take("", UNKNOWN_PER_MINUTE)

    def _read(self) -> None:
        read_at = self._clock()  # before: what is written meanwhile may not be among them
        self._reads += 1
        try:
            self._keys = {key.id: key for key in all_keys(self._ledger)}
        except LedgerError as error:  # for all who wait: each trying for itself would take seconds
            self._failure = error
        else:
            self._failure, self._read_at = None, read_at
