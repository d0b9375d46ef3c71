"""Fixtures, paths and settings that tests of several stages share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

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


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents beside the repository, or skip the test."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real documents is not beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def write_cross_encoder() -> Callable[..., Path]:
    """Return what writes a cross-encoder that counts the characters two texts share."""
    pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")
    return _write_cross_encoder


def _write_cross_encoder(folder: Path, characters: str, *, outputs: int = 1) -> Path:
    """Write a BERT whose weights are set by hand; it sees the given characters, at most 127.

    Every character has a code that is orthogonal to all others. One head averages the codes of the
    first text, the other those of the second; the layer above multiplies the averages, as
    gelu(x) + gelu(-x) goes with the square of x: (a + b)² - (a - b)² = 4ab.
    """
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    width, known = 128, sorted(set(characters))
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *known]
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(tokens), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(tokens),
        hidden_size=4 * width,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=4 * width,
        num_labels=outputs,
    )
    model = BertForSequenceClassification(config)
    weights = {name: torch.zeros_like(value) for name, value in model.state_dict().items()}
    embedding, layer = "bert.embeddings.", "bert.encoder.layer.0."
    for name in (f"{embedding}LayerNorm", f"{layer}attention.output.LayerNorm"):
        weights[f"{name}.weight"] += 1
    weights[f"{layer}output.LayerNorm.weight"] += 1
    codes, one = torch.ones(1, 1), torch.eye(width)
    while len(codes) < width:
        codes = torch.kron(codes, torch.tensor([[1.0, 1.0], [1.0, -1.0]]))
    weights[f"{embedding}word_embeddings.weight"][5:, :width] = codes[1 : len(known) + 1]
    side = 3 * width  # where a token says which text it is of
    for text, sign in enumerate((1, -1)):
        weights[f"{embedding}token_type_embeddings.weight"][text, side] = 20 * sign
        weights[f"{embedding}token_type_embeddings.weight"][text, side + 1] = -20 * sign
        at, to = slice(2 * text * width, (2 * text + 1) * width), (text + 1) * width
        weights[f"{layer}attention.self.query.bias"][at.start] = 100
        weights[f"{layer}attention.self.key.weight"][at.start, side + text] = 1
        weights[f"{layer}attention.self.value.weight"][at, :width] = one
        weights[f"{layer}attention.output.dense.weight"][to : to + width, at] = one
    for part, (first, second) in enumerate(((1, 1), (-1, -1), (1, -1), (-1, 1))):
        at = slice(part * width, (part + 1) * width)
        weights[f"{layer}intermediate.dense.weight"][at, width : 2 * width] = 4 * first * one
        weights[f"{layer}intermediate.dense.weight"][at, 2 * width : side] = 4 * second * one
        weights[f"{layer}output.dense.weight"][side + 2, at] = 1 if part < 2 else -1
    weights["bert.pooler.dense.weight"][0, side + 2] = 1e-3
    weights["classifier.weight"][0, 0] = 2e6
    model.load_state_dict(weights)
    model.save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt"), model_max_length=512).save_pretrained(folder)
    return folder
