"""Plain text and Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.plain_text import read_markdown, read_text


def test_text_is_kept_but_for_line_ends() -> None:
    assert read_text("一、 总则\r\n　　第一条\r第二条\n".encode(), uri="a.txt").text == (
        "一、 总则\n　　第一条\n第二条\n"
    )


def test_markdown_keeps_its_marks() -> None:
    text = "# 条例\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n- 一\n- 二\n\n---\n"
    assert read_markdown(text.encode(), uri="a.md").text == text


def test_tables_lose_their_separator_and_gain_even_edges() -> None:
    text = "前言\n\n事项 | 时限\n:--- | ---:\n办电 | 40个工作日 | 高压\n| 用水 | |\n\n后文 a | b\n"
    assert read_markdown(text.encode(), uri="a.md").text == (
        "前言\n\n| 事项 | 时限 |  |\n| 办电 | 40个工作日 | 高压 |\n| 用水 |  |  |\n\n后文 a | b\n"
    )


def test_an_escaped_bar_stays_inside_its_cell() -> None:
    text = "| a | b |\n|---|---|\n| x \\| y | z |\n"
    assert read_markdown(text.encode(), uri="a.md").text == "| a | b |\n| x ｜ y | z |\n"


@pytest.mark.parametrize(
    "text",
    [
        "a | b\n\nc | d\n",  # no separator
        "标题\n---\n正文\n",  # a rule under a heading
        "a | b | c\n---|---\n",  # as many cells as the header has, or it is no table
        "```\n| a |\n|---|\n| b |\n```\n",
    ],
)
def test_what_is_no_table_is_left_alone(text: str) -> None:
    assert read_markdown(text.encode(), uri="a.md").text == text


@given(st.text(alphabet="ab|-: \n\\`", max_size=80))
def test_markdown_never_loses_a_letter(text: str) -> None:
    found = read_markdown(b"x" + text.encode(), uri="a.md").text
    assert [char for char in found if char in "ab"] == [char for char in text if char in "ab"]
