"""What a key may do."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """One thing that a key may do."""

    READ = "read"
    WRITE = "write"
