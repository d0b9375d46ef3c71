"""Any cross-encoder of the sentence-transformers library, by name or folder."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from index.errors import RerankingFailed
from index.local_models import NOT_INSTALLED, PREFIX, download_allowed, resolved, why_not_loaded
from index.once import Once
from index.reranking.protocol import RerankerInfo

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_SCORING_HEADS = ("ForSequenceClassification", "ForCausalLM", "ForConditionalGeneration")
"""Ends of the architectures that can score. The library gives any other one, an embedding model
say, a head of random numbers and goes on."""

_DECIMALS = 4
"""Of a score; the last bits of a sum of floats are no reason to change an order."""


class CrossEncoderReranker:
    """A cross-encoder with one output; loaded on first use, run on the processor."""

    def __init__(self, model: str, *, allow_download: bool | None = None) -> None:
        """Name the model.

        Args:
            model: Name on the hub, or folder.
            allow_download: Whether a name that is not on this machine may be fetched; by default
                only when `ZHENGDA_ALLOW_DOWNLOAD` is 1.
        """
        self._model_name = resolved(model)
        self._allow_download = allow_download
        self._scoring = threading.Lock()
        self._model = Once(self._start)

    @property
    def name(self) -> str:
        """`st:` and the name or the folder."""
        return PREFIX + self._model_name

    def warm_up(self) -> None:
        """Load the model; does nothing once that is done."""
        self._model.value()

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the model's logit for each text, in the order given, whatever it declares."""
        model = self._model.value()
        if not texts:
            return []
        from torch.nn import Identity

        try:
            # Its tokenizer changes its own settings on every call and fails when two meet.
            with self._scoring:
                rows = model.predict(
                    [(question, text) for text in texts],
                    batch_size=len(texts),
                    show_progress_bar=False,
                    activation_fn=Identity(),
                )
        except (RuntimeError, ValueError, IndexError) as error:
            raise RerankingFailed(self.name, str(error)) from error
        scores = [round(float(score), _DECIMALS) for score in rows]
        if not all(map(math.isfinite, scores)):
            raise RerankingFailed(self.name, "the model gave a score that is no finite number")
        return scores

    def describe(self) -> RerankerInfo:
        """Tell library, device and threads; loads the model."""
        import sentence_transformers
        import torch

        model = self._model.value()
        return RerankerInfo(
            model=self.name,
            engine=f"sentence-transformers {sentence_transformers.__version__}, "
            f"torch on {model.device}",
            max_tokens=_max_tokens(model),
            threads=torch.get_num_threads(),
        )

    def _start(self) -> CrossEncoder:
        allowed = download_allowed(self._allow_download)
        try:
            from sentence_transformers import CrossEncoder

            logging = import_module("transformers.utils.logging")
        except ImportError as error:
            raise RerankingFailed(self.name, NOT_INSTALLED) from error
        logging.disable_progress_bar()  # of reading the weights, between a command's own lines
        try:
            model: CrossEncoder = CrossEncoder(
                self._model_name, device="cpu", local_files_only=not allowed
            )
        except (OSError, ValueError, RuntimeError) as error:
            why = why_not_loaded(self._model_name, error, allowed=allowed)
            raise RerankingFailed(self.name, why) from error
        if fault := _why_no_reranker(model):
            raise RerankingFailed(self.name, f"the model is no reranker: {fault}")
        return model


def _why_no_reranker(model: CrossEncoder) -> str | None:
    architectures = getattr(model.config, "architectures", None) or ()
    if architectures and not any(name.endswith(_SCORING_HEADS) for name in architectures):
        return f"{', '.join(architectures)} has no head that scores"
    labels = int(model.num_labels)
    return None if labels == 1 else f"it has {labels} outputs, not one"


def _max_tokens(model: Any) -> int | None:
    # Renamed in version 6 of the library.
    limit = getattr(model, "max_seq_length", None) or getattr(model, "max_length", None)
    return int(limit) if limit else None
