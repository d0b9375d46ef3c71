"""Any sentence-transformers model, by name or folder, with the prompts that it declares."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding.protocol import CacheUse, EngineInfo, OnProgress, Vectors, unit_rows
from index.embedding.query_cache import QueryCache
from index.errors import EmbeddingFailed
from index.local_models import (
    NOT_INSTALLED,
    PREFIX,
    download_allowed,
    resolved,
    why_not_loaded,
)
from index.once import Once

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH_TEXTS = 32
_CHUNK_TEXTS = 256
"""Texts between two calls of `on_progress`; sorted by length within."""


class SentenceTransformersEmbedder:
    """A model of the sentence-transformers library; loaded on first use."""

    def __init__(self, model: str, *, allow_download: bool | None = None) -> None:
        """Name the model.

        Args:
            model: Name on the hub, or folder.
            allow_download: Whether a name that is not on this machine may be fetched; by default
                only when `ZHENGDA_ALLOW_DOWNLOAD` is 1.
        """
        self._model_name = resolved(model)
        self._allow_download = allow_download
        self._encoding = threading.Lock()
        self._model = Once(self._start)
        self._queries = QueryCache()

    @property
    def name(self) -> str:
        """`st:` and the name or the folder."""
        return PREFIX + self._model_name

    @property
    def dimension(self) -> int:
        """Length of a vector, as the model declares it."""
        return int(self._model.value().get_embedding_dimension() or 0)

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that are read, as the model declares it."""
        return int(self._model.value().get_max_seq_length() or 0)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions with the model's query prompt; the last ones asked are remembered."""
        return self._queries.embed(
            texts, lambda missing: self._encode(self._model.value().encode_query, missing)
        )

    def cache_use(self) -> CacheUse:
        """Return how often a question's vector was remembered, and how often computed."""
        return self._queries.use

    def embed_passages(
        self, texts: Sequence[str], *, on_progress: OnProgress | None = None
    ) -> Vectors:
        """Embed texts to be found with the model's document prompt."""
        encode = self._model.value().encode_document
        parts = [self._encode(encode, [])]
        for start in range(0, len(texts), _CHUNK_TEXTS):
            parts.append(self._encode(encode, list(texts[start : start + _CHUNK_TEXTS])))
            if on_progress is not None:
                on_progress(min(start + _CHUNK_TEXTS, len(texts)))
        return np.concatenate(parts)

    def describe(self) -> EngineInfo:
        """Tell library, device and threads; loads the model."""
        import sentence_transformers
        import torch

        device = self._model.value().device
        return EngineInfo(
            model=self.name,
            engine=f"sentence-transformers {sentence_transformers.__version__}, torch on {device}",
            dimension=self.dimension,
            max_tokens=self.max_tokens,
            threads=torch.get_num_threads(),
        )

    def _encode(self, encode: Any, texts: list[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        try:
            # Its tokenizer changes its own settings on every call and fails when two meet.
            with self._encoding:
                rows = encode(
                    texts,
                    batch_size=_BATCH_TEXTS,
                    show_progress_bar=False,
                    normalize_embeddings=True,
                )
        except (RuntimeError, ValueError, IndexError) as error:
            raise EmbeddingFailed(self.name, str(error)) from error
        # Models that compute in half precision return rows that are unit only to three digits.
        return unit_rows(np.asarray(rows))

    def _start(self) -> SentenceTransformer:
        allowed = download_allowed(self._allow_download)
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EmbeddingFailed(self.name, NOT_INSTALLED) from error
        try:
            return SentenceTransformer(self._model_name, device="cpu", local_files_only=not allowed)
        except (OSError, ValueError, RuntimeError) as error:
            why = why_not_loaded(self._model_name, error, allowed=allowed)
            raise EmbeddingFailed(self.name, why) from error
