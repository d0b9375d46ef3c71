"""Embedding: texts -> unit vectors, by one of several engines behind one protocol."""

from __future__ import annotations

from pathlib import Path

from index.embedding.protocol import Embedder, EngineInfo, OnProgress, Vectors
from index.errors import EmbeddingFailed

__all__ = ["Embedder", "EngineInfo", "OnProgress", "Vectors", "load_embedder"]

DEFAULT = "default"
"""Names the model that comes with the installation."""

_SENTENCE_TRANSFORMERS = "st:"
_ENDPOINTS = ("http://", "https://")


def load_embedder(spec: str = DEFAULT, *, for_one_question: bool = False) -> Embedder:
    """Return the embedder that a specification names; its model is loaded on first use.

    Args:
        spec: `default`; `default:numpy` or `default:openvino` to choose its engine;
            `st:` with the name or folder of a sentence-transformers model;
            `http(s)://host/v1#model` for an OpenAI-compatible endpoint;
            or the `name` of an embedder, as an index records it.
        for_one_question: Choose, of the engines that give the same vectors, the one that is ready
            soonest instead of the one that runs fastest.

    Raises:
        EmbeddingFailed: If nothing is known by that specification, or it lacks a part.
    """
    # Each engine brings heavy imports; only the one that is asked for is imported.
    if spec.startswith(_SENTENCE_TRANSFORMERS):
        from index.embedding.sentence_transformers import SentenceTransformersEmbedder

        return SentenceTransformersEmbedder(spec.removeprefix(_SENTENCE_TRANSFORMERS))
    if spec.startswith(_ENDPOINTS):
        from index.embedding.endpoint import EndpointEmbedder

        return EndpointEmbedder.from_spec(spec)
    return _load_default(spec, for_one_question)


def _load_default(spec: str, for_one_question: bool) -> Embedder:
    from index.embedding.e5 import E5Embedder
    from index.embedding.e5_engine import EngineChoice

    model, _, engine = spec.partition(":")
    if model in (DEFAULT, E5Embedder.name) and engine in ("", *EngineChoice):
        own = EngineChoice.NUMPY if for_one_question else EngineChoice.AUTO
        return E5Embedder(engine=EngineChoice(engine or own), for_one_question=for_one_question)
    hint = f"is a folder: write st:{spec}" if Path(spec).is_dir() else "is no known model"
    raise EmbeddingFailed(repr(spec), f"{hint}; known are default, st:NAME and URL#MODEL")
