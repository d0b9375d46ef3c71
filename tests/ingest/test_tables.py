"""Tables as lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.tables import Cell, grid_lines, table_lines


def row(*texts: str) -> list[Cell]:
    return [Cell(text) for text in texts]


def test_rows_are_padded_and_empty_rows_dropped() -> None:
    assert table_lines([["a", "b"], ["", ""], ["c"]]) == ["| a | b |", "| c |  |"]


def test_a_cell_is_one_line_without_bars() -> None:
    assert table_lines([["a\n b", "c|d"]]) == ["| a b | c｜d |"]


def test_a_deep_cell_is_repeated_in_every_row() -> None:
    rows = [row("类别", "时限"), [Cell("用电", rowspan=2), Cell("40天")], row("15天")]
    assert grid_lines(rows) == ["| 类别 | 时限 |", "| 用电 | 40天 |", "| 用电 | 15天 |"]


def test_a_wide_value_holds_for_each_column() -> None:
    rows = [row("事项", "高压", "低压"), [Cell("费用"), Cell("免费", colspan=2)]]
    assert grid_lines(rows)[1] == "| 费用 | 免费 | 免费 |"


def test_two_header_rows_become_one() -> None:
    rows = [
        [Cell("事项", rowspan=2), Cell("时限", colspan=2)],
        row("高压", "低压"),
        row("办电", "40", "15"),
    ]
    assert grid_lines(rows) == ["| 事项 | 时限 高压 | 时限 低压 |", "| 办电 | 40 | 15 |"]


def test_a_caption_stands_before_the_table_and_a_group_keeps_its_row() -> None:
    rows = [
        [Cell("时限表", colspan=2)],
        row("事项", "时限"),
        [Cell("一、企业", colspan=2)],
        row("开办", "1天"),
    ]
    assert grid_lines(rows) == ["时限表", "| 事项 | 时限 |", "| 一、企业 |  |", "| 开办 | 1天 |"]


def test_one_column_is_no_table() -> None:
    assert grid_lines([row("一"), row(" "), row("二")]) == ["一", "二"]


def test_a_deep_cell_in_the_last_column_reaches_down() -> None:
    rows = [row("甲", "乙"), [Cell("1"), Cell("同上", rowspan=2)], row("2")]
    assert grid_lines(rows)[2] == "| 2 | 同上 |"


def test_spans_beyond_reason_are_cut() -> None:
    assert len(grid_lines([[Cell("a"), Cell("b", colspan=65535)]])[0]) < 2_000


cells = st.builds(
    Cell,
    st.sampled_from(["甲", "乙", "丙", ""]),
    rowspan=st.integers(1, 4),
    colspan=st.integers(1, 4),
)


@given(st.lists(st.lists(cells, max_size=4), max_size=6))
def test_every_text_survives_any_spans(rows: list[list[Cell]]) -> None:
    lines = grid_lines(rows)
    for line in lines:
        assert "\n" not in line
    texts = {cell.text for row in rows for cell in row if cell.text}
    assert all(any(text in line for line in lines) for text in texts)
    widths = {line.count("|") for line in lines if line.startswith("| ")}
    assert len(widths) <= 1
