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
    assert found(table) == [("20", "万元")]


def test_the_unit_of_one_table_is_not_that_of_the_next() -> None:
    tables = "单位:万元\n|项目|资金|\n|改厕|20|\n评审标准如下:\n|项目|等次|\n|验收|7|"
    assert found(tables) == [("20", "万元")]
