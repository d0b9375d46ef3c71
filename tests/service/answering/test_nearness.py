"""Which piece of a clause lies near the question, by the passages that hold it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index import Hit, Store
from ingest.text.alignment import Span
from service.answering.wording.nearness import lags

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(scope="module")
def hit(asked_store: Store) -> Hit:
    return asked_store.search("黄山办电要几个环节", top_k=1, for_answer=True).hits[0]


def near(hit: Hit, *passages: tuple[int, int, float]) -> Hit:
    found: Sequence[tuple[Span, float]] = [(Span(a, b), margin) for a, b, margin in passages]
    return replace(hit, near=tuple(found))


def test_the_shortest_passage_that_holds_most_of_a_piece_speaks_for_it(hit: Hit) -> None:
    known = near(hit, (0, 120, 1.0), (0, 60, 0.5), (60, 120, 0.75))
    assert lags(known, [Span(5, 55), Span(61, 119), Span(40, 110)]) == [0.5, 0.25, 0.25]


def test_pieces_lag_behind_the_nearest_passage(hit: Hit) -> None:
    known = near(hit, (0, 50, 1.25), (50, 90, 0.75))
    assert lags(known, [Span(0, 40), Span(52, 88)]) == [0, 0.5]


def test_a_piece_that_no_passage_holds_is_as_near_as_the_clause(hit: Hit) -> None:
    assert lags(near(hit, (0, 30, 1.5)), [Span(20, 200)]) == [0]
    assert lags(replace(hit, near=()), [Span(0, 9)]) == [0]


def test_passages_of_equal_length_speak_by_the_nearer(hit: Hit) -> None:
    known = near(hit, (0, 40, 0.5), (10, 50, 0.75), (60, 120, 1.0))
    assert lags(known, [Span(12, 38)]) == [0.25]
