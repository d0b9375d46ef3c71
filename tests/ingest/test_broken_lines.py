"""Lines that were cut at a fixed width, and what their sentences say."""

from __future__ import annotations

from ingest.metadata.facts import read_metadata
from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument
from ingest.structure.lines import read_lines, without_breaks
from ingest.text.alignment import AlignedText
from ingest.text.cleaning import fold_punctuation

WRAPPED = """云桥市人民政府
关于印发云桥市公共停车设施
建设管理办法的通知

各县（区）人民政府，市政府各部门、各直属机构，驻云桥各
单位：
    《云桥市公共停车设施建设管理办法》已经2031年3月6日市
政府第52次常务会议研究通过，现印发给你们，请认真贯彻执行。

                              云桥市人民政府
                              2031年3月18日

云桥市公共停车设施建设管理办法

第一条  为规范公共停车设施建设和管理，改善城市交通状
况，根据《中华人民共和国道路交通安全法》等法律法规，结合
本市实际，制定本办法。
第二条  本市市区范围内公共停车设施的规划、建设、使用
和管理，适用本办法。
    公交、出租、危险品运输等专用停车场不适用本办法，由其
主管部门另行规定。
第三条  本办法自2031年5月1日起施行，有效期至2036年4月
30日。《云桥市停车场管理暂行办法》（云政发〔2019〕8号）同
时废止。
"""


def read(text: str) -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))


def test_a_term_is_read_across_a_break() -> None:
    document = read(WRAPPED).document
    assert str(document.effective_on) == "2031-05-01"
    assert str(document.expires_on) == "2036-04-30"


def test_what_ends_is_read_across_a_break_and_quoted_as_it_stands() -> None:
    (ended,) = read(WRAPPED).document.supersedes
    assert ended.title == "云桥市停车场管理暂行办法"
    assert ended.document_number == "云政发〔2019〕8号"
    assert WRAPPED[slice(*ended.span)].endswith("同\n时废止。")


def test_the_beginning_of_a_broken_sentence_heads_nothing() -> None:
    preamble = read(WRAPPED).clauses[0].text
    assert preamble.startswith("各县（区）人民政府")
    assert preamble.endswith("请认真贯彻执行。")


def test_paragraphs_stay_apart() -> None:
    text = "云桥市供水办法\n第一条 水压不足的，应当修复。\n本办法自印发之日起施行。\n有效期5年。"
    lines = read_lines(AlignedText.of(text), fold_punctuation(text), text)
    assert without_breaks(AlignedText.of(text), lines).text == text


def test_metadata_reads_a_text_whose_lines_nobody_read() -> None:
    text = "云桥市供水办法\n第一条 本办法自2031年5月1日起施行。"
    assert str(read_metadata(AlignedText.of(text), name="a.txt").effective_on) == "2031-05-01"
