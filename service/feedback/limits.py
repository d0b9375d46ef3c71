"""How much feedback is taken from whom, so that a flood fills no disk."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from service.problems import ServiceError


class TooMuchFeedback(ServiceError):
    """More feedback than is taken in a minute."""

    status = 429

    def __init__(self, per_minute: int, wait_s: float) -> None:
        """Name the limit, and when to try again."""
        super().__init__(
            f"More feedback than the {per_minute} that are taken in a minute; try again later.",
            headers={"Retry-After": str(math.ceil(wait_s))},
        )


class FeedbackLimit:
    """A bucket for each key, and one for everybody without: a flood without a key stops no key."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with full buckets."""
        self._per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[str | None, tuple[float, float]] = {}

    def take(self, key_id: str | None) -> None:
        """Take one from the bucket of a key.

        Raises:
            TooMuchFeedback: If it is empty.
        """
        per_second = self._per_minute / 60
        with self._lock:
            now = self._clock()
            left, since = self._buckets.get(key_id, (float(self._per_minute), now))
            left = min(self._per_minute, left + (now - since) * per_second)
            if left < 1:
                raise TooMuchFeedback(self._per_minute, (1 - left) / per_second)
            self._buckets[key_id] = (left - 1, now)
