"""Bounds that stand apart from their figure, and numbers that are none or half of one."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures


def _bounds(text: str) -> list[str]:
    return [f"{m.comparator}{m.value}{m.unit or ''}" for m in extract_measures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("低压、高压、双电源用户办电分别不超过4个、12个、22个工作日。", "<=4 <=12 <=22"),
        ("用水、用气报装分别压减至3个、5个工作日以内。", "<=3 <=5"),
        ("两类事项分别至少提前2个、7个工作日公告。", ">=2 >=7"),
    ],
)
def test_a_bound_holds_for_every_figure_of_a_series(text: str, expected: str) -> None:
    assert _bounds(text) == [f"{one}个工作日" for one in expected.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每个窗口至少设置2个评价渠道。", ">=2个"),
        ("专班至少应当每月召开1次会议。", ">=1次"),
        ("申请人最多填报9个志愿。", "<=9个"),
        ("涉税事项最多跑一次160项。", "=160项"),
        ("每户最高可获得30万元补助。", "<=30万元"),
        ("租期最长可延长至12年。", "<=12年"),
        ("企业只能登记一个名称，经登记的名称受法律保护。", "<=1个"),
        ("同一人员身份信息只能用于享受一次创业补贴。", "<=1次"),
        ("在6000元限额内据实报销。", "<=6000元"),
        ("取水口周围300米范围内禁止停靠船舶。", "<=300米"),
        ("法定最高刑为不满五年有期徒刑的。", "<5年"),
        ("提高年度最高支付限额2000元。", "=2000元"),
    ],
)
def test_a_bound_may_stand_before_a_verb_or_after_a_limit(text: str, expected: str) -> None:
    assert _bounds(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设计规模500立方米/日以上的水厂。", ">=500立方米/日"),
        ("年处理能力不低于8万吨/年。", ">=8万吨/年"),
        ("贷款利率加点不超过60个基点。", "<=60个基点"),
    ],
)
def test_units_of_a_rate_are_whole(text: str, expected: str) -> None:
    assert _bounds(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "3月18日8时40分和19日20时15分各有一次。",
        "自2026年1月1日起至12月31日享受待遇。",
        "申请书写明取水量、年内各月的用水量。",
        "按照5 5%计算。",
    ],
)
def test_times_periods_and_torn_numbers_are_no_figures(text: str) -> None:
    assert _bounds(text) == []


def test_a_lost_point_before_percent_is_put_back_where_only_one_reading_is_left() -> None:
    assert _bounds("供电可靠率达到99 7%以上。") == [">=99.7%"]


def test_a_yearly_date_keeps_its_year_with_a_particle() -> None:
    assert _bounds("应当在每年的11月30日前报送计划。") == ["<=每年的11月30日"]


@pytest.mark.parametrize("text", ["条件：\n1.70周岁以上的；\n2.独居的。", "1.70周岁以上；\n2.独居"])
def test_the_mark_of_an_item_is_no_part_of_its_number(text: str) -> None:
    (measure,) = extract_measures(text)
    assert (measure.value, text[measure.start : measure.end]) == ("70", "70周岁")


def test_a_decimal_at_the_start_of_a_line_stays_whole() -> None:
    assert _bounds("1.5万元以下的，\n免收。") == ["<=1.5万元"]


@pytest.mark.parametrize(
    "text",
    ["（注：适用于2029年12月31日前退休的参保人）。", "力争2024年秋季学期开学前出台办法。"],
)
def test_dates_that_say_who_or_which_term_are_no_deadlines(text: str) -> None:
    assert _bounds(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("连续缴费3年（含3年）以上的，可以申领。", ">=3年"),
        ("三层（含三层）以上住宅应当设计。", ">=3层"),
        ("接收人员超过40人（含40人）的，可以认定。", ">=40人"),
        ("标志应当自公布之日起二十四小时内设置完毕。", "<=24小时"),
        ("建筑层数不超过4层。", "<=4层"),
        ("线上申请的，即时到账。", "=0日"),
    ],
)
def test_words_right_after_a_figure_bound_it(text: str, expected: str) -> None:
    assert _bounds(text) == [expected]


def test_how_often_is_no_term() -> None:
    (measure,) = extract_measures("主管部门应当每3年修订1次目录。")
    assert (measure.value, measure.unit, measure.condition) == ("1", "次", "每3年")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自被解除职务之日起未逾五年的，不得担任。", "<=5年"),
        ("展品未超过三个月的，可以延期。", "<=3个月"),
        ("捐赠额未超过其申报的应纳税所得额百分之三十的部分，可以扣除。", "<=30%"),
        ("未低于5人的，视为有效。", ">=5人"),
        ("逾五年的，不再追究。", ">5年"),
    ],
)
def test_a_bound_that_is_denied_is_the_other_one(text: str, expected: str) -> None:
    assert _bounds(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("材料请于2月20日17:30前报专班。", "<=2月20日17:30"),
        ("名单于2月18日12时前报送。", "<=2月18日12时"),
        ("支持比例上限由原50%提高至70%。", "<=70%"),
        ("补贴下限由5万元降至3万元。", ">=3万元"),
        ("按照0.5万元/笔的标准予以奖励。", "=0.5万元/笔"),
        ("产量达到或超过前3年平均值的98%。", ">=98%"),
        ("合格率达到或者高于95%得满分。", ">=95%"),
        ("项目达到验收标准后拨付剩余40%资金。", "=40%"),
        ("达到考核目标后兑付其余的50%。", "=50%"),
        ("达到规模标准的企业增长10%。", "=10%"),
        ("消纳场容量达到设计容量90%。", ">=90%"),
        ("达到验收标准后支付不超过合同价60%。", "<=60%"),
    ],
)
def test_bounds_and_units_as_notices_put_them(text: str, expected: str) -> None:
    assert _bounds(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2029年底未完成岗位调整的单位，可以延期。",
        "如年内继续举办，给予支持。",
        "增量是指与2029年12月底相比新增加的税额。",
        "相关企业2月10起及时复工。",
        "继续加强保障！7日，省政府公布了措施。",
        "审计署7日印发通知。",
        "健康发展，7日内蒙古自治区政府出台措施。",
        "原定于1月31日来访的，顺延至2月3日后安排。",
        "这两天要降温，注意保暖。",
        "受疫情影响到2月28日仍无法办理申报的纳税人，可以补办。",
        "报送人员名单（包括总人数、前一日新进场人员）。",
    ],
)
def test_a_state_a_case_and_a_day_of_the_month_are_no_limits(text: str) -> None:
    assert _bounds(text) == []


def test_companies_above_a_size_are_counted_as_companies() -> None:
    measures = extract_measures("抽查4个企业，其中：2个规模以上工业企业，1个大中型项目。")
    assert [m.subject for m in measures] == ["企业", "工业企业", "大中型项目"]
    assert [m.condition for m in measures] == [None, None, None]


def test_goods_and_cases_are_counted_in_their_own_units() -> None:
    text = "验放物资68批次，手套9.4万双，试剂1685盒，存单75只，病例28018例，出动11.2万余人次。"
    assert [f"{m.value}{m.unit}" for m in extract_measures(text)] == [
        "68批次",
        "9.4万双",
        "1685盒",
        "75只",
        "28018例",
        "11.2万人次",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业开办时间由2小时减半小时。", "=2小时 =0.5小时"),
        ("审批时限再缩减半小时。", "=0.5小时"),
        ("工期缩减半年。", "=0.5年"),
        ("办理时间压缩减半天。", "=0.5天"),
        ("租期减半个月。", "=0.5个月"),
        ("代理年费减半年费收取。", "=50%"),
        ("应纳税额减半个人缴纳。", "=50%"),
        ("租金减半年度结算。", "=50%"),
    ],
)
def test_half_of_a_time_is_taken_off_and_not_half_of_what_is_measured(
    text: str, expected: str
) -> None:
    assert _bounds(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("最高可获得奖励50万元。", "<="),
        ("个人最高可贷款300万元。", "<="),
        ("最多可以申请延期3次。", "<="),
        ("最长可延长15日。", "<="),
        ("最高奖励可达100万元。", "<="),
        ("贷款期限最长可达30年。", "<="),
        # What is only possible, or reached, is no limit.
        ("可获得奖励50万元。", "="),
        ("可延长15日。", "="),
        ("可申请延期3次。", "="),
        ("产量可达100万吨。", "="),
        ("补贴达到5万元。", ">="),
        ("最高人民法院可发布3件案例。", "="),
        ("全省最高的3户可获得奖励。", "="),
        ("当日最高气温可升高5%。", "="),
        ("办理最快可提前3天。", "="),
        ("最大的3户可享受优惠。", "="),
    ],
)
def test_the_most_that_is_possible_is_a_bound(text: str, sign: str) -> None:
    assert extract_measures(text)[-1].comparator == sign


def test_what_can_be_had_at_most_is_named_without_the_bound() -> None:
    assert extract_measures("最高可获得奖励50万元。")[0].subject == "奖励"


@pytest.mark.parametrize(
    "text",
    [
        "居民会议由二人至五人主持。",
        "每次检查由二人至五人参加。",
        "每个窗口由二名至五名工作人员值守。",
        "案件由二名至五名审判员合议审理。",
        "由2名至5名执法人员到场检查。",
    ],
)
def test_who_takes_part_is_a_range_and_no_change(text: str) -> None:
    found = [(m.comparator, m.value, m.baseline) for m in extract_measures(text)]
    assert found == [(">=", "2", None), ("<=", "5", None)]
