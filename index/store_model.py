"""The embedding model of a store: loaded when it is needed, never mixed with another."""

from __future__ import annotations

from threading import Lock
from typing import Final

from index.embedding import load_embedder
from index.embedding.protocol import CacheUse, Embedder, RememberingEmbedder
from index.errors import ModelMismatch
from index.passages import PASSAGE_FORMAT
from index.storage.catalog import Catalog

_DEFAULT: Final = "default"


class StoreModel:
    """The model whose vectors a catalog holds, and the embedder that computes them."""

    def __init__(
        self, catalog: Catalog, embedder: Embedder | None, *, for_one_question: bool = False
    ) -> None:
        """Without an embedder, the model the catalog names is loaded on first need."""
        self._catalog = catalog
        self._for_one_question = for_one_question
        self._embedder = embedder
        self._guard = Lock()

    def check(self) -> None:
        """Check the embedder that was given, if one was.

        Raises:
            ModelMismatch: If the catalog holds vectors of another model.
        """
        stored = self._stored()
        if self._embedder is not None and stored not in (None, self._embedder.name):
            raise ModelMismatch(stored=str(stored), given=self._embedder.name)

    def embedder(self) -> Embedder:
        """Return the embedder.

        Raises:
            ModelMismatch: If the model at hand is not the one the catalog names.
            EmbeddingFailed: If there is no engine for it.
        """
        with self._guard:
            if self._embedder is None:
                self._embedder = load_embedder(
                    self._stored() or _DEFAULT, for_one_question=self._for_one_question
                )
            self.check()
            return self._embedder

    def cache_use(self) -> CacheUse | None:
        """Return how often questions were remembered; None when the embedder does not say.

        One that is not loaded yet is not loaded for it.
        """
        embedder = self._embedder
        return embedder.cache_use() if isinstance(embedder, RememberingEmbedder) else None

    def name_to_write(self) -> str:
        """Return the model of all vectors; a new catalog takes that of the embedder."""
        stored = self._stored()
        if stored is not None:
            return stored
        embedder = self.embedder()
        with self._catalog.writing():
            self._catalog.set_meta(
                {
                    "model": embedder.name,
                    "dimension": str(embedder.dimension),
                    "passage_format": PASSAGE_FORMAT,
                    "written_passage_format": PASSAGE_FORMAT,
                }
            )
        return embedder.name

    def _stored(self) -> str | None:
        return self._catalog.meta().get("model")
