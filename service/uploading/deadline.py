"""A point in time by which work must be done."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Self


@dataclass(slots=True)
class Deadline:
    """Counts on the monotonic clock."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Self:
        """Return the one that is so far from now."""
        return cls(time.monotonic() + seconds)

    def left_s(self) -> float:
        """Return how long it still is, at least nothing."""
        return max(0.0, self.at - time.monotonic())

    def draw_near(self, seconds: float) -> None:
        """Let no more than so long be left."""
        self.at = min(self.at, time.monotonic() + seconds)

    def check(self, _: object = None) -> None:
        """Be told of progress.

        Raises:
            TimeoutError: If it has passed.
        """
        if time.monotonic() > self.at:
            raise TimeoutError
