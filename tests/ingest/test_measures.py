"""A figure is shown with what it measures, for whom, and its bound; names are not figures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.figures.measures import extract_measures


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
        ("管道压力不超过0 4兆帕。", "<=", "0.4", "兆帕"),
        ("收费不超过0 5%。", "<=", "0.5", "%"),
        ("见表0 4个工作日内办结。", "<=", "4", "个工作日"),
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
        "工作日8时30分至18时接听。",
        "提供24小时自助服务。",
        "落实《项目目录(2017年本)》和三年行动计划。",
        "不能当场办理的除外。",
        "每月1日至20日为安静期。",
        "记者15日从市财政局获悉，平台13日在政务网上线。",
        "市政府6日发布通知。",
        "截至2020年2月11日24时，工程已经开工。",
    ],
)
def test_names_codes_and_plain_dates_are_no_measures(text: str) -> None:
    assert found(text) == []


def test_a_group_in_brackets_stands_under_the_group_outside() -> None:
    text = (
        "低压用户平均办电时间压缩至10个工作日以内(其中有外部工程的平均办电时间压缩至15个工作日以内;"
        "无外部工程的平均办电时间压缩至5个工作日以内);居民用户办电时间压缩至3个工作日以内。"
    )
    assert [(m.condition, m.value) for m in extract_measures(text)] == [
        ("低压用户", "10"),
        ("低压用户,有外部工程", "15"),
        ("低压用户,无外部工程", "5"),
        ("居民用户", "3"),
    ]


def test_values_listed_respectively_find_their_groups() -> None:
    text = "对博士、硕士、本科毕业生,每人每月分别发放5000元、2000元、600元生活补贴。"
    assert found(text) == [
        ("生活补贴", "博士", "=", "5000", "元"),
        ("生活补贴", "硕士", "=", "2000", "元"),
        ("生活补贴", "本科毕业生", "=", "600", "元"),
    ]


def test_a_list_that_does_not_match_its_groups_claims_no_condition() -> None:
    text = "对博士、硕士,分别发放5000元、2000元、600元生活补贴。"
    assert [m.condition for m in extract_measures(text)] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("给予10%—20%的价格扣除。", [(">=", "10", "%"), ("<=", "20", "%")]),
        ("在3至5个工作日内办结。", [(">=", "3", "个工作日"), ("<=", "5", "个工作日")]),
        ("处一万元以上五万元以下罚款。", [(">=", "1", "万元"), ("<=", "5", "万元")]),
        ("处5000元以上3万元以下罚款。", [(">=", "5000", "元"), ("<=", "3", "万元")]),
        ("并处违法所得五倍以上十倍以下罚款。", [(">=", "5", "倍"), ("<=", "10", "倍")]),
        ("处三年以上七年以下有期徒刑。", [(">=", "3", "年"), ("<=", "7", "年")]),
    ],
)
def test_a_range_is_two_bounds_of_one_thing(text: str, bounds: list[tuple[str, str, str]]) -> None:
    measures = extract_measures(text)
    assert [(m.comparator, m.value, m.unit) for m in measures] == bounds
    assert len({(m.subject, m.condition) for m in measures}) == 1


def test_the_bound_of_a_share_may_stand_before_what_it_is_a_share_of() -> None:
    assert found("投标保证金不超过项目估算价的2%。") == [
        ("投标保证金", "项目估算价", "<=", "2", "%")
    ]


def test_who_gets_how_much_of_what_and_for_what_each() -> None:
    text = "企业招用毕业生的，按每人1500元给予补贴，每家企业每年最高20万元。"
    assert found(text) == [
        ("补贴", "企业招用毕业生,每人", "=", "1500", "元"),
        ("补贴", "企业招用毕业生,每家企业每年", "<=", "20", "万元"),
    ]


def test_a_time_runs_from_the_event_named() -> None:
    text = "登记机关应当自收到申请之日起三十日内作出决定。"
    assert found(text) == [("作出决定", "自收到申请之日起", "<=", "30", "日")]


def test_a_baseline_in_another_unit_is_no_limit_and_no_baseline() -> None:
    (measure,) = extract_measures("全流程由2个工作日压减至4个工作小时以内。")
    assert (measure.value, measure.unit, measure.baseline) == ("4", "个工作小时", None)


def test_at_once_is_a_limit_where_something_must_be_done() -> None:
    assert found("注销登记当日办结，查封登记即时办结，当日天气晴。") == [
        ("办结", "注销登记", "<=", "1", "日"),
        ("办结", "查封登记", "=", "0", "日"),
    ]


def test_days_that_are_counted_are_no_day_of_the_month() -> None:
    text = "复核后公示5日，开办企业1日办结，暂停不少于15日，于10日内答复。"
    assert [(m.value, m.unit) for m in extract_measures(text)] == [
        (days, "日") for days in ("5", "1", "15", "10")
    ]


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


@pytest.mark.parametrize("piece", ["3个工作日内，", "由5天压缩到3天", "|1|2天", "百分之", "12"])
def test_a_huge_clause_takes_linear_time(assert_linear: Any, piece: str) -> None:
    assert_linear(extract_measures, piece)


def test_each_of_a_group_keeps_the_group() -> None:
    (one,) = extract_measures("全日制博士毕业生来本市就业的，每人给予生活补贴10万元。")
    assert one.condition == "全日制博士毕业生来本市就业,每人"
    (one,) = extract_measures("每人每月补贴600元。")
    assert (one.subject, one.condition) == ("补贴", "每人每月")


@pytest.mark.parametrize(
    "text",
    [
        "以北纬二十度零九分三十七秒、东经一百一十度四十一分为界。",
        "灯桩位于北纬20度13分30秒，东经109度55分。",
        "北纬39°12′30″，东经118°12′06″。",
        "位于东经124度30分；",
    ],
)
def test_minutes_and_seconds_of_arc_are_no_figures(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("领海宽度为十二海里。", "12", "海里", "size"),
        ("锚泊点距岸不少于3海里。", "3", "海里", "size"),
        ("航速不超过12海里/小时。", "12", "海里/小时", "size"),
        ("每千瓦时加价2分钱，用于库区维护。", "2", "分", "money"),
        ("电价降低1.5分/千瓦时。", "1.5", "分/千瓦时", "money"),
        ("上网电价每千瓦时提高0.5分。", "0.5", "分", "money"),
        ("对垃圾发电每度补贴五分钱。", "5", "分", "money"),
        ("考核满意度达到80分以上。", "80", "分", "count"),
        ("每次扣2分，扣完为止。", "2", "分", "count"),
        ("未分类的垃圾每吨扣2分。", "2", "分", "count"),
        ("每公斤不合格产品扣除3分。", "3", "分", "count"),
        ("游泳用时3分20秒以内。", "20", "秒", "duration"),
        ("水温20度30分钟后取出。", "30", "分钟", "duration"),
        ("加热至90度10秒后冷却。", "10", "秒", "duration"),
    ],
)
def test_nautical_miles_and_hundredths_of_a_yuan(
    text: str, value: str, unit: str, kind: str
) -> None:
    (measure,) = extract_measures(text)
    assert (measure.value, measure.unit, measure.kind) == (value, unit, kind)


@pytest.mark.parametrize(
    ("text", "values", "unit", "subject"),
    [
        ("村务监督委员会由五至九人组成。", ("5", "9"), "人", "村务监督委员会"),
        ("选举委员会由7至17名委员组成。", ("7", "17"), "名", None),
        ("可以委托一至二人作为诉讼代理人。", ("1", "2"), "人", "诉讼代理人"),
        ("每次献血量一至二个治疗单位。", ("1", "2"), "个", None),
        ("联席会议每年举行一到两次。", ("1", "2"), "次", None),
        ("业主代表不足十户的，推选三至五户。", ("3", "5"), "户", None),
    ],
)
def test_what_runs_from_one_number_to_another_is_counted(
    text: str, values: tuple[str, str], unit: str, subject: str | None
) -> None:
    *_, low, high = extract_measures(text)
    assert [(m.comparator, m.value, m.unit, m.baseline) for m in (low, high)] == [
        (">=", values[0], unit, None),
        ("<=", values[1], unit, None),
    ]
    assert subject in (None, high.subject)


@pytest.mark.parametrize(
    "text",
    [
        "第三至五人作为候补。",
        "一至三类医疗器械实行分类管理。",
        "小学一至六年级开展课后服务。",
        "排名前三至五个的街道。",
        "周一至五个别窗口开放。",
        "一对一、人对人帮扶。",
        "一至二级响应。",
    ],
)
def test_classes_ranks_and_days_are_not_counted(text: str) -> None:
    assert found(text) == []


def test_each_of_several_groups_is_counted_by_its_own_name() -> None:
    said = extract_measures("仲裁委员会由副主任二至四人和委员七至十一人组成。")
    assert [(m.value, m.subject[-3:]) for m in said] == [
        ("2", "副主任"),
        ("4", "副主任"),
        ("7", "委员"),
        ("11", "委员"),
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [("设立3个和平公园。", "和平公园"), ("审结5件和解案件。", "和解案件")],
)
def test_a_name_that_begins_like_and_is_counted(text: str, subject: str) -> None:
    (measure,) = extract_measures(text)
    assert measure.subject == subject


def test_a_change_that_is_made_up_of_parts_keeps_its_baseline() -> None:
    (measure,) = extract_measures("审批环节由5个压缩至2个。新的流程由窗口人员组成专班。")
    assert (measure.value, measure.baseline) == ("2", "5")
