"""What one search is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from index.records import Mode, SearchFilters
from index.reranking import Reranking


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What is asked for."""

    query: str
    """As typed."""
    top_k: int
    mode: Mode
    """Which evidence counts; places and document numbers named count in hybrid only."""
    filters: SearchFilters
    today: dt.date
    """The day on which documents are in force when neither filters nor question name one."""
    elsewhere: int = 0
    """How many further clauses of other places to find when question or filters name a place."""
    for_answer: bool = False
    """Whether an answer is drawn from the hits: they stand by their evidence alone then, and tell
    how near each of their passages is. Otherwise they are a list, in which documents take turns."""
    listed: int = 0
    """How many of the list for a reader to return beside the hits that an answer is drawn from."""
    reranking: Reranking | None = None
    """Reads the best clauses once more, in hybrid only."""
    started: float
    """`time.perf_counter()` when the search began."""

    @property
    def shown(self) -> int:
        """How many clauses may be returned, in one order or the other."""
        return max(self.top_k, self.listed)
