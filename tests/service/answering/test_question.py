"""What kind of thing a question asks for."""

from __future__ import annotations

import pytest

from index import QueryInfo
from ingest.records import MeasureKind
from service.answering.asked.days import DAY_SAID, asks_day, day_said, says_term
from service.answering.asked.kinds import asked_kind, canonical
from service.answering.asked.question import read_question
from service.answering.records import AskedForm, AskedKind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("办理不动产登记需要多长时间", AskedKind.HOW_LONG),
        ("接个水要几天啊", AskedKind.HOW_LONG),
        ("几年没验收的房子怎么交暖气费", AskedKind.HOW),
        ("许可证几年没用就失效", AskedKind.HOW_LONG),
        ("录音要保存几耐", AskedKind.HOW_LONG),
        ("用水 接通 时间", AskedKind.HOW_LONG),
        ("平均停电时间下降到多少小时", AskedKind.HOW_LONG),
        ("how many working days for a licence", AskedKind.HOW_LONG),
        ("每个月几号前要报税", AskedKind.BY_WHEN),
        ("最晚哪天交", AskedKind.BY_WHEN),
        ("When is the tax due?", AskedKind.BY_WHEN),
        ("录取结果何日公布", AskedKind.BY_WHEN),
        ("路灯如何日常维护", AskedKind.HOW),
        ("全市要建多少所托育园", AskedKind.HOW_MANY),
        ("最多填几所学校", AskedKind.HOW_MANY),
        ("自己开店给多少创业的钱", AskedKind.HOW_MUCH),
        ("How large a start-up loan can I get", AskedKind.HOW_MUCH),
        ("What is the top fine for it", AskedKind.HOW_MUCH),
        ("店铺 占道 罚款", AskedKind.HOW_MUCH),
        ("办电要几个环节", AskedKind.HOW_MANY),
        ("手写的协议要怎么签才算数", AskedKind.HOW),
        ("持证上岗人数", AskedKind.HOW_MANY),
        ("一年最多被查几次", AskedKind.HOW_MANY),
        ("违约要罚多少钱", AskedKind.HOW_MUCH),
        ("八十岁的老人一年多少高龄津贴", AskedKind.HOW_MUCH),
        ("烘干机补贴限额", AskedKind.HOW_MUCH),
        ("刻章还要自己掏钱不", AskedKind.HOW_MUCH),
        ("保证金不得超过合同金额的比例", AskedKind.WHAT_SHARE),
        ("满意率要达到多少", AskedKind.WHAT_SHARE),
        ("面积不得小于多少平方米", AskedKind.HOW_LARGE),
        ("这事归谁管", AskedKind.WHO),
        ("由哪个部门牵头", AskedKind.WHO),
        ("谁可以审批", AskedKind.WHO),
        ("谁可以申请补贴", AskedKind.LIST),
        ("who can apply for it", AskedKind.LIST),
        ("where can I apply", AskedKind.HOW),
        ("where can I apply for the subsidy", AskedKind.HOW),
        ("how can I apply", AskedKind.HOW),
        ("can I apply", AskedKind.MAY),
        ("which department is responsible", AskedKind.WHO),
        ("要带啥材料", AskedKind.LIST),
        ("哪些情形不予受理", AskedKind.LIST),
        ("能不能自己找施工队", AskedKind.MAY),
        ("Can I choose my own contractor?", AskedKind.MAY),
        ("几个部门一起办吗", AskedKind.YES_NO),
        ("头一回犯错还罚吗", AskedKind.YES_NO),
        ("怎么申请退税", AskedKind.HOW),
        ("咋办居住证", AskedKind.HOW),
        ("告知承诺制的含义", AskedKind.WHAT),
        ("明白纸是什么", AskedKind.WHAT),
        ("有冇人帮手填表", AskedKind.YES_NO),
        ("可唔可以喺屋企附近办", AskedKind.MAY),
        ("下载边个软件", AskedKind.WHAT),
        ("账上没钱,费用都掏不起,公家能不能先垫", AskedKind.MAY),
        ("怎么通知企业,会不会发短信", AskedKind.HOW),
        ("手续从几十道减到多少道", AskedKind.HOW_MANY),
        ("大厅分成哪几块地方", AskedKind.LIST),
        ("报关总共缩短多少时间", AskedKind.WHAT_SHARE),
        ("Is there anyone who fills in the forms for me?", AskedKind.YES_NO),
        ("We cannot pay on the due date. Is there a bridging loan?", AskedKind.YES_NO),
        ("If it goes wrong, are officials protected?", AskedKind.YES_NO),
        ("Are charges outside the list allowed?", AskedKind.MAY),
        ("By how much are the legal time limits cut?", AskedKind.WHAT_SHARE),
        ("线上申报什么时间开通", AskedKind.BY_WHEN),
        ("从什么时间起停运", AskedKind.BY_WHEN),
        ("积分入户 报名时间", AskedKind.BY_WHEN),
        ("截止到2021年3月2日,采取了什么措施", AskedKind.LIST),
        ("Is it closed due to snow?", AskedKind.YES_NO),
        ("在复工期间怎么测温", AskedKind.HOW),
        ("哪些情形可以减免检测收费", AskedKind.LIST),
        ("如何减少担保费用", AskedKind.HOW),
        ("对申报期限采取的措施", AskedKind.WHAT),
        ("检测怎么收费", AskedKind.HOW_MUCH),
        ("费用是多少", AskedKind.HOW_MUCH),
        ("过户费", AskedKind.HOW_MUCH),
        ("责任单位有哪些", AskedKind.WHO),
        ("主管部门要采取哪些措施", AskedKind.LIST),
        ("客座率有何要求", AskedKind.WHAT_SHARE),
        ("不能超过职工总数的多少", AskedKind.WHAT_SHARE),
        ("前几天去世了,家属怎么办", AskedKind.HOW),
        ("要提前几天申请", AskedKind.HOW_LONG),
        ("等了几个月了,找谁投诉", AskedKind.WHO),
        ("What is the minimum capital for it?", AskedKind.HOW_MUCH),
        ("At what age is it free?", AskedKind.HOW_MANY),
    ],
)
def test_kinds_are_read_from_many_wordings(question: str, kind: AskedKind) -> None:
    assert asked_kind(canonical(question)) is kind


