"""Which piece of a clause lies near the question, by the passages that hold it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index import Hit, Store
from ingest.alignment import Span
from service.answering.nearness import lag, nearness

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(scope="module")
def hit(asked_store: Store) -> Hit:
    return asked_store.search("黄山办电要几个环节", top_k=1).hits[0]


def near(hit: Hit, *passages: tuple[int, int, float]) -> Hit:
    found: Sequence[tuple[Span, float]] = [(Span(a, b), margin) for a, b, margin in passages]
    return replace(hit, near=tuple(found))


def test_the_shortest_passage_that_holds_a_piece_speaks_for_it(hit: Hit) -> None:
    known = near(hit, (0, 120, 1.0), (0, 60, 0.4), (60, 120, 0.9))
    assert nearness(known, [Span(5, 55)]) == 0.4
    assert nearness(known, [Span(61, 119)]) == 0.9
    assert nearness(known, [Span(40, 110)]) == 0.9  # most of it stands there
    assert nearness(known, [Span(5, 55), Span(61, 119)]) == 0.9


def test_pieces_lag_behind_the_nearest_passage(hit: Hit) -> None:
    known = near(hit, (0, 50, 1.25), (50, 90, 0.75))
    assert lag(known, [Span(0, 40)]) == 0
    assert lag(known, [Span(52, 88)]) == 0.5


def test_a_piece_that_no_passage_holds_is_as_near_as_the_clause(hit: Hit) -> None:
    assert lag(near(hit, (0, 30, 1.5)), [Span(20, 200)]) == 0
    assert lag(replace(hit, near=()), [Span(0, 9)]) == 0


def test_passages_of_equal_length_speak_by_the_nearer(hit: Hit) -> None:
    assert nearness(near(hit, (0, 40, 0.5), (10, 50, 0.8)), [Span(12, 38)]) == 0.8
