"""How much feedback is taken from whom, so that a flood fills no disk."""

from __future__ import annotations

import math
import threading

from service.access.buckets import TokenBuckets
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

    def __init__(self, per_minute: int, *, buckets: TokenBuckets | None = None) -> None:
        """Start with full buckets."""
        self._per_minute = per_minute
        self._buckets = buckets or TokenBuckets()
        self._lock = threading.Lock()

    def take(self, key_id: str | None) -> None:
        """Take one from the bucket of a key.

        Raises:
            TooMuchFeedback: If it is empty.
        """
        with self._lock:
            wait_s = self._buckets.take(key_id or "", self._per_minute)
        if wait_s:
            raise TooMuchFeedback(self._per_minute, wait_s)
