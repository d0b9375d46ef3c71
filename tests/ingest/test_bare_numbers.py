"""Headings `1 总则` over 1.1, attachments that are only named, and lists that a sentence announces."""

from __future__ import annotations

from ingest.pipeline import parse
from ingest.records import Clause, PartKind, RawDocument, Source

PLAN = """云桥市粮食应急预案
1 总则
1.1 编制目的
为了有效应对粮食市场波动，保障供应，制定本预案。
1.2 适用范围
本预案适用于本市行政区域内的粮食应急工作和相关的演练。
2 组织机构
2.1 指挥部
指挥部由市长任总指挥，下设办公室，负责日常工作和信息报送。
3个成员单位分别派员参加，并报告值班安排。
3 附则
3.1 本预案自印发之日起实施，由市粮食主管部门负责解释和修订。
"""


def clauses(text: str) -> list[Clause]:
    source = Source(uri="plan.txt", name="plan.txt", sha256="0")
    return list(parse(RawDocument(source=source, text=text)).clauses)


def test_bare_numbers_head_their_sections() -> None:
    paths = {clause.number: clause.path for clause in clauses(PLAN)}
    assert paths["1.1"] == ("1 总则",)
    assert paths["2.1"] == ("2 组织机构",)


def test_a_line_that_begins_with_a_count_heads_nothing() -> None:
    (staff,) = [clause for clause in clauses(PLAN) if clause.number == "2.1"]
    assert "3个成员单位" in staff.text


def test_attachments_that_are_only_named_are_one_clause() -> None:
    text = "一、推进实施。各单位按照要求报送材料，逾期不予受理。\n附件1：申请表.docx\n附件2：汇总表.docx\n"
    last = clauses(text)[-1]
    assert "申请表" in last.text
    assert "汇总表" in last.text


def test_items_that_a_sentence_announces_stay_in_their_clause() -> None:
    items = [
        "（一）失业前用人单位和本人已经按照规定缴纳失业保险费累计满一年，或者虽不满一年但是本人有尚未领完的领取期限的。",
        "（二）不是因为本人的意愿而中断就业，包括劳动合同期满、单位破产、单位被吊销营业执照以及单位提出解除劳动合同等。",
    ]
    text = "一、领取条件\n失业人员同时符合下列条件的，可以领取失业保险金：\n" + "\n".join(items)
    (clause,) = clauses(f"{text}\n")
    assert [part.number for part in clause.parts if part.kind is PartKind.ITEM] == [
        "（一）",
        "（二）",
    ]


def test_an_item_that_begins_with_a_year_is_an_item() -> None:
    text = "1.第一类人员，按照规定办理参保登记手续并缴纳费用。\n2.2024年12月31日前退休的人员，按照原来的规定办理手续。\n"
    assert [clause.number for clause in clauses(text)] == ["1.", "2."]
