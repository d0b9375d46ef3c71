"""Which sentence, figure or unit of a clause answers, on documents of one city."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.answering.records import Answer

PLAN = """宣城市优化营商环境工作方案
宣政办〔2023〕8号
一、主要任务
1.提高办案质效。简单破产案件原则上6个月内审结;普通破产案件原则上2年内审结,特殊情况可适当延长但不超过3年。
2.规范服务大厅。市县两级大厅统一规划为“六个区”,即咨询导办区、综合受理区、后台审批区、统一出件区、自助服务区、\
休息等待区;逐步关闭自设的服务大厅,落实应进必进,统一服装上岗、统一佩戴工牌。
3.集中行政许可。与营商环境相关的行政许可事项尽量集中;单办事项或者专业性强、勘查要求高的事项不集中。
4.优化税费服务。提升优化缴费流程,年度纳税缴费时间由120小时压缩至100小时以内,增值税留抵退税3个工作日办结;\
一类、二类出口企业退税即时办结。以办税大厅整体搬迁至市民中心为契机,实现一厅通办。
5.减少申报次数。合并申报财产和行为税,全年纳税次数压减到6次。
6.提高供电可靠性。计划停电提前7天、临时停电提前24小时通过短信告知用户。
7.开展年度检查。2023年10月份,由市营商办牵头组织,对各部门问题整改情况进行抽查回访。
8.严格报送。每月16日前,各单位要将工作开展情况报市营商办;2023年底前完成总结工作。
9.畅通举报渠道。举报电话为6688990,对企业举报在5个工作日内答复。
10.奖励技术中心。对新认定的国家级、省级、市级企业技术中心,自认定之日起一次性分别给予100万元、50万元、20万元奖励。
11.整治噪声扰民。划定夜间施工禁止区域。（牵头单位：市生态环境局；责任单位：市公安局、市住房城乡建设局、市城市管理局、市交通运输局、市文化和旅游局、市市场监管局、市教育局、市卫生健康委）
宣城市人民政府办公室
2023年3月5日
"""
RULE = """宣城市信访事项申请办法
宣政〔2023〕9号
第一条 为规范申请,制定本办法。
第二条 热线工单应当在5个工作日内办结。
第三条 申请人自知道之日起超过三年提出申请的,受理机关不予受理。
第四条 本办法自2023年6月1日起施行。2015年3月1日印发的《宣城市热线工单办理规定》（宣政〔2015〕3号）同时废止。
宣城市人民政府
2023年5月10日
"""
OLD = """宣城市热线工单办理规定
宣政〔2015〕3号
第一条 为规范热线,制定本规定。
第二条 热线工单应当在20个工作日内办结。
宣城市人民政府
2015年3月1日
"""


@pytest.fixture(scope="module")
def said(
    store_of: Callable[..., Store], always: Callable[[Draft], Assessment]
) -> Callable[[str], Answer]:
    store = store_of({"plan.txt": PLAN, "rule.txt": RULE, "old.txt": OLD})
    return lambda question: ask(store, question, decision=always)


def test_the_special_case_is_said_with_the_rule(said: Callable[[str], Answer]) -> None:
    text = said("宣城普通破产案件多久审结").text
    assert "普通破产案件 审结 ≤ 2 年" in text
    assert text.endswith("特殊情况可适当延长但不超过3年")  # no extension of three years
    assert "6 个月" not in text


def test_the_longest_row_is_the_list(said: Callable[[str], Answer]) -> None:
    text = said("宣城服务大厅要分成哪几块地方").text
    assert all(part in text for part in ("咨询导办区", "统一出件区", "休息等待区"))


def test_hours_asked_for_are_answered_in_hours(said: Callable[[str], Answer]) -> None:
    assert "100 小时" in said("宣城企业一年花在缴税上的时间压到多少小时").text
    assert "3 个工作日" not in said("宣城企业一年花在缴税上的时间压到多少小时").text


def test_times_asked_for_are_counted_in_times(said: Callable[[str], Answer]) -> None:
    assert said("宣城企业全年要报几次税").text == "宣城市：全年纳税次数 6 次"


def test_figures_in_a_row_share_what_follows_the_last(said: Callable[[str], Answer]) -> None:
    text = said("宣城计划停电要提前几天告知用户").text
    assert "7 天" in text
    assert "24" not in text


@pytest.mark.parametrize(("level", "amount"), [("国家级", "100"), ("省级", "50"), ("市级", "20")])
def test_figures_in_a_row_share_what_leads_in_to_the_first(
    said: Callable[[str], Answer], level: str, amount: str
) -> None:
    """What stands before the first alone would make it the answer for every group."""
    found = said(f"宣城对{level}企业技术中心一次性给予多少奖励")
    assert [one.measure.value for one in found.measures] == [amount]


def test_a_long_list_of_units_is_cut_without_a_figure_of_our_own(
    said: Callable[[str], Answer],
) -> None:
    text = said("宣城噪声扰民由谁负责整治").text
    assert text.endswith("市市场监管局等")
    assert not any(character.isdigit() for character in text)


def test_a_character_in_no_word_finds_its_sentence(said: Callable[[str], Answer]) -> None:
    assert "搬迁至市民中心" in said("宣城税务大厅搬哪儿去了").text


def test_both_parts_of_a_question_are_answered(said: Callable[[str], Answer]) -> None:
    text = said("宣城抽查回访 什么时候 谁组织").text
    assert "2023年10月份" in text
    assert "市营商办" in text
    called = said("宣城举报打哪个电话,几天答复")
    assert "6688990" in called.text
    assert "5 个工作日" in called.text or "5个工作日" in called.text


def test_what_recurs_answers_what_is_due_every_month(said: Callable[[str], Answer]) -> None:
    assert "每月16日前" in said("宣城每个月几号前报工作开展情况").text


def test_a_case_is_quoted_with_what_follows(said: Callable[[str], Answer]) -> None:
    assert "超过三年提出申请的,受理机关不予受理" in said("宣城信访申请超过多久不予受理").text


def test_before_something_is_no_old_rule(said: Callable[[str], Answer]) -> None:
    assert "5 个工作日" in said("宣城热线工单在回访以前几天办结").text
    assert "20 个工作日" in said("以前宣城热线工单几天办结").text


def test_who_asks_for_the_old_rule_gets_it_marked(said: Callable[[str], Answer]) -> None:
    assert "5 个工作日" in said("宣城热线工单多久办结").text
    old = said("宣城老规定里热线工单多久办结").text
    assert "20 个工作日" in old
    assert old.startswith("注意：")
