"""The day that a question asks about."""

from __future__ import annotations

import datetime as dt

import pytest

from index.questions.asked_days import asked_day, without_asked_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至2021年5月1日还有效的规定", dt.date(2021, 5, 1)),
        ("截止到2021年5月1号的入户政策", dt.date(2021, 5, 1)),
        ("截至二〇二一年五月三十一日的入户政策", dt.date(2021, 5, 31)),
        ("截止2021.5.1还管用的", dt.date(2021, 5, 1)),
        ("rules in force as of 2021-05-01", dt.date(2021, 5, 1)),
        ("as of 1 June 2022, how long does registration take", dt.date(2022, 6, 1)),
        ("as at December 31st, 2022 fees", dt.date(2022, 12, 31)),
    ],
)
def test_a_day_is_named_in_figures_characters_and_words(text: str, day: dt.date) -> None:
    assert asked_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至2022年6月有效的优待规定", dt.date(2022, 6, 30)),
        ("截至2024年2月的现行办法", dt.date(2024, 2, 29)),
        ("截至2021年底还有效的标准", dt.date(2021, 12, 31)),
        ("截至2022年个人所得税适用什么规定", dt.date(2022, 12, 31)),
        ("截至2021有效的规定", dt.date(2021, 12, 31)),
        ("rules in force as of 2021", dt.date(2021, 12, 31)),
        ("which regulations applied as of June 2022, valid or not", dt.date(2022, 6, 30)),
    ],
)
def test_a_month_or_a_year_is_its_last_day_where_what_holds_is_asked(
    text: str, day: dt.date
) -> None:
    assert asked_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "截至2020年底要建成多少个",
        "截至2022年6月有多少户企业",
        "as of 2021 how many companies were set up",
        "截至2021年6月31日",
        "截至2021年13月有效的规定",
        "2021年5月1日发布的规定",
        "2026年5月什么时候截止报名",
        "in force as often as 2021 others",
        "2020年的方案",
        "身份证有效期截止2023年5月，过期怎么办",
        "申请截止2024年6月底的补贴政策有哪些",
        "工龄截止到2014年9月30日怎么计算，有什么规定",
        "截止到2000元以下的奖励规定",
        "截止到2000平方米的仓库执行什么标准",
    ],
)
def test_other_dates_ask_for_no_day(text: str) -> None:
    assert asked_day(text) is None


def test_the_day_is_no_part_of_a_number() -> None:
    assert without_asked_day("截至2021年5月1日的国发4号") == "，的国发4号"
