"""Headings that neither a number nor a sign marks, over lists that begin anew."""

from __future__ import annotations

import pytest

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import Clause
from ingest.structure.lines import read_lines
from ingest.structure.ornaments import mark_ornaments
from ingest.structure.plain_headings import mark_plain_headings
from ingest.text.alignment import AlignedText
from ingest.text.cleaning import fold_punctuation

CONDITIONS = "申请条件\n1.具有本市户籍；\n2.无自有住房。\n"
MATERIALS = "申请材料\n1.申请表；\n2.身份证。\n"


def clauses(text: str, name: str = "guide.txt") -> tuple[Clause, ...]:
    return parse(read_bytes(text.encode(), uri=name, name=name)).clauses


def headings(text: str) -> list[str]:
    return [clause.heading for clause in clauses(text)]


def test_lists_that_begin_anew_stand_below_their_headings() -> None:
    read = clauses(f"云桥市公租房申请指南\n{CONDITIONS}{MATERIALS}收费标准\n不收费。\n")
    assert [one.heading for one in read] == ["申请条件", "申请材料", "收费标准"]
    assert [one.number for one in read] == [None] * 3
    assert read[1].text == "申请材料\n1.申请表；\n2.身份证。"


def test_words_may_announce_the_items() -> None:
    text = f"云桥市公租房申请指南\n{CONDITIONS}申请材料\n应当提交：\n1.申请表；\n2.身份证。\n"
    assert headings(text) == ["申请条件", "申请材料"]


def test_tasks_below_such_a_heading_stay_clauses_of_their_own() -> None:
    task = "各部门要建立台账，逐项明确责任人和完成时限，按月向市政府办公室报送进展情况，年底前全面完成各项任务。"
    read = clauses(
        f"云桥市河长制工作要点\n重点任务\n1.清理河道。{task}\n2.整治排口。{task}\n"
        f"保障措施\n1.加强领导。{task}\n2.严格考核。{task}\n"
    )
    assert [one.heading for one in read] == ["清理河道", "整治排口", "加强领导", "严格考核"]
    assert [one.path for one in read] == [("重点任务",)] * 2 + [("保障措施",)] * 2


def test_a_heading_of_a_markdown_file_may_end_and_follow_anything() -> None:
    text = (
        "# 云桥市补贴指南\n\n## 哪些人可以申请？\n\n- 毕业生\n- 失业人员\n\n## 补贴标准：多少钱\n\n1. 求职补贴；\n"
        "2. 创业补贴。\n\n## 办理过程中应当注意的有关事项\n\n- 带原件\n\n## 流程\n\n1. 申请；\n2. 审核。\n"
    )
    read = clauses(text, "guide.md")
    assert [one.text.split("\n")[0] for one in read] == [
        "哪些人可以申请？",
        "补贴标准：多少钱",
        "办理过程中应当注意的有关事项",
        "流程",
    ]


def test_headings_right_after_one_another_head_the_same_text() -> None:
    text = "# 云桥市案例\n\n## 甲诉乙案\n\n## 案情\n\n甲起诉。\n\n## 要旨\n\n1. 合同有效。\n2. 应当履行。\n"
    read = clauses(text, "case.md")
    assert [one.text.split("\n")[:2] for one in read] == [
        ["甲诉乙案", "案情"],
        ["要旨", "1.合同有效。"],
    ]


def test_questions_stand_below_a_heading_of_their_own() -> None:
    asked = "问：父母的户口不在一起，孩子随谁落户？\n答：可以随父亲落户，也可以随母亲落户，由父母商定。\n"
    read = clauses(f"云桥市落户指南\n{CONDITIONS}{MATERIALS}常见问题\n{asked}")
    assert read[-1].text.startswith("问：父母")
    assert read[-1].path == ("常见问题",)


