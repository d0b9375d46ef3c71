"""What words name as classes, quantities and exceptions."""

from __future__ import annotations

import time

import pytest

from ingest.text.alignment import Span
from service.answering.groups.asked import asked_group
from service.answering.groups.classes import mentions, mentions_of
from service.answering.groups.fitting import is_of_others
from service.answering.groups.narrowing import of_group_only
from service.answering.groups.negations import core, left_out
from service.answering.groups.quantities import asked_quantities, group_quantities
from service.answering.groups.series import SERIES


def classes(text: str, series: str) -> set[str]:
    return {c for m in mentions(text) if m.series == series for c in m.classes}


@pytest.mark.parametrize(
    ("text", "series", "expected"),
    [
        ("低压非居民用户", "household", {"非居民"}),
        ("凭居民身份证办理", "household", set()),
        ("本科及以上学历", "schooling", {"本科", "硕士", "博士", "博士后"}),
        ("大专学历及以下", "schooling", {"幼儿园", "小学", "初中", "高中", "中专", "大专"}),
        ("中级以上职称", "title", {"中级", "副高", "正高"}),
        ("高级工", "title", set()),
        ("高级技师", "skill", {"高级技师"}),
        ("中小微企业", "size", {"微型", "小型", "中型"}),
        ("国家、省、市级示范社", "level", {"国家级", "省级", "市级"}),
        ("县级以上人民政府", "level", {"县级", "市级", "省级", "国家级", "世界级"}),
        ("一级至四级伤残", "级", {"1", "2", "3", "4"}),
        ("一、二级医疗机构", "级", {"1", "2"}),
        ("二级及以上资质", "级", {"0", "1", "2"}),
        ("三年级", "级", set()),
        ("第二套住房", "套", {"2"}),
        ("两套方案", "套", set()),
        ("再次认定", "次", {"2", "3"}),
        ("甲类、乙类仓库", "甲乙丙丁", {"甲", "乙"}),
        ("AAA级景区", "A", {"AAA"}),
        ("3A级", "A", {"AAA"}),
        ("信用等级是C的企业", "A", {"C"}),
        ("三孩家庭", "孩", {"3"}),
        ("家有一孩子", "孩", set()),
        ("二孩及以上家庭", "孩", {str(n) for n in range(2, 12)}),
        ("三星级以上酒店", "星", {str(n) for n in range(3, 12)}),
        ("B2驾照", "A", {"B2"}),
        ("特等奖", "等", {"0"}),
        ("未成年人免票", "of age", {"未成年"}),
        ("完成人员培训", "of age", set()),
        ("实用新型专利", "patent", {"实用新型"}),
    ],
)
def test_classes_are_read_with_their_relations(text: str, series: str, expected: set[str]) -> None:
    assert classes(text, series) == expected


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("建筑面积100平方米以下的餐饮店", "80平米", "250平"),
        ("对2000千瓦以上的工业用户", "3000千瓦", "1500千瓦"),
        ("种植面积50亩以上不足200亩的大户", "120亩", "200亩"),
        ("缴费满5年不满10年的", "交了7年", "交了12年"),
        ("存栏300头至499头的养猪场", "400头", "600头"),
        ("50-99马力的拖拉机", "80马力", "120马力"),
        ("60周岁以上老年人", "65岁", "五十九岁"),
        ("从业人员300人以上的企业", "五百人", "120人"),
        ("建筑高度超过100米的住宅", "120米", "100米"),
        ("年营业收入2000万元以上的企业", "营收3000万", "营收800万"),
        ("居住满一年不满三年的", "住了两年", "才住半年"),
        ("连续缴存一年以上的职工", "缴了两年", "缴了半年"),
        ("35蒸吨以下的燃煤锅炉", "20蒸吨", "40蒸吨"),
    ],
)
def test_a_number_is_in_the_range_of_a_group_or_not(text: str, inside: str, outside: str) -> None:
    [group] = group_quantities(text)
    assert [one.meets(group) for one in asked_quantities(inside)] == [True]
    assert [one.meets(group) for one in asked_quantities(outside)] == [False]
    assert {one.dimension for one in asked_quantities(inside)} == {group.dimension}


