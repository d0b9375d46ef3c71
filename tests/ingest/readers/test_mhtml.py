"""Pages saved in one file, by browsers and by Word."""

from __future__ import annotations

import base64
import quopri

import pytest

from ingest.errors import CorruptFile
from ingest.readers.registry import read_bytes

TEXT = "<p>第一条 为了规范城市更新，制定本办法。</p><p>第二条 补助不超过总投资的30%。</p>"
PAGE = "<html><head><title>某市城市更新办法</title>{}</head><body>{}</body></html>"
LINES = [
    "某市城市更新办法",
    "第一条 为了规范城市更新，制定本办法。",
    "第二条 补助不超过总投资的30%。",
]


def part(kind: str, encoding: str, body: bytes) -> bytes:
    head = f"------b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + body + b"\r\n"


def archive(*parts: bytes, first: str = "From: <Saved by Blink>\r\nSubject: a\r\n") -> bytes:
    kind = 'multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"'
    head = f"{first}MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n\r\n"
    return head.encode() + b"".join(parts) + b"------b--\r\n"


def read(data: bytes, name: str = "a.mhtml") -> list[str]:
    return read_bytes(data, uri=name, name=name).text.split("\n")


def test_a_page_saved_by_a_browser_is_read() -> None:
    page = quopri.encodestring(PAGE.format("", TEXT).encode())
    style = part("text/css", "quoted-printable", b'@charset "utf-8";')
    assert read(archive(part("text/html", "quoted-printable", page), style)) == LINES


@pytest.mark.parametrize("name", ["a.mht", "a.doc", "a"])
def test_a_page_saved_by_word_is_read_under_any_name(name: str) -> None:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    page = base64.encodebytes(PAGE.format(meta, TEXT).encode("gb18030"))
    header = part("text/html", "8bit", b"<html><p>header</p></html>")
    data = archive(part('text/html; charset="gb2312"', "base64", page), header, first="")
    assert read(data, name) == LINES


def test_the_frame_with_the_text_is_read_under_the_title_of_its_page() -> None:
    outer = part("text/html", "8bit", PAGE.format("", "<a href='/'>首页</a>").encode())
    frame = part("text/html", "8bit", f"<html><body>{TEXT}</body></html>".encode())
    document = read_bytes(archive(outer, frame), uri="a", name="a.mht")
    assert document.text.split("\n")[-2:] == LINES[1:]
    assert document.hints["title"] == LINES[0]


def test_an_archive_without_a_page_is_corrupt() -> None:
    with pytest.raises(CorruptFile, match="no page"):
        read(archive(part("image/png", "base64", b"AAAA")))


@pytest.mark.parametrize(
    "text",
    [
        "MIME-Version: 1.0 是邮件的首行。",
        "说明：\nContent-Type: 无",
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n关于邮件归档的通知",
    ],
)
def test_text_that_names_a_header_is_text(text: str) -> None:
    assert read(text.encode(), "a.txt") == text.split("\n")
