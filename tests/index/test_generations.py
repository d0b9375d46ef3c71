"""A generation folder is whole or it is not there, and damage is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import GenerationDamaged
from index.storage.generations import (
    MANIFEST_NAME,
    Manifest,
    folder_bytes,
    generation_folder,
    read_manifest,
    remove_generations,
    verify_files,
    write_manifest,
    written_aside,
)


def _manifest(generation: int) -> Manifest:
    return Manifest(
        generation=generation,
        model="m",
        dimension=4,
        dense_index="flat",
        documents=1,
        clauses=2,
        passages=3,
        versions={"tokenizer": "1"},
    )


def _write(store: Path, generation: int, *, size: int = 300_000) -> Path:
    with written_aside(store, generation) as folder:
        (folder / "lexical").mkdir()
        (folder / "lexical" / "segment").write_bytes(b"abc")
        (folder / "dense").write_bytes(bytes(size))
        write_manifest(folder, _manifest(generation))
    return generation_folder(store, generation)


def test_a_manifest_comes_back_with_every_file(tmp_path: Path) -> None:
    manifest = read_manifest(_write(tmp_path, 1))
    assert sorted(manifest.files) == ["dense", "lexical/segment"]
    assert (manifest.generation, manifest.versions) == (1, {"tokenizer": "1"})
    assert verify_files(generation_folder(tmp_path, 1), manifest, deep=True) == []


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), written_aside(tmp_path, 1) as folder:
        (folder / "dense").mkdir(exist_ok=(folder / "dense").mkdir() is not None)
    assert list((tmp_path / "generations").iterdir()) == []


def test_writing_again_puts_the_new_folder_in_place(tmp_path: Path) -> None:
    _write(tmp_path, 1, size=10)
    folder = _write(tmp_path, 1, size=20)
    assert (folder / "dense").stat().st_size == 20


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("at", [0, 299_999])
def test_a_flipped_byte_at_either_end_is_seen(tmp_path: Path, at: int, deep: bool) -> None:
    folder = _write(tmp_path, 1)
    _flip(folder / "dense", at)
    assert verify_files(folder, read_manifest(folder), deep=deep) == [
        "dense does not match its digest"
    ]


def test_a_flipped_byte_in_the_middle_is_seen_by_the_deep_check(tmp_path: Path) -> None:
    folder = _write(tmp_path, 1)
    _flip(folder / "dense", 150_000)
    assert verify_files(folder, read_manifest(folder), deep=False) == []
    assert verify_files(folder, read_manifest(folder), deep=True) == [
        "dense does not match its digest"
    ]


def test_missing_and_shortened_files_are_named(tmp_path: Path) -> None:
    folder = _write(tmp_path, 1)
    (folder / "lexical" / "segment").unlink()
    (folder / "dense").write_bytes(b"")
    reasons = verify_files(folder, read_manifest(folder), deep=False)
    assert reasons[0] == "dense has 0 bytes, expected 300000"
    assert reasons[1].startswith("lexical/segment: ")


@pytest.mark.parametrize("content", ["", "0000\n{}", "not json", None])
def test_a_damaged_manifest_is_seen(tmp_path: Path, content: str | None) -> None:
    folder = _write(tmp_path, 1)
    if content is None:
        (folder / MANIFEST_NAME).unlink()
    else:
        (folder / MANIFEST_NAME).write_text(content)
    with pytest.raises(GenerationDamaged, match=MANIFEST_NAME):
        read_manifest(folder)


def test_a_changed_manifest_is_seen(tmp_path: Path) -> None:
    folder = _write(tmp_path, 1)
    path = folder / MANIFEST_NAME
    path.write_text(path.read_text().replace('"documents": 1', '"documents": 2'))
    with pytest.raises(GenerationDamaged, match="digest"):
        read_manifest(folder)


def test_old_generations_and_leftovers_go_and_nothing_else(tmp_path: Path) -> None:
    for generation in (1, 2, 3):
        _write(tmp_path, generation, size=10)
    parent = tmp_path / "generations"
    (parent / "tmp-gen-000004-abcd").mkdir()
    (parent / "notes").mkdir()
    remove_generations(tmp_path, keep=(2, 3))
    assert sorted(path.name for path in parent.iterdir()) == ["gen-000002", "gen-000003", "notes"]


def test_lock_files_are_no_part_of_a_generation(tmp_path: Path) -> None:
    folder = _write(tmp_path, 1)
    (folder / "lexical" / ".writer.lock").write_bytes(b"")
    assert verify_files(folder, read_manifest(folder), deep=True) == []


def test_the_size_of_a_folder_counts_all_files_below(tmp_path: Path) -> None:
    folder = _write(tmp_path, 1, size=1000)
    assert folder_bytes(folder) == 1003 + (folder / MANIFEST_NAME).stat().st_size


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
