"""Characters of a question that tell sentences apart, and the shape an answer was asked to have."""

from __future__ import annotations

import pytest

from service.answering.wording.characters import telling_characters
from service.answering.wording.cues import counts_asked, listed, negates_asked

TEXTS = ("办税大厅已整体搬迁", "提升税务服务", "推进税务改革")


def test_what_few_sentences_hold_tells_more() -> None:
    weights = dict(telling_characters("税务大厅搬哪儿去了", (), TEXTS))
    assert weights["搬"] > weights["务"]
    assert sum(weights.values()) == pytest.approx(1.0)


def test_what_none_or_all_hold_tells_nothing_and_neither_do_places() -> None:
    weights = dict(
        telling_characters("黄山税务大厅搬哪儿去了", ("黄山",), (*TEXTS[:1], "税山务搬"))
    )
    assert {"哪", "儿", "税", "山"} & weights.keys() == set()
    assert telling_characters("how long", (), TEXTS) == ()


def test_a_row_of_things_is_a_list_by_its_length() -> None:
    rooms = "设咨询区、受理区、审批区、出件区、自助区、等候区"
    assert listed(rooms) > listed("完善政府、银行、企业联动") > listed("窗口、大厅") == 0
    assert listed("推广“政采贷”“科创贷”“园保贷”“惠农贷”") > 0


def test_a_number_before_what_is_asked_for_counts() -> None:
    assert counts_asked("网络要铺到哪几级", "实现市县乡村四级全覆盖")
    assert not counts_asked("网络要铺到哪几级", "实现全市全覆盖")
    assert not counts_asked("网络怎么铺", "实现市县乡村四级全覆盖")


def test_what_is_not_so_answers_what_is_not() -> None:
    assert negates_asked("哪些事项不纳入集中审批", "专业性强的事项不集中")
    assert not negates_asked("哪些事项不纳入集中审批", "许可事项尽量集中")
    assert not negates_asked("哪些事项纳入集中审批吗", "专业性强的事项不集中")
    assert not negates_asked("哪些事项集中", "不少于三个")
