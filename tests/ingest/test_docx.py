"""Word documents."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ArchiveTooLarge, CorruptFile
from ingest.readers.docx import read_docx
from ingest.readers.number_formats import format_number


def lines(word: Any) -> list[str]:
    return [line for line in read_docx(word.data(), uri="a.docx").text.split("\n") if line]


def test_paragraphs_and_tables_come_in_order(word: Any) -> None:
    word.paragraph("一、前言")
    word.table(["事项", "时限"], ["办电", "40个工作日"])
    word.paragraph("二、后文")
    assert lines(word) == [
        "一、前言",
        "| 事项 | 时限 |",
        "| 办电 | 40个工作日 |",
        "二、后文",
    ]


def test_numbers_that_word_draws_are_written(word: Any) -> None:
    number = word.list(
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
    )
    word.item("总体要求", number)
    word.item("指导思想。", number, 1)
    word.item("工作目标。", number, 1)
    word.item("到年底", number, 2)
    word.item("主要任务", number)
    word.item("开办企业。", number, 1)
    assert lines(word) == [
        "一、总体要求",
        "（一）指导思想。",
        "（二）工作目标。",
        "1.到年底",
        "二、主要任务",
        "（一）开办企业。",
    ]


def test_articles_keep_a_space_after_their_number(word: Any) -> None:
    chapter = word.list(("chineseCountingThousand", "第%1章"))
    article = word.list(("chineseCountingThousand", "第%1条"))
    word.item("总则", chapter)
    for text in ("甲", "乙"):
        word.item(text, article)
    word.item("附则", chapter)
    word.item("丙", article)
    assert lines(word) == ["第一章 总则", "第一条 甲", "第二条 乙", "第二章 附则", "第三条 丙"]


def test_two_uses_of_a_list_count_on_unless_one_starts_over(word: Any) -> None:
    number = word.list(("decimal", "%1、"))
    word.use(901, number)
    word.use(
        902,
        number,
        override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
    )
    for use in (number, 901, 902, 902):
        word.item("项", use)
    assert lines(word) == ["1、项", "2、项", "5、项", "6、项"]


def test_compound_and_legal_numbers(word: Any) -> None:
    number = word.list(("chineseCounting", "%1"), ("decimal", "%1.%2"), extra="<w:isLgl/>")
    word.item("目标", number)
    word.item("细则", number, 1)
    word.item("细则", number, 1)
    assert lines(word) == ["1 目标", "1.1 细则", "1.2 细则"]


def test_an_empty_item_takes_a_number_and_bullets_are_not_written(word: Any) -> None:
    number = word.list(("decimal", "%1."))
    bullets = word.list(("bullet", "\uf0b7"))
    word.item("甲", number)
    word.item("", number)
    word.item("点", bullets)
    word.item("乙", number)
    assert lines(word) == ["1.甲", "点", "3.乙"]


def test_numbers_of_a_style_are_written(word: Any) -> None:
    word.paragraph("甲", "List Number")
    word.paragraph("乙", "List Number")
    assert lines(word) == ["1.甲", "2.乙"]


@pytest.mark.parametrize(
    ("number", "number_format", "written"),
    [
        (10, "chineseCountingThousand", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (21, "ideographDigital", "二一"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "㉑"),
        (21, "decimalEnclosedParen", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (5, "a format nobody knows", "5"),
    ],
)
def test_number_formats(number: int, number_format: str, written: str) -> None:
    assert format_number(number, number_format) == written


@given(st.integers(1, 9_999))
def test_chinese_numbers_read_back(number: int) -> None:
    digits = {char: value for value, char in enumerate("零一二三四五六七八九")}
    units = {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, 0
    for char in format_number(number, "chineseCountingThousand"):
        if char in units:
            total, digit = total + (digit or 1) * units[char], 0
        else:
            digit = digits[char]
    assert total + digit == number


def test_insertions_are_kept_and_deletions_dropped(word: Any) -> None:
    word.xml(
        '<w:r><w:t>压减到</w:t></w:r><w:del w:id="1"><w:r><w:delText>60</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>40</w:t></w:r></w:ins><w:r><w:t>个工作日</w:t></w:r>'
        '<w:moveFrom w:id="3"><w:r><w:t>移走</w:t></w:r></w:moveFrom>'
    )
    assert lines(word) == ["压减到40个工作日"]


def test_a_deleted_paragraph_end_joins_two_paragraphs(word: Any) -> None:
    word.xml('<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r>')
    word.xml("<w:r><w:t>下半</w:t></w:r>")
    assert lines(word) == ["上半下半"]


def test_hidden_text_glosses_and_field_codes_are_left_out(word: Any) -> None:
    word.xml(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>gui</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>规</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:hyperlink><w:r><w:t>定</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish w:val="0"/>'
        '</w:rPr><w:t>见</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    )
    assert lines(word) == ["规定见□"]


def test_a_text_box_is_read_once(word: Any) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent>"
    word.xml(
        "<w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(word) == ["正文", "框中文字"]


def test_the_table_of_contents_headers_and_footers_are_left_out(word: Any) -> None:
    section = word.document.sections[0]
    section.header.paragraphs[0].text = "页眉"
    section.footer.paragraphs[0].text = "第 1 页"
    word.document.styles.add_style("toc 1", 1)
    word.paragraph("一、总则……1", "toc 1")
    word.paragraph("一、总则")
    assert lines(word) == ["一、总则"]


def test_merged_cells_are_repeated_in_every_row(word: Any) -> None:
    table = word.table(
        ["事项", "时限", ""], ["", "高压", "低压"], ["办电", "40", "15"], ["", "50", "20"]
    )
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    assert lines(word) == [
        "| 事项 | 时限 高压 | 时限 低压 |",
        "| 办电 | 40 | 15 |",
        "| 办电 | 50 | 20 |",
    ]


def test_a_frame_of_one_cell_is_text(word: Any) -> None:
    word.table(["第一段"]).cell(0, 0).add_paragraph("第二段")
    assert lines(word) == ["第一段", "第二段"]


def test_footnotes_stand_after_their_paragraph(word: Any) -> None:
    word.xml('<w:r><w:t>办理</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>')
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="7"><w:p><w:r><w:t>指受理之日起。</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    data = with_part(word.data(), "word/footnotes.xml", notes.encode())
    assert read_docx(data, uri="a.docx").text.split("\n")[-2:] == ["办理", "注：指受理之日起。"]


def test_the_title_among_the_properties_is_a_hint(word: Any) -> None:
    word.document.core_properties.title = "某市条例"
    word.paragraph("正文")
    assert read_docx(word.data(), uri="a.docx").hints == {"title": "某市条例"}


def test_a_document_without_lists_and_styles_is_read(word: Any) -> None:
    word.paragraph("正文")
    kept = {}
    with zipfile.ZipFile(io.BytesIO(word.data())) as archive:
        for name in ("[Content_Types].xml", "word/document.xml"):
            kept[name] = archive.read(name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in kept.items():
            archive.writestr(name, part)
    assert read_docx(out.getvalue(), uri="a.docx").text == "正文"


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_cut_file_is_corrupt(word: Any, cut: float) -> None:
    data = word.data()
    with pytest.raises(CorruptFile):
        read_docx(data[: int(len(data) * cut)], uri="a.docx")


def test_a_damaged_part_is_named(word: Any) -> None:
    data = with_part(word.data(), "word/document.xml", b"<w:document><unclosed")
    with pytest.raises(CorruptFile, match=r"word/document\.xml"):
        read_docx(data, uri="a.docx")


def test_a_document_made_to_explode_is_refused(word: Any) -> None:
    data = with_part(word.data(), "word/media/a.bin", b"\x00" * (64 * 1024 * 1024))
    with pytest.raises(ArchiveTooLarge, match="unpacks to"):
        read_docx(data, uri="a.docx")


def test_tables_nested_without_end_are_refused(word: Any) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{deep}</w:body></w:document>"
    )
    with pytest.raises(CorruptFile, match="nested"):
        read_docx(with_part(word.data(), "word/document.xml", xml.encode()), uri="a.docx")


def test_entities_are_not_resolved(word: Any) -> None:
    xml = (
        b'<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>a&secret;b</w:t></w:r></w:p></w:body></w:document>"
    )
    data = with_part(word.data(), "word/document.xml", xml)
    assert read_docx(data, uri="a.docx").text in ("ab", "a")


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Put a part into a document, in place of one of that name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, part)
    return out.getvalue()
