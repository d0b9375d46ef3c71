"""PDF tables that nothing but white sets apart."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.readers.pdf import read_pdf

COLUMNS = (96, 246, 386)
BEFORE = "公益性岗位补贴标准如下，按月发放。"
AFTER = "二、补贴资金从就业补助资金列支。"


def lines(pdf: Any) -> list[str]:
    return read_pdf(pdf.data(), uri="a.pdf").text.split("\n")


def draw(pdf: Any, rows: list[tuple[str, ...]], columns: tuple[float, ...] = COLUMNS) -> None:
    page = pdf.page().text(90, 740, BEFORE)
    for at, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=True):
            page.text(x, 700 - 24 * at, cell, size=12)
    page.text(90, 690 - 24 * len(rows), AFTER)


def test_rows_of_aligned_pieces_are_a_table(pdf: Any) -> None:
    rows = [("岗位", "人数", "补贴"), ("保洁员", "20人", "500元"), ("护林员", "8人", "800元")]
    draw(pdf, rows)
    assert lines(pdf) == [BEFORE, *("| " + " | ".join(row) + " |" for row in rows), AFTER]


@pytest.mark.parametrize(
    "rows",
    [
        [("岗位", "人数", "补贴"), ("保洁员", "20人", "500元")],  # two rows
        [("岗位", "人数"), ("保洁员", "20人"), ("护林员", "8人")],  # two columns
    ],
)
def test_few_pieces_are_no_table(pdf: Any, rows: list[tuple[str, ...]]) -> None:
    draw(pdf, rows, COLUMNS[: len(rows[0])])
    assert not any(line.startswith("|") for line in lines(pdf))


def test_pieces_that_do_not_stand_below_one_another_are_no_table(pdf: Any) -> None:
    page = pdf.page()
    for at, columns in enumerate(((90, 200, 300), (130, 250, 390), (100, 320, 450))):
        for x in columns:
            page.text(x, 700 - 24 * at, "甲方", size=12)
    assert not any(line.startswith("|") for line in lines(pdf))


def test_names_side_by_side_are_lines_of_their_own(pdf: Any) -> None:
    rows = [("张建国", "李小明", "王芳"), ("陈志强", "刘伟", "杨洋"), ("周杰", "吴刚", "孙丽华")]
    draw(pdf, rows)
    assert lines(pdf) == [BEFORE, *(" ".join(row) for row in rows), AFTER]
