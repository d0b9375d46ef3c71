"""Errors of access: what whoever keeps the keys is told, and what a client is.

ManagedKeyError
├── KeyNameTaken
├── UnknownKey
└── AmbiguousKey
ServiceError
├── KeyRefused           401: no key, or none that opens anything
├── ScopeMissing         403: the key may not do this
└── TooManyRequests      429: more than its limit
"""

from __future__ import annotations

import math

from service.problems import ServiceError


class ManagedKeyError(Exception):
    """A key cannot be made or revoked."""


class KeyNameTaken(ManagedKeyError):
    """Another key has the name."""

    def __init__(self, name: str) -> None:
        """Name it; names of revoked keys stay taken, since logs tell of them."""
        super().__init__(
            f"there is a key named {name!r} already, perhaps a revoked one: choose another name"
        )
        self.name = name


class UnknownKey(ManagedKeyError):
    """No key has this id or name."""

    def __init__(self, id_or_name: str) -> None:
        """Name it."""
        super().__init__(f"no key has the id or name {id_or_name!r}: see `zhengda keys list`")
        self.id_or_name = id_or_name


class AmbiguousKey(ManagedKeyError):
    """The id of one key is the name of another."""

    def __init__(self, id_or_name: str) -> None:
        """Name it."""
        super().__init__(
            f"{id_or_name!r} is the id of one key and the name of another: give what only one has"
        )
        self.id_or_name = id_or_name


class KeyRefused(ServiceError):
    """No key was sent where one is needed, or one that opens nothing."""

    status = 401

    def __init__(self, detail: str, *, was_sent: bool) -> None:
        """Say why; the challenge is that of RFC 6750."""
        fault = ', error="invalid_token"' if was_sent else ""
        super().__init__(detail, headers={"WWW-Authenticate": f'Bearer realm="zhengda"{fault}'})


class ScopeMissing(ServiceError):
    """The key is valid and may not do this."""

    status = 403

    def __init__(self, scope: str) -> None:
        """Name what the key lacks."""
        super().__init__(
            f"This key may not {scope}: it takes one made with --scope {scope}.",
            headers={
                "WWW-Authenticate": 'Bearer realm="zhengda", error="insufficient_scope", '
                f'scope="{scope}"'
            },
        )


class TooManyRequests(ServiceError):
    """More requests than are answered in a minute."""

    status = 429

    def __init__(self, per_minute: int, wait_s: float) -> None:
        """Name the limit, and when the next request is answered."""
        # No RateLimit fields: they are a draft whose syntax has changed with its revisions.
        super().__init__(
            f"More than {per_minute} requests in a minute; Retry-After says when to go on.",
            headers={"Retry-After": str(max(1, math.ceil(wait_s)))},
        )
