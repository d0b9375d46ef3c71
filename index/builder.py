"""Builds the derived files of a generation: dense index, BM25 index and arrays of keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.embedding.token_projection import TokenProjection, token_projection_for
from index.embedding_queue import decode_vector
from index.errors import GenerationDamaged
from index.passages import PassageKind, lexical_fields
from index.storage.catalog import Catalog
from index.storage.catalog_view import CatalogView
from index.storage.generations import (
    Manifest,
    generation_folder,
    read_manifest,
    verify_files,
    write_manifest,
    written_aside,
)
from index.vectors.dense import DenseIndex
from index.vectors.late_interaction import SAMPLE_CLAUSES, SAMPLE_LEAST, write_sample
from index.words.lexical import LexicalIndex
from index.words.lexical_documents import DocumentIndex
from index.words.tokenize import TOKENIZER_VERSION

DENSE_NAME: Final = "dense"
LEXICAL_NAME: Final = "lexical"
DOCUMENTS_NAME: Final = "documents"
_FILES_FORMAT: Final = "3"
"""Raise it when other things are kept in the files, though passages and tokens are the same."""
CLAUSES_NAME: Final = "clauses.npy"
PASSAGES_NAME: Final = "passages.npy"
SAMPLE_NAME: Final = "sample.npy"
"""Vectors of passages drawn at random: what a question is compared with to know its background."""
TOKENS_NAME: Final = "tokens.npz"
"""Token vectors of clauses drawn at random, for the same; missing where the model has none."""
_SAMPLE_SIZE: Final = 1000
_SAMPLE_SEED: Final = 20
DETAIL_SHARE: Final = 0.965
"""Length of the vector of a detail. Short texts are a little nearer to any question; shortened by
so much, a detail counts as much as a passage in context. Flat from 0.955 to 0.975."""
OnWritten = Callable[[int, int], None]
_MOST_CHANGED: Final = 0.3
"""Above this share of changed documents a new BM25 index is smaller and as quick to make."""


def build_generation(
    catalog: Catalog,
    generation: int,
    *,
    base: int | None = None,
    on_progress: OnWritten | None = None,
) -> Manifest:
    """Write the folder of a generation from its rows, replacing what may lie there.

    Args:
        catalog: Holds a vector for every passage that the generation sees.
        generation: The generation to write.
        base: The generation before, whose BM25 index is carried on when that is sound.
        on_progress: Called with the documents written so far and how many there are to write.

    Raises:
        GenerationDamaged: If a passage has no vector.
    """
    view = CatalogView(catalog, generation)
    meta = catalog.meta()
    with written_aside(catalog.folder, generation) as folder:
        clauses, passages = view.clause_keys(), view.passages.keys()
        np.save(folder / CLAUSES_NAME, clauses)
        np.save(folder / PASSAGES_NAME, passages)
        kind = _write_dense(view, folder, passages[:, 0], int(meta["dimension"]))
        _write_token_sample(view, folder, clauses[:, 0], token_projection_for(meta["model"]))
        _write_lexical(view, folder, base, on_progress)
        documents, _, _ = view.counts()
        manifest = Manifest(
            generation=generation,
            model=meta["model"],
            dimension=int(meta["dimension"]),
            dense_index=kind,
            documents=documents,
            clauses=len(clauses),
            passages=len(passages),
            versions=_versions(meta["written_passage_format"]),
        )
        write_manifest(folder, manifest)
    return manifest


def check_generation(catalog: Catalog, generation: int, *, deep: bool = False) -> Manifest:
    """Check that the folder of a generation is whole and belongs to the catalog.

    Raises:
        GenerationDamaged: If anything is missing, damaged or outdated; it can be built again.
    """
    folder = generation_folder(catalog.folder, generation)
    manifest = read_manifest(folder)
    meta = catalog.meta()
    reasons = verify_files(folder, manifest, deep=deep)
    if manifest.generation != generation:
        reasons.append(f"holds generation {manifest.generation}")
    if manifest.model != meta.get("model"):
        reasons.append(f"was built with the model {manifest.model!r}")
    reasons += [
        f"was built with {name} {manifest.versions.get(name)!r}, expected {version!r}"
        for name, version in _versions(meta["passage_format"]).items()
        if manifest.versions.get(name) != version
    ]
    if deep:
        reasons += _differing_counts(catalog, manifest)
    if reasons:
        raise GenerationDamaged(folder, reasons)
    return manifest


def _versions(passage_format: str) -> dict[str, str]:
    """Return the versions of all that shapes the files of a generation."""
    return {
        "passages": passage_format,
        "tokenizer": TOKENIZER_VERSION,
        "files": _FILES_FORMAT,
    }


def _differing_counts(catalog: Catalog, manifest: Manifest) -> list[str]:
    documents, clauses, passages = CatalogView(catalog, manifest.generation).counts()
    meta = catalog.meta()
    if meta["written_passage_format"] != meta["passage_format"]:
        passages = manifest.passages  # an unfinished update has begun to write them anew
    found = (manifest.documents, manifest.clauses, manifest.passages)
    expected = (documents, clauses, passages)
    return [f"its counts are {found}, expected {expected}"] if found != expected else []


def _write_dense(view: CatalogView, folder: Path, keys: NDArray[np.int64], dimension: int) -> str:
    """Write the dense index and the sample of its vectors; return the kind of the index."""
    if not len(keys):
        return ""
    vectors = np.empty((len(keys), dimension), dtype=np.float32)
    for row, (key, kind, blob) in enumerate(view.passages.vectors()):
        if blob is None:
            raise GenerationDamaged(folder, [f"passage {key} has no vector"])
        decode_vector(blob, vectors[row])
        if kind == PassageKind.DETAIL:
            vectors[row] *= DETAIL_SHARE
    drawn = np.random.default_rng(_SAMPLE_SEED).permutation(len(keys))[:_SAMPLE_SIZE]
    np.save(folder / SAMPLE_NAME, vectors[np.sort(drawn)])
    dense = DenseIndex.build(np.ascontiguousarray(keys), vectors)
    dense.save(folder / DENSE_NAME)
    return dense.kind


def _write_token_sample(
    view: CatalogView, folder: Path, clauses: NDArray[np.int64], projection: TokenProjection | None
) -> None:
    """Keep the token vectors of some clauses, where clauses have such."""
    drawn = np.random.default_rng(_SAMPLE_SEED).permutation(clauses)[:SAMPLE_CLAUSES]
    codes = view.passages.token_codes(np.sort(drawn).tolist(), projection) if projection else {}
    if projection and len(codes) >= SAMPLE_LEAST:
        write_sample(folder / TOKENS_NAME, projection.digest, list(codes.values()))


def _write_lexical(
    view: CatalogView, folder: Path, base: int | None, on_progress: OnWritten | None
) -> None:
    """Write the BM25 indexes, carrying on those of `base` when few documents changed."""
    documents = view.documents()
    old = set(CatalogView(view.catalog, base).documents()) if base else set()
    added, removed = set(documents) - old, old - set(documents)
    if base and len(added) + len(removed) <= _MOST_CHANGED * len(old) and _is_sound(view, base):
        _copy_lexical(generation_folder(view.catalog.folder, base), folder)
    else:
        added, removed = set(documents), set()
    index = LexicalIndex.open(folder / LEXICAL_NAME, create=True)
    whole = DocumentIndex.open(folder / DOCUMENTS_NAME, create=True)
    for key in sorted(removed):
        index.remove_document(key)
        whole.remove(key)
    for done, key in enumerate(sorted(added), 1):
        if on_progress:
            on_progress(done, len(added))
        words: list[str] = []
        bigrams: list[str] = []
        for clause_key, clause in view.clauses(key):
            fields = lexical_fields(documents[key], clause)
            index.add(clause_key, key, fields)
            words += fields.words
            bigrams += fields.bigrams
        whole.add(key, words, bigrams)
    index.commit()
    whole.commit()


def _copy_lexical(base: Path, folder: Path) -> None:
    for name in (LEXICAL_NAME, DOCUMENTS_NAME):
        without_locks = shutil.ignore_patterns("*.lock")
        shutil.copytree(base / name, folder / name, ignore=without_locks)


def _is_sound(view: CatalogView, base: int) -> bool:
    try:
        check_generation(view.catalog, base)
    except GenerationDamaged:
        return False
    return True
