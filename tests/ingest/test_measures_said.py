"""Deadlines in all their forms, and what figures measure where the words are spread out."""

from __future__ import annotations

import pytest

from ingest.measures import extract_measures
from ingest.records import Measure, MeasureKind


def found(text: str) -> list[Measure]:
    return list(extract_measures(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每季度考核结果在月底前公布。", "月底"),
        ("8月中旬前完成整改。", "8月中旬"),
        ("2018年内实现全覆盖。", "2018年内"),
        ("确保年内完成建设。", "年内"),
        ("2021年6月前完成改造。", "2021年6月"),
        ("2020年第三季度末前上线运行。", "2020年第三季度末"),
        ("2020年12月底前取得明显成效。", "2020年12月底"),
        ("每年年底前向社会公开。", "每年年底"),
    ],
)
def test_deadlines_are_read(text: str, value: str) -> None:
    (measure,) = found(text)
    assert (measure.kind, measure.value, measure.comparator) == (MeasureKind.DEADLINE, value, "<=")


@pytest.mark.parametrize(
    "text",
    [
        "截至2025年12月底，全市共有企业若干。",
        "2022年9月1日至2023年8月31日期间出生的适龄儿童。",
        "2025年11月30日前生育的，按原渠道发放。",
        "2020年内控制度建设取得进展。",
        "2015年1月1日前建成的项目除外。",
        "经市政府第15届130次常务会议通过。",
        "且当日能够办结的，须延时办理完毕。",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("进口整体通关时间压缩到40小时以内，出口不超过3小时。", "出口整体通关时间", None),
        ("线上办理时限不超过1日，线下不超过3日。", "线下办理时限", None),
        ("保密的期限由当事人约定，最长不得超过三年。", "保密的期限", None),
        ("小组会上的发言，不超过十五分钟。", "小组会上的发言", None),
        (
            "登记信息的保存时间自其退出平台之日起不少于3年。",
            "登记信息的保存时间",
            "自其退出平台之日起",
        ),
        ("留样保存期限不得少于产品期限届满后6个月。", "留样保存期限", "产品期限届满后"),
        ("经营单位应当将转移记录保存10年以上。", "转移记录保存", None),
        ("应当自提出请求之日起30日内确认债权债务关系。", "确认债权债务关系", "自提出请求之日起"),
        ("处分的期间为：警告，六个月；记过，十二个月。", "处分的期间", "记过"),
        ("机关可以给予停止执业三个月以上的处罚。", "停止执业", None),
        ("补助金按照上年度职工月平均工资的六倍计发。", "补助金", None),
    ],
)
def test_the_subject_is_found_where_the_sentence_has_it(
    text: str, subject: str, condition: str | None
) -> None:
    last = found(text)[-1]
    assert (last.subject, last.condition) == (subject, condition)


def test_ages_between_two_bounds_are_a_range() -> None:
    first, second = found("年满60周岁不满65周岁的老年人享受半价。")
    assert (first.comparator, first.value, first.subject) == (">=", "60", "年龄")
    assert (second.comparator, second.value, second.subject) == ("<", "65", "年龄")


def test_shares_written_with_a_stroke_are_percentages() -> None:
    (share,) = found("会议有2/3以上委员出席方可举行。")
    assert (share.value, share.unit, share.comparator) == ("66.67", "%", ">=")


def test_the_lowest_living_standard_is_no_bound() -> None:
    first, second = found("按最低生活保障标准的1.6倍发放，不低于供养标准20%。")
    assert (first.comparator, second.comparator) == ("=", ">=")
