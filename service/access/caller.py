"""Who calls: the key that the request being handled was sent with."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A key that was sent and is valid."""

    key_id: str
    """Its public part, as logs and lists show it."""
    name: str
    """What the operator called it."""
    scopes: frozenset[str]
    """What it may do: read, write."""


current_caller: ContextVar[Caller | None] = ContextVar("current_caller", default=None)
"""None when no key was sent."""
