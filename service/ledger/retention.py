"""Drops what the ledger has kept for long enough, while the service runs."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from service.ledger.errors import LedgerError
from service.ledger.ledger import Ledger
from service.ledger.moments import timestamp, utc_now

logger = logging.getLogger(__name__)

SWEEP_EVERY_S: Final = 3600.0
_MOST_DAYS: Final = 365_000
"""More would lead to before the calendar begins."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days the rows of a table are kept; they say in `at` from when they are."""

    table: str
    days: int


def drop_before(ledger: Ledger, table: str, at: str) -> int:
    """Drop the rows of a table from before a moment, and return how many those were.

    Raises:
        LedgerError: If there are some and the ledger cannot be written.
    """
    with ledger.reading() as connection:
        found = connection.execute(f"SELECT 1 FROM {table} WHERE at < ? LIMIT 1", (at,))
        if found.fetchone() is None:
            return 0
    with ledger.writing() as connection:
        # Overwritten, not only marked as free: a file that is passed on must not hold them.
        connection.execute("PRAGMA secure_delete = ON")
        return connection.execute(f"DELETE FROM {table} WHERE at < ?", (at,)).rowcount


class Sweeper:
    """Drops what is too old at once, and then every hour, in a thread of its own."""

    def __init__(
        self,
        ledger: Ledger,
        retentions: Sequence[Retention],
        *,
        every_s: float = SWEEP_EVERY_S,
        now: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        """Prepare; `start` begins."""
        self._ledger = ledger
        self._retentions = retentions
        self._every_s = every_s
        self._now = now
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ledger-sweeper", daemon=True)

    def start(self) -> None:
        """Sweep now, and every hour from now."""
        self._thread.start()

    def close(self) -> None:
        """End; a sweep under way ends first."""
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            for retention in self._retentions:
                self._sweep(retention)
            if self._closing.wait(self._every_s):
                return

    def _sweep(self, retention: Retention) -> None:
        before = self._now() - dt.timedelta(days=min(retention.days, _MOST_DAYS))
        try:
            dropped = drop_before(self._ledger, retention.table, timestamp(before))
        except LedgerError as error:
            logger.error("old rows of %s cannot be dropped: %s", retention.table, error)
        except Exception:  # the outermost loop: without it nothing would ever go again
            logger.exception("old rows of %s cannot be dropped", retention.table)
        else:
            if dropped:
                logger.info("%d row(s) of %s dropped, by their age", dropped, retention.table)
