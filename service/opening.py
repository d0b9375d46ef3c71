"""Opens the store of the settings, with the user's own terms and places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from service.blas_threads import use_one_blas_thread

if TYPE_CHECKING:
    from index import Reranker, Reranking, Store
    from service.settings import Settings


@contextmanager
def opened_for_question(settings: Settings) -> Iterator[Store]:
    """Open the store of the settings to ask one question, and close it.

    Raises:
        StoreError: As `open_store` does; also if it holds no documents.
    """
    with open_store(settings, for_one_question=True) as store:
        if not holds_documents(store):
            from index import StoreError

            raise StoreError(f"no documents at {settings.store} yet: ingest some into it first")
        yield store


def holds_documents(store: Store) -> bool:
    """Whether a store holds anything: one that was only made answers nothing."""
    return bool(store.documents(limit=1).items)


def open_store(
    settings: Settings, *, create: bool = False, for_one_question: bool = False
) -> Store:
    """Open the store of the settings; for reading only, unless it may be created.

    For one question, what is ready soonest is loaded instead of what runs fastest.

    Raises:
        StoreError: If the store, its model, the user's lexicon or reranker cannot be used.
        InvalidRegionList: If the user's places cannot be used.
    """
    if for_one_question:
        use_one_blas_thread(whatever_embeds=True)
    from index import Store, load_embedder, load_lexicon

    load_places(settings)
    return Store.open(
        settings.store,
        embedder=None if settings.model == "default" else load_embedder(settings.model),
        create=create,
        read_only=not create,
        lexicon=load_lexicon(settings.lexicon) if settings.lexicon else None,
        for_one_question=for_one_question,
        reranking=reranking_of(settings),
    )


def reranking_of(settings: Settings) -> Reranking | None:
    """Return what reads the best hits once more, if the settings name a reranker; not loaded yet.

    Raises:
        StoreError: If they name none that is known.
    """
    if not settings.reranker:
        return None
    from index import Reranking

    return Reranking(
        reranker=_reranker(settings.reranker),
        top=settings.rerank_top,
        weight=settings.rerank_weight,
        timeout_s=settings.rerank_timeout_s,
    )


def load_reranker_now(settings: Settings) -> None:
    """Load the reranker of the settings, if they name one, so that a fault is seen at the start.

    Raises:
        StoreError: If it cannot be loaded.
    """
    reranking = reranking_of(settings)
    if reranking is not None:
        reranking.reranker.warm_up()


@cache
def _reranker(spec: str) -> Reranker:
    """Return the same one for the same name, so that its model is loaded once."""
    from index import load_reranker

    return load_reranker(spec)


def load_places(settings: Settings) -> None:
    """Add the user's places to those that documents and questions are read with, once."""
    if settings.regions is not None:
        _load_places(settings.regions)


@cache
def _load_places(path: Path) -> None:
    from ingest.places.regions import load_user_regions

    load_user_regions(path)
