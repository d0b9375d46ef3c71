"""A figure is of the step, the part and the people that a question means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.records import Answer
from service.answering.refusing.refusal import assess

WORK = """枫桥市劳动和社会保险若干规定
一、月最低工资标准：枫桥城区为2160元，沙河县为2010元。
二、非全日制就业劳动者小时最低工资标准：枫桥城区为22元，沙河县为20元。
三、护理保险。连续缴费满3年的方可享受护理保险待遇。护理评估结论有效期为2年。
四、护理评估。评估机构自收到申请之日起8个工作日内上门评估，4个工作日内出具护理评估结论。
五、公积金。多子女家庭购房的，贷款额度在最高限额基础上上浮25%。租住住房的，多子女家庭每月提取限额为2300元。\
住房公积金贷款最高限额为单缴存职工45万元、双缴存职工75万元。
枫桥市人民政府
2026年1月5日
"""
PAPERS = """枫桥市小作坊登记规定
第一条 市场监督管理部门应当自受理申请之日起7个工作日内发放小作坊登记证。
第二条 小作坊登记证遗失的，自申请之日起5日内补发；变更经营者姓名的，自变更之日起12日内申请变更登记。
第三条 低保审核确认自受理之日起28个工作日内完成。急难型救助由乡镇人民政府直接审批，24小时内先行救助。
第四条 家庭经济困难寄宿生生活补助为初中每生每学年1450元；家庭经济困难非寄宿生按照寄宿生标准的50%发放。
第五条 亩均税收排名前15%的企业，用电价格每千瓦时优惠0.04元。
第六条 2025年12月31日前在本市登记的企业应当报送年度报告，报送时间为每年1月1日至6月30日。
第七条 居住证每年签注一次。逾期未办理签注的，居住证使用功能中止；补办签注手续的，居住证使用功能恢复。
枫桥市人民政府
2026年1月6日
"""
SCHOOL = """枫桥市小学招生通知
一、报名时间
（一）小学入学。户籍适龄儿童于2026年5月18日至22日登记；随迁子女于6月8日至12日登记。
二、报名材料
（一）户籍适龄儿童：户口簿、房产证。
（二）随迁子女：户口簿、居住证、社会保险缴费证明。
枫桥市教育局
2026年4月1日
"""
FILES = {"work.txt": WORK, "papers.txt": PAPERS, "school.txt": SCHOOL}


@pytest.fixture(scope="module")
def store(store_of: Callable[..., Store]) -> Store:
    return store_of(FILES)


@pytest.mark.parametrize(
    ("question", "said", "never"),
    [
        ("枫桥市最低工资多少钱", ("2160",), ("22 元",)),
        ("枫桥市小时最低工资多少钱", ("22 元",), ("2160",)),
        ("枫桥市护理保险要缴满几年才能享受", ("3 年",), ("2 年",)),
        ("枫桥市护理评估多久出结果", ("8 个工作日", "4 个工作日"), ()),
        ("枫桥市多子女家庭公积金最多能贷多少", ("45", "75", "上浮25%"), ("2300",)),
        ("枫桥市双职工公积金贷款最高多少", ("75",), ("45", "25%")),
        ("枫桥市小作坊登记证要几天下来", ("7 个工作日",), ("5 日", "12 日")),
        ("枫桥市小作坊登记证遗失补办要几天", ("5 日",), ("7 个工作日", "12 日")),
        ("枫桥市低保多久能批下来", ("28 个工作日",), ("24",)),
        ("枫桥市初中走读贫困生补助多少", ("50%",), ("1450",)),
        ("枫桥市企业电价便宜多少", ("0.04",), ("15%",)),
        ("枫桥市居住证忘记签注会怎么样", ("中止",), ()),
    ],
)
def test_the_figure_is_of_the_step_and_the_people_meant(
    check_told: Callable[..., None],
    question: str,
    said: tuple[str, ...],
    never: tuple[str, ...],
) -> None:
    check_told(question, said, never)


def test_what_is_said_of_one_kind_of_school_is_not_told_of_another(store: Store) -> None:
    assert ask(store, "枫桥市小学几月报名", decision=assess).answered
    assert not ask(store, "枫桥市幼儿园几月报名", decision=assess).answered


def test_papers_are_those_of_the_children_asked_about(
    answers: Callable[[str], Answer],
) -> None:
    text = answers("枫桥市随迁子女入学需要什么材料").text
    assert "社会保险缴费证明" in text
    assert "房产证" not in text
