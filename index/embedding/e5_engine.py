"""Chooses what computes the default model: the fastest engine that runs here and runs right."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_weights import E5Weights
from index.embedding.numpy_engine import NumpyEngine
from index.embedding.protocol import Computed
from index.embedding.question_adapter import QuestionAdapter
from index.errors import EmbeddingFailed

_log = logging.getLogger(__name__)


class EngineChoice(StrEnum):
    """Which engine to start."""

    AUTO = "auto"
    """OpenVINO, or numpy where OpenVINO cannot run."""
    OPENVINO = "openvino"
    NUMPY = "numpy"
    """Half the speed on a question and less on many texts, but ready at once."""


class E5Engine(Protocol):
    """Computes the network. Calls from several threads at once are allowed."""

    @property
    def name(self) -> str:
        """What it is, for people."""

    @property
    def threads(self) -> int | None:
        """Threads of one call, when the engine decides it."""

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Computed:
        """Embed a batch of token ids, (batch, tokens), padded where the mask is 0."""


class Started(NamedTuple):
    """An engine that gave the right vector for the probe."""

    engine: E5Engine
    notes: tuple[str, ...]
    """Why a better engine does not run."""


# "query: 开办企业" in token ids, and the first numbers of its vector in float32. A processor whose
# kernels compute something else (none is known, few were tried) must not go unnoticed.
PROBE_IDS = (0, 41, 1294, 12, 6, 4185, 16997, 2997, 2)
PROBE_HEAD = (0.0570, -0.0429, -0.0331, -0.0489, 0.0411, -0.0430, 0.0156, 0.0587)
_PROBE_TOLERANCE = 0.005
"""4-bit weights with 8-bit activations stay within 0.002 of float32; a wrong kernel does not."""


def start_engine(
    weights: E5Weights,
    choice: EngineChoice,
    adapter: QuestionAdapter | None = None,
    *,
    keep: bool = True,
) -> Started:
    """Start the engine chosen, for passages or, with an adapter, for questions.

    Args:
        weights: Of the network.
        choice: What computes.
        adapter: What is changed for questions.
        keep: Whether more texts will come, so that numpy should keep its matrices, 85 MB.

    Raises:
        EmbeddingFailed: If OpenVINO is asked for by name and cannot run.
    """
    if choice is EngineChoice.NUMPY:
        return Started(NumpyEngine(weights, adapter, keep=keep), ())
    try:
        return Started(_start_openvino(weights, adapter), ())
    except (ImportError, RuntimeError, EmbeddingFailed) as error:
        if choice is EngineChoice.OPENVINO:
            raise EmbeddingFailed("openvino", str(error)) from error
        note = f"openvino does not run here ({_first_line(error)}); numpy computes instead"
        _log.warning(note)
        return Started(NumpyEngine(weights, adapter, keep=keep), (note,))


def _start_openvino(weights: E5Weights, adapter: QuestionAdapter | None) -> E5Engine:
    from index.embedding.openvino_engine import OpenVinoEngine

    engine = OpenVinoEngine(weights, adapter)
    check_probe(engine, adapter.probe if adapter else PROBE_HEAD)
    return engine


def check_probe(engine: E5Engine, head: Sequence[float] = PROBE_HEAD) -> None:
    """Embed one known text and compare the first numbers of its vector.

    Raises:
        EmbeddingFailed: If the vector is not the known one.
    """
    ids = np.array([PROBE_IDS], np.int64)
    found = engine.run(ids, np.ones_like(ids)).vectors[0, : len(head)]
    if not np.allclose(found, head, rtol=0, atol=_PROBE_TOLERANCE):
        raise EmbeddingFailed(engine.name, "gives wrong vectors on this processor")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
