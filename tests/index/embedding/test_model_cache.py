"""The cache keeps files whole, and does without where it cannot write."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.embedding.model_cache import CACHE_VARIABLE, cache_folder, map_cached, write_cached


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_is_written_is_read(folder: Path) -> None:
    assert map_cached("model") is None
    assert write_cached("model", b"first")
    assert write_cached("model", b"second")
    mapped = map_cached("model")
    assert mapped is not None
    assert mapped.tobytes() == b"second"
    mapped[:] = 0
    again = map_cached("model")
    assert again is not None
    assert again.tobytes() == b"second"
    assert [path.name for path in folder.iterdir()] == ["model"]


@pytest.mark.parametrize("size", [0, 4, 11])
def test_a_cut_file_counts_as_missing(folder: Path, size: int) -> None:
    write_cached("model", b"content")
    path = folder / "model"
    path.write_bytes(path.read_bytes()[:size])
    assert map_cached("model") is None


def test_where_it_cannot_write_it_says_so_and_goes_on(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert not write_cached("model", b"content")
    assert map_cached("model") is None


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the rule of Linux and BSD")
def test_it_lies_where_the_platform_keeps_caches(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "zhengda"
