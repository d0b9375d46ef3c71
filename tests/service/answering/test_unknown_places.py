"""A place that is in no list and no clause gets no other place's figure."""

from __future__ import annotations

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.places import names_unknown_place
from service.answering.records import Reason
from service.answering.refusing.refusal import assess


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("火星市办电要多久", True),
        ("请问月宫县企业开办要几天", True),
        ("黄山市办电要多久", False),
        ("农贸市场开办要几天", False),
        ("办电要多久", False),
    ],
)
def test_a_name_before_city_or_county_is_a_place(
    asked_store: Store, question: str, unknown: bool
) -> None:
    found = asked_store.search(question)
    assert names_unknown_place(found.query, found.hits) is unknown


def test_an_unknown_place_gets_no_figure_of_another(asked_store: Store) -> None:
    answer = ask(asked_store, "火星市高压用户办电要多久", decision=assess)
    assert answer.not_found is not None
    assert answer.not_found.reason is Reason.OTHER_PLACE
