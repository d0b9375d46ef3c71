"""Whom a figure is for where its own words leave that out, and who is told by how long."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures


def said(text: str) -> list[tuple[str, str, str | None]]:
    return [(m.value, m.subject, m.condition) for m in extract_measures(text)]


def conditions(text: str) -> list[str | None]:
    return [m.condition for m in extract_measures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一类地区月最低工资标准2280元，小时最低工资标准22元；"
            "二类地区月最低工资标准2070元，小时最低工资标准20元。",
            ["一类地区", "一类地区", "二类地区", "二类地区"],
        ),
        (
            "A类人才购房补贴100万元，租房补贴每月3000元；B类人才购房补贴60万元，租房补贴每月2000元。",
            [None, "A类人才,每月", None, "B类人才,每月"],
        ),
        (
            "第一档月最低工资标准为2490元，最低小时工资标准为24元。第二档月最低工资标准2260元。",
            [None, "第一档", None],
        ),
        (
            "二级公立医院门诊报销比例60%，住院报销比例80%；三级医院门诊报销比例50%，住院报销比例70%。",
            [None, "二级公立医院", None, "三级医院"],
        ),
        # no classes, but both parts give both kinds
        (
            "小型企业担保贷款额度300万元，信用贷款额度50万元；大型企业担保贷款额度900万元，信用贷款额度90万元。",
            ["小型企业", "小型企业", "大型企业", "大型企业"],
        ),
    ],
)
def test_another_kind_of_the_same_is_for_the_class_before(
    text: str, expected: list[str | None]
) -> None:
    assert conditions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "用人单位缴费比例16%，灵活就业缴费比例20%。",  # no class, said once
        "一类企业奖励10万元，罚款5万元。",  # something else
        "小型企业贷款额度300万元，个人贷款额度30万元；大型企业贷款额度900万元，个人贷款额度30万元。",
        "一级残疾人护理补贴300元，二级残疾人护理补贴200元。",  # has a class of its own
        "一类地区伙食补贴100元。小时伙食补贴2元。",  # another sentence
        "一类地区月最低工资标准2280元；小时最低工资标准22元。",  # another part
    ],
)
def test_a_group_is_not_carried_to_what_is_not_its_own(text: str) -> None:
    *_, last = extract_measures(text)
    assert last.condition is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工龄满10年不满20年职工，年休假10天。", ("10", "年休假", "工龄满10年不满20年职工")),
        ("党龄满50年党员，每人每年慰问金1000元。", ("1000", "每人每年慰问金", "党龄满50年党员")),
        ("停电满30日的用户，恢复供电5个工作日。", ("5", "恢复供电", "停电满30日的用户")),
        ("缴费满15年人员，丧葬补助金2000元。", ("2000", "丧葬补助金", "缴费满15年人员")),
    ],
)
def test_who_is_told_by_how_long_is_whom_the_next_figure_is_for(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert said(text)[-1] == expected


@pytest.mark.parametrize(
    "text", ["合同期满30日单位，公示5日。", "停工满6个月未开工的项目部，整改费用5万元。"]
)
def test_a_term_that_ends_or_what_was_not_done_tells_nobody(text: str) -> None:
    assert "满" not in (conditions(text)[-1] or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3至6岁儿童，保教费每学期补助600元。", ("600", "保教费补助", "3至6岁儿童,每学期")),
        (
            "80至89周岁老年人，护理费每人每月补贴100元。",
            ("100", "护理费补贴", "80至89周岁老年人,每人每月"),
        ),
        ("困难学生伙食费每天补助6元。", ("6", "困难学生伙食费补助", "每天")),
        ("对低收入家庭学生每学期补助500元。", ("500", "补助", "低收入家庭学生每学期")),
    ],
)
def test_a_fee_that_is_paid_for_is_what_is_paid(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "首套房最高贷款额度：单缴存职工50万元，双缴存职工80万元；"
            "二套房最高贷款额度：单缴存职工40万元，双缴存职工60万元。",
            ["首套房最高贷款额度"] * 2 + ["二套房最高贷款额度"] * 2,
        ),
        (
            "租房补贴：博士2000元，硕士1000元；购房补贴：博士20万元，硕士8万元。",
            ["租房补贴"] * 2 + ["购房补贴"] * 2,
        ),
        (
            "城镇供养标准：失能人员900元；农村供养标准：失能人员700元，半失能人员500元。",
            ["城镇供养标准"] + ["农村供养标准"] * 2,
        ),
    ],
)
def test_each_part_of_a_sentence_that_announces_names_its_own(
    text: str, subjects: list[str]
) -> None:
    assert [one.subject for one in extract_measures(text)] == subjects
