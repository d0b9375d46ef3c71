"""Figures that stand beside others of their sentence: changes and levels, tiers, lists of cases."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures


def values(text: str) -> list[tuple[str, str, str | None]]:
    return [(m.value, m.comparator, m.baseline) for m in extract_measures(text)]


def subjects(text: str) -> list[str]:
    return [m.subject for m in extract_measures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("逾期率下降0.3个百分点，降至1.2%。", [("0.3", "=", None), ("1.2", "=", None)]),
        ("公示时间缩短5天，压缩至3天以内。", [("5", "=", None), ("3", "<=", None)]),
        ("缴费比例提高2个百分点至8%。", [("2", "=", None), ("8", "=", None)]),
        ("公示时间由5天，压缩至3天。", [("3", "=", "5")]),
        ("补助由每人每月500元提高到每人每月600元。", [("600", "=", "500")]),
        (
            "补助由每人每年7200元提高到每人每月650元。",
            [("7200", "=", None), ("650", "=", None)],
        ),
    ],
)
def test_how_far_something_changes_is_no_baseline(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert values(text) == expected


def test_a_level_after_a_change_is_of_what_changes() -> None:
    assert subjects("公示时间缩短5天，压缩至3天。") == ["公示时间缩短", "公示时间"]


def test_two_lower_bounds_in_a_row_are_two_shares() -> None:
    text = "网办率达80%以上，85%以上申办事项一次办成。"
    assert subjects(text) == ["网办率", "申办事项"]
    assert [sign for _, sign, _ in values(text)] == [">=", ">="]


@pytest.mark.parametrize(
    "text",
    [
        "补助标准由每人每月500元、450元统一调整为600元。",
        "补助标准不超过500元但不低于300元。",
    ],
)
def test_no_figure_is_the_subject_of_another(text: str) -> None:
    assert set(subjects(text)) == {"补助标准"}


def test_counts_side_by_side_are_of_one_thing() -> None:
    assert subjects("免费刻制公章1套4枚。") == ["免费刻制公章"] * 2


def test_a_year_before_a_share_is_no_figure() -> None:
    assert "满意度" in subjects("群众满意度2023年达到88%。")[0]


def test_a_figure_right_before_another_is_its_case() -> None:
    (_, last) = extract_measures("伤残赔偿按年龄折算：0至6岁按50%计算。")[-2:]
    assert last.condition is not None
    assert "0至6岁" in last.condition


@pytest.mark.parametrize("text", ["预计一二年内建成。", "每组三四人。", "约五六个月后完工。"])
def test_two_numerals_in_a_row_are_about_so_many(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n1、用户申请；\n2、110千伏及以上的项目另行答复。", ["110"]),
        ("\n一、未成年的人；\n二、十八周岁以上的人。", ["18"]),
        ("办理时限为2、5个工作日。", ["2", "5"]),
    ],
)
def test_the_mark_of_an_item_is_no_first_number_of_a_list(text: str, expected: list[str]) -> None:
    assert [value for value, _, _ in values(text)] == expected


@pytest.mark.parametrize("text", ["县长王某5日作工作报告。", "县民政局15日称将提高标准。"])
def test_news_tell_the_day_and_no_duration(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize("text", ["收到材料后5日作出决定。", "公示5日后发证。"])
def test_days_in_which_something_is_done_stay(text: str) -> None:
    assert values(text)[0][0] == "5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业施工许可压缩至50个工作日。", ["企业施工许可"]),
        ("按设备投资额给予3%、不超过300万元的补助。", ["补助", "补助"]),
        ("居民人均预期寿命提高到80岁。", ["居民人均预期寿命"]),
        ("废水排放总氮15mg/L，氨2.5mg/L。", ["废水排放总氮", "氨"]),
        ("可返还其上年度实际缴纳失业保险费的50%。", ["返还上年度实际缴纳失业保险费"]),
        ("丧葬补助金：为6个月的职工月平均工资。", ["丧葬补助金"]),
        ("对承租户，3个月房租免收。", ["房租"]),
        ("累计得分达到100分的准予落户。", ["累计得分"]),
        (
            "10千伏及以下客户平均接电时间，涉及外线工程的压缩至8天，不涉及外线工程的压缩至3天。",
            ["电压", "10千伏及以下客户平均接电时间", "10千伏及以下客户平均接电时间"],
        ),
    ],
)
def test_what_is_measured_beside_other_words(text: str, expected: list[str]) -> None:
    assert subjects(text) == expected


def test_the_lowest_wage_is_no_bound() -> None:
    (measure,) = extract_measures("失业保险金按本市最低工资标准的70%发放。")
    assert measure.condition is not None
    assert measure.condition.endswith("本市最低工资标准")


def test_whom_a_rise_is_for_is_not_what_rises() -> None:
    first, last = extract_measures(
        "抚恤金标准为：配偶每月40%，孤儿每人每月在上述标准的基础上增加10%。"
    )
    assert last.subject == first.subject
    assert last.condition == "孤儿,每人每月,在上述标准的基础上"


def test_within_a_margin_is_at_most() -> None:
    assert values("可以在50%的税额幅度内减征。") == [("50", "<=", None)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100马力以上的拖拉机享受补贴。", "100", "马力"),
        ("用电量180度及以下的不加价。", "180", "度"),
    ],
)
def test_units_of_tariffs_and_machines(text: str, value: str, unit: str) -> None:
    assert (value, unit) in [(m.value, m.unit) for m in extract_measures(text)]


def test_who_requests_keeps_the_word_whole() -> None:
    assert subjects("请求裁决公司支付加班费8000元。") == ["请求裁决公司支付加班费"]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("边长大于等于4米。", ">="),
        ("边长大于或者等于4米。", ">="),
        ("边长等于或大于4米。", ">="),
        ("厚度小于等于3毫米。", "<="),
        ("厚度小于或等于3毫米。", "<="),
        ("厚度等于或者小于3毫米。", "<="),
        ("厚度小于3毫米。", "<"),
    ],
)
def test_a_bound_may_hold_its_figure(text: str, sign: str) -> None:
    (measure,) = extract_measures(text)
    assert measure.comparator == sign
    assert measure.subject in ("边长", "厚度")


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("农业普查每10年进行一次。", "农业普查", "每10年"),
        ("古树至少每三个月进行一次。", "古树", "每三个月"),
        ("应当每5年联合检查一次。", "联合检查", "每5年"),
        ("规划每五年左右修订一次。", "修订", "规划,每五年左右"),
        ("每多缴纳1年可减少1个月变动待遇等待期。", "变动待遇等待期", "每多缴纳1年可减少"),
    ],
)
def test_how_often_and_how_long_are_no_part_of_what(
    text: str, subject: str, condition: str
) -> None:
    last = extract_measures(text)[-1]
    assert (last.subject, last.condition) == (subject, condition)


def test_a_class_of_ships_is_not_counted() -> None:
    assert extract_measures("建设一千吨级及以上泊位。")[0].subject != "级"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("间隔时间不得少于一年六个月。", [("18", ">=", None)]),
        ("保护期为7年零6个月。", [("90", "=", None)]),
        ("有一百万元人民币以上的注册资本。", [("100", ">=", None)]),
        ("并处5万元人民币以下的罚款。", [("5", "<=", None)]),
        ("可以通航三百吨级以上船舶。", [("300", ">=", None)]),
        ("暂停营业3个月至1年。", [("3", ">=", None), ("1", "<=", None)]),
        ("密度大于1.72克/立方厘米。", [("1.72", ">", None)]),
        ("每千名老人有床位30张。", [("30", "=", None)]),
        ("加价到最低水价的两倍。", [("2", "=", None)]),
    ],
)
def test_what_belongs_to_one_figure(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", ["储量低于二亿五千万立方米。", "补助3万5000元。"])
def test_the_tail_of_a_number_is_no_figure(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize("text", ["拆下的零件或者材料。", "更换零件1套。"])
def test_parts_are_no_count_of_nought(text: str) -> None:
    assert "0" not in [value for value, _, _ in values(text)]


def test_what_follows_a_number_reached_is_not_counted() -> None:
    assert subjects("违法记录累积达到十起后再违反的，公告其号牌。") != ["后再违反"]


@pytest.mark.parametrize(
    ("text", "subject", "baseline"),
    [
        ("通行证收费标准由每证80元降为每证60元。", "通行证收费标准", "80"),
        ("护照收费标准由每本90元降为每本70元。", "护照收费标准", "90"),
        ("符合条件的博士享受最长36个月的住房租赁补贴。", "住房租赁补贴", None),
        ("给予最长6个月的住房租金补贴。", "住房租金", None),
        ("两点之间的距离等于五米。", "两点之间的距离", None),
    ],
)
def test_whole_words_say_what_a_figure_is_of(text: str, subject: str, baseline: str | None) -> None:
    (measure,) = extract_measures(text)
    assert (measure.subject, measure.baseline) == (subject, baseline)


def test_about_how_often_is_no_part_of_what_is_done() -> None:
    (measure,) = extract_measures("理事会会议每三年左右召开一次。")
    assert (measure.subject, measure.condition) == ("理事会会议", "每三年左右")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理后5日说明理由。", [("5", "=", None)]),
        ("连续旷工15日作自动离职处理。", [("15", "=", None)]),
        ("逾期30日作废。", [("30", "=", None)]),
        ("县长王某5日作政府工作报告时提出，全县收入增长3%。", [("3", "=", None)]),
        ("县统计局5日表示，全县收入增长3%。", [("3", "=", None)]),
    ],
)
def test_only_news_name_a_day_of_the_month(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("月最低工资标准从2590元调整到2690元，增加100元。", "增加"),
        ("小时最低工资标准由每小时22元调整为24元，上调9%。", "上调"),
        ("特困人员供养标准每人每月1500元，比上年增加了100元。", "比上年增加了"),
        ("停车收费标准由每小时5元降为4元，下降1元。", "下降"),
        ("每户补贴300元，低保家庭增加100元。", "低保家庭,增加"),
        ("每人每月补贴300元，退休人员每人每月再增加50元。", "退休人员,每人每月,再增加"),
    ],
)
def test_by_how_much_a_sum_changes_is_no_level(text: str, condition: str) -> None:
    level, *_, change = extract_measures(text)
    assert change.condition == condition
    assert "增加" not in (level.condition or "")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("多子女家庭最高贷款额度上浮20%。", "多子女家庭最高贷款额度上浮"),
        ("对返乡创业的，贴息比例提高1个百分点。", "贴息比例提高"),
        ("逾期不缴的，每日加收千分之二的滞纳金。", "滞纳金"),
    ],
)
def test_a_change_is_said_once(text: str, subject: str) -> None:
    (change,) = extract_measures(text)
    assert change.subject == subject
    assert not any(word in (change.condition or "") for word in ("上浮", "提高", "加收"))


def test_a_level_from_a_baseline_is_of_what_changes() -> None:
    text = "城区老人高龄津贴每人每月提高50元，由100元提高到150元。"
    change, level = extract_measures(text)
    assert change.subject.endswith("提高")
    assert not level.subject.endswith("提高")
