"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UndecodableText
from ingest.text.decoding import decode, plausibility

SIMPLIFIED = "关于进一步优化营商环境的通知：办电时间压减到12个工作日。"
TRADITIONAL = "關於進一步優化營商環境的通知：辦電時間壓減到12個工作日。"
SHORT = ["总则", "附件1", "第一条", "印发通知", "企业开办", "纳税"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gb2312", "gbk"])
def test_simplified_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding), uri="a.txt") == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "gb18030", "big5", "big5hkscs"])
def test_traditional_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), uri="a.txt") == TRADITIONAL


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_characters_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), uri="a.txt") == text


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf16_with_a_mark_loses_the_mark(mark: str) -> None:
    assert decode(("\ufeff" + SIMPLIFIED).encode(mark), uri="a.txt") == SIMPLIFIED


def test_utf16_without_a_mark_is_recognised_by_its_text() -> None:
    text = SIMPLIFIED + "\n" + SIMPLIFIED
    assert decode(text.encode("utf-16-le"), uri="a.txt") == text


def test_a_wrong_declaration_does_not_win_over_the_text() -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), uri="a.html", declared="big5") == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-8"), uri="a.html", declared="gb2312") == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("gbk"), uri="a.html", declared="no-such-charset") == SIMPLIFIED


def test_a_declaration_decides_between_readings_that_are_equally_likely() -> None:
    # One character: as likely 條 in Big5 as 兵 in GB18030.
    data = "條".encode("big5")
    assert decode(data, uri="a.html", declared="big5") == "條"


def test_a_file_cut_inside_a_character_is_read_up_to_the_cut() -> None:
    text = SIMPLIFIED * 20
    assert decode(text.encode("utf-8")[:-1], uri="a.txt").startswith(text[:-1])
    assert decode(text.encode("gb18030")[:-1], uri="a.txt").startswith(text[:-1])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_bad_byte_does_not_lose_the_rest(encoding: str) -> None:
    data = (SIMPLIFIED * 20).encode(encoding) + b"\n\xff\n" + (SIMPLIFIED * 20).encode(encoding)
    assert decode(data, uri="a.txt").count(SIMPLIFIED) == 40


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x00\x01\x02\x03" * 50, "NUL"),
        ("办理\x00时间".encode(), "NUL"),
        (bytes(range(1, 32)) * 20, "control codes"),
        (b"\x89\xfe\xff\x81\x30" * 40, "not text"),
    ],
)
def test_binary_data_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableText, match=reason) as caught:
        decode(data, uri="folder/a.txt")
    assert caught.value.uri == "folder/a.txt"


def test_english_text_with_accents_stays_utf8() -> None:
    assert decode("Café procedures, naïve façade".encode(), uri="a.txt").startswith("Café")


def test_plausibility_tells_the_right_table_from_the_wrong() -> None:
    wrong = SIMPLIFIED.encode("gb18030").decode("big5", "replace")
    assert plausibility(SIMPLIFIED) > 1.2 > 0.7 > plausibility(wrong)
    assert plausibility("ASCII only") == 0.0


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1))
def test_utf8_with_a_mark_always_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), uri="a.txt") == text.removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text = decode(data, uri="a.txt")
    except UndecodableText:
        return
    assert "\x00" not in text
