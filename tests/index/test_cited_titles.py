"""Which documents are meant by what stands before the number of a clause."""

from __future__ import annotations

import dataclasses

import pytest

from index.ranking.cited_titles import CitedTitles
from index.records import DocumentSummary
from ingest.places.regions import find_regions
from ingest.records import Source

HELD = (
    "中华人民共和国民事诉讼法(2018修正)",
    "合同法",
    "物业管理条例",
    "上海市物业管理条例",
    "道路运输条例",
    "道路运营条例",
    "停车管理条例",
    "行政执法机关移送涉嫌犯罪案件的规定",
    "最高人民法院关于适用《中华人民共和国公司法》若干问题的规定（三）",
    "最高人民法院关于适用《中华人民共和国公司法》若干问题的规定（二）",
)


def document(title: str) -> DocumentSummary:
    places = find_regions(title)
    plain = DocumentSummary(
        id=title, title=title, source=Source(uri=title, name=title, sha256="0" * 64)
    )
    return dataclasses.replace(plain, region=places[0].region) if places else plain


TITLES = CitedTitles.of(dict(enumerate(map(document, HELD))), known=("劳动合同法", "民事诉讼法"))


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("请问民事诉讼法", (0,)),
        ("中华人民共和国民事诉讼法", (0,)),
        ("合同法", (1,)),
        ("劳动合同法", ()),
        ("物业管理条例", (2,)),
        ("上海市物业管理条例", (3,)),
        ("上海物业管理条例", (3,)),
        ("北京市物业管理条例", None),
        ("北京的物业管理条例", None),
        ("在北京 物业管理条例", (2,)),
        ("北京市合同法", (1,)),
        ("民诉条例", None),
        ("", None),
    ],
)
def test_the_longest_title_that_is_known_counts(before: str, found: tuple[int, ...] | None) -> None:
    assert TITLES.at_end_of(before) == found


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("请问民诉法", (0,)),
        ("道输条例", (4,)),
        ("道路条例", None),
        ("停车条例", (6,)),
        ("停车办法", None),
        ("条例", None),
        ("公司法解释三", (8,)),
        ("公司法司法解释二", (9,)),
        ("公司法规定三", (8,)),
        ("公司法解释", None),
        ("授权行政规定", None),
        ("劳合法", ()),
    ],
)
def test_the_one_title_that_may_be_shortened_is_likely(
    before: str, found: tuple[int, ...] | None
) -> None:
    assert TITLES.shortened.at_end_of(before) == found


def test_a_title_may_be_looked_up_without_its_edition() -> None:
    assert TITLES.of_title("民事诉讼法") == TITLES.of_title("民事诉讼法(2021修正)") == (0,)
    assert TITLES.holds("民事诉讼法")
    assert not TITLES.holds("劳动合同法")


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ("中华人民共和国民法典", (0,)),
        ("中华人民共和国民法典 婚姻家庭编", (0,)),
        ("民法总则", ()),
    ],
)
def test_a_book_of_a_code_is_looked_for_in_the_code(held: str, found: tuple[int, ...]) -> None:
    titles = CitedTitles.of({0: document(held)}, known=("民法典 婚姻家庭编",))
    assert titles.at_end_of("民法典婚姻家庭编") == found
