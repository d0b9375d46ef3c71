"""Questions in English and everyday Chinese meet documents through plain translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import LexiconError
from index.lexicon import Lexicon, builtin_lexicon, parse_groups
from index.plain_terms import english_matches, english_terms, everyday_terms, parse_plain_terms
from index.query import PLAIN_WEIGHT, TRANSLATION_WEIGHT, analyze

HERE = Path("english.txt")


def _terms(text: str) -> set[str]:
    return {
        term
        for match in english_matches(text, builtin_lexicon())
        for group in match.groups
        for term in group.official
    }


def test_words_outside_the_lexicon_are_translated() -> None:
    assert {"铁路", "应收账款"} <= _terms("Railways and unpaid invoices")


def test_the_lexicon_goes_before_plain_translations() -> None:
    own = Lexicon(parse_groups("登高作业 = 爬高; en: railway work", path=HERE))
    found = english_matches("railway work", own)
    assert [match.phrase for match in found] == ["railway work"]
    assert found[0].groups[0].name == "登高作业"


def test_a_plain_translation_weighs_less_than_a_term_of_the_lexicon() -> None:
    weights = dict(analyze("getting electricity near a railway").lexical.words)
    assert weights["铁路"] == PLAIN_WEIGHT < TRANSLATION_WEIGHT
    assert weights["获得"] == TRANSLATION_WEIGHT


def test_translations_join_the_embedded_text_in_the_order_of_the_question() -> None:
    text = analyze("May a restaurant use a railway warehouse?").embedding_text
    assert text.index("餐饮") < text.index("铁路") < text.index("仓库")


def test_a_chinese_question_is_not_translated() -> None:
    assert analyze("铁路多久建成").info.terms == analyze("铁路多久建成 ").info.terms
    assert "铁路线" not in analyze("铁路多久建成").embedding_text


def test_everyday_phrases_lead_to_official_terms_and_not_back() -> None:
    asked = analyze("不想来回跑,能替我跑吗")
    assert "帮办代办" in asked.info.terms
    assert dict(asked.lexical.words)["代办"] == PLAIN_WEIGHT
    assert "代办" not in asked.embedding_text
    assert "替我跑" not in dict(analyze("帮办代办").lexical.words)


def test_the_lexicon_goes_before_everyday_phrases() -> None:
    own = Lexicon(parse_groups("登高作业 = 替我跑", path=HERE))
    assert analyze("替我跑", lexicon=own).info.terms == ("登高作业",)


@pytest.mark.parametrize(
    "lexicon", [english_terms(), everyday_terms()], ids=["english", "everyday"]
)
def test_every_phrase_stands_once(lexicon: Lexicon) -> None:
    phrases = [phrase for g in lexicon.groups for phrase in (*g.english, *g.everyday)]
    assert len(phrases) > 1000
    assert len(phrases) == len(set(phrases))


def test_a_line_without_its_other_side_is_refused_by_name() -> None:
    with pytest.raises(LexiconError, match=r"english\.txt.*2"):
        parse_plain_terms("railway = 铁路\nrailway line\n", path=HERE, english=True)
