"""PDF tables without vertical rules, and ruled pages that hold none."""

from __future__ import annotations

from typing import Any

from ingest.readers.pdf import read_pdf

LEFT, RIGHT = 90, 490
COLUMNS = (96, 246, 386)


def text(pdf: Any) -> list[str]:
    return read_pdf(pdf.data(), uri="a.pdf").text.split("\n")


def rule(page: Any, *levels: float) -> None:
    for level in levels:
        page.rule(LEFT, level, RIGHT, level)


def row(page: Any, y: float, *cells: str) -> None:
    for x, cell in zip(COLUMNS, cells, strict=False):
        if cell:
            page.text(x, y, cell, size=12)


def test_three_rules_make_a_table(pdf: Any) -> None:
    page = pdf.page()
    page.text(90, 740, "表1  办电时限")
    rule(page, 710, 680, 590)
    row(page, 690, "用户类别", "办理时限", "责任单位")
    row(page, 660, "高压用户", "40个工作日", "供电公司")
    row(page, 630, "低压用户", "15个工作日", "供电公司")
    row(page, 600, "居民", "5个工作日", "")
    page.text(90, 540, "注：以受理为准。")
    assert text(pdf) == [
        "表1 办电时限",
        "| 用户类别 | 办理时限 | 责任单位 |",
        "| 高压用户 | 40个工作日 | 供电公司 |",
        "| 低压用户 | 15个工作日 | 供电公司 |",
        "| 居民 | 5个工作日 |  |",
        "注：以受理为准。",
    ]


def test_words_that_wrap_in_a_cell_stay_in_its_row(pdf: Any) -> None:
    page = pdf.page()
    rule(page, 710, 680, 600)
    row(page, 690, "事项", "材料", "时限")
    row(page, 662, "用水报装", "营业执照、", "8日")
    row(page, 646, "", "身份证明", "")
    row(page, 620, "用气报装", "申请表", "10日")
    assert text(pdf) == [
        "| 事项 | 材料 | 时限 |",
        "| 用水报装 | 营业执照、身份证明 | 8日 |",
        "| 用气报装 | 申请表 | 10日 |",
    ]


def test_a_rule_below_each_row_parts_the_rows(pdf: Any) -> None:
    page = pdf.page()
    rule(page, 710, 680, 630, 600)
    row(page, 690, "事项", "单位", "时限")
    row(page, 662, "", "住建局、", "")
    row(page, 646, "竣工验收", "消防支队", "7日")
    row(page, 610, "用气报装", "燃气公司", "10日")
    assert text(pdf) == [
        "| 事项 | 单位 | 时限 |",
        "| 竣工验收 | 住建局、消防支队 | 7日 |",
        "| 用气报装 | 燃气公司 | 10日 |",
    ]


def test_rules_around_running_text_make_no_table(pdf: Any) -> None:
    page = pdf.page()
    rule(page, 760, 700, 600)
    page.text(96, 720, "为进一步优化营商环境，结合实际，制定本方案。")
    page.text(96, 660, "各有关单位要落实责任，按时报送进展情况。")
    assert not any(line.startswith("|") for line in text(pdf))
