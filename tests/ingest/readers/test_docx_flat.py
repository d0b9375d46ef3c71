"""Word documents that are one XML file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from ingest.errors import CorruptFile, UndecodableText
from ingest.readers.formats import Format, format_of_content
from ingest.readers.registry import read_bytes

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>'
W = "http://schemas.microsoft.com/office/word/2003/wordml"
WX = "http://schemas.microsoft.com/office/word/2003/auxHint"
AML = "http://schemas.microsoft.com/aml/2001/core"


def read(data: bytes, name: str = "a.doc") -> list[str]:
    text = read_bytes(data, uri=name, name=name).text
    return [line for line in text.split("\n") if line]


def flat(data: bytes) -> bytes:
    """Write a package as one XML file, as Word does."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            body = archive.read(name).decode(errors="ignore").partition("?>")[2]
            if name.endswith((".xml", ".rels")) and not name.startswith("["):
                content = f"<pkg:xmlData>{body}</pkg:xmlData>"
                parts.append(f'<pkg:part pkg:name="/{name}">{content}</pkg:part>')
    picture = "<pkg:binaryData>iVBORw0KGgo</pkg:binaryData>"
    parts.append(f'<pkg:part pkg:name="/word/media/1.png">{picture}</pkg:part>')
    package = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'{HEAD}<pkg:package xmlns:pkg="{package}">{"".join(parts)}</pkg:package>'.encode()


def word_2003(body: str) -> bytes:
    names = f'xmlns:w="{W}" xmlns:wx="{WX}" xmlns:aml="{AML}"'
    header = "<w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr>"
    return (
        f"{HEAD}<w:wordDocument {names}><w:body><wx:sect>{body}{header}</wx:sect></w:body>"
        "</w:wordDocument>"
    ).encode()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(label: str, font: str = "宋体") -> str:
    return f'<w:listPr><wx:t wx:val="{label}"/><wx:font wx:val="{font}"/></w:listPr>'


@pytest.mark.parametrize("name", ["a.doc", "a.xml"])
def test_a_flat_package_is_read_with_its_numbers(word: Any, name: str) -> None:
    number = word.list(("chineseCounting", "%1、"))
    word.item("巡查不少于4次。", number)
    word.item("处1万元罚款。", number)
    word.table(["情节", "罚款"], ["轻微", "500元"])
    expected = ["一、巡查不少于4次。", "二、处1万元罚款。", "| 情节 | 罚款 |", "| 轻微 | 500元 |"]
    assert read(flat(word.data()), name) == expected
    assert read(b"\xef\xbb\xbf" + flat(word.data()), name) == expected


def test_a_document_of_word_2003_is_read() -> None:
    deleted, inserted = (
        f'<aml:annotation w:type="Word.{kind}"><aml:content><w:r><w:t>{text}</w:t></w:r>'
        "</aml:content></aml:annotation>"
        for kind, text in (("Deletion", "10日"), ("Insertion", "15日"))
    )
    body = (
        paragraph("总则", listed("第一章"))
        + f"<wx:sub-section>{paragraph('罚款不超过3倍。', listed('一、'))}</wx:sub-section>"
        + paragraph("各县区。", listed("l", "Wingdings"))
        + f"<w:p><w:r><w:t>应当在</w:t></w:r>{deleted}{inserted}<w:r><w:t>内缴纳。</w:t></w:r></w:p>"
        + "<w:p><w:r><w:pict><w:binData>iVBORw0KGgo=</w:binData></w:pict></w:r></w:p>"
    )
    assert read(word_2003(body)) == [
        "第一章 总则",
        "一、罚款不超过3倍。",
        "各县区。",
        "应当在15日内缴纳。",
    ]


def test_merged_cells_of_word_2003_are_repeated() -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(text)}</w:tc>"

    first, rest = '<w:vmerge w:val="restart"/>', "<w:vmerge/>"
    rows = (
        cell("情节") + cell("罚款"),
        cell("轻微", first) + cell("500元"),
        cell("", rest) + cell("警告"),
    )
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert read(word_2003(table)) == ["| 情节 | 罚款 |", "| 轻微 | 500元 |", "| 轻微 | 警告 |"]


def test_a_damaged_file_is_corrupt() -> None:
    with pytest.raises(CorruptFile, match="cannot be opened"):
        read(word_2003("<w:p>"))
    with pytest.raises(CorruptFile, match="no part"):
        read(f"{HEAD}<pkg:package xmlns:pkg='x'/>".encode())


def test_entities_are_not_resolved() -> None:
    data = word_2003(paragraph("a&secret;b")).replace(
        b"<w:wordDocument",
        b'<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/hostname">]><w:wordDocument',
        1,
    )
    assert format_of_content(data) is not Format.DOCX


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_page_saved_as_unicode_is_a_page(encoding: str) -> None:
    text = (
        "<html><head><title>通知</title></head><body><p>10月1日至7日放假，共7天。</p></body></html>"
    )
    mark = "\ufeff".encode(encoding)
    assert format_of_content(mark + text.encode(encoding)) is Format.HTML
    assert read(mark + text.encode(encoding), "a.htm") == ["10月1日至7日放假，共7天。"]
    fragment = "<p>10月1日至7日放假，共7天。</p>"
    assert read(mark + fragment.encode(encoding), "a.htm") == ["10月1日至7日放假，共7天。"]


def test_other_files_of_two_bytes_a_letter_are_no_pages() -> None:
    with pytest.raises(UndecodableText):
        read(b"\xff\xfe" + bytes(range(1, 256)) * 4 + b"\x00\x00", "a.txt")
