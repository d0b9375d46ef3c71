"""Chinese in Latin letters is no English, and is not answered."""

from __future__ import annotations

import pytest

from index import AskedWord, Store
from service.answering.answering import ask
from service.answering.asked.romanised import is_pinyin
from service.answering.refusing.refusal import assess


@pytest.mark.parametrize(
    ("question", "pinyin"),
    [
        ("ban dian yao duo jiu", True),
        ("qi ye kai ban yao ji tian?", True),
        ("gongzhang mianfei ma", True),
        ("shen me shi hou bao shui", True),
        ("how long does it take to change a manager", False),
        ("can a woman open a company", False),
        ("办电 yao duo jiu", False),
        ("weihai", False),
        ("12345", False),
        ("xian" * 60 + " banshi", True),
        ("xian" * 60 + "x banshi", False),
    ],
)
def test_syllables_alone_are_pinyin(question: str, pinyin: bool) -> None:
    words = [AskedWord(text=word) for word in question.strip("?").split()]
    assert is_pinyin(question, words) is pinyin


def test_words_of_the_lexicon_are_english_though_syllables_spell_them() -> None:
    words = [AskedWord(text="change", names=("变更",)), AskedWord(text="name")]
    assert not is_pinyin("change name", words)


def test_pinyin_is_not_answered(asked_store: Store) -> None:
    assert not ask(asked_store, "ban dian yao duo jiu", decision=assess).answered
