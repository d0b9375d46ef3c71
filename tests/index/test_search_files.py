"""Passages are found from clauses and clauses from passages, in any order of their keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import GenerationDamaged, Mode, Store
from index.builder import DETAIL_SHARE, PASSAGES_NAME
from index.ranking.search_files import PassageArrays, SearchFiles
from index.storage.generations import generation_folder
from index.vectors.dense import DenseIndex
from ingest.records import ParsedDocument

MakeCorpus = Callable[..., list[ParsedDocument]]


@given(
    clauses=st.lists(st.integers(1, 9), min_size=1, max_size=40),
    wanted=st.lists(st.integers(0, 10), min_size=1, max_size=12, unique=True),
)
def test_the_passages_of_clauses_are_all_found(clauses: list[int], wanted: list[int]) -> None:
    rows = np.array(
        [[key, clause, 1, 0, 1, 0] for key, clause in enumerate(clauses)], dtype=np.int64
    )
    found, begin = PassageArrays.of(rows).of_clauses.of(np.array(wanted, dtype=np.int64))
    assert sorted(found.tolist()) == [at for at, one in enumerate(clauses) if one in wanted]
    parts = np.split(found, begin[1:])
    assert [{clauses[at] for at in part} for part in parts] == [
        {one} & set(clauses) for one in wanted
    ]


@pytest.mark.parametrize("exact_limit", [0, 1000])
def test_single_vectors_are_compared_as_a_search_compares_them(exact_limit: int) -> None:
    vectors = np.random.default_rng(0).normal(size=(600, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    keys = np.arange(600, dtype=np.int64) * 3
    dense = DenseIndex.build(keys, vectors, exact_limit=exact_limit)
    found = dense.search(vectors[7], 50)
    assert np.allclose(dense.cosines(vectors[7], found.keys), found.cosines, atol=2e-6)
    with pytest.raises(KeyError):
        dense.cosines(vectors[7], np.array([1], dtype=np.int64))


def test_clauses_found_by_words_alone_are_compared_too(
    store: Store, make_corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ranking.evidence.DENSE_CANDIDATES", 1)
    store.update(make_corpus(10))
    hits = store.search("获得电力办理时间", top_k=1, mode=Mode.HYBRID).hits
    hits += store.search("开办企业", top_k=9, mode=Mode.HYBRID).hits
    assert all("dense" in hit.scores for hit in hits)


def test_a_clause_that_is_not_in_the_generation_is_damage(
    store: Store, make_corpus: MakeCorpus
) -> None:
    store.update(make_corpus(2))
    files = SearchFiles.load(generation_folder(store.path, 1))
    assert len(set(files.document_keys([1, 2, 12]))) == 2
    with pytest.raises(GenerationDamaged):
        files.document_keys([13])


def test_a_clause_is_compared_with_passages_in_context_only(
    tmp_path: Path, store: Store, make_document: Callable[..., ParsedDocument]
) -> None:
    long = "高压用户办电时间压缩至40个工作日以内。低压用户办电不超过10个工作日。" * 4
    store.update([make_document("襄阳方案", [long, "加强组织领导。"])])
    (folder,) = (tmp_path / "store" / "generations").iterdir()
    files = SearchFiles.load(folder)
    lengths = np.linalg.norm(files.sample, axis=1)
    assert lengths.min() == pytest.approx(DETAIL_SHARE, abs=1e-3)
    in_context = np.linalg.norm(files.sample_in_context, axis=1)
    np.testing.assert_allclose(in_context, 1, atol=1e-3)
    assert len(in_context) == (lengths > 0.99).sum() >= 2


def test_vectors_of_other_passages_are_damage(store: Store, make_corpus: MakeCorpus) -> None:
    store.update(make_corpus(2))
    folder = generation_folder(store.path, 1)
    passages = np.load(folder / PASSAGES_NAME)
    passages[:, 0] += 1
    np.save(folder / PASSAGES_NAME, passages)
    with pytest.raises(GenerationDamaged):
        SearchFiles.load(folder)
