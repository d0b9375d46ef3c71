"""What every embedding engine offers, and how it describes itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.embedding.token_projection import QuestionTokens, TokenCodes

Vectors = NDArray[np.float32]
"""(n, dimension), C order, rows of unit length, so an inner product is a cosine in [-1, 1]."""

OnProgress = Callable[[int], None]
"""Called with the number of texts done so far, ascending, ending with all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """What an embedder is made of, for people who look after an installation."""

    model: str
    """The identity that an index records, equal to `Embedder.name`."""
    engine: str
    """What computes the vectors, e.g. `openvino 2026.4.1, int4 weights`."""
    dimension: int
    max_tokens: int
    threads: int | None
    """Threads of one call; None when another machine computes."""
    notes: tuple[str, ...] = ()
    """Why a slower engine runs than the best one, and other things worth knowing."""


@runtime_checkable
class Embedder(Protocol):
    """Turns texts into unit vectors. Calls from several threads at once are allowed."""

    @property
    def name(self) -> str:
        """Stable identity of the weights: equal names give interchangeable vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that are read; what follows is cut off."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions, one row per text in the order given.

        Raises:
            EmbeddingFailed: If the engine cannot be started or gives no vectors.
        """

    def embed_passages(
        self, texts: Sequence[str], *, on_progress: OnProgress | None = None
    ) -> Vectors:
        """Embed texts to be found, one row per text in the order given.

        Raises:
            EmbeddingFailed: If the engine cannot be started or gives no vectors.
        """

    def describe(self) -> EngineInfo:
        """Tell which engine runs; starts it when it has not run yet."""


class CacheUse(NamedTuple):
    """What became of the questions that vectors were asked for."""

    remembered: int = 0
    """Their vectors were in memory."""
    computed: int = 0
    """They were not."""


@runtime_checkable
class RememberingEmbedder(Protocol):
    """An embedder that remembers the vectors of questions, and how often that helped."""

    def cache_use(self) -> CacheUse:
        """Return what became of all questions so far."""


class Computed(NamedTuple):
    """What a network makes of a batch."""

    vectors: Vectors
    states: NDArray[np.float32]
    """(batch, tokens, hidden): of the last layer; without meaning where a text is padded."""


class EmbeddedQuestion(NamedTuple):
    """A question as a vector, and token by token."""

    vector: NDArray[np.float32]
    """(dimension), of unit length."""
    tokens: QuestionTokens | None = None
    """None where the model has no token vectors."""


@runtime_checkable
class TokenEmbedder(Embedder, Protocol):
    """An embedder that gives token vectors as well, at no further run of the network."""

    def embed_question(self, text: str) -> EmbeddedQuestion:
        """Embed one question; its vector is that of `embed_queries`."""

    def embed_passages_by_token(self, texts: Sequence[str]) -> tuple[Vectors, list[TokenCodes]]:
        """Embed texts to be found; the vectors are those of `embed_passages`."""


def unit_rows(rows: NDArray[np.floating]) -> Vectors:
    """Scale every row to length 1; a zero row stays zero."""
    vectors: Vectors = np.array(rows, dtype=np.float32, order="C")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths > 0, lengths, np.float32(1))
    return vectors
