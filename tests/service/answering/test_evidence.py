"""How words of a question are found in texts that call the matter something else."""

from __future__ import annotations

from index import AskedWord, QueryInfo
from service.answering.wording.evidence import Topic

ELECTRICITY = AskedWord(text="办电", names=("获得电力", "用电报装", "供电服务", "办电", "接电"))
GAS = AskedWord(text="煤气", names=("用气报装", "供气服务", "天然气", "煤气"))


def _topic(*words: AskedWord, question: str = "", places: tuple[str, ...] = ()) -> Topic:
    info = QueryInfo(text=question, normalized=question, language="zh", words=words)
    return Topic.of(info, places)


def test_a_word_its_name_and_its_core_character_cover_less_and_less() -> None:
    topic = _topic(ELECTRICITY)
    itself = topic.coverage("办电时间不超过5天")
    name = topic.coverage("用电报装时限")
    core = topic.coverage("高压用户电能表安装")
    assert 1.0 == itself > name > core > topic.coverage("供水报装办理时限")


def test_gas_is_told_from_water_and_power_by_its_character() -> None:
    topic = _topic(GAS)
    gas = topic.coverage("供气报装办理时限")
    assert gas > 2 * topic.coverage("供水报装办理时限")
    assert gas > 2 * topic.coverage("用电报装办理时限")


def test_residents_are_not_non_residents() -> None:
    topic = _topic(AskedWord(text="居民"))
    assert topic.coverage("居民用户3个工作日") == 1.0
    assert topic.coverage("非居民用户3个工作日") < 0.5


def test_a_number_counts_only_whole() -> None:
    topic = _topic(AskedWord(text="10"), AskedWord(text="千伏"))
    assert topic.covers("10千伏") == (1.0, 1.0)
    assert topic.covers("110千伏")[0] < 1.0


def test_places_and_words_that_ask_are_no_topic() -> None:
    words = (AskedWord(text="黄山"), AskedWord(text="几天"), AskedWord(text="注销"))
    assert [word.text for word in _topic(*words, places=("黄山市",)).words] == ["注销"]


def test_rare_words_weigh_more() -> None:
    topic = _topic(AskedWord(text="公章", rarity=0.9), AskedWord(text="企业", rarity=0.2))
    assert topic.coverage("刻制公章") > topic.coverage("各类企业")


def test_parts_of_a_question_have_words_of_their_own() -> None:
    words = (AskedWord(text="燃气"), AskedWord(text="挖路"), AskedWord(text="审批"))
    topic = _topic(*words, question="接燃气要几天,挖路的审批呢")
    assert topic.facets == (frozenset({0}), frozenset({1, 2}))
    assert _topic(*words, question="接燃气挖路审批要几天").facets == ()


def test_a_topic_without_words_covers_nothing() -> None:
    assert _topic().coverage("办电") == 0.0
