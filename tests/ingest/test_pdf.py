"""PDF documents."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.errors import CorruptFile, EncryptedFile, ImageOnlyPdf
from ingest.readers import pdf_glyphs
from ingest.readers.ocr import ScanOptions
from ingest.readers.pdf import read_pdf

WIDTH = 26
"""Characters in a line of the test pages."""
SENTENCES = [
    "为贯彻落实党中央、国务院关于优化营商环境的决策部署，进一步提升供电服务水平，结合本市实际，制定本方案。",
    "全面推行告知承诺制，对低压用户实行零上门、零审批、零投资服务，办理时间压减到12个工作日以内。",
    "推动水电气热报装联合办理，实行一窗受理、并联审批、同步安装，为企业节约时间。",
    "各区、各部门要加强组织领导，明确责任分工，确保各项措施落到实处，按季度通报进展情况。",
]


def set_lines(paragraphs: list[str]) -> list[str]:
    """Break paragraphs as a typesetter does: an indent of two, no full stop at a line's start."""
    lines = []
    for text in paragraphs:
        rest = "　　" + text
        while rest:
            end = WIDTH + (rest[WIDTH : WIDTH + 1] in ("。", "，", "、"))
            lines.append(rest[:end])
            rest = rest[end:]
    return lines


def text(pdf: Any) -> str:
    return read_pdf(pdf.data(), uri="a.pdf").text


def test_wrapped_lines_become_paragraphs(pdf: Any) -> None:
    pdf.page().lines(set_lines(SENTENCES))
    assert text(pdf).split("\n") == SENTENCES


def test_a_paragraph_goes_on_over_the_end_of_a_page(pdf: Any) -> None:
    lines = set_lines(SENTENCES)
    pdf.page().lines(lines[:5])
    pdf.page().lines(lines[5:])
    assert text(pdf).split("\n") == SENTENCES


def test_headings_and_items_stay_on_their_own_lines(pdf: Any) -> None:
    paragraphs = [
        "一、总体要求",
        SENTENCES[0],
        "（一）提升供电服务",
        SENTENCES[1],
        "第二条　" + SENTENCES[2],
    ]
    pdf.page().lines(set_lines(paragraphs))
    assert text(pdf).split("\n") == [paragraph.replace("　", " ") for paragraph in paragraphs]


def test_a_title_over_two_lines_and_the_signature_stay_apart(pdf: Any) -> None:
    page = pdf.page()
    page.text(150, 780, "某市人民政府办公室", size=22).text(
        160, 745, "关于优化营商环境的通知", size=22
    )
    page.lines(set_lines(SENTENCES[:2]), y=700)
    page.text(330, 480, "某市人民政府办公室").text(350, 452, "2024年5月6日")
    assert text(pdf).split("\n") == [
        "某市人民政府办公室",
        "关于优化营商环境的通知",
        *SENTENCES[:2],
        "某市人民政府办公室",
        "2024年5月6日",
    ]


def test_headers_footers_and_page_numbers_are_dropped(pdf: Any) -> None:
    for number, sentence in enumerate(SENTENCES, 1):
        page = pdf.page().lines(set_lines([sentence]), y=700)
        page.text(220, 800, "某市人民政府公报", size=10).text(270, 40, f"— {number} —", size=12)
        page.text(400, 40, f"2024年第{number}期", size=10)
    assert text(pdf).split("\n") == SENTENCES


@pytest.mark.parametrize("number", ["- 1 -", "第 1 页 共 3 页", "1/3", "—1—", "1"])
def test_the_page_number_of_a_single_page_is_dropped(pdf: Any, number: str) -> None:
    pdf.page().lines(set_lines(SENTENCES[:1])).text(270, 40, number, size=12)
    assert text(pdf) == SENTENCES[0]


def test_a_line_at_the_edge_that_repeats_nothing_is_kept(pdf: Any) -> None:
    for sentence in SENTENCES[:3]:
        pdf.page().text(90, 800, sentence[:WIDTH])
    assert text(pdf).replace("\n", "") == "".join(s[:WIDTH] for s in SENTENCES[:3])


def draw_table(page: Any, rows: list[list[str]], *, top: float = 700) -> None:
    edges = [90, 240, 360, 490]
    bottom = top - 40 * len(rows)
    for level in range(len(rows) + 1):
        page.rule(edges[0], top - 40 * level, edges[-1], top - 40 * level)
    for edge in edges:
        page.rule(edge, bottom, edge, top)
    for at, row in enumerate(rows):
        for edge, cell in zip(edges, row, strict=False):
            page.text(edge + 6, top - 40 * at - 27, cell)


def test_ruled_tables_are_rows_between_their_paragraphs(pdf: Any) -> None:
    page = pdf.page()
    page.text(90, 740, "附件：时限表")
    draw_table(page, [["事项", "高压", "低压"], ["办电", "40个工作日", ""], ["用水", "8", "6"]])
    page.text(90, 500, "注：以受理为准。")
    assert text(pdf).split("\n") == [
        "附件：时限表",
        "| 事项 | 高压 | 低压 |",
        "| 办电 | 40个工作日 |  |",
        "| 用水 | 8 | 6 |",
        "注：以受理为准。",
    ]


