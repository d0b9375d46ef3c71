"""An embedding endpoint that speaks OpenAI's protocol, on this network or another."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import CacheUse, EngineInfo, OnProgress, Vectors, unit_rows
from index.embedding.query_cache import QueryCache
from index.errors import DimensionMismatch, EmbeddingFailed

if TYPE_CHECKING:
    import httpx

KEY_VARIABLE = "ZHENGDA_EMBEDDING_API_KEY"
"""Environment variable with the endpoint's key; it appears in no message and no log."""

_BATCH_TEXTS = 32
_TIMEOUT_S = 60.0
_ATTEMPTS = 5
_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 30.0
_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_MAX_TOKENS = 8192
"""Protocol and endpoints state no limit; theirs cuts or refuses what is longer."""

_SHOWN = 200
"""Characters of an endpoint's complaint that are passed on."""


class EndpointEmbedder:
    """Asks `POST {url}/embeddings` for vectors; batches, retries, and scales rows to unit length.

    Models that want different words before questions and passages get them through
    `query_prefix` and `passage_prefix`.
    """

    max_tokens = _MAX_TOKENS

    def __init__(
        self,
        url: str,
        model: str,
        *,
        query_prefix: str = "",
        passage_prefix: str = "",
        timeout_s: float = _TIMEOUT_S,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        """Name the endpoint (up to and without `/embeddings`) and its model; nothing is sent."""
        self._url = url.rstrip("/")
        self._model = model
        self._query_prefix, self._passage_prefix = query_prefix, passage_prefix
        self._timeout_s = timeout_s
        self._wait = wait
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._dimension: int | None = None
        self._queries = QueryCache()

    @classmethod
    def from_spec(cls, spec: str) -> EndpointEmbedder:
        """Read `URL#MODEL`.

        Raises:
            EmbeddingFailed: If the model is missing, or the URL holds a user or a password.
        """
        import httpx

        url, _, model = spec.partition("#")
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise EmbeddingFailed("endpoint", f"not a URL: {error}") from error
        if parsed.userinfo:
            # The URL becomes part of the index's record of its model, which is no place for it.
            raise EmbeddingFailed(
                parsed.host, f"a URL must hold no password: set {KEY_VARIABLE} instead"
            )
        if not parsed.host or not model:
            raise EmbeddingFailed(url, "an endpoint is written URL#MODEL, e.g. http://host/v1#bge")
        return cls(url, model)

    @property
    def name(self) -> str:
        """`URL#MODEL`."""
        return f"{self._url}#{self._model}"

    @property
    def dimension(self) -> int:
        """Length of a vector; asked once with a short text."""
        if self._dimension is None:
            self._embed(["dimension"])
        return self._dimension or 0

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions; the last ones asked are remembered."""
        return self._queries.embed(
            texts, lambda missing: self._embed([self._query_prefix + text for text in missing])
        )

    def cache_use(self) -> CacheUse:
        """Return how often a question's vector was remembered, and how often computed."""
        return self._queries.use

    def embed_passages(
        self, texts: Sequence[str], *, on_progress: OnProgress | None = None
    ) -> Vectors:
        """Embed texts to be found."""
        return self._embed([self._passage_prefix + text for text in texts], on_progress)

    def describe(self) -> EngineInfo:
        """Tell the endpoint; asks it for one vector when it has not been asked yet."""
        return EngineInfo(
            model=self.name,
            engine=f"endpoint {self._url}",
            dimension=self.dimension,
            max_tokens=self.max_tokens,
            threads=None,
        )

    def _embed(self, texts: Sequence[str], on_progress: OnProgress | None = None) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        parts = []
        for start in range(0, len(texts), _BATCH_TEXTS):
            parts.append(self._ask(texts[start : start + _BATCH_TEXTS]))
            if on_progress is not None:
                on_progress(min(start + _BATCH_TEXTS, len(texts)))
        return np.concatenate(parts)

    def _ask(self, texts: Sequence[str]) -> Vectors:
        # Endpoints refuse an empty text; a space means as little.
        body = {
            "model": self._model,
            "input": [text or " " for text in texts],
            "encoding_format": "float",
        }
        rows = self._rows(self._post(body), len(texts))
        with self._lock:
            if self._dimension is None:
                self._dimension = rows.shape[1]
        if rows.shape[1] != self._dimension:
            raise DimensionMismatch(expected=self._dimension, found=rows.shape[1])
        return unit_rows(rows)

    def _post(self, body: dict[str, Any]) -> Any:
        """Return the answer's JSON; wait and try again while the fault may pass."""
        import httpx

        reason, told = "", None
        for attempt in range(_ATTEMPTS):
            if attempt:
                self._wait(_pause_s(attempt, told))
            try:
                response = self._connect().post(f"{self._url}/embeddings", json=body)
            except httpx.TransportError as error:
                reason, told = f"no answer ({type(error).__name__}: {error})", None
                continue
            if response.is_success:
                return _json(response, self.name)
            reason, told = _complaint(response), response.headers.get("retry-after")
            if response.status_code not in _TRANSIENT:
                raise EmbeddingFailed(self.name, reason)
        raise EmbeddingFailed(self.name, f"{reason}; tried {_ATTEMPTS} times")

    def _connect(self) -> httpx.Client:
        import httpx

        with self._lock:
            if self._client is None:
                key = os.environ.get(KEY_VARIABLE)
                headers = {"Authorization": f"Bearer {key}"} if key else {}
                self._client = httpx.Client(headers=headers, timeout=self._timeout_s)
            return self._client

    def _rows(self, answer: Any, count: int) -> NDArray[np.float32]:
        """Return the vectors in the order of the texts, whatever order the answer has."""
        try:
            items = sorted(answer["data"], key=lambda item: item["index"])
            numbers = [item["index"] for item in items]
            rows = np.array([item["embedding"] for item in items], np.float32)
        except (KeyError, TypeError, ValueError) as error:
            reason = f"the answer is no list of vectors ({type(error).__name__}: {error})"
            raise EmbeddingFailed(self.name, reason) from error
        if numbers != list(range(count)) or rows.ndim != 2 or not rows.shape[1]:
            raise EmbeddingFailed(self.name, f"expected {count} vectors, found {rows.shape}")
        if not np.isfinite(rows).all() or not np.abs(rows).max(axis=1).all():
            raise EmbeddingFailed(self.name, "a vector is zero or holds no numbers")
        return rows


def _pause_s(attempt: int, told: str | None) -> float:
    """Return what the endpoint told to wait, else twice as long each time, never in step."""
    if told is not None and told.isdecimal():
        return min(float(told), _LONGEST_WAIT_S)
    longest: float = min(_FIRST_WAIT_S * 2.0 ** (attempt - 1), _LONGEST_WAIT_S)
    return longest * random.uniform(0.5, 1)


def _json(response: httpx.Response, name: str) -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise EmbeddingFailed(
            name, f"the answer is not JSON: {response.text[:_SHOWN]!r}"
        ) from error


def _complaint(response: httpx.Response) -> str:
    text = " ".join(response.text.split())
    if key := os.environ.get(KEY_VARIABLE):
        text = text.replace(key, "(key)")  # some endpoints repeat the key that they refuse
    return f"HTTP {response.status_code}: {text[:_SHOWN]}"
