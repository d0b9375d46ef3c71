"""Loading models by name: offline unless it is allowed, and a message that says what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.embedding.sentence_transformers import SentenceTransformersEmbedder
from index.errors import EmbeddingFailed
from index.local_models import DOWNLOAD_VARIABLE


def test_nothing_is_downloaded_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")
    monkeypatch.delenv(DOWNLOAD_VARIABLE, raising=False)
    # An address where nothing listens: a request would fail with another message.
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    embedder = SentenceTransformersEmbedder("example-org/no-such-model")
    with pytest.raises(EmbeddingFailed, match=f"not on this machine.*{DOWNLOAD_VARIABLE}=1"):
        embedder.embed_queries(["甲"])


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")
    embedder = SentenceTransformersEmbedder(str(tmp_path))
    assert embedder.name == f"st:{tmp_path}"
    with pytest.raises(EmbeddingFailed, match="cannot be loaded"):
        embedder.embed_queries(["甲"])


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbeddingFailed, match=r"pip install 'zhengda\[models\]'"):
        SentenceTransformersEmbedder("any/model").embed_queries(["甲"])
