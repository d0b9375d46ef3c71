"""What the end of a page does to tables, paragraphs, notes and furniture of a PDF."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.readers.pdf import read_pdf

WIDTH = 26
SENTENCE = (
    "为贯彻落实国务院关于优化营商环境的决策部署，进一步提升供电服务水平，结合本市实际，制定本方案。"
)
EDGES = (90, 240, 360, 490)


def lines(pdf: Any) -> list[str]:
    return read_pdf(pdf.data(), uri="a.pdf").text.split("\n")


def frame(page: Any, levels: list[float], *, bottom: float | None = None, first: int = 0) -> None:
    """Rule a table; the upright rules end at the bottom, level ones begin at the first column."""
    for at, level in enumerate(levels):
        page.rule(EDGES[0] if at in (0, 1) else EDGES[first], level, EDGES[-1], level)
    for edge in EDGES:
        page.rule(edge, levels[-1] if bottom is None else bottom, edge, levels[0])


def row(page: Any, y: float, *cells: str) -> None:
    for edge, cell in zip(EDGES, cells, strict=False):
        if cell:
            page.text(edge + 6, y, cell, size=12)


def test_a_group_that_goes_on_over_the_page_names_its_rows(pdf: Any) -> None:
    page = pdf.page()
    frame(page, [700, 670, 640, 610], first=1)
    row(page, 680, "单位", "任务", "时限")
    row(page, 650, "市财政局", "甲", "3月")
    row(page, 620, "", "乙", "4月")
    page = pdf.page()
    frame(page, [760, 730, 700, 670], first=1)
    row(page, 740, "单位", "任务", "时限")
    row(page, 710, "", "丙", "5月")
    row(page, 680, "", "丁", "6月")
    assert lines(pdf) == [
        "| 单位 | 任务 | 时限 |",
        "| 市财政局 | 甲 | 3月 |",
        "| 市财政局 | 乙 | 4月 |",
        "| 市财政局 | 丙 | 5月 |",
        "| 市财政局 | 丁 | 6月 |",
    ]


def test_an_empty_cell_of_the_next_page_stays_empty_where_no_group_goes_on(pdf: Any) -> None:
    for first, second in (("市财政局", "甲"), ("", "乙")):
        page = pdf.page()
        frame(page, [700, 670, 640])
        row(page, 680, "单位", "任务", "时限")
        row(page, 650, first, second, "3月")
    assert lines(pdf)[1:] == ["| 市财政局 | 甲 | 3月 |", "|  | 乙 | 3月 |"]


def test_a_row_that_the_page_cuts_is_one(pdf: Any) -> None:
    page = pdf.page()
    frame(page, [700, 670, 640], bottom=600)
    row(page, 680, "序号", "内容", "时限")
    row(page, 650, "1", "甲", "3月")
    row(page, 620, "2", "申请人应当在十日", "4月")
    page = pdf.page()
    frame(page, [760, 730, 700])
    row(page, 740, "", "内补齐材料", "")
    row(page, 710, "3", "丙", "5月")
    assert lines(pdf) == [
        "| 序号 | 内容 | 时限 |",
        "| 1 | 甲 | 3月 |",
        "| 2 | 申请人应当在十日内补齐材料 | 4月 |",
        "| 3 | 丙 | 5月 |",
    ]


def test_a_header_of_two_rows_is_not_repeated(pdf: Any) -> None:
    for name in ("一类", "二类"):
        page = pdf.page()
        page.rule(90, 700, 490, 700).rule(240, 670, 490, 670)
        page.rule(90, 640, 490, 640).rule(90, 610, 490, 610)
        page.rule(90, 610, 90, 700).rule(240, 610, 240, 700).rule(490, 610, 490, 700)
        page.rule(360, 610, 360, 670)
        row(page, 665, "类别")
        row(page, 680, "", "金额")
        row(page, 650, "", "城区", "乡镇")
        row(page, 620, name, "100", "50")
    assert lines(pdf) == [
        "| 类别 | 金额 城区 | 金额 乡镇 |",
        "| 一类 | 100 | 50 |",
        "| 二类 | 100 | 50 |",
    ]


def test_level_rules_drawn_cell_by_cell_make_a_table(pdf: Any) -> None:
    page = pdf.page()
    for level in (710, 680, 620):
        for left, right in ((90, 240), (240, 360), (360, 490)):
            page.rule(left, level, right, level)
    row(page, 690, "档次", "标准", "补贴")
    row(page, 660, "一档", "200元", "40元")
    row(page, 630, "二档", "500元", "60元")
    assert lines(pdf) == [
        "| 档次 | 标准 | 补贴 |",
        "| 一档 | 200元 | 40元 |",
        "| 二档 | 500元 | 60元 |",
    ]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("2025/3/1 10:20 某市细则", "https://www.example.gov.cn/art/2025/3/1/art_1.html 1/1"),
        ("11/23/26, 2:47 PM 某市细则", "file:///C:/a.html 1/1"),
        ("某市细则 https://www.example.gov.cn/a.html", "第 1 页，共 1 页 2025/3/1 上午10:20"),
    ],
)
def test_what_a_browser_prints_around_a_page_is_dropped(pdf: Any, head: str, foot: str) -> None:
    page = pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]])
    page.text(24, 820, head, size=8).text(24, 16, foot, size=8)
    assert lines(pdf) == [SENTENCE]


@pytest.mark.parametrize("words", ["https://www.example.gov.cn/a.html", "2025年3月1日10:20 开会"])
def test_an_address_or_a_time_alone_is_text(pdf: Any, words: str) -> None:
    pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]]).text(90, 50, words)
    assert words in lines(pdf)


@pytest.mark.parametrize("number", ["iii", "- IV -", "Page 3 of 12", "page 3"])
def test_page_numbers_of_other_kinds_are_dropped(pdf: Any, number: str) -> None:
    pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]]).text(270, 40, number, size=12)
    assert lines(pdf) == [SENTENCE]


def test_notes_at_the_foot_stand_after_the_paragraph_that_goes_on(pdf: Any) -> None:
    text = "　　" + SENTENCE.replace("。", "，") + SENTENCE
    set_lines = [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
    page = pdf.page().lines(set_lines[:2])
    page.rule(90, 130, 220, 130)
    page.text(90, 110, "① 指依法设立的企业。", size=9).text(90, 96, "② 含个体工商", size=9)
    page.text(90, 82, "户。", size=9)
    pdf.page().lines(set_lines[2:])
    assert lines(pdf) == [text.strip(), "注：① 指依法设立的企业。", "注：② 含个体工商户。"]


def test_a_number_that_a_note_is_cut_at_begins_no_note(pdf: Any) -> None:
    page = pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]])
    page.rule(90, 130, 220, 130)
    page.text(90, 110, "① 免费停放不少于", size=9).text(90, 96, "30分钟。", size=9)
    page.text(90, 82, "2 含节假日。", size=9)
    assert lines(pdf)[1:] == ["注：① 免费停放不少于30分钟。", "注：2 含节假日。"]


@pytest.mark.parametrize("first", ["本市户籍老年人均可申请。", "① 身份证复印件。"])
def test_text_below_a_heading_that_is_underlined_is_no_note(pdf: Any, first: str) -> None:
    page = pdf.page().text(90, 760, "一、适用范围", size=24)
    page.rule(90, 740, 240, 740)
    page.text(90, 700, first).text(90, 670, "补贴按月发放。")
    assert lines(pdf) == ["一、适用范围", first, "补贴按月发放。"]


def test_small_print_below_a_table_is_no_note(pdf: Any) -> None:
    page = pdf.page().lines(["　　" + SENTENCE[: WIDTH - 2], SENTENCE[WIDTH - 2 :]])
    frame(page, [500, 470, 440])
    row(page, 480, "事项", "高压", "低压")
    row(page, 450, "办电", "40", "15")
    page.text(90, 420, "资料来源：供电公司。", size=9)
    assert lines(pdf)[-1] == "资料来源：供电公司。"


def test_headers_that_change_from_page_to_page_are_dropped(pdf: Any) -> None:
    for at, header in enumerate(("某市审计局", "审计工作办法", "第二章　审计程序")):
        page = pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]], y=720)
        page.text(90 + 50 * at, 800, header, size=10)
    assert lines(pdf) == [SENTENCE] * 3


def test_labels_of_attachments_in_small_print_are_text(pdf: Any) -> None:
    for title in ("附件1", "附件2"):
        page = pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]], y=720)
        page.text(90, 800, title, size=10)
    assert lines(pdf) == ["附件1", SENTENCE, "附件2", SENTENCE]


def test_a_title_in_large_print_at_the_top_of_each_page_is_text(pdf: Any) -> None:
    for title in ("附件1", "附件2"):
        pdf.page().text(90, 800, title).lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]], y=720)
    assert lines(pdf) == ["附件1", SENTENCE, "附件2", SENTENCE]


def test_margins_are_those_of_pages_of_one_size(pdf: Any) -> None:
    half = WIDTH // 2
    pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]])
    page = pdf.page()
    for at in range(0, len(SENTENCE), half):  # set sideways, in shorter lines
        code = SENTENCE[at : at + half].encode("utf-16-be").hex()
        x = 100 + 28 * (at // half)
        page.operations.append(f"BT /F1 16 Tf 0 1 -1 0 {x} 90 Tm <{code}> Tj ET")
    assert lines(pdf) == [SENTENCE, SENTENCE]


def test_a_table_stands_in_its_column(pdf: Any) -> None:
    left = [SENTENCE[:14]] * 12  # they end below the table
    page = pdf.page().lines(left, x=50, step=20).lines(left[:6], x=320, step=20)
    for x in (320, 400, 544):
        page.rule(x, 560, x, 600)
    for y in (560, 580, 600):
        page.rule(320, y, 544, y)
    for y, row_texts in ((586, ("年份", "产值")), (566, ("2023", "50亿元"))):
        for x, cell in zip((326, 406), row_texts, strict=True):
            page.text(x, y, cell, size=10)
    page.lines(left[:4], x=320, y=530, step=20)
    read = lines(pdf)
    assert read.index("| 年份 | 产值 |") + 1 == read.index("| 2023 | 50亿元 |")
    assert "".join(read[: read.index("| 年份 | 产值 |")]) == SENTENCE[:14] * 18


def test_a_header_with_a_rule_only_below_it_is_of_the_table(pdf: Any) -> None:
    page = pdf.page().text(90, 760, "补贴标准如下，按月发放。")
    for level in (680, 650, 620):
        page.rule(90, level, 490, level)
    row(page, 690, "岗位", "人数", "补贴")
    row(page, 660, "保洁员", "20人", "500元")
    row(page, 630, "护林员", "8人", "800元")
    assert lines(pdf)[1:] == [
        "| 岗位 | 人数 | 补贴 |",
        "| 保洁员 | 20人 | 500元 |",
        "| 护林员 | 8人 | 800元 |",
    ]


def test_labels_broken_in_a_narrow_column_stand_before_their_values(pdf: Any) -> None:
    page = pdf.page()
    pairs = [
        (("发文机", "关："), ("国务院办公厅",)),
        (("标", "题："), ("关于支持自由贸易试验区的", "通知")),
    ]
    for at, (label, value) in enumerate(pairs):
        for y, words in zip((700, 685), label, strict=True):
            page.text(90, y - 40 * at, words, size=10)
        heights = (692,) if len(value) == 1 else (700, 685)
        for y, words in zip(heights, value, strict=True):
            page.text(140, y - 40 * at, words, size=10)
    assert lines(pdf) == ["发文机关： 国务院办公厅", "标题： 关于支持自由贸易试验区的通知"]


def test_other_short_lines_above_a_colon_are_no_label(pdf: Any) -> None:
    page = pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]])
    page.text(90, 600, "某市").text(90, 580, "各区：")
    assert lines(pdf)[1:] == ["某市", "各区："]


def test_the_path_of_a_printed_page_is_no_part_of_its_title(pdf: Any) -> None:
    path = "您当前所在的位置：首页>政务服务>重点服务>政策及解读"
    page = pdf.page().text(90, 760, path).text(90, 740, "某市高质量发展实施办法")
    page.lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]], y=700)
    assert lines(pdf) == [path, "某市高质量发展实施办法", SENTENCE]


def test_the_place_of_a_project_is_no_path(pdf: Any) -> None:
    text = "位置：" + SENTENCE
    pdf.page().lines([text[:WIDTH], text[WIDTH:]])
    assert lines(pdf) == [text]


def test_one_line_that_sticks_out_moves_no_margin(pdf: Any) -> None:
    text = "　　" + SENTENCE
    set_lines = [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
    page = pdf.page()
    for at in range(5):
        page.lines(set_lines, y=760 - 100 * at, step=24)
    page.text(60, 220, "扫一扫在手机打开当前页", size=12)
    assert lines(pdf) == [SENTENCE] * 5 + ["扫一扫在手机打开当前页"]


def test_a_line_that_could_not_end_with_a_bracket_is_full(pdf: Any) -> None:
    pdf.page().lines(
        [SENTENCE[:WIDTH]] * 3 + [SENTENCE[: WIDTH - 2], "（一）项至第（六）项规定的，从其规定。"]
    )
    assert len(lines(pdf)) == 1


def test_those_who_sign_side_by_side_run_on_to_no_date(pdf: Any) -> None:
    page = pdf.page().lines([SENTENCE[:WIDTH], SENTENCE[WIDTH:]])
    for x, who in ((90, "某市公安局"), (250, "某市交通局"), (410, "某市城管局")):
        page.text(x, 600, who)
    page.text(90, 575, "2024年5月6日")
    assert lines(pdf)[1:] == ["某市公安局 某市交通局 某市城管局", "2024年5月6日"]


@pytest.mark.parametrize("copies", ["抄送：市委办公室，市人大常委会办公室。", "（此件公开发布）"])
def test_a_signature_at_the_margin_runs_on_to_no_line_of_the_next_page(
    pdf: Any, copies: str
) -> None:
    text = "　　" + SENTENCE
    page = pdf.page()
    for at in range(4):
        page.lines([text[:WIDTH], text[WIDTH:]], y=740 - 70 * at)
    page.text(90 + 16 * (WIDTH - 8), 440, "某市人民政府办公")
    pdf.page().text(90, 740, copies)
    assert lines(pdf)[-2:] == ["某市人民政府办公", copies]


def test_a_row_cut_inside_its_groups_is_one_and_their_names_reach_down(pdf: Any) -> None:
    page = pdf.page()
    frame(page, [700, 670], bottom=600)
    page.rule(240, 640, EDGES[-1], 640)
    row(page, 680, "单位", "任务", "时限")
    row(page, 650, "市财政局", "甲", "3月")
    row(page, 620, "", "乙须在", "4月")
    page = pdf.page()
    page.rule(240, 730, EDGES[-1], 730)
    page.rule(90, 700, EDGES[-1], 700).rule(90, 670, EDGES[-1], 670)
    for edge in EDGES:
        page.rule(edge, 670, edge, 760)
    row(page, 740, "", "年内完成", "")
    row(page, 710, "", "丙", "5月")
    row(page, 680, "市住建局", "丁", "6月")
    assert lines(pdf) == [
        "| 单位 | 任务 | 时限 |",
        "| 市财政局 | 甲 | 3月 |",
        "| 市财政局 | 乙须在年内完成 | 4月 |",
        "| 市财政局 | 丙 | 5月 |",
        "| 市住建局 | 丁 | 6月 |",
    ]


def test_a_group_over_a_whole_page_is_named_though_no_rule_bounds_it_there(pdf: Any) -> None:
    page = pdf.page()
    frame(page, [700, 670, 640], first=1)
    row(page, 680, "单位", "任务", "时限")
    row(page, 650, "市财政局", "甲", "3月")
    page.rule(240, 610, EDGES[-1], 610)
    for edge in EDGES:
        page.rule(edge, 610, edge, 640)
    row(page, 620, "", "乙", "4月")
    page = pdf.page()
    for level in (760, 730, 700):
        page.rule(240, level, EDGES[-1], level)
    for edge in EDGES[1:]:
        page.rule(edge, 700, edge, 760)
    row(page, 740, "", "丙", "5月")
    row(page, 710, "", "丁", "6月")
    assert lines(pdf)[1:] == [
        f"| 市财政局 | {task} | {month}月 |" for task, month in zip("甲乙丙丁", "3456", strict=True)
    ]
