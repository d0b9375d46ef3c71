"""Any sentence-transformers model, by name or folder, with the prompts that it declares."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding.protocol import EngineInfo, OnProgress, Vectors, unit_rows
from index.embedding.query_cache import QueryCache
from index.errors import EmbeddingFailed

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DOWNLOAD_VARIABLE = "ZHENGDA_ALLOW_DOWNLOAD"
"""Environment variable; 1 allows a model to be fetched from its hub."""

PREFIX = "st:"
"""Begins the name of every embedder of this kind, so that an index's record loads it again."""

_BATCH_TEXTS = 32
_CHUNK_TEXTS = 256
"""Texts between two calls of `on_progress`; sorted by length within."""

_log = logging.getLogger(__name__)


class SentenceTransformersEmbedder:
    """A model of the sentence-transformers library; loaded on first use."""

    def __init__(self, model: str, *, allow_download: bool | None = None) -> None:
        """Name the model.

        Args:
            model: Name on the hub, or folder.
            allow_download: Whether a name that is not on this machine may be fetched; by default
                only when `ZHENGDA_ALLOW_DOWNLOAD` is 1.
        """
        folder = Path(model).expanduser()
        self._model_name = str(folder.resolve()) if folder.is_dir() else model
        self._allow_download = allow_download
        self._lock = threading.Lock()
        self._encoding = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._queries = QueryCache()

    @property
    def name(self) -> str:
        """`st:` and the name or the folder."""
        return PREFIX + self._model_name

    @property
    def dimension(self) -> int:
        """Length of a vector, as the model declares it."""
        return int(self._load().get_embedding_dimension() or 0)

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that are read, as the model declares it."""
        return int(self._load().get_max_seq_length() or 0)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions with the model's query prompt; the last ones asked are remembered."""
        return self._queries.embed(
            texts, lambda missing: self._encode(self._load().encode_query, missing)
        )

    def embed_passages(
        self, texts: Sequence[str], *, on_progress: OnProgress | None = None
    ) -> Vectors:
        """Embed texts to be found with the model's document prompt."""
        encode = self._load().encode_document
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

        device = self._load().device
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

    def _load(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                self._model = self._start()
            return self._model

    def _start(self) -> SentenceTransformer:
        allowed = self._allow_download
        if allowed is None:
            allowed = os.environ.get(DOWNLOAD_VARIABLE) == "1"
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            reason = "sentence-transformers is not installed: pip install 'zhengda[models]'"
            raise EmbeddingFailed(self.name, reason) from error
        try:
            return SentenceTransformer(self._model_name, device="cpu", local_files_only=not allowed)
        except (OSError, ValueError, RuntimeError) as error:
            raise EmbeddingFailed(self.name, self._why_not(error, allowed)) from error

    def _why_not(self, error: Exception, allowed: bool) -> str:
        if allowed or Path(self._model_name).is_dir():
            return f"the model cannot be loaded: {error}"
        return (
            "the model is not on this machine, and nothing is downloaded unless it is allowed: "
            f"give the folder of a copy, or set {DOWNLOAD_VARIABLE}=1"
        )
