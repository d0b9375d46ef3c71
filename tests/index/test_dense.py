"""Both kinds of dense index against comparing every vector with numpy."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.errors import DimensionMismatch, GenerationDamaged
from index.vectors.dense import DenseIndex
from index.vectors.nearest import Neighbours

DIMENSION = 24
EXACT, SKETCH = 1_000_000, 0
"""Limits that make every index flat, or every index one with a sketch."""

both_kinds = pytest.mark.parametrize("limit", [EXACT, SKETCH], ids=["flat", "sketch"])


def unit(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Return rows that half precision holds exactly, as those of the catalog."""
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16).astype(np.float32)


def keys_for(count: int, seed: int = 0) -> NDArray[np.int64]:
    """Return distinct keys with gaps, in no order."""
    return np.random.default_rng(seed).permutation(count * 3)[:count].astype(np.int64) + 5


def compare_all(
    keys: NDArray[np.int64],
    vectors: NDArray[np.float32],
    query: NDArray[np.float32],
    top_k: int,
    allowed: NDArray[np.int64] | None = None,
) -> Neighbours:
    """Return the neighbours by comparing every vector, in the order promised."""
    kept = np.ones(len(keys), bool) if allowed is None else np.isin(keys, allowed)
    cosines = np.round(vectors[kept].astype(np.float64) @ query, 6)
    order = np.lexsort((keys[kept], -cosines))[:top_k]
    return Neighbours(keys[kept][order], cosines[order].astype(np.float32))


def assert_same(found: Neighbours, expected: Neighbours) -> None:
    """Compare, granting that float32 may swap passages whose cosines differ by rounding."""
    np.testing.assert_allclose(found.cosines, expected.cosines, atol=2e-6)
    clear = np.abs(np.diff(expected.cosines, prepend=2, append=-2)) > 4e-6
    certain = clear[:-1] & clear[1:]
    np.testing.assert_array_equal(found.keys[certain], expected.keys[certain])


@both_kinds
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_few_vectors_are_searched_as_by_comparing_all(limit: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 300))
    keys, vectors = keys_for(count), unit(count)
    index = DenseIndex.build(keys, vectors, exact_limit=limit)
    query = unit(1, seed=data.draw(st.integers(1, 50)))[0]
    top_k = data.draw(st.integers(1, 20))
    chosen = data.draw(st.none() | st.lists(st.integers(0, count * 4), unique=True))
    allowed = None if chosen is None else np.array(sorted(chosen), np.int64)
    found = index.search(query, top_k, allowed)
    assert_same(found, compare_all(keys, vectors, query, top_k, allowed))


@both_kinds
def test_an_index_of_nothing_finds_nothing(limit: int) -> None:
    index = DenseIndex.build(np.empty(0, np.int64), unit(0), exact_limit=limit)
    assert len(index) == 0
    assert index.search(unit(1)[0], 5).keys.tolist() == []


@both_kinds
def test_it_finds_no_more_than_asked_or_allowed(limit: int) -> None:
    keys, vectors = keys_for(50), unit(50)
    index = DenseIndex.build(keys, vectors, exact_limit=limit)
    query = unit(1, seed=9)[0]
    assert len(index.search(query, 80).keys) == 50
    assert len(index.search(query, 3).keys) == 3
    assert len(index.search(query, 0).keys) == 0
    assert len(index.search(query, 5, np.empty(0, np.int64)).keys) == 0
    assert len(index.search(query, 5, np.array([1, 2], np.int64)).keys) == 0
    assert index.search(query, 5, np.sort(keys[:2])).keys.tolist() == sorted(
        keys[:2].tolist(), key=lambda key: -(vectors[keys == key] @ query)[0]
    )


@both_kinds
def test_equal_vectors_come_in_the_order_of_their_keys(limit: int) -> None:
    """Many documents repeat a sentence; which of them is found must not be chance."""
    keys = keys_for(400)
    vectors = unit(400)
    vectors[100:300] = vectors[0]
    index = DenseIndex.build(keys, vectors, exact_limit=limit)
    equal = np.sort(np.append(keys[100:300], keys[0]))
    np.testing.assert_array_equal(index.search(vectors[0], 7).keys, equal[:7])
    np.testing.assert_array_equal(index.search(vectors[0], 7, equal[50:]).keys, equal[50:57])


def test_more_equal_vectors_than_candidates_still_come_in_the_order_of_their_keys() -> None:
    keys, vectors = keys_for(9000), unit(9000)
    vectors[1000:8000] = vectors[0]
    index = DenseIndex.build(keys, vectors, exact_limit=SKETCH)
    equal = np.sort(np.append(keys[1000:8000], keys[0]))
    np.testing.assert_array_equal(index.search(vectors[0], 7).keys, equal[:7])
    np.testing.assert_array_equal(index.search(vectors[0], 7, equal[1::2]).keys, equal[1:15:2])


@pytest.mark.parametrize("share", [1.0, 0.5, 0.1, 0.01, 0.001])
def test_a_filter_finds_what_comparing_all_allowed_finds(
    clustered: Callable[[int], NDArray[np.float32]], share: float
) -> None:
    vectors = clustered(12_000)
    keys = keys_for(len(vectors))
    index = DenseIndex.build(keys, vectors, exact_limit=SKETCH)
    assert index.kind == "rabitq-fp16"
    chosen = np.random.default_rng(3).choice(keys, int(len(keys) * share), replace=False)
    allowed = np.sort(chosen)
    shared, wanted = 0, 0
    for query in clustered(12_030)[-30:]:
        found = index.search(query, 10, allowed).keys
        best = compare_all(keys, vectors, query, 10, allowed).keys
        shared, wanted = shared + len(np.intersect1d(found, best)), wanted + len(best)
    assert shared >= (0.97 if share > 0.1 else 1) * wanted


