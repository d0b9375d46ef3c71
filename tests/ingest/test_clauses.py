"""What each mark means is decided per document; a clause is one task or article, whole."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import Clause, ClauseKind, PartKind
from ingest.structure.clauses import ClauseBuilder
from ingest.structure.damaged_marks import restore_damaged_marks
from ingest.structure.inline_marks import split_items
from ingest.structure.lines import read_lines
from ingest.structure.outline import build_outline
from ingest.text.alignment import Span
from ingest.text.cleaning import clean, fold_punctuation

Read = Callable[[str], tuple[Clause, ...]]


def clauses_of(raw: str) -> tuple[Clause, ...]:
    """Read clauses from raw text, without metadata."""
    text = clean(raw)
    folded = fold_punctuation(text.text)
    lines = split_items(read_lines(text, folded, raw), folded, text.text)
    root = build_outline(restore_damaged_marks(lines, folded))
    return ClauseBuilder(text, folded, "d", root).build()


@pytest.fixture
def read() -> Read:
    return clauses_of


BODY = "各部门要按照统一部署压缩办理环节，公开办理时限，加强跟踪督办，确保企业和群众满意，并于年底前完成任务。"


def numbers(clauses: tuple[Clause, ...]) -> list[str | None]:
    return [clause.number for clause in clauses]


def test_tasks_below_decimal_headings(read: Read) -> None:
    clauses = read(
        f"一、总体要求\n{BODY}\n二、重点任务\n（一）政务环境\n1.企业开办\n（1）一网通办。{BODY}\n（2）电子执照。{BODY}\n"
        f"2.项目开工\n（3）并联审批。{BODY}\n（二）市场环境\n3.纳税服务\n（4）网上申报。{BODY}\n三、组织保障\n（一）加强领导。{BODY}\n"
    )
    assert numbers(clauses) == ["一、", "（1）", "（2）", "（3）", "（4）", "（一）"]
    assert clauses[3].path == ("二、重点任务", "（一）政务环境", "2.项目开工")
    assert clauses[3].heading == "并联审批"
    assert clauses[5].path == ("三、组织保障",)


def test_decimal_tasks_below_group_headings(read: Read) -> None:
    clauses = read(
        f"二、主要任务\n（一）政务环境\n1.一网通办。{BODY}\n2.一事联办。{BODY}\n（二）市场环境\n3.电力接入。{BODY}\n"
    )
    assert numbers(clauses) == ["1.", "2.", "3."]
    assert clauses[2].path == ("二、主要任务", "（二）市场环境")


def test_numbers_that_run_on_across_sections(read: Read) -> None:
    clauses = read(
        f"一、投资\n（一）审批。{BODY}\n（二）用地。{BODY}\n二、服务\n（三）登记。{BODY}\n"
    )
    assert [(c.number, c.path) for c in clauses] == [
        ("（一）", ("一、投资",)),
        ("（二）", ("一、投资",)),
        ("（三）", ("二、服务",)),
    ]


def test_sentences_numbered_through_all_sections_are_clauses_however_short(read: Read) -> None:
    clauses = read(
        "一、运营\n（一）投放总量不超过12万辆。\n（二）车辆使用不超过3年。\n二、权益\n（三）押金应当在3日内退还。\n"
        "三、附则\n（四）有效期2年。\n"
    )
    assert numbers(clauses) == ["（一）", "（二）", "（三）", "（四）"]
    names = read("一、对象\n（一）低保户；\n（二）特困户；\n二、材料\n（三）申请表；\n")
    assert numbers(names) == ["一、", "二、"]


def test_numbers_that_restart_keep_both_clauses(read: Read) -> None:
    clauses = read(
        f"一、任务\n1.开办。{BODY}\n2.水电。{BODY}\n1.登记。{BODY}\n2.审批。{BODY}\n3.承诺。{BODY}\n"
    )
    assert numbers(clauses) == ["1.", "2.", "1.", "2.", "3."]
    assert len({clause.id for clause in clauses}) == 5


def test_decimals_above_bracketed_numerals_when_those_restart_between_them(read: Read) -> None:
    clauses = read(
        f"1.概述\n（一）背景。{BODY}{BODY}\n（二）目标。{BODY}{BODY}\n2.措施\n（一）登记。{BODY}{BODY}\n（二）审批。{BODY}{BODY}\n3.保障\n（一）领导。{BODY}{BODY}\n"
    )
    assert [c.path for c in clauses] == [("1.概述",)] * 2 + [("2.措施",)] * 2 + [("3.保障",)]


def test_short_items_stay_inside_their_clause(read: Read) -> None:
    (clause,) = read("（一）申请材料\n1.申请表；\n2.身份证明；\n3.授权委托书。\n")
    items = [part for part in clause.parts if part.kind is PartKind.ITEM]
    assert [clause.text[part.start : part.end] for part in items] == [
        "1.申请表；",
        "2.身份证明；",
        "3.授权委托书。",
    ]
    assert [part.number for part in items] == ["1.", "2.", "3."]


def test_articles_keep_paragraphs_and_items(read: Read) -> None:
    clauses = read(
        "第一章 总则\n第一条 为了规范服务，制定本办法。\n第二条 本办法适用于下列事项：\n（一）登记；\n（二）许可。\n法律另有规定的，从其规定。\n"
        "第二条之一 前条事项的目录应当公开。\n第二章 附则\n第三条 本办法自公布之日起施行。\n"
    )
    assert numbers(clauses) == ["第一条", "第二条", "第二条之一", "第三条"]
    assert all(clause.kind is ClauseKind.ARTICLE for clause in clauses)
    assert clauses[1].text.endswith("法律另有规定的，从其规定。")
    assert clauses[1].path == ("第一章 总则",)


def test_a_cross_reference_at_a_line_start_opens_nothing(read: Read) -> None:
    clauses = read(
        "第四条 申请人应当提交材料。\n第五条 期限为十日。申请人不服的，可以在\n第五条规定的期限届满之日起申请复核，并依照\n第四条、第五条的程序办理。\n第六条 费用免收。\n"
    )
    assert numbers(clauses) == ["第四条", "第五条", "第六条"]
    assert "可以在第五条规定的期限届满" in clauses[1].text


def test_a_thousand_articles_and_short_articles_under_sections(read: Read) -> None:
    clauses = read(
        "一、管辖\n第九百九十九条 由住所地法院管辖。\n二、送达\n第一千条 可以邮寄送达。\n"
    )
    assert [(c.number, c.path) for c in clauses] == [
        ("第九百九十九条", ("一、管辖",)),
        ("第一千条", ("二、送达",)),
    ]


def test_a_sentence_broken_over_lines_is_joined(read: Read) -> None:
    clauses = read(
        f"11.加大信贷支持。积极运用差别化存款准备\n\n金等货币政策工具，引导资金。\n12.强化平台。{BODY}\n"
    )
    assert numbers(clauses) == ["11.", "12."]
    assert "存款准备金等货币政策工具" in clauses[0].text


def test_a_damaged_first_mark_is_restored(read: Read) -> None:
    clauses = read(
        f"三、推进实施\n要分步推进。\n锛14全面自查。{BODY}\n（二）重点攻坚。{BODY}\n（三）阶段总结。{BODY}\n"
    )
    assert numbers(clauses) == ["三、", "（一）", "（二）", "（三）"]
    assert clauses[1].heading == "全面自查"
    assert clauses[1].path == ("三、推进实施",)


def test_an_introduction_is_a_clause_of_its_own(read: Read) -> None:
    clauses = read(f"三、推进实施\n{BODY}\n（一）自查。{BODY}\n（二）攻坚。{BODY}\n")
    assert [(c.kind, c.number) for c in clauses] == [
        (ClauseKind.SECTION, "三、"),
        (ClauseKind.TASK, "（一）"),
        (ClauseKind.TASK, "（二）"),
    ]


def test_an_attachment_list_is_not_part_of_the_last_task(read: Read) -> None:
    clauses = read(f"一、保障\n（一）督查。{BODY}\n附件：1.任务分工表\n2.指标清单\n")
    assert clauses[0].text.endswith("完成任务。")
    assert clauses[1].kind is ClauseKind.ATTACHMENT


def test_an_attachment_is_a_part_with_numbering_of_its_own(read: Read) -> None:
    clauses = read(
        f"第一条 主文。\n第二条 附则。\n附件1\n收费标准说明\n一、适用范围\n{BODY}\n二、计费办法\n{BODY}\n"
    )
    assert numbers(clauses) == ["第一条", "第二条", "一、", "二、"]
    assert clauses[2].path == ("附件1 收费标准说明",)


def test_questions_hold_their_answers(read: Read) -> None:
    clauses = read(
        "问：办理需要多久？\n答：3个工作日。\n（1）受理1日；\n（2）审核2日。\n问：收费吗？\n答：不收费。\n"
    )
    assert [c.kind for c in clauses] == [ClauseKind.QUESTION] * 2
    assert [c.heading for c in clauses] == ["办理需要多久？", "收费吗？"]
    assert "审核2日" in clauses[0].text


def test_table_rows_carry_their_header(read: Read) -> None:
    (clause,) = read(
        "一、办理时限\n| 事项 | 时限 |\n| 用水报装 | 3个工作日 |\n| 用气报装 | 5个工作日 |\n"
    )
    rows = [part for part in clause.parts if part.kind is PartKind.ROW]
    assert [clause.text[row.start : row.end] for row in rows[1:]] == [
        "|用水报装|3个工作日|",
        "|用气报装|5个工作日|",
    ]
    assert {row.context for row in rows[1:]} == {"|事项|时限|"}


def test_a_correction_changes_one_id_only(read: Read) -> None:
    raw = f"一、任务\n1.开办。{BODY}\n2.水电。{BODY}\n3.登记。{BODY}\n"
    before = [clause.id for clause in read(raw)]
    after = [clause.id for clause in read(raw.replace("水电", "水气"))]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True]


def test_a_text_without_line_breaks_is_cut_where_they_were(read: Read) -> None:
    sections = " ".join(f"{n}、第{n}项工作 {BODY * 4}" for n in "一二三四")
    assert numbers(read(sections)) == ["一、", "二、", "三、", "四、"]


LINES = st.sampled_from(
    [
        "一、总体要求",
        "（一）加强领导。要落实。",
        "1.压缩时限",
        "(2)共享",
        "第三条 规定。",
        "附件：",
        "问：几天？",
        "| a | b |",
        "锛14",
        "正文，",
        "接着。",
        "",
        "①甲；",
    ]
)


@settings(max_examples=150)
@given(st.lists(LINES, max_size=25).map("\n".join) | st.text(max_size=120))
def test_clauses_and_gaps_rejoin_to_the_raw_text(raw: str) -> None:
    text = clean(raw)
    folded = fold_punctuation(text.text)
    lines = split_items(read_lines(text, folded, raw), folded, text.text)
    root = build_outline(restore_damaged_marks(lines, folded))
    clauses = ClauseBuilder(text, folded, "d", root).build()
    again = ClauseBuilder(text, folded, "d", root).build()
    assert clauses == again
    spans = [span for clause in clauses for span in clause.spans]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    covered = "".join(raw[start:end] for start, end in spans)
    assert len(covered) == sum(len(clause.text) for clause in clauses)
    for clause in clauses:
        assert len(clause.text) == clause.alignment.length
        assert all(0 <= p.start < p.end <= len(clause.text) for p in clause.parts)
        whole = Span(clause.span.start, clause.span.end)
        assert raw[whole.start : whole.end]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "raw",
    ["（" * 400_000, "一、" * 400_000, "1." * 500_000, "（一）甲。" * 200_000, "字" * 1_500_000],
)
def test_a_huge_line_takes_linear_time(read: Read, raw: str) -> None:
    assert read(raw)


def test_a_numbered_sentence_right_before_questions_is_a_clause(read: Read) -> None:
    clauses = read(
        f"一、办理。{BODY}\n二、常见问答\n（一）提交的材料应当真实。\n（二）租赁期限超过二十年的，超过部分无效。\n"
        f"问：要带什么？\n答：{BODY}\n问：多久办好？\n答：{BODY}\n"
    )
    assert numbers(clauses) == ["一、", "（一）", "（二）", "问：", "问："]


def test_items_on_one_line_are_items(read: Read) -> None:
    clauses = read(
        f"一、工作要求\n1、广泛宣传。{BODY}2、严格管理。{BODY}\n"
        f"二、评价范围\n（一）对象。{BODY}（二）内容。{BODY}（三）方式。{BODY}\n"
    )
    assert numbers(clauses) == ["1、", "2、", "（一）", "（二）", "（三）"]
    assert clauses[1].heading == "严格管理"


@pytest.mark.parametrize(
    "words",
    ["应用2.0版系统。3.5万户受益。", "详见附表。（四）项除外。", "分两步。2、3月完成评估。"],
)
def test_a_number_after_a_full_stop_is_an_item_only_in_its_turn(read: Read, words: str) -> None:
    assert numbers(read(f"一、任务\n1.推广。{words}{BODY}\n2.考核。{BODY}\n")) == ["1.", "2."]


def test_a_heading_broken_over_lines_is_whole(read: Read) -> None:
    clauses = read("第一章 苗木、种子、\n农药的经营\n第一条 本办法适用于本省。\n")
    assert numbers(clauses) == ["第一条"]
    assert clauses[0].path == ("第一章 苗木、种子、农药的经营",)


def cut(text: str, width: int) -> str:
    """Break a text into lines of one width, a letter or digit half as wide as a character."""
    lines, room = [""], width
    for char in text:
        room -= 1 if char.isascii() else 2
        if room < 0 and char not in "，。":
            lines.append("")
            room = width - 2
        lines[-1] += char
    return "\n".join(lines)


def test_lines_cut_at_one_width_are_joined_though_figures_are_narrow(read: Read) -> None:
    task = (
        "1.新建补助。对连片20亩以上的大棚，每亩补助1000元，单个主体最高补助80万元，当年共安排900万元；"
        "新建设施大棚3000亩，培育龙头企业25家，户均增收5000元，村集体收入10万元以上的村占比80%，建成冷库12座；"
        f"{BODY[:-1]}，{BODY[:-1]}，{BODY}"
    )
    clauses = read(f"二、重点任务\n{cut(task, 40)}\n2.贷款贴息。{BODY}\n")
    assert clauses[0].text == task
