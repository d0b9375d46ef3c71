"""Fixtures, paths and settings that tests of several stages share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Read when numpy is first imported: its idle threads spin on the cores that other processes need.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

CODE_WIDTH = 128
"""Of the characters of the cross-encoder written below; its heads are twice as wide."""
SIDE = 3 * CODE_WIDTH
"""Where a token says which of the two texts it is of."""

# The same examples on every machine, however slow it is: a test fails for what changed, or not.
settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep out the user's settings and proxies, and our compiled models out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.upper().startswith("ZHENGDA_")]:
            patch.delenv(name)
        for name in ("NO_PROXY", "no_proxy"):
            patch.setenv(name, "127.0.0.1,localhost")
        patch.setenv("ZHENGDA_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_default_model(own_environment: None) -> Iterator[None]:
    """Load the default model once for each engine: every store and command would take a second."""
    import index.embedding
    from index.embedding.e5 import E5Embedder

    load = cache(index.embedding._load_default)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "index.embedding._load_default",
            lambda spec, *options: load(spec.replace(E5Embedder.name, "default"), *options),
        )
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents beside the repository, or skip the test."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real documents is not beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def sample_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, invented documents of several places, in a store of its own."""
    from eval.datasets import CORPUS
    from index import Store
    from service.ingesting import ingest

    path = tmp_path_factory.mktemp("sample") / "store"
    with Store.open(path, create=True) as store:
        report = ingest(store, [CORPUS])
    assert report.failures == []
    return path


@pytest.fixture(scope="session")
def write_cross_encoder() -> Callable[..., Path]:
    """Return what writes a cross-encoder that counts the characters two texts share."""
    pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")
    return _write_cross_encoder


def _write_cross_encoder(folder: Path, characters: str, *, outputs: int = 1) -> Path:
    """Write a small BERT that sees the given characters, at most 127."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(characters))]
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(tokens), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt"), model_max_length=512).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(tokens),
        hidden_size=4 * CODE_WIDTH,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=4 * CODE_WIDTH,
        num_labels=outputs,
    )
    model = BertForSequenceClassification(config)
    weights = {name: value.zero_() for name, value in model.state_dict().items()}
    for name, value in weights.items():
        if name.endswith("LayerNorm.weight"):
            value += 1
    _set_embeddings(weights)
    _set_layer(weights)
    weights["bert.pooler.dense.weight"][0, SIDE + 2] = 1e-3
    weights["classifier.weight"][0, 0] = 2e7
    model.load_state_dict(weights)
    model.save_pretrained(folder)
    return folder


def _set_embeddings(weights: dict[str, Any]) -> None:
    """Give every character a code that is orthogonal to all others, and each text its sign."""
    import torch

    codes = torch.ones(1, 1)
    while len(codes) < CODE_WIDTH:
        codes = torch.kron(codes, torch.tensor([[1.0, 1.0], [1.0, -1.0]]))
    characters = weights["bert.embeddings.word_embeddings.weight"][5:]
    characters[:, :CODE_WIDTH] = codes[1 : len(characters) + 1]
    signs = weights["bert.embeddings.token_type_embeddings.weight"]
    signs[:, SIDE : SIDE + 2] = torch.tensor([[20, -20], [-20, 20]])


def _set_layer(weights: dict[str, Any]) -> None:
    """Let one head average the codes of the first text, the other those of the second.

    What is above multiplies the averages: gelu(x) + gelu(-x) goes with the square of x, and
    (a + b)² - (a - b)² is 4ab.
    """
    import torch

    layer, one = "bert.encoder.layer.0.", torch.eye(CODE_WIDTH)
    for text in (0, 1):
        head = slice(2 * text * CODE_WIDTH, (2 * text + 1) * CODE_WIDTH)
        average = slice((text + 1) * CODE_WIDTH, (text + 2) * CODE_WIDTH)
        weights[f"{layer}attention.self.query.bias"][head.start] = 100
        weights[f"{layer}attention.self.key.weight"][head.start, SIDE + text] = 1
        weights[f"{layer}attention.self.value.weight"][head, :CODE_WIDTH] = one
        weights[f"{layer}attention.output.dense.weight"][average, head] = one
    for part, (first, second) in enumerate(((1, 1), (-1, -1), (1, -1), (-1, 1))):
        units = slice(part * CODE_WIDTH, (part + 1) * CODE_WIDTH)
        inner = weights[f"{layer}intermediate.dense.weight"]
        inner[units, CODE_WIDTH : 2 * CODE_WIDTH] = 16 * first * one
        inner[units, 2 * CODE_WIDTH : SIDE] = 16 * second * one
        weights[f"{layer}output.dense.weight"][SIDE + 2, units] = 1 if part < 2 else -1


class KillableRuns:
    """Runs of one program on one store after the other, each in a process of its own."""

    def __init__(self, target: Path, argument: object) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(target), str(argument)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, store: Path) -> int:
        """Begin a run and return its process id."""
        return self._asked(store)

    def status(self) -> int:
        """Wait for the run to end; 0 when it was not killed."""
        return self._asked("")

    def close(self) -> None:
        self._process.communicate(timeout=60)

    def _asked(self, line: object) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@pytest.fixture
def killable() -> Iterator[Callable[[Path, object], KillableRuns]]:
    """Start a program that forks a run for each store it is given, and answers with its id."""
    started: list[KillableRuns] = []

    def start(target: Path, argument: object) -> KillableRuns:
        started.append(KillableRuns(target, argument))
        return started[-1]

    yield start
    for runs in started:
        runs.close()
