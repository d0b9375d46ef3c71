"""Greetings, thanks and pleas say nothing of the matter: they are neither looked for nor embedded."""

from __future__ import annotations

import pytest

from index.questions.query import analyze


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("尊敬的领导：您好，年休假有几天？谢谢！", "年休假有几天？"),
        ("领导好，我想咨询一下居住证几天能办好", "居住证几天能办好"),
        ("求问灯会几点开始", "灯会几点开始"),
        ("我想了解下，灯会几点开始，期待您的答复。", "灯会几点开始，"),
        ("工厂夜里排烟，这种做法合理吗？我该怎么维护自己的权益？", "工厂夜里排烟，"),
        ("年休假有几天", "年休假有几天"),
    ],
)
def test_courtesy_is_not_embedded(question: str, said: str) -> None:
    embedded = analyze(question).embedding_text
    assert embedded.replace(",", "，").replace("?", "？").startswith(said)
    assert not any(word in embedded for word in ("领导", "谢谢", "权益"))


def test_courtesy_is_not_looked_for() -> None:
    analyzed = analyze("尊敬的领导您好，年休假有几天？希望尽快答复")
    looked_for = {word for word, _ in analyzed.lexical.words}
    assert "年休假" in {word.text for word in analyzed.info.words}
    assert not looked_for & {"领导", "尊敬", "希望", "答复"}


@pytest.mark.parametrize(
    "question",
    [
        "谢谢您的答复",
        "政府的处理不合理，怎么办",
        "有哪些处理办法",
        "领导的答复要几天",
        "谁来解答",
        "合法权益怎么维护",
    ],
)
def test_a_question_on_nothing_else_stays_whole(question: str) -> None:
    analyzed = analyze(question)
    assert analyzed.embedding_text.startswith(question)


@pytest.mark.parametrize(
    "question", ["消费者 权益 保护", "信访 答复 期限", "政府 采购 限额", "农民工 维权"]
)
def test_keywords_parted_by_blanks_all_count(question: str) -> None:
    embedded = analyze(question).embedding_text
    assert all(word in embedded for word in question.split())


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("请问律师证怎么办理", "律师证"),
        ("我想问政府采购的限额", "政府采购"),
        ("请问主任医师的评审条件", "主任医师"),
        ("咨询一下老师的退休年龄", "老师"),
        ("我想问下岗职工的补贴", "下岗职工"),
        ("请问下周的灯会几点开始", "下周"),
    ],
)
def test_whom_or_what_it_is_about_stays(question: str, asked: str) -> None:
    assert asked in analyze(question).embedding_text


def test_whom_it_is_put_to_goes() -> None:
    assert analyze("请问领导，居住证几天能办好").embedding_text.startswith("居住证")


def test_a_figure_that_is_asked_for_is_no_courtesy() -> None:
    assert "要几天" in analyze("居住证丢了想补办，要几天").embedding_text


def test_a_place_in_a_salutation_counts() -> None:
    assert analyze("尊敬的天津市领导：您好，年休假有几天？").info.regions == ("天津市",)
