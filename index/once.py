"""A value that is made when it is first needed, once, whichever thread comes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Makes a value on first need; whoever comes while it is being made waits for it."""

    def __init__(self, make: Callable[[], T]) -> None:
        """Remember how to make the value; nothing is made yet."""
        self._make = make
        self._lock = threading.Lock()
        self._made: list[T] = []

    def value(self) -> T:
        """Return the value; where making it fails, the next caller tries again."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]
