"""How often somebody may call: a bucket of tokens each, filled up as time goes by."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

BUCKETS_MAX: Final = 10_000
"""Who has not called for longest is forgotten, and begins anew: memory stays bounded."""
_ROUNDING: Final = 1e-6
"""So that who waits as long as told is served."""
_NETWORK_BITS: Final = 64
"""An IPv6 network is given out whole: whoever has one address has all of it."""


class TokenBuckets:
    """Buckets by name, of a minute's calls each; for one thread, as the event loop is."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with full buckets; `clock` gives seconds and never goes back."""
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, per_minute: int) -> float:
        """Take a token; return 0, or the seconds until there is one."""
        now = self._clock()
        per_second = per_minute / 60
        tokens, since = self._buckets.pop(name, (float(per_minute), now))
        tokens = min(per_minute, tokens + (now - since) * per_second)
        taken = tokens >= 1 - _ROUNDING
        self._buckets[name] = (max(0.0, tokens - 1) if taken else tokens, now)
        if len(self._buckets) > BUCKETS_MAX:
            self._buckets.popitem(last=False)
        return 0.0 if taken else (1 - tokens) / per_second

    def __len__(self) -> int:
        return len(self._buckets)


def network_of(address: str) -> str:
    """Return what calls from an address are counted under: itself, or its IPv6 network."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address  # a socket of this machine has none
    if parsed.version == 4:
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    network = int(parsed) >> (128 - _NETWORK_BITS) << (128 - _NETWORK_BITS)
    return f"{ipaddress.IPv6Address(network)}/{_NETWORK_BITS}"
