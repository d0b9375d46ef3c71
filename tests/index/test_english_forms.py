"""Forms of English words that lead to one phrase, and those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.words.english_forms import english_runs, phrase_words, singular, stem
from index.words.lexicon import Lexicon
from index.words.lexicon_files import parse_groups

TERMS = Lexicon(
    parse_groups(
        "铁路; en: train, railway\n培训; en: training\n注销登记; en: close a company\n"
        "营业执照; en: business licence\n新闻发布; en: news\n货物; en: goods\n"
        "房产税; en: real estate tax\n新设企业; en: start-up\n工伤; en: hurt at work\n",
        path=Path("terms.txt"),
    )
)


def names(text: str) -> list[str]:
    return [group.name for match in TERMS.match_english(text) for group in match.groups]


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("permits", "permit"),
        ("companies", "company"),
        ("company's", "company"),
        ("taxes", "tax"),
        ("businesses", "business"),
        ("licences", "licence"),
        ("news", "news"),
        ("goods", "goods"),
        ("analysis", "analysis"),
    ],
)
def test_a_plural_is_cut_and_only_a_plural(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    "forms",
    [
        "license licenses licensed licensing",
        "apply applies applied applying",
        "hire hires hired hiring",
        "plan plans planned planning",
        "cancel cancels cancelled canceled cancelling",
        "house houses",
        "call calls called calling",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_short_words_that_end_in_e_stay_apart() -> None:
    assert stem("care") != stem("car")
    assert stem("need") == "need"


def test_a_word_as_typed_goes_before_other_forms() -> None:
    assert names("Is the training free?") == ["培训"]
    assert names("Do trains stop here?") == ["铁路"]


def test_articles_and_possessives_do_not_count() -> None:
    match = TERMS.match_english("May I close my company now?")[0]
    assert match.phrase == "close my company"
    assert match.groups[0].name == "注销登记"
    assert phrase_words("the close of a company") == ("close", "of", "company")
    assert names("the a an") == []


def test_plurals_of_words_in_e_meet_their_phrase() -> None:
    assert names("lost both business licences") == ["营业执照"]


def test_what_looks_like_a_plural_is_no_other_word() -> None:
    assert names("a new rule for a good firm") == []
    assert names("news of the goods") == ["新闻发布", "货物"]


def test_a_hyphen_is_a_blank_and_a_mark_ends_a_phrase() -> None:
    assert names("startup or start up or start-up") == ["新设企业", "新设企业"]
    assert names("the real estate tax") == ["房产税"]
    assert names("real estate, tax and fees") == []
    assert [[word.text for word in run] for run in english_runs("one, two-three. four")] == [
        ["one"],
        ["two", "three"],
        ["four"],
    ]


def test_curly_apostrophes_are_apostrophes() -> None:
    assert names("the company\u2019s train\u2019s late") == ["铁路"]


def test_words_stand_where_they_were_typed_whatever_their_lower_case() -> None:
    text = "İzmir İstanbul: close a company"
    assert [text[one.start : one.end] for run in english_runs(text) for one in run][-2:] == [
        "close",
        "company",
    ]
    assert [text[match.start : match.end] for match in TERMS.match_english(text)] == [
        "close a company"
    ]
