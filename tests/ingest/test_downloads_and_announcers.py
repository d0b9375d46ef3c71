"""Words on how to get a form are text, and what an announcement is about announces nothing."""

from __future__ import annotations

import pytest

from ingest.pipeline import parse
from ingest.readers.registry import read_bytes
from ingest.records import ParsedDocument


def read(text: str) -> ParsedDocument:
    return parse(read_bytes(text.encode(), uri="a.txt", name="a.txt"))


GUIDE = "松原县高龄补贴申报指南\n一、申请条件\n年满八十周岁。\n二、表格\n申请表可在网上下载。\n"


@pytest.mark.parametrize(
    "last", ["下载地址：县政务网养老专栏", "请点击此处下载申请表后报送乡镇人民政府"]
)
def test_how_to_get_a_form_is_part_of_the_last_section(last: str) -> None:
    assert read(GUIDE + last + "\n").clauses[-1].text.endswith(last)


@pytest.mark.parametrize("last", ["下载地址：点击此处下载", "点击此处下载"])
def test_a_bare_link_to_a_file_is_in_no_clause(last: str) -> None:
    assert read(GUIDE + last + "\n").clauses[-1].text.endswith("网上下载。")


@pytest.mark.parametrize(
    ("title", "closing", "issuer"),
    [
        ("松原县农业农村局旧址房屋征收公告", "松原县人民政府", "松原县人民政府"),
        ("松原县人民政府大院停车公告", "", "松原县人民政府"),
        ("松原县人民法院公告", "", "松原县人民法院"),
    ],
)
def test_who_announces_is_who_signs_or_else_whom_the_title_names(
    title: str, closing: str, issuer: str
) -> None:
    text = f"{title}\n因工作需要，公告如下。\n一、范围为院内。\n二、期限为三个月。\n{closing}\n"
    assert read(text).document.issuers == (issuer,)
