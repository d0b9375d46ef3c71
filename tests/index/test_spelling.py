"""Misspelt words are found by their sound, and only where the store has the word meant."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.lexicon import Lexicon
from index.words.lexicon_files import builtin_lexicon
from index.words.readings import homophones, readings, sound_alike
from index.words.spelling import Correction, Speller, corrected
from index.words.tokenize import bigrams, tokens, words
from ingest.text.alignment import Span

STORE = (
    "营业执照当场办结，随机抽查每年不超过一次，经典案例，补助面积不超过1000平方米，指定窗口，"
    "专利质押融资，工程建设，放火罪，不动产登记"
)
HELD, PAIRS = set(words(STORE)), set(bigrams(STORE))
SPELLER = Speller(
    builtin_lexicon(),
    words=lambda word: int(word in HELD),
    pairs=lambda pair: int(pair in PAIRS),
)


def _corrections(text: str, *, places: tuple[Span, ...] = ()) -> tuple[Correction, ...]:
    return SPELLER.corrections(text, tokens(text), places=places)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("办营业执兆要几天", "办营业执照要几天"),
        ("双随鸡抽查一年几次", "双随机抽查一年几次"),
        ("多大面机的厂房", "多大面积的厂房"),
        ("供电局会不会指腚", "供电局会不会指定"),
        ("专利质呀融资贴息", "专利质押融资贴息"),
    ],
)
def test_words_that_sound_like_words_of_the_store_are_corrected(typed: str, meant: str) -> None:
    assert corrected(typed, _corrections(typed)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "景点门票多少钱",  # a word of the dictionary never becomes 经典
        "营业执照当场办结吗",
        "不动产登记要几天",
        "how long does it take",
        "",
    ],
)
def test_what_is_spelt_right_is_left_alone(text: str) -> None:
    assert _corrections(text) == ()


def test_nothing_becomes_a_word_that_the_store_does_not_hold() -> None:
    assert _corrections("首维不罚青单") == ()


def test_names_of_places_are_left_alone() -> None:
    text = "面机在哪里"
    assert _corrections(text)
    assert _corrections(text, places=(Span(0, 2),)) == ()
    assert _corrections("双随鸡抽查", places=(Span(2, 3),)) == ()


def test_without_a_lexicon_only_words_are_corrected() -> None:
    speller = Speller(Lexicon(()), words=lambda word: int(word == "执照"), pairs=lambda _: 0)
    found = speller.corrections("营业执兆", tokens("营业执兆"))
    assert [(c.typed, c.meant) for c in found] == [("执兆", "执照")]


def test_readings_have_no_tones_and_merge_what_regions_merge() -> None:
    assert readings("照") == {"zao"}
    assert "绿" not in homophones("路")
    assert "兆" in homophones("照")
    assert sound_alike("金融", "经融")
    assert not sound_alike("金融", "金属")
    assert not sound_alike("金", "金融")


def test_a_rare_reading_is_typed_in_long_words_only() -> None:
    assert sound_alike("航政区", "行政区")
    assert not sound_alike("租房抵", "租房子")
    assert sound_alike("医了器械", "医疗器械")


@given(st.text(alphabet="营业执照兆机面积补住助的要几天12 abc，不放火货", max_size=30))
def test_corrections_do_not_overlap_and_keep_the_length(text: str) -> None:
    found = _corrections(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end] == one.typed for one in found)
    assert len(corrected(text, found)) == len(text)
