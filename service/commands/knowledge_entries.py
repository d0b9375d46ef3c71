"""Every knowledge entry of a store, for `zhengda export`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from index import SearchFilters, Store
from service.knowledge.reading import EXPIRES_WITHIN_DAYS, Wanted, every_clause
from service.knowledge.records import Entry
from service.knowledge.topics import lexicon_of


def every_entry(store: Store, lexicon: Path | None) -> Iterator[Entry]:
    """Yield the entries as `GET /v1/knowledge` lists them without filters."""
    wanted = Wanted(
        filters=SearchFilters(),
        day=dt.date.today(),
        expires_within=EXPIRES_WITHIN_DAYS,
        lexicon=lexicon_of(lexicon),
    )
    return (entry for entry in every_clause(store, wanted) if entry is not None)
