"""A store that cannot be written to is searched all the same, and nothing is left behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.embedding.protocol import Embedder
from index.store import Store
from index.words.inverted_files import InvertedFiles


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The files of one row, as they are when nobody has them open."""
    folder = tmp_path / "words"
    index = InvertedFiles.open(folder, ["words"], create=True)
    index.add(1, 1, {"words": ["办电"]})
    index.commit()
    for lock in folder.glob(".tantivy*.lock"):
        lock.unlink()
    return folder


def test_they_are_read_from_a_copy_that_goes_with_them(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    before = sorted(path.name for path in files.iterdir())
    # The superuser may write whatever a folder's mode says; a mount of its own is not at hand.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != files)
    index = InvertedFiles.open(files, ["words"])
    assert index.frequency("words", "办电") == 1
    assert sorted(path.name for path in files.iterdir()) == before
    assert len(list(copies.iterdir())) == 1
    del index
    assert list(copies.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_store_whose_folders_are_read_only_answers(
    store: Store, embedder: Embedder, make_document: Callable[..., Any]
) -> None:
    store.update([make_document("办法", ["办电五个工作日办结。"])])
    store.close()
    folders = [store.path, *(path for path in store.path.rglob("*") if path.is_dir())]
    try:
        for folder in folders:
            folder.chmod(0o555)
        with Store.open(store.path, embedder=embedder, read_only=True) as opened:
            assert opened.search("办电", top_k=1).hits
    finally:
        for folder in folders:
            folder.chmod(0o755)