@pytest.mark.parametrize(
    "text",
    [
        # One list, and short lines in its items.
        "云桥市招生公告\n1.报名。\n2.录取。\n特此公告\n",
        "云桥市通知\n1.材料：\n申请表\n身份证\n2.时间：\n全天\n",
        # The second list stands below a sentence.
        "云桥市须知\n申请条件\n1.有户籍；\n2.有住房。\n此外还应当注意：一是安全。\n1.用电；\n2.用火。\n",
        # A line that the item above has not ended.
        "云桥市须知\n申请条件\n1.有户籍\n以及住房\n1.用电；\n2.用火。\n",
        # Sections have numbers.
        "云桥市通知\n一、条件\n要求\n1.有户籍。\n2.有住房。\n二、材料\n清单\n1.申请表。\n2.身份证。\n",
        "云桥市办法\n第一条 条件\n要求\n1.有户籍。\n第二条 材料\n清单\n1.申请表。\n",
        # Attachments have marks.
        "云桥市通知\n附件1\n申请表\n1.姓名。\n2.性别。\n附件2\n登记表\n1.姓名。\n2.性别。\n",
        # Headings that a sign marks.
        "云桥市问答\n★怎么申请？\n1.线上。\n2.线下。\n★收费吗？\n1.不收。\n2.免费。\n",
        # Questions that no heading parts from the list above them.
        f"云桥市指南\n{CONDITIONS}{MATERIALS}问：收费吗？\n答：不收费。\n",
        # Rows and sentences are no headings.
        "云桥市指南\n| 甲 | 乙 |\n1.有户籍；\n2.有住房。\n| 丙 | 丁 |\n1.申请表；\n2.身份证。\n",
        "云桥市指南\n请看条件。\n1.有户籍；\n2.有住房。\n请看材料。\n1.申请表；\n2.身份证。\n",
    ],
)
def test_other_short_lines_head_nothing(text: str) -> None:
    folded = fold_punctuation(text)
    lines = mark_ornaments(read_lines(AlignedText.of(text), folded, text), folded)
    assert mark_plain_headings(lines, folded, {0}) == lines


def test_the_first_of_several_names_heads_nothing() -> None:
    names = "对象有两类。\n毕业生\n失业人员\n登记人员\n"
    text = f"云桥市指南\n{names}{CONDITIONS}{MATERIALS}".replace("人员\n申", "人员。\n申")
    folded = fold_punctuation(text)
    lines = read_lines(AlignedText.of(text), folded, text)
    marks = [one.mark for one in mark_plain_headings(lines, folded, {0}) if one.mark]
    found = [text[mark.start :][:4] for mark in marks if not mark.printed]
    assert found == ["申请条件", "申请材料"]


def test_a_label_heads_nothing() -> None:
    text = "东街整治\n1.清理。\n2.整治。\n西街整治\n1.清理。\n2.整治。\n"
    lines = read_lines(AlignedText.of(text), fold_punctuation(text), text)
    assert mark_plain_headings(lines, text, frozenset()) != lines
    assert mark_plain_headings(lines, text, frozenset({text.index("西街")})) == lines


GUIDE = "云桥市残疾人证办理须知\n办理对象：具有本市户籍的残疾人。\n办理流程：\n1.申请；\n2.评定。\n办理时限：自评定之日起30个工作日。\n"


def test_labels_with_a_colon_part_a_guide() -> None:
    read = clauses(GUIDE)
    assert [one.heading for one in read] == ["办理对象", "办理流程", "办理时限"]
    assert read[1].text == "办理流程：\n1.申请；\n2.评定。"


@pytest.mark.parametrize(
    "text",
    [
        GUIDE.replace("办理对象：", "办理时限："),  # a label stands twice
        GUIDE.replace("办理对象：", "提示："),  # what guides are not parted by
        GUIDE.replace("办理流程：", "请按如下步骤操作："),  # a list below no label
        GUIDE.replace("办理流程：", "一、办理流程："),
        GUIDE.replace("1.申请；\n2.评定。\n", ""),
    ],
)
def test_other_labels_part_nothing(text: str) -> None:
    folded = fold_punctuation(text)
    lines = read_lines(AlignedText.of(text), folded, text)
    assert mark_plain_headings(lines, folded, {0}) == lines
