"""What every token of a text says, in a few numbers: for late interaction.

One vector for a whole clause blurs what its single words say. The states of its tokens in the last
layer, which are computed for that vector anyway, are kept as well, each projected to a few
dimensions and 8 bits; a question's tokens look for their best matches among them (ColBERT: Khattab
and Zaharia 2020, "Efficient and Effective Passage Search via Contextualized Late Interaction over
BERT"). The network is not changed: only two projections and the weights of a question's tokens are
learned, see `benchmarks/training`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

ARRAYS_NAME: Final = "token_projection.npz"
RECORD_NAME: Final = "token_projection.json"

TokenCodes = NDArray[np.int8]
"""(tokens, dimension): unit vectors times 127."""

CODE_UNIT: Final = 127
Floats = NDArray[np.float32]


class QuestionTokens(NamedTuple):
    """A question, token by token."""

    vectors: Floats
    """(tokens, dimension) unit rows."""
    weights: Floats
    """How much each token counts; their sum is 1."""


@dataclass(frozen=True, slots=True)
class TokenProjection:
    """From states of the network's last layer, (tokens, hidden), to token vectors."""

    center: Floats
    """(hidden): what the states of all tokens have in common."""
    passages: Floats
    """(hidden, dimension)"""
    questions: Floats
    """(hidden, dimension)"""
    salience: Floats
    """(hidden): its product with a token of a question is the logit of the token's weight."""
    record: Mapping[str, Any]
    """model, how it was trained, what it reached."""

    @property
    def digest(self) -> str:
        """Name of what makes token vectors: equal names give interchangeable ones."""
        return str(self.record["digest"])

    def codes(self, blob: bytes) -> TokenCodes:
        """Return token vectors as they were kept."""
        return np.frombuffer(blob, np.int8).reshape(-1, self.passages.shape[1])

    def of_passage(self, states: Floats) -> TokenCodes:
        """Return the token vectors of a text to be found."""
        rows = _unit(np.matmul(_unit(states) - self.center, self.passages))
        return np.rint(rows * CODE_UNIT).astype(np.int8)

    def of_question(self, states: Floats) -> QuestionTokens:
        """Return the token vectors of a question and how much each counts."""
        centred: Floats = _unit(states) - self.center
        logits = centred @ self.salience
        weights: Floats = np.exp(logits - logits.max(initial=-np.inf))
        return QuestionTokens(
            _unit(np.matmul(centred, self.questions)), weights / max(weights.sum(), 1e-9)
        )


def arrays_digest(arrays: Mapping[str, NDArray[np.float16]]) -> str:
    """Name the arrays of a projection by what is in them."""
    joined = b"".join(arrays[name].tobytes() for name in sorted(arrays))
    return hashlib.sha256(joined).hexdigest()[:16]


def token_projection_for(model: str | None) -> TokenProjection | None:
    """Return the projection of an embedding model, by the name a store keeps; None without one."""
    shipped = shipped_projection()
    return shipped if shipped.record["model"] == model else None


def projection_name(model: str | None) -> str:
    """Return the digest of a model's projection; empty without one."""
    projection = token_projection_for(model)
    return projection.digest if projection else ""


@cache
def shipped_projection() -> TokenProjection:
    """Return the projection of the default model."""
    folder = files("index") / "data"
    record = json.loads((folder / RECORD_NAME).read_text(encoding="utf-8"))
    with (folder / ARRAYS_NAME).open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
        arrays = {name: kept[name].astype(np.float32) for name in kept.files}
    return TokenProjection(**arrays, record=record)


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt(np.square(rows).sum(axis=1, keepdims=True))
    unit: Floats = rows / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit
