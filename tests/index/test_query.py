from __future__ import annotations

import datetime as dt

import pytest

from index.questions.query import analyze, language_of, normalize
from index.questions.terms import LONG_NUMBER_WEIGHT, PLACE_WEIGHT
from index.words.lexicon import Group, Lexicon


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("１２３４５熱線", "12345热线"),
        ("  辦電　要\n多久 ", "办电 要 多久"),
        ("\u200b企业\ufeff开办", "企业开办"),
        ("ＡＰＰ怎麼下載？", "APP怎么下载？"),
        ("著作权登记", "著作权登记"),
        ("", ""),
    ],
)
def test_questions_are_folded_as_passages_are(typed: str, expected: str) -> None:
    assert normalize(typed) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how long does power connection take", "en"),
        ("办电要多久", "zh"),
        ("APP怎么用", "zh"),
        ("12345", "zh"),
        ("", "zh"),
        ("What is 一网通办 in Tianjin", "en"),
    ],
)
def test_language_follows_the_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_an_everyday_word_brings_its_official_terms_with_less_weight() -> None:
    query = analyze("办电要多久")
    weights = dict(query.lexical.words)
    assert query.info.terms == ("获得电力",)
    assert weights["办电"] == 1.0
    assert 0 < weights["用电报装"] < 1
    assert query.embedding_text == "办电要多久 获得电力"


def test_a_wider_word_of_an_official_name_is_not_narrowed_to_it() -> None:
    query = analyze("停车收费多久公布一次")
    weights = dict(query.lexical.words)
    assert "涉企收费" in query.info.terms
    assert weights["收费"] == 1.0
    assert 0 < weights["涉企"] < dict(analyze("乱罚款").lexical.words)["涉企"]
    assert "涉企收费" not in query.embedding_text


def test_an_official_name_is_not_embedded_again_by_another() -> None:
    assert analyze("用电报装要几天").embedding_text == "用电报装要几天"


@pytest.mark.parametrize("text", ["嘅手续喺边度", "咋个手续啥子", "阿拉手续", "俺手续"])
def test_question_words_of_the_regions_do_not_count(text: str) -> None:
    query = analyze(text)
    assert [word.text for word in query.info.words] == ["手续"]
    assert query.typed_terms == ("手续",)


def test_question_words_do_not_count() -> None:
    weights = dict(analyze("请问企业开办需要多久").lexical.words)
    assert weights["企业开办"] == 1.0
    assert not weights.keys() & {"请问", "需要", "多久"}


def test_no_bigram_joins_a_question_word_with_a_content_word() -> None:
    bigrams = dict(analyze("办电多久").lexical.bigrams)
    assert bigrams["办电"] == 1.0
    assert "电多" not in bigrams


def test_a_question_of_question_words_still_asks_for_something() -> None:
    query = analyze("是什么")
    assert dict(query.lexical.words) == {"是": 1.0, "什么": 1.0}
    assert query.typed_terms == ()


def test_an_english_question_is_asked_in_chinese_terms() -> None:
    query = analyze("How long does power connection take?")
    weights = dict(query.lexical.words)
    assert query.info.language == "en"
    assert query.info.terms == ("获得电力",)
    assert weights["获得电力"] == 1.0
    assert query.embedding_text.endswith(" 获得电力 用电报装 电力接入")
    assert "获得电力" in query.lexicon_terms


def test_a_question_for_days_looks_for_days() -> None:
    weights = dict(analyze("办电要多久").lexical.words)
    assert 0 < weights["工作日"] < 1
    assert "工作日" not in dict(analyze("办电找谁").lexical.words)


def test_places_are_named_and_weigh_little_as_words() -> None:
    query = analyze("襄阳办电要几个环节")
    assert query.info.regions == ("襄阳市",)
    assert [region.code for region in query.regions] == ["420600"]
    assert dict(query.lexical.words)["襄阳"] == PLACE_WEIGHT


def test_places_are_known_by_their_romanised_names() -> None:
    query = analyze("paying taxes in Weihai")
    assert "威海市" in query.info.regions
    assert dict(query.lexical.words)["威海市"] == PLACE_WEIGHT
    assert dict(query.lexical.bigrams)["威海"] == PLACE_WEIGHT


def test_document_numbers_are_keys_whatever_their_brackets() -> None:
    assert analyze("津政规[2020]7号").number_keys == ("津政规〔2020〕7号",)
    assert analyze("津政规2020 7号里怎么说").number_keys[0] == "津政规〔2020〕7号"
    assert analyze("办电要多久").number_keys == ()
    assert analyze("截至2021年5月1日有效的规定").number_keys == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至2021年5月1日还有效的规定", dt.date(2021, 5, 1)),
        ("rules in force as of 2021-05-01", dt.date(2021, 5, 1)),
        ("截至2021年6月31日", None),
        ("2021年5月1日发布的规定", None),
        ("2020年的方案", None),
    ],
)
def test_only_a_day_that_is_asked_for_is_a_day(text: str, day: dt.date | None) -> None:
    assert analyze(text).as_of == day


@pytest.mark.parametrize(
    ("text", "number", "weight"),
    [
        ("66898890 归哪个单位管", "66898890", LONG_NUMBER_WEIGHT),
        ("who answers 66898890", "66898890", LONG_NUMBER_WEIGHT),
        ("注册资本500000元以下的公司", "500000", 1.0),
        ("12345 归谁管", "12345", 1.0),
    ],
)
def test_a_long_number_is_what_is_asked_about(text: str, number: str, weight: float) -> None:
    assert dict(analyze(text).lexical.words)[number] == weight


def test_a_law_that_is_named_in_english_is_searched_by_its_title() -> None:
    query = analyze("withdraw consent under the Personal Information Protection Law")
    assert "个人信息保护法" in query.info.terms
    assert "个人信息保护法" in query.embedding_text
    assert dict(query.lexical.words)["信息"] == 1


def test_another_lexicon_can_be_used() -> None:
    own = Lexicon((Group(("海洋牧场",), ("养海参",), ("sea farming",)),))
    assert analyze("养海参有补贴吗", lexicon=own).info.terms == ("海洋牧场",)
    assert analyze("办电要多久", lexicon=own).info.terms == ()


@pytest.mark.parametrize("text", ["", " ", "-" * 33, "？？？", "😀", "a" * 5000, "办" * 5000])
def test_any_text_is_a_question(text: str) -> None:
    query = analyze(text)
    assert query.info.text == text


def test_the_same_question_gives_the_same_query() -> None:
    assert analyze("襄阳办电要多久") == analyze("襄阳办电要多久")
