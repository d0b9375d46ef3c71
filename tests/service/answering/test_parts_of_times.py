"""A time before something, a ban, a rhythm: each answers only who asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.records import Answer

RULES = """枫桥市出租汽车和证照若干规定
第一条 从业资格证有效期为3年，有效期届满前30日内申请换发。申请人提出申请的，自受理之日起12个工作日内发证。
第二条 被吊销从业资格证的，5年内不得再次申请从业资格证。申请人应当自培训合格之日起2年内申请从业资格证。
第三条 计划停气提前48小时公告；燃气泄漏的，维修人员30分钟内到达现场抢修。
第四条 每6个月可以提取一次住房公积金，应当自购房之日起1年内申请提取，提取额度不超过6个月内实际偿还的贷款本息。
第五条 水费逾期25日仍未缴纳的，暂停供水；缴清水费后，供水企业在4小时内恢复供水。
第六条 最低缴费年限为15年。退休待遇自受理退休申请之日起18个工作日内核定。
第七条 食品经营许可证有效期5年。
第八条 市场监管部门自受理申请之日起6个工作日内作出食品经营许可决定。
枫桥市人民政府
2026年1月5日
"""
GUIDE = """枫桥市居住证和补贴指南
第一条 公安机关自收到材料之日起9个工作日内制作发放居住证；通过手机申领电子居住证的，2个工作日内办结。
第二条 加装电梯每部补助16万元，其中六层及以上住宅加装电梯的每部再补助3万元。
第三条 产假：顺产98天，剖宫产增加15天。
第四条 低保户每户每月免收7立方米水费。水费逾期未缴纳的，按日加收应缴金额5‰的违约金。
第五条 申请一次性创业补贴的，应当自登记注册之日起3年内提出；场地租金补贴于每年9月30日前申请。
第六条 单位养老保险缴费比例为16%。基础养老金每人每月160元。
枫桥市人民政府
2026年1月6日
"""


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of({"rules.txt": RULES, "guide.txt": GUIDE})


@pytest.mark.parametrize(
    ("question", "said", "never"),
    [
        ("枫桥市从业资格证多久能办好", "12 个工作日", "30 日"),
        ("枫桥市从业资格证多久能拿到", "12 个工作日", "3 年"),
        ("枫桥市食品经营许可证多久能拿到", "6 个工作日", "5 年"),
        ("枫桥市从业资格证有效期多久", "3 年", "30 日"),
        ("枫桥市从业资格证到期前多久换发", "30 日", "12 个工作日"),
        ("枫桥市培训合格后多久内申请从业资格证", "2 年", "5 年"),
        ("枫桥市被吊销从业资格证几年内不得再申请", "5年", "2 年"),
        ("枫桥市燃气泄漏多久能来人修", "30 分钟", "48 小时"),
        ("枫桥市停气提前多久公告", "48 小时", "30 分钟"),
        ("枫桥市购房后多久内可以提取住房公积金", "1 年", "6 个月"),
        ("枫桥市缴清水费后多久恢复供水", "4 小时", "25 日"),
        ("枫桥市退休申请多久能办完", "18 个工作日", "15 年"),
    ],
)
def test_a_time_is_told_to_who_asks_for_its_part(
    answers: Callable[[str], Answer], question: str, said: str, never: str
) -> None:
    text = answers(question).text
    assert said in text
    assert never not in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("枫桥市居住证多久能办好", ("9 个工作日", "2 个工作日")),
        ("枫桥市8层楼加装电梯补助多少", ("16 万元", "3万元")),
        ("枫桥市剖宫产产假多少天", ("98天", "15天")),
    ],
)
def test_a_case_and_what_comes_on_top_are_said_with_the_rule(
    answers: Callable[[str], Answer], question: str, said: tuple[str, ...]
) -> None:
    text = answers(question).text
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize(
    ("question", "said", "never"),
    [
        ("枫桥市电子居住证几天办好", "2 个工作日", "9 个工作日"),
        ("枫桥市低保户水费减免多少", "7立方米", "5‰"),
        ("枫桥市一次性创业补贴最晚什么时候申请", "3 年", "9月30日"),
        ("枫桥市场地租金补贴最晚什么时候申请", "9月30日", "3 年"),
        ("枫桥市单位养老保险交多少", "16%", "160"),
    ],
)
def test_a_figure_is_of_the_case_and_the_purpose_asked_for(
    answers: Callable[[str], Answer], question: str, said: str, never: str
) -> None:
    text = answers(question).text
    assert said in text
    assert never not in text
