"""A figure beside others says of what it is, how often it is paid and what it was before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.pipeline import parse
from ingest.records import Clause, Measure, MeasureKind, RawDocument, Source
from service.comparing.completed import completed


def _article(text: str) -> Clause:
    source = Source(uri="a", name="a", sha256="0" * 64)
    whole = f"某市规定\n第一条 {text}\n第二条 本规定自2021年3月1日起施行。\n"
    clauses = parse(RawDocument(source=source, text=whole)).clauses
    return next(clause for clause in clauses if clause.number == "第一条")


Said = tuple[str, str, str | None]
"""A figure as printed, with the subject and the condition that reading gave it."""


def _told(text: str, *figures: Said) -> list[tuple[str, str | None]]:
    """Return subject and condition of each figure of a text, completed."""
    clause = _article(text)
    measures, at = [], 0
    for printed, subject, condition in figures:
        at = clause.text.index(printed, at)
        number = "".join(one for one in printed if one.isdigit())
        money = printed.endswith("元")
        measures.append(
            Measure(
                kind=MeasureKind.MONEY if money else MeasureKind.DURATION,
                subject=subject,
                condition=condition,
                value=number,
                unit=printed.removeprefix(number),
                start=at,
                end=at + len(printed),
            )
        )
    clause = replace(clause, measures=tuple(measures))
    told = completed([(clause, measure) for measure in measures])
    return [(one.subject, one.condition) for one in told.values()]


@pytest.mark.parametrize(
    ("text", "figures", "last"),
    [
        (
            "课后服务收费标准：小学每生每月不超过150元，初中每生每月不超过180元。",
            [("150元", "小学", "每生每月"), ("180元", "初中", "每生每月")],
            ("课后服务收费标准", "初中,每生每月"),
        ),
        (
            "小学课后服务收费每生每学期不超过600元，初中每生每学期不超过800元。",
            [("600元", "小学课后服务收费", "每生每学期"), ("800元", "初中", "每生每学期")],
            ("课后服务收费", "初中,每生每学期"),
        ),
        (
            "小学课后服务收费每生每学期不超过600元，初中每生每学期不超过800元。",
            [("800元", "小学课后服务收费", "初中,每生每学期")],
            ("课后服务收费", "初中,每生每学期"),
        ),
        (
            "单身职工提取额度不超过900元，已婚职工不超过1800元。",
            [("1800元", "单身职工提取额度", "已婚职工")],
            ("提取额度", "已婚职工"),
        ),
        (
            "10千伏及以上高压客户接电时间30天，400伏及以下低压客户15天。",
            [("15天", "10千伏及以上高压客户接电时间", "400伏及以下低压客户")],
            ("接电时间", "400伏及以下低压客户"),
        ),
        (
            "博士研究生发放安家补贴15万元，硕士研究生5万元，本科生2万元。",
            [("5万元", "安家补贴", "硕士研究生"), ("2万元", "本科生补贴", None)],
            ("安家补贴", "本科生"),
        ),
        (
            "义务教育阶段寄宿生生活补助标准为小学每生每年1250元、初中每生每年1500元。",
            [
                ("1250元", "义务教育阶段寄宿生生活补助标准", "小学,每生每年"),
                ("1500元", "初中", "每生每年"),
            ],
            ("义务教育阶段寄宿生生活补助标准", "初中,每生每年"),
        ),
        (
            "供水报装：有外线工程的7日内完成；供气报装：9日内完成。",
            [("7日", "完成", "有外线工程"), ("9日", "完成", None)],
            ("供气报装", None),
        ),
        (
            "报装时限：有外线工程的7日内办结；用水接入9日内办结。",
            [("9日", "用水接入", None)],
            ("用水接入", None),
        ),
        (
            "特困人员供养标准按不低于低保标准3元以上确定，为每人每月1235元。",
            [("3元", "特困人员供养标准", None), ("1235元", "", "每人每月")],
            ("特困人员供养标准", "每人每月"),
        ),
        (
            "单位缴存上限4200元；个人缴存上限2100元，即每人每年25200元。",
            [("2100元", "个人缴存上限", None), ("25200元", "", "每人每年")],
            ("个人缴存上限", "每人每年"),
        ),
    ],
)
def test_what_only_says_for_whom_is_of_what_the_sentence_is_about(
    text: str, figures: list[Said], last: tuple[str, str | None]
) -> None:
    assert _told(text, *figures)[-1] == last


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("来本市就业的博士、硕士，每人每月发放租房补贴1500元、1000元。", "每人每月"),
        ("对博士、硕士，分别给予每月1500元、1000元的生活补贴。", "每月"),
    ],
)
def test_how_often_a_row_of_sums_is_paid_is_said_of_each(text: str, period: str) -> None:
    told = _told(text, ("1500元", "生活补贴", "博士"), ("1000元", "生活补贴", "硕士"))
    assert told == [("生活补贴", f"博士,{period}"), ("生活补贴", f"硕士,{period}")]


def test_how_often_something_else_is_done_is_not_said_of_a_sum() -> None:
    told = _told(
        "每月公布名单，发放一次性补贴1500元。每月10日前给予奖励200元。",
        ("1500元", "一次性补贴", None),
        ("200元", "奖励", None),
    )
    assert told == [("一次性补贴", None), ("奖励", None)]


def _figure(subject: str, value: str, condition: str = "高压用户", unit: str = "日") -> Measure:
    return Measure(
        kind=MeasureKind.DURATION,
        subject=subject,
        condition=condition,
        value=value,
        unit=unit,
        start=0,
        end=1,
    )


def test_the_column_of_before_is_the_baseline_of_the_one_of_now() -> None:
    clause = _article("办理时限见下表。")
    rows = [
        _figure("原时限(工作日)", "30"),
        _figure("办理时限(工作日)", "18"),
        _figure("办理时限(工作日)", "2", "居民用户"),
        _figure("原时限(工作日)", "3", "居民用户"),
    ]
    told = completed([(clause, one) for one in rows])
    assert [(one.value, one.baseline) for one in told.values()] == [("18", "30"), ("2", "3")]


@pytest.mark.parametrize(
    "before",
    [
        _figure("原时限", "30", "低压用户"),
        _figure("原时限", "30", unit="小时"),
        _figure("原有环节", "30"),
        _figure("法定时限", "30"),
    ],
)
def test_what_is_no_former_figure_of_the_same_stays(before: Measure) -> None:
    clause = _article("办理时限见下表。")
    told = completed([(clause, _figure("办理时限", "18")), (clause, before)])
    assert [(one.value, one.baseline) for one in told.values()] == [("18", None), ("30", None)]
