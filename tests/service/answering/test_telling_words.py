"""What a quote leaves unsaid of a question counts by what the absence of each word tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.training.pairs import Pair
from benchmarks.training.train_telling_words import uses_of, values_of
from index import AskedWord, Store
from service.answering.draft import Draft
from service.answering.refusing.features import refusal_features
from service.answering.refusing.telling import MUCH, telling, untold
from service.answering.wording.evidence import Topic

QUOTE = "失业保险金按照最低工资标准的90%按月发放"


def _topic(*words: str, rarity: float = 1.0) -> Topic:
    return Topic(tuple(AskedWord(text=word) for word in words), (rarity,) * len(words))


@pytest.mark.parametrize(
    ("official", "spoken"),
    [("补贴", "老板"), ("贷款", "东西"), ("落户", "回来"), ("罚款", "隔壁"), ("备案", "偷偷")],
)
def test_the_absence_of_an_official_word_tells_more_than_that_of_a_spoken_one(
    official: str, spoken: str
) -> None:
    assert telling(AskedWord(text=official)) > telling(AskedWord(text=spoken)) + 0.3
    assert untold(_topic(official), QUOTE) > untold(_topic(spoken), QUOTE)


def test_a_word_with_other_names_tells_more_where_none_of_them_stands_either() -> None:
    unheard = AskedWord(text="唷唷")
    assert telling(AskedWord(text="唷唷", names=("甲乙",))) > telling(unheard) > 0


def test_what_is_said_is_not_untold() -> None:
    assert untold(_topic("最低工资", "标准"), QUOTE) == 0
    assert untold(_topic(), QUOTE) == 0


def test_a_word_that_many_clauses_hold_counts_less() -> None:
    rare, usual = _topic("补贴"), _topic("补贴", rarity=0.5)
    assert untold(usual, QUOTE) == pytest.approx(untold(rare, QUOTE) / 2)


def test_the_same_word_missing_counts_less_among_many() -> None:
    alone = untold(_topic("补贴"), QUOTE)
    assert untold(_topic("补贴", "最低工资", "标准", "按月"), QUOTE) == pytest.approx(alone / 2)


def test_more_than_much_is_no_more() -> None:
    words = ("补贴", "贷款", "备案", "罚款", "落户", "书面", "调解")
    assert sum(telling(AskedWord(text=word)) for word in words) > 1.5 * MUCH
    assert untold(_topic(*words), QUOTE) == 1


@pytest.fixture(scope="module")
def draft(
    asked_store: Store, drafts_of: Callable[[Store], Callable[[str], Draft]]
) -> Callable[[str], Draft]:
    return drafts_of(asked_store)


def test_another_permit_than_the_clause_is_about_is_untold(draft: Callable[[str], Draft]) -> None:
    own, other = "黄山市企业开办要多久", "黄山市企业贷款要多久"
    told = {question: refusal_features(draft(question))["untold"] for question in (own, other)}
    assert told[own] < 0.1 < told[other]


def test_what_answers_say_and_their_neighbours_do_not_is_learned_to_tell() -> None:
    grants = [
        Pair("a/甲", f"老板问{year}年的补贴", f"{year}年发放补贴{year}元") for year in range(30)
    ]
    rules = [Pair("a/甲", f"老板问{year}年的期限", f"{year}年之前申报") for year in range(30)]
    mixed = [pair for two in zip(grants, rules, strict=True) for pair in two]
    values = values_of(list(uses_of(mixed)), {"补贴": 30, "申报": 30})
    assert values["补贴"][0] > values["老板"][0] + 0.5
