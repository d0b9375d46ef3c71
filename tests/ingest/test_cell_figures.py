"""Numbers alone in cells: which column is theirs, and which unit."""

from __future__ import annotations

from ingest.figures.cell_figures import find_cell_figures


def found(text: str) -> list[tuple[str, str | None]]:
    figures = list(find_cell_figures(text))
    assert [text[one.start : one.end] for one in figures] == [one.value for one in figures]
    return [(one.value, one.unit) for one in figures]


def test_a_first_cell_that_is_empty_moves_no_column() -> None:
    table = "|类别|指标|投资(亿元)|年限(年)|\n|水利|水库|12|3|\n||渠道|24.6|5|"
    assert found(table) == [("12", "亿元"), ("3", "年"), ("24.6", "亿元"), ("5", "年")]


def test_the_unit_of_a_table_of_money_is_not_that_of_what_it_counts() -> None:
    table = "单位:万元\n|项目|户数|占比|补助资金|\n|改厕|5|0.4|20|"
    assert found(table) == [("5", "户"), ("20", "万元")]


def test_a_column_takes_the_unit_of_its_kind_from_several_above_the_table() -> None:
    table = "单位:万亩、个\n|乡镇|秋粮面积|收储点数量|\n|城关镇|3.2|4|"
    assert found(table) == [("3.2", "万亩"), ("4", "个")]


def test_a_month_in_a_column_of_due_dates_is_a_deadline() -> None:
    table = "|项目|开工时间|完成时限|\n|改造管网|2024年3月|2025年6月|"
    assert found(table) == [("2025年6月", None)]


def test_the_unit_of_one_table_is_not_that_of_the_next() -> None:
    tables = "单位:万元\n|项目|资金|\n|改厕|20|\n评审标准如下:\n|项目|等次|\n|验收|7|"
    assert found(tables) == [("20", "万元")]


def test_a_bracket_that_says_no_unit_leaves_it_to_the_column_of_units() -> None:
    table = "|指标名称|单位|2020年(实际)|2025年(目标)|\n|覆盖率|%|24|25|\n|供水能力|万吨/日|10|12|"
    assert found(table) == [("24", "%"), ("25", "%"), ("10", "万吨/日"), ("12", "万吨/日")]
    assert found("|项目|单位|数量(规划)|标准(含税)|\n|公厕|座|5|7|") == [("5", "座"), ("7", "座")]
