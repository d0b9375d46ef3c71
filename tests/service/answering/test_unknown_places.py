"""A place that is in no list and no clause gets no other place's figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.places import names_unknown_place
from service.answering.records import Reason
from service.answering.refusing.far_places import far_place
from service.answering.refusing.refusal import assess


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("火星市办电要多久", True),
        ("请问月宫县企业开办要几天", True),
        ("黄山市办电要多久", False),
        ("农贸市场开办要几天", False),
        ("办电要多久", False),
        ("市里县里办电要多久", False),
        ("区里县里办电要多久", False),
        ("镇上县里企业开办要几天", False),
        ("老家县里办电要多久", False),
        ("请问本地市办电要多久", False),
        ("下面县里办电要多久", False),
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


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("火星办电要多久", "火星"),
        ("火星那边企业办电要几天", "火星"),
        ("请问新加坡开公司要几天", "新加坡"),
        ("印度尼西亚的企业开办要几天", None),
        ("印度尼西亚开公司要几天", "印度尼西亚"),
        ("美国公司来这里办电要几天", None),
        ("朝鲜族考生中考加几分", None),
        ("日本料理店办证要几天", None),
        ("德国牧羊犬能不能养", None),
        ("法国梧桐谁来修剪", None),
        ("英国留学回来落户要几天", None),
        ("黄山市办电要多久，火星呢", None),
        ("办电要多久", None),
    ],
)
def test_places_beyond_any_list_of_divisions_are_known(
    asked_store: Store, question: str, place: str | None
) -> None:
    found = asked_store.search(question)
    assert far_place(found.query, found.hits) == place


def test_a_place_that_a_document_names_is_not_far(asked_store: Store) -> None:
    found = asked_store.search("新加坡办电要多久")
    document = replace(found.hits[0].document, title="新加坡办电指南")
    assert far_place(found.query, (replace(found.hits[0], document=document),)) is None


def test_a_far_place_gets_no_figure_of_another(asked_store: Store) -> None:
    answer = ask(asked_store, "火星高压用户办电要多久", decision=assess)
    assert answer.not_found is not None
    assert answer.not_found.reason is Reason.OTHER_PLACE
