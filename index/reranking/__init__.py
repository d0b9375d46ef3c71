"""Reranking: the best clauses read together with the question, by a model of the user's own."""

from __future__ import annotations

from index.errors import RerankingFailed
from index.local_models import PREFIX
from index.reranking.protocol import Reranker, RerankerInfo
from index.reranking.reranking import Reranking

__all__ = ["Reranker", "RerankerInfo", "Reranking", "load_reranker"]


def load_reranker(spec: str) -> Reranker:
    """Return the reranker that a specification names; its model is loaded on first use.

    Args:
        spec: Name or folder of a cross-encoder of the sentence-transformers library, with `st:`
            before it or without.

    Raises:
        RerankingFailed: If it names none.
    """
    # Only what is asked for is imported.
    from index.reranking.cross_encoder import CrossEncoderReranker

    model = spec.removeprefix(PREFIX)
    if not model or model.startswith(("http://", "https://")):
        hint = "names no reranker: write st:NAME_OR_FOLDER of a cross-encoder"
        raise RerankingFailed(repr(spec), hint)
    return CrossEncoderReranker(model)
