from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import LexiconError
from index.words.lexicon import Group, Lexicon
from index.words.lexicon_files import builtin_lexicon, load_lexicon, parse_groups

HERE = Path("test.txt")

POWER = Group(
    ("获得电力", "用电报装"), ("办电", "接电"), ("getting electricity", "power connection")
)
COMPANY = Group(("开办企业",), ("开公司",), ("start a business", "business"))
SMALL = Lexicon((POWER, COMPANY))


def found(text: str, *, boundaries: list[int] | None = None) -> list[str]:
    inside = range(len(text) + 1) if boundaries is None else boundaries
    return [match.phrase for match in SMALL.match_chinese(text, inside)]


def test_a_line_gives_a_group() -> None:
    line = "获得电力, 用电报装 = 办电、接电 ; en: Getting Electricity, power connection # note"
    assert parse_groups(line, path=HERE) == (POWER,)


def test_groups_of_one_name_join() -> None:
    groups = parse_groups("开办企业 = 开公司\n\n# a comment\n开办企业 ; en: start-up\n", path=HERE)
    assert groups == (Group(("开办企业",), ("开公司",), ("start-up",)),)


@pytest.mark.parametrize("form", ["开办企业;en:start-up", "开办企业 ; EN : Start-Up"])
def test_blanks_around_the_marks_do_not_matter(form: str) -> None:
    assert parse_groups(form, path=HERE) == (Group(("开办企业",), (), ("start-up",)),)


@pytest.mark.parametrize(
    "line",
    [
        "= 办电",
        "获得电力 =",
        "获得电力",
        "; en: power",
        "获得电力 = 办电 = 接电",
        "获得电力 = 办电; 接电",
        "获得电力 = 办电 ; en: power = grid",
        "获得电力 = 电",
    ],
)
def test_a_line_that_is_no_group_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse_groups(f"开办企业 = 开公司\n{line}\n", path=HERE)
    assert caught.value.line == 2
    assert "test.txt:2" in str(caught.value)


def test_the_longest_term_is_found_and_none_overlap() -> None:
    assert found("申请用电报装和办电") == ["用电报装", "办电"]


def test_a_short_term_counts_only_between_words() -> None:
    assert found("举办电影节", boundaries=[0, 2, 5]) == []
    assert found("办电影", boundaries=[0, 1, 3]) == []
    assert found("办电要多久", boundaries=[0, 2, 3, 5]) == ["办电"]


def test_english_phrases_match_by_whole_words_longest_first() -> None:
    matches = SMALL.match_english("How long does Power Connections take to start a business?")
    assert [match.phrase for match in matches] == ["Power Connections", "start a business"]
    assert [match.groups for match in matches] == [(POWER,), (COMPANY,)]
    assert SMALL.match_english("powerful connection") == []


def test_the_users_file_extends_the_built_in_list(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("获得电力 = 拉电线\n海洋牧场 = 养海参\n", encoding="utf-8")
    lexicon = load_lexicon(path)
    names = {group.name: group for group in lexicon.groups}
    assert "拉电线" in names["获得电力"].everyday
    assert "办电" in names["获得电力"].everyday
    assert names["海洋牧场"].everyday == ("养海参",)
    assert len(lexicon.groups) == len(builtin_lexicon().groups) + 1


@pytest.mark.parametrize(
    "line",
    [
        "獲得電力 = 拉電線",
        "获得电力＝拉电线",
        "获得电力，用电报装 ＝ 拉电线，扯电；en：ＰＯＷＥＲ line",
    ],
)
def test_a_users_terms_are_folded_as_questions_are(tmp_path: Path, line: str) -> None:
    path = tmp_path / "own.txt"
    path.write_text(f"{line}\r\n", encoding="utf-8-sig")
    power = next(group for group in load_lexicon(path).groups if group.name == "获得电力")
    assert "拉电线" in power.everyday
    assert ("power line" in power.english) is ("ＰＯＷＥＲ" in line)


def test_the_users_file_can_replace_the_built_in_list(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("@replace\n海洋牧场 = 养海参\n", encoding="utf-8")
    assert [group.name for group in load_lexicon(path).groups] == ["海洋牧场"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"missing\.txt: [^\[]+$"):
        load_lexicon(tmp_path / "missing.txt")
    bad = tmp_path / "gbk.txt"
    bad.write_bytes("# own\n获得电力 = 办电".encode("gb18030"))
    with pytest.raises(LexiconError, match=r"gbk\.txt:2: is not UTF-8"):
        load_lexicon(bad)


def test_the_digest_changes_with_the_chinese_terms() -> None:
    same = Lexicon((Group(POWER.official, POWER.everyday, ("electricity",)), COMPANY))
    assert same.digest == SMALL.digest
    assert Lexicon((COMPANY,)).digest != SMALL.digest


def test_the_built_in_list_is_sound() -> None:
    groups = builtin_lexicon().groups
    assert len(groups) >= 200
    for group in groups:
        assert group.english, group.name
        assert not set(group.official) & set(group.everyday), group.name
        assert all(len(term) > 1 for term in group.chinese), group.name
        assert all(phrase.isascii() for phrase in group.english), group.name


@pytest.mark.parametrize(
    "topic",
    "开办企业 办理建筑许可 获得电力 获得用水用气 登记财产 获得信贷 保护中小投资者 纳税 跨境贸易 执行合同 "
    "办理破产 政府采购 招标投标 政务服务 知识产权 市场监管 劳动力市场监管 包容普惠创新".split(),
)
def test_every_business_environment_topic_has_all_three_vocabularies(topic: str) -> None:
    group = next(group for group in builtin_lexicon().groups if group.name == topic)
    assert group.english
    assert len(group.chinese) > 1


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("结婚", "离婚"),
        ("专利", "商标"),
        ("公积金贷款", "取公积金"),
        ("护照", "签证"),
        ("工伤保险", "工伤认定"),
        ("驾驶证", "机动车登记"),
        ("高新技术企业", "专精特新"),
        ("环评", "区域评估"),
    ],
)
def test_what_is_only_related_is_no_other_name(term: str, other: str) -> None:
    of_term = [group for group in builtin_lexicon().groups if term in group.chinese]
    assert of_term
    assert not any(other in group.chinese for group in of_term)


@pytest.mark.parametrize(
    ("term", "kind_of"),
    [
        ("护照", "出入境证件"),
        ("签证", "出入境证件"),
        ("港澳通行证", "出入境证件"),
        ("公租房", "保障性住房"),
        ("离婚", "婚姻登记"),
    ],
)
def test_what_a_kind_belongs_to_is_a_name_of_it(term: str, kind_of: str) -> None:
    assert any({term, kind_of} <= set(group.chinese) for group in builtin_lexicon().groups)


def test_a_term_of_digits_is_not_found_inside_a_longer_number() -> None:
    hotline = Lexicon((Group(("政务服务便民热线",), ("12345", "12345热线"), ()),))
    for text, phrases in (("打12345", ["12345"]), ("123456", []), ("9123 45热线12345", ["12345"])):
        assert [match.phrase for match in hotline.match_chinese(text, ())] == phrases
