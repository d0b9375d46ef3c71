"""Layouts that many offices use: labels in brackets, demands, questions over items."""

from __future__ import annotations

from ingest.figures.measures import extract_measures
from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument


def read(text: str) -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri="plan.txt", name="plan.txt"))


def said(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(m.value, m.comparator, m.subject, m.condition) for m in extract_measures(text)]


def test_labels_in_brackets_part_a_guide() -> None:
    parsed = read(
        "高龄津贴申领办事指南\n【办理对象】年满80周岁的老年人\n【申请材料】\n1.申请表1份；\n"
        "2.身份证。\n【办理时限】15个工作日\n【实施机关】云桥市民政局\n"
    )
    headings = [clause.heading for clause in parsed.clauses]
    assert headings == ["办理对象", "申请材料", "办理时限", "实施机关"]
    assert "身份证" in parsed.clauses[1].text
    assert parsed.document.issuers == ("云桥市民政局",)


def test_labels_that_recur_are_of_a_collection() -> None:
    text = "典型案例\n" + "【案情】甲公司申请登记。\n【评析】应当登记。\n【启示】依法办理。\n" * 2
    assert "案情" not in [clause.heading for clause in read(text).clauses]


def test_short_items_stay_with_the_question_they_answer() -> None:
    parsed = read(
        "政策问答\n一、领取津贴需要什么条件？\n（一）年满80周岁，并具有本市户籍的老年人；\n"
        "（二）居住满1年，且没有享受其他同类津贴的。\n二、如何申请？\n到社区申请。\n"
    )
    assert [clause.number for clause in parsed.clauses] == ["一、", "二、"]


def test_each_demand_is_a_task() -> None:
    demands = (
        "（一）各地要公开遴选参与企业，参与企业门店应当具有销售台账，接受社会监督。\n"
        "（二）商务部门要建立随到随审机制，原则上15个工作日内完成审核并拨付资金。\n"
    )
    parsed = read(f"关于做好补贴工作的通知\n一、补贴范围\n全省。\n二、有关要求\n{demands}")
    assert [clause.number for clause in parsed.clauses] == ["一、", "（一）", "（二）"]


def test_what_is_said_to_all_closes_the_tasks() -> None:
    parsed = read(
        "工作要点\n1.优化审批。压减材料。（市政务局牵头）\n2.规范检查。减少检查。（市司法局牵头）\n"
        "各牵头单位要细化措施，按季度报送进展。\n"
    )
    assert parsed.clauses[-1].number is None
    assert parsed.clauses[-1].text.startswith("各牵头单位")


def test_years_below_a_title_are_part_of_it() -> None:
    parsed = read(
        "云桥市优化服务行动方案\n（2025—2027年）\n为优化服务，制定本方案。\n一、目标\n略。\n"
    )
    assert parsed.document.title == "云桥市优化服务行动方案（2025—2027年）"
    assert parsed.clauses[0].text == "为优化服务，制定本方案。"


def test_a_bound_may_stand_before_what_each_costs() -> None:
    assert said("充电服务费不得高于每千瓦时0.6元。") == [("0.6", "<=", "充电服务费", "每千瓦时")]


def test_who_has_the_marks_is_counted() -> None:
    assert said("使用单位应当配备至少一名持证的安全管理人员。")[0][2] == "安全管理人员"


def test_copies_are_of_what_stands_before_the_bracket() -> None:
    assert said("申报人填写申报表（一式三份）。")[0][2].endswith("申报表")


def test_an_aim_of_a_year_is_of_what_the_row_names_last() -> None:
    table = "|类别|任务|2024年目标|2025年目标|\n|农业|农膜回收率|84%|86%|"
    assert [one[2:] for one in said(table)] == [
        ("农膜回收率", "2024年目标"),
        ("农膜回收率", "2025年目标"),
    ]


def test_the_end_of_a_time_of_day_is_no_deadline() -> None:
    assert said("报名时间为2025年5月12日9:00至5月18日17:00。") == []