@pytest.fixture
def clustered() -> Callable[[int], NDArray[np.float32]]:
    """Return vectors that gather around subjects, as those of texts do."""
    subjects = np.random.default_rng(11).normal(size=(40, DIMENSION))

    def make(count: int) -> NDArray[np.float32]:
        generator = np.random.default_rng(12)
        rows = subjects[generator.integers(0, 40, count)]
        rows = rows + 0.4 * generator.normal(size=(count, DIMENSION))
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows.astype(np.float16).astype(np.float32)

    return make


@both_kinds
def test_a_saved_index_is_found_again(limit: int, tmp_path: Path) -> None:
    keys, vectors = keys_for(600), unit(600)
    built = DenseIndex.build(keys, vectors, exact_limit=limit)
    built.save(tmp_path / "dense")
    loaded = DenseIndex.load(tmp_path / "dense", exact_limit=limit)
    assert (loaded.kind, len(loaded), loaded.dimension) == (built.kind, 600, DIMENSION)
    allowed = np.sort(keys[::3])
    for query in unit(5, seed=4):
        for chosen in (None, allowed):
            before, after = built.search(query, 10, chosen), loaded.search(query, 10, chosen)
            np.testing.assert_array_equal(before.keys, after.keys)
            np.testing.assert_array_equal(before.cosines, after.cosines)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what of a file is in memory")
def test_all_vectors_are_in_memory_once_they_were_read(tmp_path: Path) -> None:
    count = 60_000
    DenseIndex.build(np.arange(count), unit(count), exact_limit=EXACT).save(tmp_path)
    index = DenseIndex.load(tmp_path)
    before = _mapped_kib_in_memory("vectors.faiss")
    index.read_all()
    assert before < count * DIMENSION * 2 // 1024 <= _mapped_kib_in_memory("vectors.faiss")


def _mapped_kib_in_memory(name: str) -> int:
    """Return how much of a mapped file this process has in memory."""
    maps = Path("/proc/self/smaps").read_text(encoding="utf-8")
    sizes = re.findall(rf"{re.escape(name)}\n(?:.*\n)*?Rss:\s+(\d+) kB", maps)
    return sum(map(int, sizes))


@both_kinds
def test_building_twice_gives_the_same_files(limit: int, tmp_path: Path) -> None:
    keys, vectors = keys_for(700), unit(700)
    order = np.random.default_rng(1).permutation(700)
    for name, chosen in (("a", np.arange(700)), ("b", order)):
        DenseIndex.build(keys[chosen], vectors[chosen], exact_limit=limit).save(tmp_path / name)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["keys.npy", *(["sketch.faiss"] if limit == SKETCH else []), "vectors.faiss"]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize("name", ["keys.npy", "vectors.faiss", "sketch.faiss"])
def test_damaged_files_are_reported(name: str, tmp_path: Path) -> None:
    DenseIndex.build(keys_for(90), unit(90), exact_limit=SKETCH).save(tmp_path)
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(GenerationDamaged):
        DenseIndex.load(tmp_path)


@pytest.mark.parametrize("name", ["keys.npy", "vectors.faiss"])
def test_missing_files_are_reported(name: str, tmp_path: Path) -> None:
    DenseIndex.build(keys_for(90), unit(90)).save(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(GenerationDamaged):
        DenseIndex.load(tmp_path)


def test_files_of_different_indexes_are_reported(tmp_path: Path) -> None:
    DenseIndex.build(keys_for(90), unit(90)).save(tmp_path)
    np.save(tmp_path / "keys.npy", np.arange(80))
    with pytest.raises(GenerationDamaged, match="90 vectors for 80 keys"):
        DenseIndex.load(tmp_path)


def test_what_cannot_be_indexed_is_refused() -> None:
    with pytest.raises(ValueError, match="a key for each row"):
        DenseIndex.build(np.arange(3), unit(4))
    with pytest.raises(ValueError, match="distinct"):
        DenseIndex.build(np.array([1, 2, 1]), unit(3))
    with pytest.raises(DimensionMismatch, match="24 dimensions, found 5"):
        DenseIndex.build(np.arange(3), unit(3)).search(np.ones(5, np.float32), 1)


def test_the_kind_changes_at_the_limit() -> None:
    assert DenseIndex.build(keys_for(500), unit(500), exact_limit=500).kind == "flat-fp16"
    assert DenseIndex.build(keys_for(501), unit(501), exact_limit=500).kind == "rabitq-fp16"


@both_kinds
def test_threads_may_search_at_once(limit: int) -> None:
    keys, vectors = keys_for(2000), unit(2000)
    index = DenseIndex.build(keys, vectors, exact_limit=limit)
    queries = unit(60, seed=8)
    alone = [index.search(query, 10).keys.tolist() for query in queries]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda query: index.search(query, 10).keys.tolist(), queries))
    assert together == alone


def test_cosines_of_named_passages_come_in_the_order_asked() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.standard_normal((50, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = DenseIndex.build(np.arange(100, 150), vectors)
    asked = np.array([149, 100, 120])
    np.testing.assert_allclose(
        index.cosines(vectors[7], asked), vectors[asked - 100] @ vectors[7], atol=1e-3
    )
    with pytest.raises(KeyError):
        index.cosines(vectors[7], np.array([100, 99]))
