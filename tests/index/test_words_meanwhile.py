"""In a large store words are searched while the nearest passages are compared."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from index import Hit, Mode, Store
from index.ranking.search_files import SearchFiles
from index.vectors.dense import DenseIndex
from ingest.records import ParsedDocument

MakeCorpus = Callable[..., list[ParsedDocument]]

QUESTION = "获得电力办理时间要多久"


@pytest.fixture
def filled(store: Store, make_corpus: MakeCorpus) -> Store:
    """Return a store of some clauses."""
    store.update(make_corpus(30))
    return store


def _hits(store: Store, mode: Mode) -> tuple[Hit, ...]:
    return store.search(QUESTION, top_k=10, mode=mode).hits


def _as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DenseIndex, "takes_long", property(lambda index: True))


@pytest.mark.parametrize("mode", list(Mode))
def test_hits_are_the_same_as_one_after_the_other(
    filled: Store, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = _hits(filled, mode)
    _as_if_large(monkeypatch)
    assert _hits(filled, mode) == one_by_one != ()


def test_words_are_searched_beside_in_a_large_store_only(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched_in = []
    matching = SearchFiles.matching

    def watched(files: SearchFiles, *given: object, **named: object) -> dict[int, float]:
        searched_in.append(threading.current_thread())
        return matching(files, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(SearchFiles, "matching", watched)
    _hits(filled, Mode.HYBRID)
    _as_if_large(monkeypatch)
    _hits(filled, Mode.HYBRID)
    here = threading.current_thread()
    assert [thread is here for thread in searched_in] == [True, False]


def test_a_fault_of_the_words_reaches_the_caller(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(files: SearchFiles, *given: object, **named: object) -> dict[int, float]:
        raise OSError("disk")

    monkeypatch.setattr(SearchFiles, "matching", broken)
    _as_if_large(monkeypatch)
    with pytest.raises(OSError, match="disk"):
        _hits(filled, Mode.HYBRID)
