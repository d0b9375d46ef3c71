"""The default model in torch with low-rank changes beside its matrices, for training them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from index.embedding.e5 import QUERY_PREFIX
from index.embedding.export import LINEAR, export_sentence_transformers

MOST_TOKENS: Final = 128
ROWS: Final = 64


class LowRank(nn.Module):
    """A fixed linear layer plus a product of two thin matrices that is learned."""

    def __init__(self, fixed: nn.Linear, rank: int, dropout: float) -> None:
        super().__init__()
        self.fixed = fixed
        # Rows of about unit length in, zero out: training starts at the model as it is.
        self.down = nn.Parameter(torch.randn(rank, fixed.in_features) / fixed.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(fixed.out_features, rank))
        self.dropout = nn.Dropout(dropout)

    def forward(self, state: Tensor) -> Tensor:
        """Return what the layer gives for (..., columns), (..., rows)."""
        thin = functional.linear(self.dropout(state), self.down)
        changed: Tensor = self.fixed(state) + functional.linear(thin, self.up)
        return changed


class QuestionModel:
    """Embeds questions; only the low-rank changes can be trained."""

    def __init__(self, rank: int, dropout: float) -> None:
        """Load the default model's weights and put the changes beside its matrices."""
        with tempfile.TemporaryDirectory() as folder:
            export_sentence_transformers(Path(folder))
            self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)
            self._network: Any = AutoModel.from_pretrained(folder).eval()
        for parameter in self._network.parameters():
            parameter.requires_grad_(False)
        self.layers = [
            self._beside(layer, path, rank, dropout)
            for layer in self._network.encoder.layer
            for path in LINEAR.values()
        ]

    @staticmethod
    def _beside(layer: Any, path: str, rank: int, dropout: float) -> LowRank:
        parent, _, name = path.rpartition(".")
        owner = layer.get_submodule(parent)
        beside = LowRank(getattr(owner, name), rank, dropout)
        setattr(owner, name, beside)
        return beside

    def parameters(self) -> list[nn.Parameter]:
        """Return what is trained."""
        return [each for layer in self.layers for each in (layer.down, layer.up)]

    def train(self, on: bool) -> None:
        """Switch the dropout of the changes; the network's own stays off."""
        for layer in self.layers:
            layer.dropout.train(on)

    def keep(self, share: float) -> None:
        """Scale the changes."""
        with torch.no_grad():
            for layer in self.layers:
                layer.up *= share

    def encode(self, questions: Sequence[str]) -> Tensor:
        """Return unit vectors, (n, 384), that gradients flow through."""
        tokens = self._tokenizer(
            [QUERY_PREFIX + question for question in questions],
            padding=True,
            truncation=True,
            max_length=MOST_TOKENS,
            return_tensors="pt",
        )
        mask = tokens["attention_mask"]
        states = self._network(input_ids=tokens["input_ids"], attention_mask=mask)
        real = mask[..., None].float()
        mean = (states.last_hidden_state * real).sum(1) / real.sum(1)
        return functional.normalize(mean, dim=-1)

    def embed(self, questions: Sequence[str]) -> Tensor:
        """Return the vectors of any number of questions, without gradients or dropout."""
        self.train(False)
        order = sorted(range(len(questions)), key=lambda number: len(questions[number]))
        vectors = torch.empty(len(questions), self._network.config.hidden_size)
        with torch.no_grad():
            for start in range(0, len(order), ROWS):
                chosen = order[start : start + ROWS]
                vectors[chosen] = self.encode([questions[number] for number in chosen])
        return vectors

    def factors(self) -> NDArray[np.float32]:
        """Return the changes as `question_adapter` keeps them."""
        flat = [each.detach().numpy().ravel() for each in self.parameters()]
        return np.concatenate(flat)
