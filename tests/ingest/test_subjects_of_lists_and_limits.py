"""What a figure is of where a list is announced, or where another amount or limit stands beside."""

from __future__ import annotations

import pytest

from ingest.figures.measures import extract_measures


def subjects(text: str) -> list[str]:
    return [m.subject for m in extract_measures(text)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "矿山关闭的，应当按照下列程序办理审批手续：\n（一）开采结束的前一年，提出报告；",
            "办理审批手续",
        ),
        ("按照下列标准给予补偿：\n（一）住房，按照水毁损失的70%补偿；", "给予补偿"),
        ("申请按照下列情形分别处理：\n（一）材料不全的，三十日以内不能补送的，退回；", "申请"),
        (
            "有下列情形之一的，为较大事故：\n（一）滞留人员2小时以上的；",
            "",
        ),
        ("绿地率应当符合以下要求：\n（一）居住项目不低于百分之三十。", "绿地率"),
        (
            "票据权利在下列期限内不行使而消灭：\n（一）自票据到期日起二年。",
            "票据权利在下列期限内不行使而消灭",
        ),
        (
            "对符合下列条件的企业给予奖励：\n（一）首次上市的，不超过20万元；",
            "符合下列条件的企业给予奖励",
        ),
        ("有下列情形之一的，为每户发放补贴：\n（一）一类家庭500元；", "为每户发放补贴"),
    ],
)
def test_the_line_above_a_list_names_no_list(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("按照下列补贴标准发放：\n（一）购置新车的，8000元；", "补贴标准"),
        ("下列收费标准由市人民政府制定：\n（一）自来水，每立方米3元；", "收费标准"),
    ],
)
def test_the_line_above_a_list_may_name_the_standard(text: str, name: str) -> None:
    assert name in subjects(text)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("处违法所得一倍以上三倍以下或者一千元以上一万元以下罚款。", "罚款"),
        ("造成死亡三人以上或者重伤十人以上的；", "造成死亡"),
        ("检查人员少于二人或者未出示证件的，有权拒绝。", "检查人员"),
        ("砍伐树木胸径小于30厘米并且不满20株的，", "砍伐树木胸径"),
        ("人均耕地超过一亩但不超过二亩的地区，每平方米为八元。", "人均耕地"),
        ("裁减不足二十人但占职工总数百分之十以上的，", "裁减"),
    ],
)
def test_what_stands_behind_or_is_another_thing(text: str, expected: str) -> None:
    assert subjects(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "债权人应当自接到通知书之日起三十日内，未接到通知书的自公告之日起四十五日内，向清算组申报其债权。",
            "向清算组申报其债权",
        ),
        (
            "分别自收到报告书之日起60日内、收到报告表之日起30日内，作出审批决定。",
            "作出审批决定",
        ),
    ],
)
def test_a_limit_for_others_between_is_not_what_is_done(text: str, expected: str) -> None:
    assert subjects(text) == [expected, expected]


def test_another_unit_in_brackets_parts_no_range() -> None:
    assert subjects("数量在二百张（枚）以上不满二千张（枚）的；") == ["数量", "数量"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("应当在3日内，向上级报告，并在5日内完成整改。", "向上级报告"),
        ("收到申请后5日内完成初审、10日内完成复审。", "完成初审"),
        (
            "所持股票在买入后六个月内卖出或者在卖出后六个月内买入的，",
            "卖出或者在卖出后六个月内买入",
        ),
    ],
)
def test_what_is_done_by_the_first_limit_stays_its_own(text: str, first: str) -> None:
    assert subjects(text)[0] == first


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("公司成立后无正当理由超过六个月未开业的，吊销执照。", "公司成立后无正当理由"),
        ("受害人被限制人身自由十年以上。", "受害人被限制人身自由"),
        ("违法行为在二年内未被发现的，不再处罚。", "违法行为"),
        ("各代表团推举三名代表作为联络员。", "代表"),
        ("由两个以上的国有企业设立。", "国有企业设立"),
        ("两个以上公司合并设立新公司。", "公司"),
        ("向两个以上调解组织所在地法院申请。", "调解组织"),
        ("两个以上经营者之间不具有一致性。", "经营者之间"),
        ("两个以上农民集体所有的，由各该组织行使。", "农民集体"),
        ("连续三个记分周期内没有违法的。", "记分周期内"),
        ("至少1名技术人员具有高级职称。", "技术人员"),
    ],
)
def test_words_are_not_cut_in_two(text: str, subject: str) -> None:
    assert subjects(text)[0] == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("奖金为5万元。", "奖金"),
        ("申请人最近二年的财务会计报告；", "申请人"),
        ("办理时限由10日缩短为5日。", "办理时限"),
        ("新增3个在建项目。", "在建项目"),
    ],
)
def test_verbs_and_what_follows_them_are_still_left_out(text: str, subject: str) -> None:
    assert subjects(text)[0] == subject


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "应当自收到报告之日起十日内要求企业三十日内完成整改。",
            "要求企业三十日内完成整改",
        ),
        (
            "应当在三日内，将申请材料转送审批机关二十日内作出决定。",
            "申请材料转送审批机关二十日内作出决定",
        ),
        ("接到投诉后2小时内派员到达现场24小时内反馈处理结果。", ""),
    ],
)
def test_what_another_is_told_to_do_is_not_done_within_the_first_limit(
    text: str, first: str
) -> None:
    assert subjects(text)[0] == first