def _info(text: str) -> QueryInfo:
    return QueryInfo(text=text, normalized=text, language="zh")


def test_a_figure_question_says_what_measures_answer() -> None:
    assert read_question(_info("办电要多久")).figures == {MeasureKind.DURATION}
    assert read_question(_info("办电几个环节")).units >= {"环节"}
    assert read_question(_info("谁负责")).figures == frozenset()


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("车位一个月要交多少", {MeasureKind.MONEY, MeasureKind.PERCENTAGE}),
        ("婚假规定是多少", frozenset(MeasureKind) - {MeasureKind.DEADLINE}),
        ("门诊费能报多少", {MeasureKind.MONEY, MeasureKind.PERCENTAGE}),
        ("办个证收多少工本费", {MeasureKind.MONEY, MeasureKind.PERCENTAGE}),
        ("参加医保,政府为每人出资多少", {MeasureKind.MONEY, MeasureKind.PERCENTAGE}),
        ("再给多少贴息支持", {MeasureKind.MONEY, MeasureKind.PERCENTAGE}),
        ("每班收多少学生", {MeasureKind.COUNT}),
        ("一个社区配多少网格员", {MeasureKind.COUNT}),
    ],
)
def test_the_words_beside_how_much_say_which_figure(
    question: str, figures: set[MeasureKind]
) -> None:
    assert read_question(_info(question)).figures == figures


def test_how_much_by_itself_is_no_time_unless_its_words_are_about_time() -> None:
    assert MeasureKind.DURATION not in read_question(_info("电价降到多少")).figures
    assert MeasureKind.DURATION in read_question(_info("审批能提前多少")).figures
    assert MeasureKind.DURATION not in read_question(_info("2026年度医保的封顶线是多少")).figures


def test_a_bare_how_many_asks_for_any_figure() -> None:
    figures = read_question(_info("工商业用电降到多少")).figures
    assert {MeasureKind.COUNT, MeasureKind.MONEY} <= figures
    assert MeasureKind.DEADLINE not in figures


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("办事热线打几号", AskedForm.PHONE),
        ("被刁难了打哪个电话", AskedForm.PHONE),
        ("Which number do I call to complain?", AskedForm.PHONE),
        ("12345热线多久回复", None),
        ("中午窗口开到几点", AskedForm.CLOCK),
        ("奖金多久发一次", AskedForm.FREQUENCY),
        ("How often must reports be filed?", AskedForm.FREQUENCY),
        ("工程验收多久", None),
    ],
)
def test_what_an_answer_must_look_like(question: str, form: AskedForm | None) -> None:
    asked = read_question(_info(question))
    assert asked.form is form
    assert form is None or not asked.figures


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("最晚哪天交", True),
        ("何日公布", True),
        ("what date is it due", True),
        ("什么时候能好", False),
    ],
)
def test_a_day_is_asked_for_by_some_questions_of_when(question: str, asks: bool) -> None:
    assert asks_day(AskedKind.BY_WHEN, question) is asks
    assert not asks_day(AskedKind.HOW_LONG, question)


def test_who_asks_from_when_is_told_a_beginning() -> None:
    start = day_said(AskedKind.BY_WHEN, "从哪天开始发")
    assert start is not None
    assert start.search("自2026年5月1日（含当日）起发放")
    assert not start.search("2026年4月30日前办理的")
    assert day_said(AskedKind.BY_WHEN, "最晚什么时候交") is DAY_SAID


def test_who_asks_on_which_day_is_told_one() -> None:
    day = day_said(AskedKind.BY_WHEN, "每个月几号到账")
    assert day is not None
    assert day.search("次月15日前统一发放")
    assert day.search("每月月底")
    assert not day.search("自次月起每月核对")
    assert not day.search("可在每月任意一日办理")


def test_until_when_to_act_is_not_how_long_it_holds() -> None:
    held = "自1月1日起至12月31日享受待遇"
    assert says_term(AskedKind.BY_WHEN, "什么时候截止缴费", held)
    assert not says_term(AskedKind.BY_WHEN, "什么时候截止缴费", "12月20日前缴费")
    assert not says_term(AskedKind.BY_WHEN, "待遇享受到哪天截止", held)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026年度参保", False),
        ("到2025年", False),
        ("9月下旬", True),
        ("每年六月底前", True),
        ("12月20日", True),
    ],
)
def test_a_year_alone_says_no_day(text: str, says: bool) -> None:
    assert (DAY_SAID.search(text) is not None) is says


def test_the_language_is_the_questions_unless_given() -> None:
    assert read_question(_info("办电要多久")).language == "zh"
    assert read_question(_info("办电要多久"), language="en").language == "en"
