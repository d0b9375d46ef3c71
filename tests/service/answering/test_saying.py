"""Figures said in Chinese and in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Clause, Measure, MeasureKind
from service.answering.english import english_date, english_value
from service.answering.figures.saying import say
from service.answering.figures.values import is_striven, value_of
from service.answering.wording.evidence import Topic

NOTHING = Topic((), ())
ClauseOf = Callable[..., Clause]


def _measure(text: str, printed: str, **fields: MeasureKind | str | None) -> Measure:
    start = text.index(printed)
    given = {"kind": MeasureKind.DURATION, "subject": "办理时间", **fields}
    return Measure(start=start, end=start + len(printed), **given)  # type: ignore[arg-type]


def test_what_groups_share_is_said_once(clause_of: ClauseOf) -> None:
    text = "办理时间:企业不超过10天,个人不超过5天。"
    measures = [
        _measure(text, "10天", condition="企业", comparator="<=", value="10", unit="天"),
        _measure(text, "5天", condition="个人", comparator="<=", value="5", unit="天"),
    ]
    assert say(measures, clause_of(text), NOTHING) == "企业 办理时间 ≤ 10 天；个人 ≤ 5 天"


def test_a_group_within_a_group_stands_in_its_brackets(clause_of: ClauseOf) -> None:
    text = "企业10天(其中有分店的15天)。"
    measures = [
        _measure(text, "10天", condition="企业", value="10", unit="天"),
        _measure(text, "15天", condition="企业,有分店", value="15", unit="天"),
    ]
    assert say(measures, clause_of(text), NOTHING) == "企业 办理时间 10 天(有分店 15)"


def test_a_figure_without_a_subject_is_quoted(clause_of: ClauseOf) -> None:
    text = "在规定窗口交表后3天取证。"
    measure = _measure(text, "3天", subject="优化服务", value="3", unit="天")
    assert say([measure], clause_of(text, "优化服务"), NOTHING) == "在规定窗口交表后3天取证"


def test_whose_time_it_is_may_stand_before_a_figure_of_another_kind(clause_of: ClauseOf) -> None:
    text = "小型项目的审批环节不超过6个、审批用时不超过20天。"
    steps = _measure(text, "6个", kind=MeasureKind.COUNT, value="6", unit="个")  # type: ignore[arg-type]
    time = _measure(text, "20天", subject="审批用时", comparator="<=", value="20", unit="天")
    clause = Clause(**{**_fields(clause_of(text)), "measures": (steps, time)})  # type: ignore[arg-type]
    assert say([time], clause, NOTHING) == text.rstrip("。")


def test_days_of_work_and_days_are_kept_apart(clause_of: ClauseOf) -> None:
    text = "办理时间5个工作日。"
    measure = _measure(text, "5个工作日", value="5", unit="个工作日")
    assert value_of(measure, clause_of(text)) == "5 个工作日"
    text = "办理时间5天。"
    assert value_of(_measure(text, "5天", value="5", unit="天"), clause_of(text)) == "5 天"


@pytest.mark.parametrize("printed", ["2/3", "三分之二"])
def test_a_fraction_is_said_as_printed(printed: str, clause_of: ClauseOf) -> None:
    text = f"出资不少于{printed}。"
    measure = _measure(
        text, printed, kind=MeasureKind.PERCENTAGE, comparator=">=", value="66.67", unit="%"
    )
    assert value_of(measure, clause_of(text)) == f"≥ {printed}"


def test_a_baseline_is_said_to_be_one(clause_of: ClauseOf) -> None:
    text = "办理时间由15天压缩到7天。"
    measure = _measure(text, "7天", value="7", unit="天", baseline="15")
    assert value_of(measure, clause_of(text)) == "7 天(由 15 天)"


def test_at_once_is_said_as_printed(clause_of: ClauseOf) -> None:
    text = "执照当场办结。"
    measure = _measure(text, "当场", value="0", unit="日")
    assert value_of(measure, clause_of(text)) == "当场办结"


def test_striving_binds_only_the_figure_that_follows(clause_of: ClauseOf) -> None:
    text = "办理时间10天,力争压缩至7天。"
    clause = clause_of(text)
    first = _measure(text, "10天", value="10", unit="天")
    second = _measure(text, "7天", value="7", unit="天")
    clause = Clause(**{**_fields(clause), "measures": (first, second)})
    assert not is_striven(first, clause)
    assert is_striven(second, clause)


def test_the_day_by_which_it_is_striven_for_is_part_of_the_aim(clause_of: ClauseOf) -> None:
    text = "一般登记3天办结。力争2025年底前压缩至1天。"
    clause = clause_of(text)
    now = _measure(text, "3天", value="3", unit="天")
    day = _measure(text, "2025年底", kind=MeasureKind.DEADLINE, value="2025年底", unit=None)
    aim = _measure(text, "1天", value="1", unit="天")
    clause = Clause(**{**_fields(clause), "measures": (now, day, aim)})
    assert [is_striven(one, clause) for one in (now, aim)] == [False, True]


def _fields(clause: Clause) -> dict[str, object]:
    return {name: getattr(clause, name) for name in Clause.__slots__}


@pytest.mark.parametrize(
    ("printed", "fields", "english"),
    [
        (
            "40个工作日",
            {"value": "40", "unit": "个工作日", "comparator": "<="},
            "at most 40 working days",
        ),
        ("1个工作日", {"value": "1", "unit": "个工作日"}, "1 working day"),
        ("7天", {"value": "7", "unit": "天", "comparator": ">="}, "at least 7 days"),
        ("3个自然日", {"value": "3", "unit": "个自然日"}, "3 calendar days"),
        ("2小时", {"value": "2", "unit": "小时", "comparator": "<"}, "less than 2 hours"),
        (
            "3个",
            {"value": "3", "unit": "个", "kind": MeasureKind.COUNT, "subject": "办理环节"},
            "3 steps",
        ),
        ("5%", {"value": "5", "unit": "%", "kind": MeasureKind.PERCENTAGE}, "5%"),
        (
            "80万元",
            {"value": "80", "unit": "万元", "kind": MeasureKind.MONEY, "comparator": "<="},
            "at most 80 × 10,000 yuan (CNY)",
        ),
        ("2020年底", {"value": "2020年底", "kind": MeasureKind.DEADLINE}, "by the end of 2020"),
    ],
)
def test_figures_in_english(
    printed: str, fields: dict[str, str], english: str, clause_of: ClauseOf
) -> None:
    assert english_value(_measure(printed, printed, **fields), clause_of(printed)) == english


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("2020年12月底前", "the end of December 2020"),
        ("2021年3月5日", "5 March 2021"),
        ("2022年", "2022"),
        ("每月25日", "每月25日"),
    ],
)
def test_dates_in_english(printed: str, english: str) -> None:
    assert english_date(printed) == english
