"""What a clause is called wherever people read it, and the signs of its figures' bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ingest.records import Clause

BOUND_SIGNS: Final[Mapping[str, str]] = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "=": ""}
_FIRST_WORDS_MAX_CHARS: Final = 36


def clause_title(clause: Clause) -> str:
    """Return number and heading, or number and first words of a clause without a heading."""
    name = clause.heading
    if not name:
        first = clause.text[clause.body_start :].strip().partition("\n")[0]
        if first.startswith("|"):  # the table's own name says more than its column heads
            first = clause.path[-1] if clause.path else first.replace("|", " ").strip()
        name = first[:_FIRST_WORDS_MAX_CHARS] + ("…" if len(first) > _FIRST_WORDS_MAX_CHARS else "")
    return f"{spaced_number(clause.number)}{name}".strip()


def spaced_number(number: str | None) -> str:
    """Return a number with the space that stands between it and a heading, if one does."""
    if not number:
        return ""
    return number if number.endswith(("、", "）", ")")) else f"{number} "
