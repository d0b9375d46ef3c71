"""What a text says once holds for each of its figures; no figure is given for another's group."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft

Decision = Callable[[Draft], Assessment]

PLAN = """槐川市降低企业成本若干措施
槐政发〔2025〕3号
一、要素保障
第一条 优化电力接入。低压小微企业办电不超过6个工作日,其中不涉及外线施工的不超过2个工作日;\
20千伏高压单回路客户不超过18个工作日,双回路客户不超过27个工作日。高压充电站用户,供电企业办理环节合计不超过9个工作日。
第二条 优化用水接入。用水接入有外线工程的5个工作日内办结,无外线工程的1个工作日内办结。
二、审批提速
第三条 仓储项目从拿地到开工不超过12个工作日;其他社会投资项目不超过48个工作日;政府投资项目不超过66个工作日。
第四条 公证继承登记4个工作日内办结,非公证继承登记13个工作日内办结,一般登记2个工作日内办结。
三、人才和资金
第五条 对全职引进的博士给予35万元安家费,到乡镇工作的再增加9万元;硕士给予14万元;\
对新招用应届毕业生的企业,按每人1800元给予一次性扩岗补助。
第六条 创办小微企业的,每户补贴1.2万元;从事个体经营的,每户补贴6000元。
第七条 履约保证金不得超过合同金额的8%,预付款比例不低于35%。
四、服务和监管
第八条 一般诉求4个工作日办结,疑难诉求12个工作日办结。
第九条 绿色工厂首次认定奖励25万元,重新认定奖励7万元。施工图审查一般项目4个工作日、大型项目11个工作日内完成。骗取补贴的,五年内不得再次申请。
第十条 犬只登记费每只每年260元。导盲犬免收登记费,绝育的犬只减半收取。
第十一条 摩托车停放40分钟以内的免费;新能源摩托车停放3小时以内的免费。
第十二条 企业引进的博士每月给予交通补贴1300元、通讯补贴310元;硕士每月给予交通补贴800元、通讯补贴170元。
第十三条 在本市创业的博士、硕士、本科毕业生,每人每月分别给予750元、550元、350元的创业津贴。
第十四条 城乡低保标准分别提高到每人每月930元、710元。
第十五条 全失智老人照护费每月2600元,半失智老人照护费每月1400元。
第十六条 个人和集体组织年度享受粮机购置补助最高限额分别为33万元和88万元,一般粮机的单机购置补助额不超过4万元。
第十七条 仅一方缴存公积金的,贷款最高额度55万元;夫妻双方均缴存的,贷款最高额度77万元。
第十八条 供热价格分为三档:第一阶梯每吨21元,第二阶梯每吨27元,第三阶梯每吨36元。
槐川市人民政府
2025年2月3日
"""

FEES = """# 柏泉市停车收费标准

第一条 道路停车收费标准如下:

| 序号 | 区域 | 车型 | 时段 | 收费标准 |
| --- | --- | --- | --- | --- |
| 1 | 甲类区域 | 小型车 | 白天 | 6元/小时 |
| 2 | 甲类区域 | 小型车 | 夜间 | 2元/小时 |
| 3 | 甲类区域 | 大型车 | 白天 | 9元/小时 |
| 4 | 乙类区域 | 小型车 | 白天 | 4元/小时 |

