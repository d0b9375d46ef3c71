"""Opens the store of the settings, with the user's own terms and places."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Store
    from service.settings import Settings


def open_store(settings: Settings, *, create: bool = False) -> Store:
    """Open the store of the settings; for reading only, unless it may be created.

    Raises:
        StoreError: If the store, its model or the user's lexicon cannot be used.
        InvalidRegionList: If the user's places cannot be used.
    """
    from index import Store, load_embedder, load_lexicon

    load_places(settings)
    return Store.open(
        settings.store,
        embedder=None if settings.model == "default" else load_embedder(settings.model),
        create=create,
        read_only=not create,
        lexicon=load_lexicon(settings.lexicon) if settings.lexicon else None,
    )


def load_places(settings: Settings) -> None:
    """Add the user's places to those that documents and questions are read with, once."""
    if settings.regions is not None:
        _load_places(settings.regions)


@cache
def _load_places(path: Path) -> None:
    from ingest.regions import load_user_regions

    load_user_regions(path)
