"""Generation folders: derived search files, written aside, checksummed, put in place by a rename.

A folder is complete from the moment it has its name. Which generation is live is decided in the
catalog alone, by the transaction that also makes its rows visible.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from index.errors import GenerationDamaged

GENERATIONS_NAME: Final = "generations"
MANIFEST_NAME: Final = "manifest.json"
GENERATION_FORMAT: Final = 1
_EDGE_BYTES: Final = 65_536
_BLOCK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation folder holds and what made it."""

    generation: int
    model: str
    dimension: int
    dense_index: str
    """Kind of the dense index; empty when there is no passage."""
    documents: int
    clauses: int
    passages: int
    versions: Mapping[str, str]
    """Versions of all that shaped the files: tokeniser, lexicon, passage format."""
    files: Mapping[str, tuple[int, str, str]] = field(default_factory=dict)
    """Size, digest of both ends, and digest of the whole, by path in the folder."""
    format: int = GENERATION_FORMAT


def generation_folder(store: Path, generation: int) -> Path:
    """Return where a generation lies."""
    return store / GENERATIONS_NAME / f"gen-{generation:06d}"


@contextmanager
def written_aside(store: Path, generation: int) -> Iterator[Path]:
    """Give a new folder to write into and put it in place of the generation's when all is well."""
    final = generation_folder(store, generation)
    final.parent.mkdir(exist_ok=True)
    aside = final.with_name(f"tmp-{final.name}-{uuid.uuid4().hex[:8]}")
    aside.mkdir()
    try:
        yield aside
        _sync_tree(aside)
        if final.exists():  # a damaged folder, or one that no generation was published from
            final.rename(final.with_name(f"tmp-old-{uuid.uuid4().hex[:8]}"))
        aside.rename(final)
        _sync(final.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write what a finished folder holds, with the digests of all its files."""
    files = {
        path.relative_to(folder).as_posix(): _file_facts(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_lock(path)
    }
    values = asdict(manifest) | {"files": files}
    body = json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1)
    digest = hashlib.sha256(body.encode()).hexdigest()
    (folder / MANIFEST_NAME).write_text(f"{digest}\n{body}\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return what a generation folder says it holds.

    Raises:
        GenerationDamaged: If the folder or its manifest is missing, damaged or of another format.
    """
    path = folder / MANIFEST_NAME
    try:
        digest, _, body = path.read_text(encoding="utf-8").partition("\n")
        if hashlib.sha256(body.removesuffix("\n").encode()).hexdigest() != digest:
            raise GenerationDamaged(folder, [f"{MANIFEST_NAME} does not match its digest"])
        values: dict[str, Any] = json.loads(body)
    except FileNotFoundError as error:
        raise GenerationDamaged(folder, [f"{MANIFEST_NAME} is missing"]) from error
    except (OSError, ValueError) as error:
        raise GenerationDamaged(folder, [f"{MANIFEST_NAME}: {error}"]) from error
    if values.get("format") != GENERATION_FORMAT:
        raise GenerationDamaged(
            folder, [f"format {values.get('format')}, expected {GENERATION_FORMAT}"]
        )
    return Manifest(**values)


def verify_files(folder: Path, manifest: Manifest, *, deep: bool) -> list[str]:
    """Return what is wrong with the files of a generation.

    The quick check reads sizes and both ends of every file, small files whole; `deep` reads all.
    """
    reasons = []
    for name, (size, edges, whole) in manifest.files.items():
        path = folder / name
        try:
            if path.stat().st_size != size:
                reasons.append(f"{name} has {path.stat().st_size} bytes, expected {size}")
            elif _digest_edges(path) != edges or (deep and _digest(path) != whole):
                reasons.append(f"{name} does not match its digest")
        except OSError as error:
            reasons.append(f"{name}: {error.strerror or error}")
    return reasons


def remove_generations(store: Path, *, keep: Iterable[int]) -> None:
    """Remove every generation folder but those kept, and what killed writers left behind.

    Readers that hold removed files open go on reading them.
    """
    kept = {generation_folder(store, generation) for generation in keep}
    parent = store / GENERATIONS_NAME
    for folder in parent.iterdir() if parent.is_dir() else ():
        if folder not in kept and folder.name.startswith(("gen-", "tmp-")):
            shutil.rmtree(folder, ignore_errors=True)


def folder_bytes(folder: Path) -> int:
    """Return the size of all files below a folder; files that vanish meanwhile count nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def _file_facts(path: Path) -> tuple[int, str, str]:
    return path.stat().st_size, _digest_edges(path), _digest(path)


def _digest_edges(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        digest.update(file.read(_EDGE_BYTES))
        size = file.seek(0, os.SEEK_END)
        file.seek(max(_EDGE_BYTES, size - _EDGE_BYTES))
        digest.update(file.read())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _is_lock(path: Path) -> bool:
    """Whether a file only marks who is at work, as tantivy's do; they come and go."""
    return path.suffix == ".lock"


def _sync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle for a folder
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
