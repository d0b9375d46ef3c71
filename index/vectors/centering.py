"""Takes out of a question's vector what it shares with questions of every kind.

The model gives all questions much in common, and passages that are near that common direction, long
ones that touch on everything, come up for whatever is asked: they are hubs (Radovanović, Nanopoulos
and Ivanović 2010, "Hubs in space"). A passage's mean similarity to questions at large is its
product with their mean vector, so subtracting a share of that mean from the question takes the same
share of every passage's popularity away (the centring of Suzuki et al. 2013, "Centering similarity
measures to reduce hubs").
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedding.protocol import Embedder
from index.embedding.question_adapter import question_adapter_for

CENTER_SHARE: Final = 0.75
"""Of the mean that is subtracted. On development questions over five real plans, vectors alone go
from nDCG@10 0.663 to 0.73, all evidence from 0.763 to 0.80; flat from 0.5 to 0.9."""

_META: Final = "question_center"
_MODEL: Final = "model"
"""The meta table's entry for the model, as `index.store_model` writes it."""


def center_is_current(meta: Mapping[str, str]) -> bool:
    """Tell whether a catalog's meta table holds the centre of the present questions."""
    return meta.get(_META, "").partition(":")[0] == _digest(meta.get(_MODEL))


def center_to_store(embedder: Embedder) -> dict[str, str]:
    """Embed the background questions; return the entry of the meta table that keeps their mean."""
    encoded = base64.b64encode(mean_question(embedder).astype("<f4").tobytes()).decode("ascii")
    return {_META: f"{_digest(embedder.name)}:{encoded}"}


def mean_question(embedder: Embedder) -> NDArray[np.float32]:
    """Embed the background questions; return their mean, (dimension,)."""
    mean = embedder.embed_queries(background_questions()).mean(axis=0, dtype=np.float64)
    center: NDArray[np.float32] = mean.astype(np.float32)
    return center


def stored_center(meta: Mapping[str, str]) -> NDArray[np.float32] | None:
    """Return the mean vector that a catalog keeps, (dimension,).

    None when it has none, or one of other questions or of other weights than the present.
    """
    if not center_is_current(meta):
        return None
    encoded = meta[_META].partition(":")[2]
    return np.frombuffer(base64.b64decode(encoded), dtype="<f4").astype(np.float32)


def centered(vector: NDArray[np.float32], center: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a question's unit vector with its share of the centre taken out, unit length again."""
    moved = vector - np.float32(CENTER_SHARE) * center
    length = float(np.linalg.norm(moved))
    if length <= 0:
        return vector
    return (moved / np.float32(length)).astype(np.float32)


@cache
def background_questions() -> tuple[str, ...]:
    """Return questions on many subjects, in Chinese and English."""
    text = (files("index") / "data" / "background_questions.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _digest(model: str | None) -> str:
    """Name what a centre depends on: the questions, and the weights that embed them."""
    adapter = question_adapter_for(model)
    parts = [*background_questions(), *([adapter.digest] if adapter else [])]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
