"""Unlike figures never stand side by side; like ones do, whatever they are called."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from index import AskedWord
from ingest.records import Measure, MeasureKind
from service.comparing.alignment import aligned, grouped, side_by_side
from service.comparing.conditions import condition_classes
from service.comparing.records import Row
from service.comparing.subjects import same_subject, subject_of
from service.comparing.units import comparable_value, unit_family
from service.comparing.value_texts import value_text

if TYPE_CHECKING:
    from service.answering.records import Source

POWER = ("用电报装", "获得电力", "办电", "接电")


def figure(
    subject: str,
    condition: str | None = None,
    value: str = "5",
    unit: str = "个工作日",
    kind: MeasureKind = MeasureKind.DURATION,
) -> Measure:
    return Measure(
        kind=kind, subject=subject, condition=condition, value=value, unit=unit, start=0, end=1
    )


@pytest.mark.parametrize(
    ("unit", "family"),
    [
        ("个工作日", "工作日"),
        ("工作日", "工作日"),
        ("天", "日"),
        ("个自然日", "日"),
        ("个工作小时", "工作小时"),
        ("小时", "小时"),
        ("万元", "元"),
        ("%", "%"),
        ("个", "个"),
        ("年", "月"),
        ("个月", "月"),
        ("个季度", "月"),
        (None, ""),
    ],
)
def test_units_have_families(unit: str | None, family: str) -> None:
    assert unit_family(unit) == family


def test_values_of_a_family_compare_as_numbers() -> None:
    two_thousand = figure("补贴", value="2000", unit="元", kind=MeasureKind.MONEY)
    half = figure("补贴", value="0.5", unit="万元", kind=MeasureKind.MONEY)
    assert comparable_value(two_thousand) < comparable_value(half) == Decimal(5000)
    assert comparable_value(figure("租期", value="3", unit="年")) == Decimal(36)
    deadline = figure("完成", value="2020年底", unit="", kind=MeasureKind.DEADLINE)
    assert comparable_value(deadline) == "2020年底"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("平均办电时间", "高压用户"), figure("用电报装办理时限", "低压居民用户")),
        (figure("供电报装"), figure("用电报装办理时限")),
        (figure("10千伏及以上高压客户平均接电时间"), figure("办电时间", "高压用户")),
        (figure("400伏及以下低压客户办电时间"), figure("办电时间", "高压用户")),
        (
            figure("单职工最高额度", unit="万元", kind=MeasureKind.MONEY),
            figure("最高额度", "单缴存职工", unit="万元", kind=MeasureKind.MONEY),
        ),
        (figure("全流程"), figure("办电时间")),
        (
            figure("审批时间", "社会投资项目从立项到竣工验收备案"),
            figure("审批用时", "一般社会投资项目从申报立项到竣工验收"),
        ),
        (figure("办电公告期"), figure("企业办电公告时间")),
        (figure("全市既有小区办电的平均办理时间"), figure("平均办理时间", "既有小区办电业务")),
        (figure("办理时限(工作日)", unit="工作日"), figure("办电时间")),
        (
            figure("课后服务", "每天", unit="小时"),
            figure("课后服务时间每个上学日", unit="小时"),
        ),
        (
            figure("一次性补贴", unit="万元", kind=MeasureKind.MONEY),
            figure("补贴", unit="万元", kind=MeasureKind.MONEY),
        ),
        (
            figure("一次性奖励", "按时缴费的", unit="元", kind=MeasureKind.MONEY),
            figure("一次性奖励", unit="元", kind=MeasureKind.MONEY),
        ),
        (
            figure("调整后的标准", unit="元", kind=MeasureKind.MONEY),
            figure("标准", unit="元", kind=MeasureKind.MONEY),
        ),
    ],
)
def test_the_same_in_other_words_is_one_subject(one: Measure, other: Measure) -> None:
    assert same_subject(subject_of(one, POWER), subject_of(other, POWER))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("办电时间"), figure("办电时间", unit="天")),
        (figure("办电时间"), figure("供水报装办理时限")),
        (figure("办电时间"), figure("行政审批总时长")),
        (figure("法定时限(工作日)"), figure("承诺时限(工作日)")),
        (figure("法定时限(工作日)"), figure("办电时间")),
        (
            figure("从项目备案到取得施工许可证", unit="天"),
            figure("审批时间", "从批准到竣工验收", unit="天"),
        ),
        (figure("从项目备案到取得施工许可证"), figure("办理时限")),
        (
            figure("环节", unit="个", kind=MeasureKind.COUNT),
            figure("材料", unit="个", kind=MeasureKind.COUNT),
        ),
        (
            figure("补贴", "博士", unit="万元", kind=MeasureKind.MONEY),
            figure("补贴", "博士每月", unit="元", kind=MeasureKind.MONEY),
        ),
        (
            figure("企业缴费比例", unit="%", kind=MeasureKind.PERCENTAGE),
            figure("个人缴费比例", unit="%", kind=MeasureKind.PERCENTAGE),
        ),
        (figure("平均办理时间", "新建小区办电业务"), figure("既有小区办电的办理时间")),
        (
            figure("课后服务", "每天", unit="小时"),
            figure("课后服务", "每周", unit="小时"),
        ),
        (
            figure("月最低工资标准", unit="元", kind=MeasureKind.MONEY),
            figure("小时最低工资标准", unit="元", kind=MeasureKind.MONEY),
        ),
        (
            figure("补贴", unit="元", kind=MeasureKind.MONEY),
            figure("补贴", unit="元/月", kind=MeasureKind.MONEY),
        ),
    ],
)
def test_unlike_things_are_two_subjects(one: Measure, other: Measure) -> None:
    assert not same_subject(subject_of(one, POWER), subject_of(other, POWER))


@pytest.mark.parametrize(
    ("question", "one", "other", "same"),
    [
        ("月最低工资标准是多少", "调整后的月最低工资标准", "全日制用工月最低工资标准", True),
        ("月最低工资是多少", "调整后的月最低工资标准", "全日制用工月最低工资标准", True),
        ("最低工资标准是多少", "最低工资标准", "非全日制用工最低工资标准", False),
        ("小微企业用电报装零投资的容量", "小微企业", "小微企业用电报装零投资", True),
        ("购房补贴多少", "购房补贴", "补贴", True),
        ("补贴多少", "补贴标准", "高校毕业生租房补贴", False),
        ("纳税时间多少小时", "纳税时间", "企业年度纳税时间", True),
        ("工资多少", "工资", "离休干部护理人员工资", False),
    ],
)
def test_what_is_called_as_in_the_question_is_what_is_asked_about(
    question: str, one: str, other: str, same: bool
) -> None:
    matter = ("最低工资标准", "用电报装", "小微企业", "补贴") if "纳税" not in question else ()
    subjects = [
        subject_of(figure(name, unit="元", kind=MeasureKind.MONEY), matter, question)
        for name in (one, other)
    ]
    assert same_subject(subjects[0], subjects[1]) is same
    assert same_subject(subjects[1], subjects[0]) is same


def test_what_a_name_ends_with_says_what_the_name_does() -> None:
    names = ("公积金贷款", "最高", "额度")
    one, other, another = (
        subject_of(figure(subject, unit="万元", kind=MeasureKind.MONEY), names)
        for subject in ("单职工最高贷款额度", "公积金贷款最高额度", "商业贷款最高额度")
    )
    assert same_subject(one, other)
    assert not same_subject(one, another)


def test_figures_of_two_matters_of_one_question_stand_apart() -> None:
    words = (
        AskedWord(text="办电", names=("用电报装", "获得电力")),
        AskedWord(text="企业开办", names=("开办企业",)),
        AskedWord(text="高压用户", names=("高压客户",)),
    )
    figures = [
        figure("用电报装办理时限", "单电源"),
        figure("企业开办时间"),
        figure("办结", "开办企业"),
        figure("全流程"),
        figure("高压用户"),
    ]
    rows = [Row(place="a", found=True, measure=one) for one in figures]
    groups = {row.measure: row.group for row in aligned(rows, words)[0]}
    power, business, also_business, whole, high = (groups[one] for one in figures)
    assert power != business == also_business
    assert power == whole == high


def test_what_only_conditions_name_is_no_matter() -> None:
    words = (
        AskedWord(text="用气报装", names=("供气报装",)),
        AskedWord(text="外线工程", names=("接入工程",)),
    )
    figures = [figure("供气报装"), figure("办结", "有外线工程")]
    rows = [Row(place="a", found=True, measure=one) for one in figures]
    assert len(aligned(rows, words)[1]) == 1


def test_what_names_two_matters_goes_with_each() -> None:
    words = (
        AskedWord(text="用水报装", names=("供水报装",)),
        AskedWord(text="用气报装", names=("供气报装",)),
    )
    both, gas, water = (
        figure("用水用气报装办理时限"),
        figure("办结", "供气报装"),
        figure("供水报装"),
    )
    for pair, groups in (((both, gas), 1), ((both, water), 1), ((gas, water), 2)):
        rows = [Row(place="a", found=True, measure=one) for one in pair]
        assert len(aligned(rows, words)[1]) == groups


def test_what_one_clause_tells_apart_is_never_alike() -> None:
    conditions = ("新车价格10万元以下,补贴新能源车", "新车价格10万元以下,燃油车", "燃油车")
    figures = [figure("补贴", one, unit="元", kind=MeasureKind.MONEY) for one in conditions]
    assert condition_classes(figures[:2], (), ["a", "b"]) == [0, 0]
    assert condition_classes(figures[:2], (), ["a", "a"]) == [0, 1]
    new, old, elsewhere = condition_classes(figures, (), ["a", "a", "b"])
    assert new != old == elsewhere


def test_the_year_that_a_limit_is_for_is_no_condition() -> None:
    measures = [figure("纳税时间", unit="小时"), figure("企业年度纳税时间", unit="小时")]
    assert condition_classes(measures, ("纳税时间",)) == [0, 0]


def test_a_subject_that_names_the_matter_is_no_condition() -> None:
    measures = [figure("抵押登记"), figure("办结", "抵押登记")]
    assert condition_classes(measures, ("抵押登记", "不动产登记")) == [0, 0]


def test_of_a_row_of_things_the_one_asked_about_is_the_condition() -> None:
    row, own = figure("办结", "存量房转移登记、抵押登记"), figure("办结", "抵押登记")
    named = figure("办理时限", "抵押登记业务办理时限")
    assert condition_classes([own, named], ("抵押登记",)) == [0, 0]
    assert condition_classes([own, row, figure("办结", "转移登记、查封登记")], ("抵押登记",)) == [
        0,
        0,
        1,
    ]


def test_a_figure_without_a_span_does_not_join_two_with_different_spans() -> None:
    plain = figure("审批时间")
    short = figure("审批时间", "从立项到取得许可证")
    long = figure("审批时间", "从备案登记到竣工验收")
    assert grouped([subject_of(one) for one in (plain, short, long)]) == [0, 0, 1]
    assert grouped([subject_of(one) for one in (long, short, plain)]) == [0, 1, 0]


def test_like_conditions_are_one_class() -> None:
    conditions = [
        "高压用户从提出申请到装表接电,不含用户工程",
        "低压用户",
        "居民用户",
        "高压单电源用户",
        "低压居民用户",
        "低压非居民用户",
        "居民用电报装",
    ]
    classes = condition_classes([figure("办电时间", one) for one in conditions], POWER)
    high, low, home, high_single, low_home, low_other, home_power = classes
    assert high == high_single != low
    assert home == low_home == home_power
    assert low_other not in (home, high)


@pytest.mark.parametrize(
    "conditions",
    [
        ["低压居民用户", "高压单电源用户", "低压用户", "居民用户", "高压用户"],
        ["高压用户", "低压用户", "居民用户", "低压居民用户", "高压单电源用户"],
    ],
)
def test_classes_do_not_depend_on_which_place_comes_first(conditions: list[str]) -> None:
    classes = condition_classes([figure("办电时间", one) for one in conditions], POWER)
    of = dict(zip(conditions, classes, strict=True))
    assert of["居民用户"] == of["低压居民用户"] != of["低压用户"]
    assert of["高压用户"] == of["高压单电源用户"]
    assert len(set(classes)) == 3


def test_all_of_a_district_is_no_condition() -> None:
    conditions = ("全区范围内企业", None, "全市范围企业", "全区范围内小微企业")
    classes = condition_classes([figure("企业开办时间", one) for one in conditions], ("企业开办",))
    assert classes == [0, 0, 0, 1]


def test_a_subject_can_be_what_elsewhere_is_the_condition() -> None:
    assert side_by_side(figure("一般登记"), figure("办结", "一般登记")) > 0
    assert side_by_side(figure("办结", "抵押登记"), figure("办结", "一般登记")) == 0
    assert side_by_side(figure("办结", "一般登记"), figure("办结", "一般登记", unit="天")) == 0


def test_what_a_subject_says_the_other_says_in_its_condition() -> None:
    asked = ("不动产登记",)
    mortgage = figure("抵押登记办理时间", None, "2")
    assert side_by_side(figure("办结", "抵押登记"), mortgage, asked) > 0
    reply = figure("方案答复时限", "高压用户", "6")
    assert side_by_side(figure("办电时间", "高压用户"), reply, POWER) == 0
    assert side_by_side(figure("方案答复时间", "高压单电源用户"), reply, POWER) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("办电时间", "10千伏高压单电源客户"), figure("办电", "高压用户")),
        (figure("办电时间", "低压小微企业"), figure("办电", "低压非居民用户")),
        (figure("用气接入"), figure("用气报装")),
        (figure("项目备案时间", "全区范围内企业"), figure("项目备案整体时间")),
        (figure("供水报装", "无外线工程"), figure("办结", "用水用气报装无外线工程")),
        (figure("企业开办全流程办理时间"), figure("办结", "全程")),
        (figure("纳税时间", unit="小时"), figure("纳税人年纳税时间", unit="小时")),
        (figure("办结", "90%以上的出口退税"), figure("正常退税平均办理时间", "一类出口企业")),
        (
            figure("保证金", "项目估算价", unit="%", kind=MeasureKind.PERCENTAGE),
            figure("依法招标项目的保证金", "估算价", unit="%", kind=MeasureKind.PERCENTAGE),
        ),
        (figure("不动产一般登记、抵押登记", value="2"), figure("办结", "抵押登记", "0", "日")),
    ],
)
def test_figures_of_two_plans_go_side_by_side(one: Measure, other: Measure) -> None:
    names = ("办电", "企业开办")
    assert side_by_side(one, other, names) > 0
    assert side_by_side(other, one, names) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("办电时间", "高压单电源用户"), figure("办电时间", "高压双电源用户")),
        (figure("办电", "低压用户,无外线工程"), figure("办电", "低压用户,涉及占掘路施工")),
        (figure("审批时间", "政府投资项目"), figure("审批时间", "社会投资项目")),
        (figure("办结", "小型用水项目"), figure("办结", "小型用气项目")),
        (figure("办结", "抵押登记", "0", "日"), figure("审批", "施工许可")),
        (figure("安家补助", "博士", "50", "万元"), figure("安家费", "硕士", "15", "万元")),
    ],
)
def test_classes_that_exclude_each_other_do_not(one: Measure, other: Measure) -> None:
    assert side_by_side(one, other, ("办电",)) == 0


def test_what_is_done_at_once_stands_with_any_time() -> None:
    subjects = [
        subject_of(figure("抵押登记", value=value, unit=unit))
        for value, unit in (("0", "日"), ("1", "个工作日"), ("2", "小时"))
    ]
    assert grouped(subjects) == [0, 0, 1]
    assert value_text(figure("抵押登记", value="0", unit="日")) == "即时"


def test_a_group_has_a_heading_where_its_first_figure_has_none() -> None:
    rows = [
        Row(place=place, found=True, measure=figure(subject))
        for place, subject in (("a", ""), ("b", "办理时限"))
    ]
    _, groups = aligned(rows, ())
    assert [group.subject for group in groups] == ["办理时限"]


def test_a_group_that_nothing_names_is_called_as_its_clause() -> None:
    clause, document = SimpleNamespace(id="c", heading="", path=()), SimpleNamespace(title="标准表")
    source = SimpleNamespace(clause=clause, document=SimpleNamespace(**vars(document), region=None))
    row = Row(place="a", found=True, measure=figure(""), source=cast("Source", source))
    assert [group.subject for group in aligned([row], ())[1]] == ["标准表"]
