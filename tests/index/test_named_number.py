"""A document whose number is named is found, whatever its clauses say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.records import SearchFilters
from index.store import Store
from ingest.records import Status

OTHERS = 350
WANTED = "国务院令第715号"


@pytest.fixture
def orders(store: Store, make_document: Callable[..., Any]) -> Store:
    """A store where hundreds of clauses are nearer to a number than those of its document."""
    others = [
        make_document(f"条例之{at}", [f"国务院令第{at}号另有规定。", _anything(at)])
        for at in range(OTHERS)
    ]
    store.update([*others, make_document("回收办法", ["机动车报废后拆解。"], number=WANTED)])
    return store


def _anything(at: int) -> str:
    """Return a sentence that shares nothing with the others."""
    return "".join(chr(0x5000 + 8 * at + place) for place in range(8))


@pytest.mark.parametrize("typed", ["国务院令第715号", "国务院715号令", "请问国务院令715号说什么"])
def test_a_number_alone_finds_its_document(orders: Store, typed: str) -> None:
    assert orders.search(typed).hits[0].document.document_number == WANTED


def test_filters_hold_for_it_too(orders: Store) -> None:
    other = orders.search("条例").hits[0].document.id
    hits = orders.search(WANTED, filters=SearchFilters(document_id=(other,))).hits
    assert {hit.document.id for hit in hits} == {other}


def test_what_its_status_costs_is_a_part_of_the_score(
    store: Store, make_document: Callable[..., Any]
) -> None:
    store.update(
        [
            make_document("旧办法", ["办电七个工作日办结。"], status=Status.REPEALED),
            make_document("新办法", ["办电五个工作日办结。"]),
        ]
    )
    parts = {hit.document.title: hit.parts for hit in store.search("办电要多久").hits}
    assert parts["旧办法"]["in_force"] < 0
    assert "in_force" not in parts["新办法"]
