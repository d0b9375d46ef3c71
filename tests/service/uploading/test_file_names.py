"""The name of an upload is harmless, says the format, and is otherwise what was sent."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.formats import format_of_name
from service.uploading.file_names import (
    NAME_MAX_CHARS,
    clean_name,
    name_in_disposition,
    with_suffix,
)
from service.uploading.reader import clean_path


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("供水办法(2021).docx", "供水办法(2021).docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\a.pdf", "a.pdf"),
        ("/a/b/", "b"),
        ("a\r\nX-Other: 1.txt", "aX-Other: 1.txt"),
        ("gpj.\u202etxt", "gpj.txt"),
        ("  .hidden.txt", "hidden.txt"),
        ("", "document"),
        ("..", "document"),
        ("供" * 300 + ".docx", "供" * 195 + ".docx"),
    ],
)
def test_a_name_is_made_harmless(given: str, clean: str) -> None:
    assert clean_name(given) == clean


@given(st.text(max_size=400))
def test_any_name_is_made_harmless(given: str) -> None:
    name = clean_name(given)
    assert 0 < len(name) <= NAME_MAX_CHARS
    assert not {"/", "\\"} & set(name)
    assert not name.startswith(".")
    assert all(unicodedata.category(one)[0] != "C" for one in name)
    assert clean_name(name) == name
    name.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "content_type", "expected"),
    [
        ("a.txt", "application/pdf", "a.txt"),
        ("kb-1", "application/pdf", "kb-1.pdf"),
        ("kb-1", "text/plain; charset=utf-8", "kb-1.txt"),
        ("kb-1", "TEXT/HTML", "kb-1.html"),
        ("kb-1.v2", "text/markdown", "kb-1.v2.md"),
        ("kb-1", "application/x-www-form-urlencoded", "kb-1"),
        ("kb-1", "application/octet-stream", "kb-1"),
        ("kb-1", "", "kb-1"),
    ],
)
def test_a_name_without_a_suffix_gets_that_of_its_type(
    name: str, content_type: str, expected: str
) -> None:
    assert with_suffix(name, content_type) == expected


@pytest.mark.parametrize("media_type", ["application/zip", "image/png", "image/jpeg", "image/tiff"])
def test_every_type_has_a_suffix_of_its_format(media_type: str) -> None:
    found = format_of_name(with_suffix("a", media_type))
    assert found is not None
    assert found.value == media_type


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="a.txt"', "a.txt"),
        ("attachment; filename*=UTF-8''%E4%BE%9B%E6%B0%B4.txt", "供水.txt"),
        ("attachment; filename*=nonsense''%E4.txt", "ä.txt"),
        ('attachment; filename="供水.txt"'.encode().decode("latin-1"), "供水.txt"),
        ("attachment; filename*=idna''a%ff.txt", ""),
        ("attachment; filename*=undefined''a.txt", ""),
        ("attachment; filename*=punycode''%ff%fe", ""),
        ("attachment", ""),
        ("", ""),
    ],
)
def test_a_name_is_read_from_its_header(header: str, name: str) -> None:
    assert name_in_disposition(header) == name


@given(st.text(alphabet=st.characters(max_codepoint=255), max_size=60))
def test_no_header_breaks_the_reading_of_names(header: str) -> None:
    clean_name(name_in_disposition(f"attachment; filename={header}"))
    clean_name(name_in_disposition(header))


def test_a_file_in_an_archive_is_named_with_its_path() -> None:
    assert clean_path("all.zip!附件/\x07a.txt") == "all.zip!附件/a.txt"
    assert clean_path("all.zip!x/inner.zip!b.txt") == "all.zip!x/inner.zip!b.txt"
