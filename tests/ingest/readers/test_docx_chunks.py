"""Text that a Word document only carries along as a file of its own (altChunk)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from ingest.readers.docx import read_docx
from ingest.readers.extraction import Extraction

PAGE = "<html><head><meta charset='utf-8'></head><body><p>一、报名时间为8月1日。</p></body></html>"
ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    f"{PAGE}\r\n--b--\r\n"
)
RELATIONS = "word/_rels/document.xml.rels"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"


def read_with(word: Any, part: bytes, *, times: int = 1) -> Extraction:
    """Read a document that carries a part along before its last paragraph."""
    word.paragraph("某市教育局")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.data())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == RELATIONS:
                relation = f'<Relationship Id="chunk" Type="{KIND}" Target="/word/chunk"/>'
                data = data.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            elif name == "word/document.xml":
                data = data.replace(
                    b"<w:body>", b"<w:body>" + b'<w:altChunk r:id="chunk"/>' * times
                )
            new.writestr(name, data)
        new.writestr("word/chunk", part)
    return read_docx(out.getvalue(), uri="a.docx")


@pytest.mark.parametrize(
    "part", [PAGE, ARCHIVE, "一、报名时间为8月1日。", "<p>一、报名时间为8月1日。</p>"]
)
def test_an_embedded_page_is_read_where_it_stands(word: Any, part: str) -> None:
    read = read_with(word, part.encode())
    assert read.text.split("\n") == ["一、报名时间为8月1日。", "某市教育局"]
    assert not read.notes


def test_an_embedded_document_is_read_but_none_inside_it(word: Any) -> None:
    inner = type(word)()
    inner.paragraph("一、报名时间为8月1日。")
    assert read_with(word, inner.data()).text.startswith("一、报名时间为8月1日。")


def test_a_part_that_is_set_again_is_read_once(word: Any) -> None:
    assert read_with(word, PAGE.encode(), times=3).text.count("报名") == 1


def test_a_part_with_several_ids_is_read_once() -> None:
    relation = f'<Relationship Id="%s" Type="{KIND}" Target="chunk"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        body = '<w:altChunk r:id="a"/><w:altChunk r:id="b"/>'
        new.writestr(
            "word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        )
        new.writestr(RELATIONS, f"<Relationships>{relation % 'a'}{relation % 'b'}</Relationships>")
        new.writestr("word/chunk", PAGE)
    assert read_docx(out.getvalue(), uri="a.docx").text.count("报名") == 1


def test_what_cannot_be_read_there_is_noted(word: Any) -> None:
    read = read_with(word, b"{\\rtf1 }")
    assert read.text == "某市教育局"
    assert "left out: a file embedded in the document" in read.notes[0]


SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def read_many(chunks: str) -> Extraction:
    """Read a document that carries as many parts along as there are characters."""
    ids = range(len(chunks))
    body = "".join(f'<w:altChunk r:id="c{at}"/>' for at in ids)
    related = "".join(f'<Relationship Id="c{at}" Type="{KIND}" Target="chunk{at}"/>' for at in ids)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr(
            "word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        )
        new.writestr(RELATIONS, f"<Relationships>{related}</Relationships>")
        for at in ids:
            new.writestr(f"word/chunk{at}", PAGE)
    return read_docx(out.getvalue(), uri="a.docx")


def test_many_embedded_pages_take_no_longer_than_their_number_explains(
    assert_linear: Callable[[Callable[[str], object], str], None],
) -> None:
    assert_linear(lambda text: read_many(text[: len(text) // 100]), "x")