@pytest.mark.parametrize(
    "text",
    [
        "审批用时不超过20天,",
        "处1万元以上5万元以下的罚款",
        "补助10万元以内,期限三年",
        "在15个工作日内办结",
        "可申请最高50万元的创业担保贷款",
        "给予最高50万元的一次性奖励",
        "发放不超过5万元的创业补贴",
        "交纳不超过1万元的保证金",
    ],
)
def test_a_figure_that_answers_names_no_group(text: str) -> None:
    assert group_quantities(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "单项投资不超过400万元的道路附属设施",
        "财产总额不超过20万元的，不另行交纳",
        "技术转让所得不超过500万元的部分",
        "每次收入不超过4000元的，减除费用800元",
        "年收入不超过5万元的家庭",
        "500万元以下的小微企业贷款",
        "超过50万元的创业担保贷款",
        "超过500万元的履约保证金",
        "不超过10万元的小额贷款，免除反担保",
        "不超过100万元的部分",
        "注册资本不低于1000万元的企业",
        "不超过20人的科研团队",
        "年租金不超过3万元的商铺",
        "按每人不超过800元的标准计算补贴总额",
    ],
)
def test_a_bound_that_something_has_still_names_a_group(text: str) -> None:
    assert len(group_quantities(text)) == 1


@pytest.mark.parametrize(
    "text", ["最高几十万", "一年能领多少", "每3年一次", "第2天", "2023年", "上半年"]
)
def test_these_are_no_quantities_of_a_question(text: str) -> None:
    assert asked_quantities(text) == ()


def test_a_long_row_of_numbers_is_read_in_no_time() -> None:
    began = time.process_time()
    assert group_quantities("1," * 4000) == ()
    assert time.process_time() - began < 3  # 20 s, were each read to the end of the row


def test_units_of_different_kinds_are_not_compared() -> None:
    asked = asked_group("我有30平方米")
    assert is_of_others("种植面积50亩以上的大户", asked) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("除住宅项目外,其他项目", "住宅"),
        ("竣工检验(不含高压用户)", "高压"),
        ("非重点排污单位", "重点排污"),
        ("公示时间除外", "公示时间"),
        ("用不着高压", "高压"),
        ("没电梯的房子", "电梯"),
    ],
)
def test_what_is_left_out_is_read(text: str, words: str) -> None:
    assert words in [core(one.words) for one in left_out(text)]


@pytest.mark.parametrize(
    "text",
    [
        "非法占用",
        "无人机",
        "除尘设施",
        "免除费用",
        "有没有补贴",
        "没收工具",
        "没办变更登记",
        "没按时申报",
    ],
)
def test_words_that_only_look_like_exceptions_leave_nothing_out(text: str) -> None:
    assert left_out(text) == ()


def test_a_question_says_what_it_does_not_mean() -> None:
    asked = asked_group("云桥市不是住家,也用不着高压,低压接电几天", ["云桥市"])
    assert asked.wanted == {"voltage": {"低压"}}
    assert asked.unwanted == {"voltage": {"高压"}, "household": {"居民"}}


def test_a_long_row_of_numbers_is_looked_through_once() -> None:
    begun = time.process_time()
    assert mentions("一、" * 10_000) == ()
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text",
    [
        "高压用户不超过15个工作日，低压居民用户2个工作日",
        "本科及以上学历、二级甲等医院和AAA级企业，第二套住房除外",
        "甲类、乙类和三孩家庭，中小微企业",
        "不涉及任何一类的文字",
    ],
)
def test_one_series_is_what_all_of_them_have_of_it(text: str) -> None:
    named = {one.name for one in SERIES} | {one.series for one in mentions(text)}
    for series in named:
        assert mentions_of(series, text) == tuple(m for m in mentions(text) if m.series == series)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("注册资本不低于100万元的企业", (1e6, True)),
        ("不得少于50人的企业", (50, True)),
        ("高于30万元的企业", (3e5, False)),
    ],
)
def test_what_is_not_less_is_at_least(text: str, bounds: tuple[float, bool]) -> None:
    (quantity,) = group_quantities(text)
    assert (quantity.low, quantity.low_in) == bounds
    assert quantity.high == float("inf")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("博士、本科毕业生分别一次性给予20万元、7万元购房补贴", "本科生购房补贴"),
        ("硕士每月生活补贴900元、租房补贴600元", "大专生租房补贴"),
    ],
)
def test_no_piece_of_a_list_is_told_without_its_figure(text: str, question: str) -> None:
    whole = Span(0, len(text))
    assert of_group_only(text, whole, asked_group(question)) == (whole,)


def test_the_years_after_the_first_are_told_apart_from_it() -> None:
    first, later = mentions("第一年300元"), mentions("以后每年200元")
    asked = next(iter(mentions("第二年起每年交多少"))).classes
    assert asked & later[0].classes
    assert not asked & first[0].classes


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("怀孕未满4个月流产的产假为15天", [(float("-inf"), 4.0)]),
        ("怀孕满4个月流产,享受42天产假", [(4.0, float("inf"))]),
        ("入职已满6个月离职,发给补助", [(6.0, float("inf"))]),
        ("满6个月后发放补助", []),
        ("满6个月方可申请", []),
    ],
)
def test_an_event_after_a_length_of_time_is_a_case(
    text: str, bounds: list[tuple[float, float]]
) -> None:
    assert [(one.low, one.high) for one in group_quantities(text)] == bounds
