"""Document numbers as people type them."""

from __future__ import annotations

import pytest

from index.questions.asked_numbers import asked_numbers

PLAN = "津政规〔2020〕7号"


@pytest.mark.parametrize(
    "typed",
    [
        "津政规〔2020〕7号",
        "津政规[2020]7号",
        "津政规(2020)第7号",
        "津政规《2020》7号",
        "津政规2020 7号",
        "津政规 2020 07号",
        "津政规2020年7号",
        "津政规2020-7",
        "津政规〔2020〕7",
        "津政规2020年第7号文",
        "请问津政规2020 7号里办电要几天",
    ],
)
def test_a_number_is_known_however_loosely_it_is_typed(typed: str) -> None:
    assert PLAN in asked_numbers(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "国务院令715号",
        "国务院第715号令",
        "国务院715号令",
        "中华人民共和国国务院令 第 715 号",
        "国务院令715条例",
    ],
)
def test_an_order_is_known_whichever_way_round_it_is_typed(typed: str) -> None:
    assert "国务院令第715号" in asked_numbers(typed)


def test_an_announcement_keeps_its_year() -> None:
    assert "国家税务总局公告2021年第12号" in asked_numbers("国家税务总局公告2021 12号")


def test_a_number_as_printed_has_one_key() -> None:
    assert asked_numbers("按照国办发〔2019〕4号执行") == ("国办发〔2019〕4号",)


@pytest.mark.parametrize(
    "text",
    [
        "办电要多久",
        "津政规2020年7月出的文件",
        "公司2021年5个员工",
        "补贴2020 300元",
        "一年2020 3.5%",
        "给2020 5万",
        "2020年的7号",
        "天津市人民政府令30日后施行吗",
        "国务院令第7条讲了什么",
        "天津市2021年10条惠企措施",
        "国务院2020年12件民生实事",
    ],
)
def test_what_counts_something_is_no_number(text: str) -> None:
    assert asked_numbers(text) == ()
