"""Water, power, gas and heating are told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from service.answering.records import Answer
from service.answering.wording.utilities import is_of_another, utilities, without_suppliers


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("获得用水“321服务”", {"water"}),
        ("用水用气报装", {"water", "gas"}),
        ("装表接电", {"power"}),
        ("开通天然气", {"gas"}),
        ("集中供暖", {"heat"}),
        ("gas connection", {"gas"}),
        ("电子营业执照全程网办,提高服务水平", set()),
    ],
)
def test_supplies_are_read_from_their_names(text: str, named: set[str]) -> None:
    assert utilities(text) == named


def test_the_nearest_words_decide_and_silence_excludes_nothing() -> None:
    gas = frozenset({"gas"})
    assert is_of_another(gas, "", "获得用水3个工作日", "用水用气报装")
    assert not is_of_another(gas, "", "办理时限3个工作日", "用水用气报装")
    assert not is_of_another(gas, "3个工作日")
    assert not is_of_another(frozenset(), "用水3个工作日")


def test_powers_days_are_no_answer_for_gas(answer: Callable[..., Answer]) -> None:
    given = answer("安庆市用气报装要几天")
    assert "高压" not in given.text
    assert "35" not in given.text


def test_who_supplies_is_not_who_asks() -> None:
    assert without_suppliers("供电企业10千伏用户办电") == "供电10千伏用户办电"
    assert without_suppliers("燃气经营企业和自来水公司") == "燃气和自来水"
    assert without_suppliers("提供企业服务，电信公司") == "提供企业服务，电信公司"
