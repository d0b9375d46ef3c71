"""A reranker that is quick and counts its work, and a real one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.reranking import RerankerInfo
from index.reranking.cross_encoder import CrossEncoderReranker


class SharedCharacters:
    """Scores a text by how many characters of the question it holds."""

    name = "shared-characters"

    def __init__(self, *, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.warm = False

    def warm_up(self) -> None:
        self.warm = True

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        self.asked.append((question, tuple(texts)))
        time.sleep(self.seconds)
        return [float(len(set(question) & set(text))) for text in texts]

    def describe(self) -> RerankerInfo:
        return RerankerInfo(model=self.name, engine="counting", max_tokens=None, threads=1)


@pytest.fixture
def shared_characters() -> SharedCharacters:
    return SharedCharacters()


@pytest.fixture
def slow_reranker() -> SharedCharacters:
    return SharedCharacters(seconds=0.02)


@pytest.fixture(scope="session")
def cross_encoder(
    tmp_path_factory: pytest.TempPathFactory, write_cross_encoder: Callable[..., Path]
) -> CrossEncoderReranker:
    folder = tmp_path_factory.mktemp("models") / "cross-encoder"
    return CrossEncoderReranker(str(write_cross_encoder(folder, "办理电力时间用水户口登记企业")))
