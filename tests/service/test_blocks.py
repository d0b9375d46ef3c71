from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.alignment import Span
from service.pages.blocks import Pieces, blocks, is_row

TEXT = "附表\n|事项|时限|\n| 用电报装 | 8个工作日 |\n||\n说明"


def plain(pieces: Pieces) -> str:
    return "".join(text for text, _ in pieces)


def test_rows_become_a_table_between_paragraphs() -> None:
    before, table, bars, after = blocks(TEXT, [])
    assert plain(before.pieces) == "附表"
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["事项", "时限"],
        ["用电报装", "8个工作日"],
    ]
    assert table.label == "事项 · 时限"
    assert plain(bars.pieces) == "||"
    assert plain(after.pieces) == "说明"


def test_a_mark_over_cells_marks_each_of_them() -> None:
    start = TEXT.index("用电")
    table = blocks(TEXT, [Span(start, TEXT.index("工作日"))])[1]
    assert table.rows[1] == [[("用电报装", True)], [("8个", True), ("工作日", False)]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("|a|", True),
        (" | a | b | ", True),
        ("||", False),
        ("|", False),
        ("a|b", False),
        ("", False),
    ],
)
def test_a_row_begins_and_ends_with_a_bar(line: str, expected: bool) -> None:
    assert is_row(line) is expected


@given(st.text(alphabet="甲乙| \n"))
def test_nothing_but_bars_and_blanks_is_lost(text: str) -> None:
    shown = "".join(
        plain(block.pieces) + "".join(plain(cell) for row in block.rows for cell in row)
        for block in blocks(text, [])
    )
    assert [char for char in shown if char in "甲乙"] == [char for char in text if char in "甲乙"]