第二条 住宅小区地面停车每月不超过110元,地下停车每月不超过260元。
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"plan.txt": PLAN, "fees.md": FEES})


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("槐川市高压客户办电要多久", ["18个工作日", "27个工作日"], ["6个工作日"]),
        ("槐川市高压双回路办电时限", ["27个工作日"], ["18个工作日"]),
        ("槐川市低压小微企业办电要几天", ["6个工作日", "不涉及外线施工2"], ["18个工作日"]),
        ("槐川市小微企业办电不用做外线几天", ["2个工作日"], ["6个工作日", "18个工作日"]),
        ("槐川市用水接入无外线工程多久", ["1个工作日"], ["5个工作日"]),
        ("槐川市政府投资项目审批多久", ["66个工作日"], ["48个工作日", "12个工作日"]),
        ("槐川市继承的房子没做公证登记要几天", ["13个工作日"], ["2个工作日"]),
        ("槐川市引进博士的安家费多少钱", ["35万元", "再增加9万元"], ["14万元", "1800元"]),
        ("槐川市硕士安家补贴标准", ["14万元"], ["1800元", "35万元", "再增加"]),
        ("How much settling-in money does a PhD get in 槐川市", ["35×10000"], ["14×10000"]),
        ("槐川市个体户创业补贴给多少", ["6000元"], ["1.2万元"]),
        ("槐川市履约保证金比例", ["8%"], ["35%"]),
        ("槐川市疑难诉求几天办结", ["12个工作日"], ["4个工作日"]),
        ("槐川市绿色工厂重新认定奖励多少", ["7万元"], ["25万元"]),
        ("槐川市大型项目施工图审查几天", ["11个工作日"], ["4个工作日"]),
        ("槐川市骗取补贴几年不能再申请", ["五年内不得再次申请"], ["≤"]),
        ("槐川市绝育的犬只登记费多少钱", ["260元", "绝育的犬只减半收取"], ["导盲犬"]),
        ("槐川市导盲犬登记费多少钱", ["导盲犬免收登记费"], ["绝育"]),
        ("槐川市犬只登记费多少钱", ["260元"], ["减半", "免收"]),
        ("槐川市摩托车停多久以内不收钱", ["40分钟"], []),
        ("槐川市硕士每月通讯补贴多少", ["170元"], ["310元", "800元", "1300元"]),
        ("槐川市创业的硕士每月多少津贴", ["550元"], ["750元", "350元"]),
        ("槐川市农村低保一个月多少", ["710元"], ["930元"]),
        ("槐川市城市低保标准", ["930元"], ["710元"]),
        ("槐川市半失智老人照护费多少", ["1400元"], ["2600元"]),
        ("槐川市个人年度享受粮机购置补助限额多少", ["33万元"], ["88万元"]),
        ("槐川市一个人交公积金最高能贷多少", ["55万元"], ["77万元"]),
        ("槐川市供热第二档多少钱一吨", ["27元"], ["21元", "36元"]),
        ("柏泉市甲类区域小型车夜间停车收费多少", ["夜间收费标准2元/小时"], ["9元", "4元"]),
        ("柏泉市小区地下车位每月多少钱", ["260元"], ["110元"]),
    ],
)
def test_each_figure_is_said_of_its_own_group(
    store: Store, always: Decision, question: str, says: list[str], never: list[str]
) -> None:
    said = ask(store, question, decision=always).text.split(" — “")[0]
    text = re.sub(r"[\s,]", "", said)
    assert [figure for figure in says if figure not in text] == []
    assert [figure for figure in never if re.search(rf"(?<![\d.]){re.escape(figure)}", text)] == []


def test_a_figure_never_names_a_class_that_it_is_not_of(store: Store, always: Decision) -> None:
    answer = ask(store, "槐川市硕士安家补贴标准", decision=always)
    measures = [found.measure for found in answer.measures]
    assert [m.value for m in measures] == ["14"]
    assert "博士" not in f"{measures[0].subject}{measures[0].condition}"
    assert "再增加" not in measures[0].subject


def test_who_acts_is_not_for_whom_it_holds(store: Store, always: Decision) -> None:
    answer = ask(store, "槐川市高压充电站供电企业办理几天", decision=always)
    assert [found.measure.value for found in answer.measures] == ["9"]
    assert "高压充电站用户" in (answer.measures[0].measure.condition or "")


def test_a_chapter_is_no_subject(store: Store, always: Decision) -> None:
    answer = ask(store, "槐川市高压客户办电要多久", decision=always)
    assert {found.measure.subject for found in answer.measures} <= {"办电", "优化电力接入"}
