"""PDF pages whose text is set sideways, upside down, from the top or aslant."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Any

import pytest

from ingest.readers.pdf import read_pdf
from ingest.readers.pdf_box import Box
from ingest.readers.pdf_chars import Char, with_em_boxes
from ingest.readers.pdf_direction import Direction, main_direction, quarter, turn_of

WIDTH, HEIGHT = 595, 842
SENTENCE = (
    "为贯彻落实国务院关于优化营商环境的决策部署，进一步提升供电服务水平，结合本市实际，制定本方案。"
)
ROWS = [
    ["序号", "项目名称", "投资"],
    ["1", "城北水厂扩建工程", "3.2亿元"],
    ["2", "滨河路工程", "85万元"],
]


def set_turned(page: Any, degrees: float, x: float, y: float, text: str, size: float = 14) -> None:
    """Write text from a point in a direction, counter-clockwise."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    code = text.encode("utf-16-be").hex()
    matrix = f"{c:.4f} {s:.4f} {-s:.4f} {c:.4f} {x} {y}"
    page.operations.append(f"BT /F1 {size} Tf {matrix} Tm <{code}> Tj ET")


def lines(pdf: Any) -> list[str]:
    return read_pdf(pdf.data(), uri="a.pdf").text.split("\n")


def test_a_table_set_sideways_is_read(pdf: Any) -> None:
    page = pdf.page()
    set_turned(page, 90, 60, 80, "附件：重点项目表（按项目名称排列）")
    columns, rows = [80, 140, 400, 540], [100, 130, 160, 190]
    for x in rows:
        page.rule(x, columns[0], x, columns[-1])
    for y in columns:
        page.rule(rows[0], y, rows[-1], y)
    for x, row in zip(rows, ROWS, strict=False):
        for y, cell in zip(columns, row, strict=False):
            set_turned(page, 90, x + 20, y + 6, cell)
    assert lines(pdf) == [
        "附件：重点项目表（按项目名称排列）",
        *("| " + " | ".join(r) + " |" for r in ROWS),
    ]


@pytest.mark.parametrize(
    ("degrees", "x", "y", "down"), [(180, 500, 100, (0, 28)), (270, 500, 760, (-28, 0))]
)
def test_text_that_runs_to_any_side_is_read(
    pdf: Any, degrees: float, x: float, y: float, down: tuple[float, float]
) -> None:
    page = pdf.page()
    for at in range(0, len(SENTENCE), 26):
        step = at // 26
        set_turned(
            page, degrees, x + down[0] * step, y + down[1] * step, SENTENCE[at : at + 26], 16
        )
    assert lines(pdf) == [SENTENCE]


def test_columns_from_the_top_are_read_from_the_right(pdf: Any) -> None:
    page = pdf.page()
    for at, char in enumerate(SENTENCE):
        page.text(500 - 28 * (at // 26), 760 - 16.5 * (at % 26), char)
    assert lines(pdf) == [SENTENCE]


def test_a_mark_aslant_over_the_text_is_left_out(pdf: Any) -> None:
    page = pdf.page().lines([SENTENCE[:26], SENTENCE[26:]])
    set_turned(page, 45, 150, 650, "征求意见稿", 40)
    assert lines(pdf) == [SENTENCE]


def test_a_page_that_is_all_aslant_is_kept(pdf: Any) -> None:
    set_turned(pdf.page(), 10, 90, 400, SENTENCE[:20])
    assert "".join(lines(pdf)).replace(" ", "")


def test_a_table_with_some_sideways_words_stays_as_it_is(pdf: Any) -> None:
    page = pdf.page().lines([SENTENCE[:26], SENTENCE[26:]])
    set_turned(page, 90, 40, 300, "装订线")
    assert lines(pdf)[0] == SENTENCE


@pytest.mark.parametrize(
    ("angle", "direction"),
    [(0.0, Direction.RIGHT), (4.712, Direction.UP), (6.28, Direction.RIGHT), (0.7, None)],
)
def test_an_angle_is_a_direction_or_aslant(angle: float, direction: Direction | None) -> None:
    assert quarter(angle) is direction


@pytest.mark.parametrize("direction", list(Direction))
def test_a_turned_page_keeps_its_boxes_on_it(direction: Direction) -> None:
    turn = turn_of(direction, WIDTH, HEIGHT)
    box = turn.box(Box(10, 20, 110, 50))
    assert 0 <= box.left < box.right <= turn.width
    assert 0 <= box.bottom < box.top <= turn.height
    assert {box.width, box.height} == {100, 30}


def test_a_few_characters_turn_no_page() -> None:
    boxes = [Box(0, 0, 16, 16)] * 10
    assert main_direction([Direction.UP] * 10, boxes) is Direction.RIGHT


def char(text: str, box: Box, *, is_tight: bool) -> Char:
    return Char(text, box, Direction.RIGHT, is_tight)


def test_a_stroke_is_as_high_as_the_characters_beside_it() -> None:
    stroke = char("一", Box(0, 8, 15, 10), is_tight=True)
    comma = char("、", Box(16, 0, 32, 16), is_tight=False)
    assert with_em_boxes([stroke, comma])[0].box == Box(0, 0, 15, 16)


def test_small_print_beside_large_stays_small() -> None:
    small = char("1", Box(0, 10, 4, 16), is_tight=True)
    large = char("号", Box(5, 0, 21, 16), is_tight=False)
    assert with_em_boxes([large, small])[1].box == small.box
