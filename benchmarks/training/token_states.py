"""The states of the tokens of many texts in the last layer of the default model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from index.embedding.e5 import PASSAGE_PREFIX, QUERY_PREFIX
from index.embedding.e5_batches import MAX_TOKENS, batches, run_tokens
from index.embedding.e5_engine import EngineChoice, start_engine
from index.embedding.e5_tokenizer import E5Tokenizer
from index.embedding.e5_weights import WEIGHTS_NAME, E5Weights, find_weights
from index.embedding.question_adapter import QuestionAdapter, question_adapter_for


class StateEncoder:
    """Runs the network as the embedder does: questions with their adapter, clauses without."""

    def __init__(self) -> None:
        """Load weights and tokenizer."""
        self._weights = E5Weights(find_weights())
        self._tokenizer = E5Tokenizer(self._weights.vocabulary(), max_tokens=MAX_TOKENS)

    def passages(self, texts: Sequence[str]) -> list[Tensor]:
        """Return (tokens, hidden) unit rows for each text."""
        return self._states(PASSAGE_PREFIX, texts, None)

    def questions(self, texts: Sequence[str]) -> list[Tensor]:
        """Return (tokens, hidden) unit rows for each question."""
        return self._states(QUERY_PREFIX, texts, question_adapter_for(WEIGHTS_NAME))

    def _states(
        self, prefix: str, texts: Sequence[str], adapter: QuestionAdapter | None
    ) -> list[Tensor]:
        engine = start_engine(self._weights, EngineChoice.AUTO, adapter).engine
        own = slice(len(self._tokenizer.encode(prefix.strip())) - 1, -1)
        tokens = [self._tokenizer.encode(prefix + text) for text in texts]
        found = [torch.empty(0)] * len(texts)
        for batch in batches([len(ids) for ids in tokens]):
            computed = run_tokens(engine, [tokens[number] for number in batch])
            for row, number in enumerate(batch):
                states = computed.states[row, : len(tokens[number])][own]
                kept = torch.from_numpy(np.ascontiguousarray(states))
                found[number] = functional.normalize(kept, dim=-1)
        return found
