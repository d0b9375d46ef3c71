"""The best clauses of a question, read once more by a reranker before they are shown."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from index.ranking.fusion import Fused
from index.reranking.blending import blended
from index.reranking.protocol import Reranker

RERANK_TOP: Final = 20
"""Clauses that are read: each costs a run of the model, and few right ones stand lower."""
RERANK_WEIGHT: Final = 0.5
"""What the reranker's favourite gains. Between the first hit and the fifth lie 0.5 on real plans,
the twentieth 0.8. Found with simulated scores, from weak to very good (docs/decisions/0013)."""
RERANK_TIMEOUT_S: Final = 10.0
"""Less than a request may take (15 s by default), so that an answer is given all the same."""

_BATCH_TEXTS: Final = 8
"""Texts between two looks at the clock."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reranking:
    """A reranker, and how much it may say."""

    reranker: Reranker
    top: int = RERANK_TOP
    """How many of the best clauses it reads."""
    weight: float = RERANK_WEIGHT
    """What its favourite gains, in the unit of the sum that a score is made of."""
    timeout_s: float = RERANK_TIMEOUT_S
    """After so long the order stays as it was; waiting for other questions counts."""

    def applied(
        self, ranked: Sequence[Fused], *, question: str, texts: Callable[[Sequence[int]], list[str]]
    ) -> list[Fused]:
        """Put the best of a ranking in order, all of them or, when time runs out, none.

        Args:
            ranked: Best first.
            question: As it is searched for.
            texts: Gives what is read of clauses, by their keys.

        Raises:
            RerankingFailed: If the reranker cannot be started or gives no scores.
        """
        best = ranked[: self.top]
        if len(best) < 2:
            return list(ranked)
        self.reranker.warm_up()  # before the clock starts
        logits = self._logits(question, texts([fused.key for fused in best]))
        if logits is None:
            logger.warning(
                "%s took more than %g s: the order stays as it was",
                self.reranker.name,
                self.timeout_s,
            )
            return list(ranked)
        return [*blended(best, logits, weight=self.weight), *ranked[self.top :]]

    def _logits(self, question: str, texts: Sequence[str]) -> list[float] | None:
        end = time.monotonic() + self.timeout_s
        logits: list[float] = []
        for start in range(0, len(texts), _BATCH_TEXTS):
            logits += self.reranker.score(question, texts[start : start + _BATCH_TEXTS])
            if time.monotonic() > end:
                return None
        return logits
