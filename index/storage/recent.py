"""What was read last, kept so that it need not be read again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values that never change, by key; the least recently used go first. Safe among threads."""

    def __init__(self, capacity: int) -> None:
        """Keep at most `capacity` values."""
        self._capacity = capacity
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()
        self.looked_up = 0
        """Keys that were asked for so far."""
        self.found = 0
        """Those of them that were here."""

    def get(self, key: K) -> V | None:
        """Return the value of a key, if it is here."""
        return self.known((key,)).get(key)

    def known(self, keys: Iterable[K]) -> dict[K, V]:
        """Return the values of those keys that are here."""
        keys = tuple(keys)
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
            self.looked_up += len(keys)
            self.found += len(found)
            for key in found:
                self._values.move_to_end(key)
        return found

    def keep(self, values: Mapping[K, V]) -> None:
        """Add values."""
        with self._lock:
            self._values.update(values)
            for key in values:
                self._values.move_to_end(key)
            while len(self._values) > self._capacity:
                self._values.popitem(last=False)
