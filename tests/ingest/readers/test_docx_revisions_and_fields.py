"""Word files as offices make them: serial columns, revisions, fields, formulas, frames."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers.docx import read_docx

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def lines(word: Any) -> list[str]:
    return [line for line in read_docx(word.data(), uri="a.docx").text.split("\n") if line]


def numbered(number: int, mark: str = "") -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>{mark}</w:pPr>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "".join(f'<w:r><w:instrText xml:space="preserve">{c}</w:instrText></w:r>' for c in code)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def number_cell(cell: Any, number: int) -> None:
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )


def test_a_column_of_numbers_that_word_draws_is_read(word: Any) -> None:
    number = word.list(("decimal", "%1"))
    table = word.table(["序号", "事项"], ["", "食品许可"], ["", "卫生许可"])
    for row in (1, 2):
        number_cell(table.cell(row, 0), number)
    assert lines(word) == ["| 序号 | 事项 |", "| 1 | 食品许可 |", "| 2 | 卫生许可 |"]


def test_numbers_in_a_frame_are_counted_once(word: Any) -> None:
    number = word.list(("chineseCounting", "%1、"))
    cell = word.table(["专栏1"]).cell(0, 0)
    for text in ("新建公路", "改造国道"):
        paragraph = cell.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )
    word.item("提升服务", number)
    assert lines(word) == ["专栏1", "一、新建公路", "二、改造国道", "三、提升服务"]


def test_a_paragraph_that_was_deleted_or_moved_away_takes_no_number(word: Any) -> None:
    number = word.list(("decimal", "%1."))
    word.item("甲", number)
    for revision, inner in (("del", "delText"), ("moveFrom", "t")):
        word.xml(
            numbered(number, f'<w:rPr><w:{revision} w:id="1"/></w:rPr>')
            + f'<w:{revision} w:id="1"><w:r><w:{inner}>乙</w:{inner}></w:r></w:{revision}>'
        )
    word.item("丙", number)
    assert lines(word) == ["1.甲", "2.丙"]


def test_paragraphs_joined_by_a_revision_have_one_number(word: Any) -> None:
    number = word.list(("decimal", "%1."))
    word.xml(numbered(number, '<w:rPr><w:del w:id="1"/></w:rPr>') + run("推行水质"))
    word.xml(numbered(number) + run("在线监测。"))
    word.item("加快改造。", number)
    assert lines(word) == ["1.推行水质在线监测。", "2.加快改造。"]


def test_a_control_that_only_asks_for_words_is_left_out(word: Any) -> None:
    empty = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    ask = "<w:sdtContent><w:r><w:t>单击或点击此处输入文字。</w:t></w:r></w:sdtContent>"
    word.xml(run("主题词：") + f"<w:sdt>{empty}{ask}</w:sdt>")
    word.xml(
        run("主送：")
        + f"<w:sdt><w:sdtPr/>{ask.replace('单击或点击此处输入文字。', '各县')}</w:sdt>"
    )
    assert lines(word) == ["主题词：", "主送：各县"]


def test_a_character_in_a_ring_is_read_from_its_field(word: Any) -> None:
    word.xml(field(" eq \\o\\ac(○,1) ") + run("资料齐全；"))
    word.xml(field(" eq \\o\\ac(○,12)") + run("按期归档。"))
    word.xml(field(" PAGE ") + run("正文。"))
    assert lines(word) == ["①资料齐全；", "⑫按期归档。", "正文。"]


def test_fractions_and_raised_figures_keep_their_value(word: Any) -> None:
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    word.xml(
        run("不超过")
        + f"<m:oMath {MATH}><m:f>{part.format('num', 1)}{part.format('den', 3)}</m:f></m:oMath>"
        + run("，处理量2×10")
        + run("4", '<w:vertAlign w:val="superscript"/>')
        + run("立方米")
        + run("（注）", '<w:vertAlign w:val="superscript"/>')
    )
    assert lines(word) == ["不超过1/3，处理量2×10⁴立方米（注）"]


def test_cells_merged_the_older_way_are_one(word: Any) -> None:
    table = word.table(["检查频次汇总", ""], ["部门", "频次"], ["市应急局", "每年2次"])
    for column, merge in enumerate(("restart", "continue")):
        cell = table.cell(0, column)._tc
        cell.get_or_add_tcPr().append(parse_xml(f'<w:hMerge {nsdecls("w")} w:val="{merge}"/>'))
    assert lines(word) == ["检查频次汇总", "| 部门 | 频次 |", "| 市应急局 | 每年2次 |"]
