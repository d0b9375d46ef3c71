"""What a file is, whatever its name says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ingest.errors import (
    CorruptFile,
    EmptyDocument,
    EncryptedFile,
    ReadError,
    UndecodableText,
    UnsupportedFormat,
)
from ingest.readers import READERS, read_bytes
from ingest.readers.formats import SUFFIXES, Format, format_of_content

Pack = Callable[[dict[str, bytes]], bytes]
TEXT = "第一条　为优化营商环境，制定本条例。"
PAGE = f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def test_every_suffix_has_a_reader() -> None:
    assert set(SUFFIXES.values()) - {Format.ZIP} == set(READERS)


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "条例.md", "a.markdown", "a.text"])
def test_text_is_read_under_its_suffixes(name: str) -> None:
    document = read_bytes(TEXT.encode(), uri=f"folder/{name}", name=name)
    assert document.text == TEXT
    assert (document.source.name, document.source.uri) == (name, f"folder/{name}")
    assert len(document.source.sha256) == 64


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.doc", "a.txt", "a.pdf", "a", "a.aspx"])
def test_a_page_is_a_page_under_any_name(name: str) -> None:
    document = read_bytes(PAGE, uri=name, name=name)
    assert (document.text, document.source.media_type) == (TEXT, "text/html")


def test_word_and_pdf_are_known_by_content(word: Any, pdf: Any) -> None:
    word.paragraph(TEXT)
    pdf.page().text(90, 700, "正文。")
    assert read_bytes(word.data(), uri="a", name="a.doc").text == TEXT
    assert read_bytes(pdf.data(), uri="a", name="a.txt").source.media_type == "application/pdf"


def test_a_page_of_plain_text_is_text() -> None:
    assert read_bytes(TEXT.encode(), uri="a.html", name="a.html").source.media_type == "text/plain"


def test_markdown_that_opens_with_a_tag_stays_markdown() -> None:
    data = f"<!-- x --><html>\n# 条例\n{TEXT}".encode()
    assert read_bytes(data, uri="a.md", name="a.md").source.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("name", "data", "error", "reason"),
    [
        ("a.txt", b"", EmptyDocument, "empty"),
        ("a.txt", b" \r\n\t", EmptyDocument, "empty"),
        ("a.txt", "\ufeff\u3000".encode(), EmptyDocument, "no text"),
        ("a.html", b"<html><body></body></html>", EmptyDocument, "no text"),
        ("a.txt", bytes(range(256)), UndecodableText, "NUL"),
        ("a.doc", OLE, UnsupportedFormat, "save it as .docx"),
        ("a.docx", OLE, UnsupportedFormat, "old Office"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile, "password"),
        ("a.docx", b"not a document", CorruptFile, "not that of a .docx"),
        ("a.pdf", b"not a document", CorruptFile, "not that of a .pdf"),
        ("a.docx", b"PK\x03\x04 cut", CorruptFile, ".docx"),
        ("a.gif", b"GIF89a", UnsupportedFormat, "picture"),
        ("a.txt", b"BM\x00\x00\x00\x00\x00\x00\x00\x00", UnsupportedFormat, "picture"),
        ("a.png", b"not a picture", CorruptFile, "not that of a .png"),
        ("a.rtf", b"{\\rtf1", UnsupportedFormat, "RTF"),
        ("a.rar", b"Rar!\x1a\x07\x00", UnsupportedFormat, "RAR"),
        ("a.csv", b"a,b", UnsupportedFormat, r"\.csv.*known: \.docx"),
        ("README", b"text", UnsupportedFormat, "no suffix"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    name: str, data: bytes, error: type[ReadError], reason: str
) -> None:
    with pytest.raises(error, match=reason) as caught:
        read_bytes(data, uri=f"folder/{name}", name=name)
    assert caught.value.uri == f"folder/{name}"


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("OFD.xml", "OFD"),
        ("content.xml", "OpenDocument"),
        ("any.txt", "archive inside an archive"),
    ],
)
def test_packages_of_other_programs_are_named(make_zip: Pack, part: str, reason: str) -> None:
    with pytest.raises(UnsupportedFormat, match=reason):
        read_bytes(make_zip({part: b"x"}), uri="a.zip", name="a.zip")


@pytest.mark.parametrize("start", ["BM is the sign of a bitmap", "PK 第一条", "MM 第一条", "II"])
def test_text_that_begins_like_another_format_is_text(start: str) -> None:
    assert format_of_content(start.encode()) is None


@pytest.mark.parametrize(
    "start", ["\ufeff<!doctype HTML>", "<?xml version='1.0'?>\n<html>", "<!-- saved --> <HTML>"]
)
def test_pages_are_known_by_their_first_tag(start: str) -> None:
    assert format_of_content(start.encode()) is Format.HTML
