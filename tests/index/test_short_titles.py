"""What people call laws for short is known, and no other words are taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import LexiconError
from index.words.lexicon_files import builtin_lexicon, load_lexicon, parse_groups, parse_titles
from index.words.short_titles import NamedLaw, ShortTitles

HERE = Path("test.txt")
TITLES = builtin_lexicon().titles


def named(text: str, titles: ShortTitles = TITLES) -> list[tuple[str, ...]]:
    return [(text[one.start : one.end], *one.titles) for one in titles.in_chinese(text)]


@pytest.mark.parametrize(
    ("typed", "name", "title"),
    [
        ("民诉法规定的上诉期限", "民诉法", "民事诉讼法"),
        ("请问消法第55条", "消法", "消费者权益保护法"),
        ("公安法第3条", "", None),
        ("消法第55条", "消法", "消费者权益保护法"),
        ("《公积金条例》", "公积金条例", "住房公积金管理条例"),
        ("治安处罚法 赌博", "治安处罚法", "治安管理处罚法"),
        (
            "劳动争议解释（一）第3条",
            "劳动争议解释（一）",
            "最高人民法院关于审理劳动争议案件适用法律问题的解释(一)",
        ),
        ("取消法人资格", "", None),
        ("申请破产法院不受理", "", None),
        ("交法学院的学费", "", None),
        ("民法典婚姻家庭编第5条", "民法典婚姻家庭编", "民法典 婚姻家庭编"),
        ("不给酬劳合法吗", "", None),
        ("新农合法律依据", "", None),
        ("根据劳合法第38条", "劳合法", "劳动合同法"),
        ("女职工规定多少岁退休", "", None),
        ("建工司法解释二第3条", "", None),
    ],
)
def test_names_are_found(typed: str, name: str, title: str | None) -> None:
    assert named(typed) == ([(name, title)] if title else [])


def test_a_longer_title_is_not_parted() -> None:
    assert [name for name, *_ in named("民诉法解释和海事诉讼特别程序法")] == [
        "民诉法解释",
        "海事诉讼特别程序法",
    ]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("What does Article 39 of the Labor Contract Law say?", "劳动合同法"),
        ("labour contract laws", "劳动合同法"),
        ("Civil Procedure Law, article 5", "民事诉讼法"),
        ("contract law", None),
    ],
)
def test_english_names_are_found(typed: str, title: str | None) -> None:
    found = [title for one in TITLES.in_english(typed) for title in one.titles]
    assert found == ([title] if title else [])


def test_the_packaged_list_is_sound() -> None:
    titles = TITLES.titles
    assert len(titles) >= 120
    assert len(set(titles)) == len(titles)
    names = [name for law in TITLES.laws for name in law.names]
    assert not set(names) & set(titles)
    assert {name for name in names if names.count(name) > 1} == {"拆迁条例"}
    assert all(
        name.isascii() and name == name.lower() for law in TITLES.laws for name in law.english
    )


def test_a_line_names_a_law() -> None:
    text = "《甲〈乙〉法》 = 甲法、甲乙; en: Law of A # note\n办电 = 接电\n《丙法》; en: C law\n"
    assert parse_titles(text, path=HERE) == (
        NamedLaw("甲〈乙〉法", ("甲法", "甲乙"), ("law of a",)),
        NamedLaw("丙法", (), ("c law",)),
    )
    assert [group.name for group in parse_groups(text, path=HERE)] == ["办电"]


@pytest.mark.parametrize(
    "line", ["《甲法》", "《甲法 = 乙法", "《甲法》 = 乙", "《》 = 乙法", "《甲法》 = 乙法 = 丙法"]
)
def test_a_line_that_names_none_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(LexiconError, match=r"test\.txt:2"):
        parse_titles(f"# own\n{line}\n", path=HERE)


def test_a_user_adds_names_and_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("《望鹭市熱線條例》 = 热线条例, 民诉法\n获得电力 = 拉电线\n", encoding="utf-8")
    own = load_lexicon(path)
    assert named("热线条例和民诉法和消保法", own.titles) == [
        ("热线条例", "望鹭市热线条例"),
        ("民诉法", "望鹭市热线条例"),
        ("消保法", "消费者权益保护法"),
    ]
    assert len(own.groups) == len(builtin_lexicon().groups)


def test_a_user_may_replace_the_list(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("@replace\n《望鹭市热线条例》 = 热线条例\n", encoding="utf-8")
    assert load_lexicon(path).titles.titles == ("望鹭市热线条例",)


@pytest.mark.parametrize("typed", ["取消消法人", "", "民诉", "民诉法"])
def test_every_end_of_a_text_is_read(typed: str) -> None:
    assert all(0 <= one.start < one.end <= len(typed) for one in TITLES.in_chinese(typed))
