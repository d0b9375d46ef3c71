"""The record of one question that was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What was asked for; the pages ask as the interface does."""

    SEARCH = "search"
    ASK = "ask"
    COMPARE = "compare"
    RETRIEVAL = "retrieval"
    """A search by a system that has the store as a knowledge base."""
    PAGE_SEARCH = "page_search"
    PAGE_ASK = "page_ask"
    PAGE_COMPARE = "page_compare"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedQuestion:
    """One question, and what was found for it."""

    at: str
    """When it was answered, UTC, ISO 8601 with Z."""
    request_id: str
    key_id: str | None
    """Id of the key it was sent with."""
    action: Action
    question: str
    filters: Mapping[str, Any]
    """What else was said, where it is not the default: filters, top_k, mode, language, regions; of
    a retrieval its fields."""
    generation: int
    """Of the index that it was answered from."""
    clauses: tuple[str, ...]
    """Ids of the clauses found, best first; of a comparison those of its rows."""
    answered: bool | None
    """None for a search, which answers nothing."""
    took_ms: float
