"""Whatever the standard library says of a broken archive is an error of the one file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import CorruptFile
from ingest.readers.docx import read_docx
from ingest.readers.formats import Format, format_of_content
from ingest.sources.stream import read_sources

PART = "word/document.xml"
TEXT = "第一条　为优化营商环境，制定本条例。".encode() * 20


def packed(method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(PART, TEXT)
    return bytearray(out.getvalue())


def damaged(method: int) -> bytes:
    data = packed(method)
    at = data.index(PART.encode()) + len(PART) + 12  # behind what lzma says of itself
    data[at : at + 16] = b"\xff" * 16
    return bytes(data)


def with_directory(offset: int, value: int) -> bytes:
    """Return an archive whose directory says something else at that place of its entry."""
    data = packed()
    data[data.index(b"PK\x01\x02") + offset] = value
    return bytes(data)


UNREADABLE = {
    "deflate": damaged(zipfile.ZIP_DEFLATED),
    "bzip2": damaged(zipfile.ZIP_BZIP2),
    "lzma": damaged(zipfile.ZIP_LZMA),
    "an unknown method": with_directory(10, 97),
}
OF_ANOTHER_VERSION = with_directory(6, 99)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_member_that_cannot_be_unpacked_is_an_error_in_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.zip").write_bytes(UNREADABLE[name].replace(PART.encode(), b"plans/a-plan_.txt"))
    (found,) = read_sources([tmp_path])
    assert isinstance(found, CorruptFile)
    assert "cannot be unpacked" in found.reason


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_part_that_cannot_be_unpacked_is_named(name: str) -> None:
    with pytest.raises(CorruptFile, match=PART):
        read_docx(UNREADABLE[name], uri="a.docx")


def test_an_archive_of_an_unknown_version_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(OF_ANOTHER_VERSION)
    (found,) = read_sources([tmp_path])
    assert isinstance(found, CorruptFile)
    with pytest.raises(CorruptFile, match="cannot be opened"):
        read_docx(OF_ANOTHER_VERSION, uri="a.docx")
    assert format_of_content(OF_ANOTHER_VERSION) is not Format.DOCX
