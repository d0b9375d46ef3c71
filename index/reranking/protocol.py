"""What every reranker offers, and how it describes itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True, kw_only=True)
class RerankerInfo:
    """What a reranker is made of, for people who look after an installation."""

    model: str
    """Equal to `Reranker.name`."""
    engine: str
    """What computes the scores, e.g. `sentence-transformers 6.2.0, torch on cpu`."""
    max_tokens: int | None
    """Tokens of question and text together that are read; None where the model sets no limit."""
    threads: int | None


@runtime_checkable
class Reranker(Protocol):
    """Reads a question together with a text. Calls from several threads at once are allowed."""

    @property
    def name(self) -> str:
        """Stable identity of the weights."""

    def warm_up(self) -> None:
        """Load the model; does nothing once that is done.

        Raises:
            RerankingFailed: If the model cannot be loaded or is no reranker.
        """

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers the question, in the order given; greater is better.

        Scores are logits, finite: a difference of 1 multiplies the odds by e. Only differences
        between the texts of one question mean something.

        Raises:
            RerankingFailed: If the model cannot be loaded or gives no such scores.
        """

    def describe(self) -> RerankerInfo:
        """Tell which engine runs; loads the model when that is not done yet."""