def test_a_table_goes_on_over_the_end_of_a_page_without_its_header_twice(pdf: Any) -> None:
    header = ["事项", "高压", "低压"]
    draw_table(pdf.page(), [header, ["办电", "40", "15"]])
    draw_table(pdf.page(), [header, ["用水", "8", "6"]])
    assert text(pdf).split("\n") == [
        "| 事项 | 高压 | 低压 |",
        "| 办电 | 40 | 15 |",
        "| 用水 | 8 | 6 |",
    ]


def test_merged_cells_and_lines_inside_cells(pdf: Any) -> None:
    page = pdf.page()
    page.rectangle(90, 540, 300, 120).rule(190, 540, 190, 660).rule(290, 540, 290, 620)
    page.rule(190, 620, 390, 620).rule(90, 580, 390, 580)
    page.text(96, 610, "事项").text(250, 633, "时限").text(200, 590, "高压").text(300, 590, "低压")
    page.text(96, 562, "低压用户用").text(96, 545, "电").text(200, 550, "40").text(300, 550, "15")
    assert text(pdf).split("\n") == [
        "| 事项 | 时限 高压 | 时限 低压 |",
        "| 低压用户用电 | 40 | 15 |",
    ]


def test_a_frame_around_text_is_no_table(pdf: Any) -> None:
    pdf.page().rectangle(80, 600, 440, 200).lines(set_lines(SENTENCES[:2]))
    assert text(pdf).split("\n") == SENTENCES[:2]


def test_two_columns_are_read_one_after_the_other(pdf: Any) -> None:
    left = [f"左栏第{number}行文字写满这一整行" for number in range(10)]
    right = [f"右栏第{number}行文字写满这一整行" for number in range(10)]
    page = pdf.page().text(200, 780, "两栏之上的大标题在此")
    for number, (a, b) in enumerate(zip(left, right, strict=True)):
        page.text(60, 740 - 28 * number, a).text(310, 740 - 28 * number, b)
    assert text(pdf).replace("\n", "") == "两栏之上的大标题在此" + "".join(left + right)


def test_pieces_drawn_out_of_order_are_put_in_order(pdf: Any) -> None:
    page = pdf.page()
    page.text(90, 600, "第三条 丙。").text(90, 700, "第一条 甲。").text(90, 650, "第二条 乙。")
    assert text(pdf).split("\n") == ["第一条 甲。", "第二条 乙。", "第三条 丙。"]


def test_words_of_letters_are_kept_apart_and_han_is_not(pdf: Any) -> None:
    page = pdf.page().text(90, 700, "Getting").text(150, 700, "electricity").text(90, 650, "办理")
    page.text(122, 650, "时间").text(90, 600, "推行").text(90.3, 600, "推行")
    assert text(pdf).split("\n") == ["Getting electricity", "办理时间", "推行"]


def test_radicals_are_the_characters_they_stand_for(pdf: Any, monkeypatch: Any) -> None:
    # The standard font has no radicals, so the glyph is given the code that such files give it.
    pdf.page().text(90, 700, "一丁长龙")
    codes = {ord("一"): 0x2F00, ord("长"): ord("⻓"), ord("龙"): ord("⻰")}
    plain = pdf_glyphs.pdfium.FPDFText_GetUnicode
    monkeypatch.setattr(
        pdf_glyphs.pdfium,
        "FPDFText_GetUnicode",
        lambda page, at: codes.get(plain(page, at), plain(page, at)),
    )
    assert text(pdf) == "一丁长龙"


def test_the_title_among_the_properties_is_a_hint(pdf: Any) -> None:
    pdf.page().lines(SENTENCES[:1])
    data = pdf.data(title="Microsoft Word - 某市优化营商环境方案.doc")
    assert read_pdf(data, uri="a.pdf").hints == {"title": "某市优化营商环境方案"}
    assert read_pdf(pdf.data(title="doc1"), uri="a.pdf").hints == {}


def test_pictures_of_pages_are_refused_with_advice(pdf: Any) -> None:
    pdf.page().picture()
    pdf.page().picture()
    pdf.page().text(90, 700, "封面")
    with pytest.raises(ImageOnlyPdf, match=r"2 of 3 pages.*text recognition"):
        read_pdf(pdf.data(), uri="a.pdf", scans=ScanOptions(enabled=False))


def test_a_picture_behind_text_is_no_scan(pdf: Any) -> None:
    pdf.page().picture().lines(set_lines(SENTENCES))
    assert text(pdf).split("\n") == SENTENCES


def test_an_empty_page_holds_no_text(pdf: Any) -> None:
    pdf.page()
    with pytest.raises(ImageOnlyPdf):
        text(pdf)


def test_a_password_is_named(pdf: Any) -> None:
    pdf.page().text(90, 700, "正文")
    with pytest.raises(EncryptedFile, match="password"):
        read_pdf(pdf.data(encrypt=pdf.password_protection), uri="a.pdf")


def test_a_damaged_file_is_corrupt() -> None:
    with pytest.raises(CorruptFile):
        read_pdf(b"%PDF-1.7\nnothing that follows is a document", uri="a.pdf")


def test_the_same_bytes_give_the_same_text(pdf: Any) -> None:
    pdf.page().lines(set_lines(SENTENCES))
    assert text(pdf) == text(pdf)
