"""Numbers with what they count, in English."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts: 1 clause, 2 clauses."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
