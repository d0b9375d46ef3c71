"""Opens the store of the settings, with the user's own terms and places."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Store
    from service.settings import Settings


def open_store(
    settings: Settings, *, create: bool = False, for_one_question: bool = False
) -> Store:
    """Open the store of the settings; for reading only, unless it may be created.

    For one question, what is ready soonest is loaded instead of what runs fastest.

    Raises:
        StoreError: If the store, its model or the user's lexicon cannot be used.
        InvalidRegionList: If the user's places cannot be used.
    """
    if for_one_question and "numpy" not in sys.modules:
        # One question has no work for several threads; idle ones would spin. Numpy reads this
        # when it is imported.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from index import Store, load_embedder, load_lexicon

    load_places(settings)
    return Store.open(
        settings.store,
        embedder=None if settings.model == "default" else load_embedder(settings.model),
        create=create,
        read_only=not create,
        lexicon=load_lexicon(settings.lexicon) if settings.lexicon else None,
        for_one_question=for_one_question,
    )


def load_places(settings: Settings) -> None:
    """Add the user's places to those that documents and questions are read with, once."""
    if settings.regions is not None:
        _load_places(settings.regions)


@cache
def _load_places(path: Path) -> None:
    from ingest.regions import load_user_regions

    load_user_regions(path)
