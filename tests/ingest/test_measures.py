"""A figure is shown with what it measures, for whom, and its bound; names are not figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.measures import extract_measures


def found(text: str) -> list[tuple[str, str | None, str, str, str | None]]:
    """Return (subject, condition, comparator, value, unit) of each measure."""
    return [
        (m.subject, m.condition, m.comparator, m.value, m.unit)
        for m in extract_measures(text, heading="标题")
    ]


def test_the_subject_said_once_is_carried_to_every_group() -> None:
    text = "用气报装时限压减至小型商户8个工作日、大型项目18个工作日、居民小区28个工作日。"
    assert found(text) == [
        ("用气报装时限", "小型商户", "=", "8", "个工作日"),
        ("用气报装时限", "大型项目", "=", "18", "个工作日"),
        ("用气报装时限", "居民小区", "=", "28", "个工作日"),
    ]


def test_each_group_keeps_its_own_limit() -> None:
    text = "一般项目从申请到验收，审批时间控制在70个工作日以内；简易项目从申请到验收，审批时间不超过15个工作日。"
    assert found(text) == [
        ("审批时间", "一般项目从申请到验收", "<=", "70", "个工作日"),
        ("审批时间", "简易项目从申请到验收", "<=", "15", "个工作日"),
    ]


def test_a_baseline_is_not_a_limit_of_its_own() -> None:
    (measure,) = extract_measures("证件办理时限由15个工作日缩短到7个工作日。")
    assert (measure.value, measure.baseline, measure.subject) == ("7", "15", "证件办理时限")


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit"),
    [
        ("办理时间不超过20天。", "<=", "20", "天"),
        ("应当在两个工作日内办结。", "<=", "2", "个工作日"),
        ("应当在十五日内答复。", "<=", "15", "日"),
        ("在4个工作小时内签收。", "<=", "4", "个工作小时"),
        ("网办率不低于98.5%。", ">=", "98.5", "%"),
        ("材料减少三分之一以上。", ">=", "33.33", "%"),
        ("达标比例占百分之八十。", "=", "80", "%"),
        ("最高给予50万元补助。", "<=", "50", "万元"),
        ("投资额1,500万元以下。", "<=", "1500", "万元"),
        ("免费刻制四枚公章。", "=", "4", "枚"),
        ("停电时间不超过13 7小时。", "<=", "13.7", "小时"),
        ("容量放宽至160千瓦。", "=", "160", "千瓦"),
        ("超过30人的，启动处置。", ">", "30", "人"),
        ("满意率低于70%的单位。", "<", "70", "%"),
        ("有效期五年。", "=", "5", "年"),
    ],
)
def test_bounds_units_and_numerals(text: str, comparator: str, value: str, unit: str) -> None:
    (measure,) = extract_measures(text)
    assert (measure.comparator, measure.value, measure.unit) == (comparator, value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "拨打12345热线咨询。",
        "推进“一网通办”和“最多跑一次”改革。",
        "升级2.0版系统，建设5G基站，控制PM2.5。",
        "落实办电“321”服务标准。",
        "依照国发〔2020〕24号和本办法第三条办理。",
        "自2020年1月1日起施行。",
        "一件事一次办。",
        "成立于1998年。",
    ],
)
def test_names_codes_and_plain_dates_are_no_measures(text: str) -> None:
    assert found(text) == []


def test_deadlines_keep_their_date_and_what_recurs() -> None:
    text = "每月25日前报送进展，18日前报送问题，2020年底前完成整改。"
    assert [m.value for m in extract_measures(text)] == ["每月25日", "每月18日", "2020年底"]


def test_a_table_row_takes_its_subject_from_the_header() -> None:
    text = "|序号|事项|办理时限|\n|1|用水报装|3个工作日|\n|2|用气报装|5个工作日|"
    assert found(text) == [
        ("办理时限", "用水报装", "=", "3", "个工作日"),
        ("办理时限", "用气报装", "=", "5", "个工作日"),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "由",
                "15个工作日",
                "缩短到",
                "7天",
                "，",
                "。",
                "|",
                "\n",
                "两",
                "每月",
                "3日前",
                "不超过",
                "百分之",
                "“",
                "”",
                "时限",
                "高压用户",
            ]
        ),
        max_size=20,
    ).map("".join)
    | st.text(max_size=60)
)
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    measures = extract_measures(text)
    assert all(0 <= m.start < m.end <= len(text) for m in measures)
    spans = [(m.start, m.end) for m in measures]
    assert spans == sorted(spans)
    assert extract_measures(text) == measures


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["3个工作日内，", "由5天压缩到3天", "|1|2天", "百分之", "12"])
def test_a_huge_clause_takes_linear_time(piece: str) -> None:
    extract_measures(piece * (200_000 // len(piece)))
