"""Runs the network with OpenVINO on the CPU, keeping the compiled form between starts."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import queue
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.e5_graph import INPUT_IDS, MASK, QUESTION_GROUP, build_graph
from index.embedding.e5_weights import BLOCK, WEIGHTS_SHA256, E5Weights
from index.embedding.model_cache import map_cached, write_cached
from index.embedding.protocol import Computed
from index.embedding.question_adapter import QuestionAdapter

if TYPE_CHECKING:
    from openvino import CompiledModel, Core, InferRequest

_GRAPH_FORMAT = 3
"""Part of the cache key: raise it when `build_graph` changes."""


_log = logging.getLogger(__name__)


class OpenVinoEngine:
    """The compiled network; `run` may be called from several threads at once."""

    def __init__(self, weights: E5Weights, adapter: QuestionAdapter | None = None) -> None:
        """Load the compiled network from the cache, or build, compile and keep it.

        Args:
            weights: Of the network.
            adapter: What is changed in it for questions.

        Raises:
            ImportError: If openvino is not installed.
            RuntimeError: If openvino cannot compile for this processor.
        """
        import openvino

        core = openvino.Core()
        self._compiled, self._mapped = _compile(core, weights, adapter)
        self._idle: queue.LifoQueue[InferRequest] = queue.LifoQueue()
        kept = "int8" if adapter else "int4"
        self.name = f"openvino {openvino.__version__.split('-')[0]}, {kept} weights"
        self.threads = int(self._compiled.get_property("INFERENCE_NUM_THREADS"))

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Computed:
        """Embed a batch of token ids, (batch, tokens), padded where the mask is 0."""
        request = self._take()
        try:
            request.infer({INPUT_IDS: ids, MASK: mask}, share_inputs=True)
            rows, states = (request.get_output_tensor(number).data.copy() for number in (0, 1))
        finally:
            self._idle.put(request)
        return Computed(rows, states)

    def _take(self) -> InferRequest:
        """Return an idle request: as many are made as there were calls at one time."""
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return self._compiled.create_infer_request()


def _compile(
    core: Core, weights: E5Weights, adapter: QuestionAdapter | None
) -> tuple[CompiledModel, NDArray[np.uint8] | None]:
    """Return the compiled network, and the memory that it reads its weights from."""
    from openvino import Tensor

    settings = _settings(core, adapter)
    name = _cache_name(core, weights, adapter, settings)
    mapped = map_cached(name)
    if mapped is not None:
        try:
            return core.import_model(Tensor(mapped, shared_memory=True), "CPU", settings), mapped
        except (RuntimeError, TypeError) as error:
            _log.warning("the compiled model in the cache cannot be used: %s", error)
    weights.verify()
    changes = adapter.changes(weights.shape) if adapter else None
    compiled = core.compile_model(build_graph(weights, changes), "CPU", settings)
    write_cached(name, _exported(compiled))
    return compiled, None


def _settings(core: Core, adapter: QuestionAdapter | None) -> dict[str, str]:
    """Return how the plugin computes; what is kept in the cache does not say it.

    As many activations share a scale as weights do: the vectors of passages keep a cosine of
    0.9999, those of questions 0.9995. Between the layers bfloat16, where the processor has it, is a
    tenth faster for passages; for questions it gains nothing.
    """
    half = adapter is None and "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return {
        "INFERENCE_PRECISION_HINT": "bf16" if half else "f32",
        "DYNAMIC_QUANTIZATION_GROUP_SIZE": str(QUESTION_GROUP if adapter else BLOCK),
        "PERFORMANCE_HINT": "LATENCY",
    }


def _exported(compiled: Any) -> bytes:
    data = compiled.export_model()
    return data.getvalue() if isinstance(data, io.BytesIO) else bytes(data)


def _cache_name(
    core: Core, weights: E5Weights, adapter: QuestionAdapter | None, settings: Mapping[str, str]
) -> str:
    """Name everything the compiled form depends on.

    The weights count by size and time of change beside their known digest, so that the 72 MB need
    no new digest on every start and an exchanged file is still noticed.
    """
    import openvino

    state = os.stat(weights.path)
    parts = (
        _GRAPH_FORMAT,
        adapter.digest if adapter else None,
        WEIGHTS_SHA256,
        state.st_size,
        state.st_mtime_ns,
        openvino.__version__,
        core.get_property("CPU", "FULL_DEVICE_NAME"),
        sorted(core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")),
        sorted(settings.items()),
    )
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    return f"e5-small-{'questions' if adapter else 'q4'}-{digest}.blob"
