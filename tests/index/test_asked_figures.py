from __future__ import annotations

import pytest

from index.questions.asked_figures import asked_figures


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("办电要多久", "压减至7个工作日"),
        ("几天能办好", "当日办结"),
        ("要提前几天备案", "提前2日备案"),
        ("How long does it take?", "不超过30天"),
        ("for how many more months", "12个月"),
        ("刻章收费吗", "零费用赠送四枚公章"),
        ("补多少钱", "补助100万元"),
        ("开公司要几个环节", "压缩为两个环节"),
        ("要带什么材料", "材料齐全的"),
        ("结案率百分之几", "达到90%以上"),
        ("什么时候开始报名", "6月27日10:00"),
        ("多久评一次", "每季度评价"),
        ("how often is it checked", "每年检查"),
    ],
)
def test_a_question_knows_the_form_of_its_answer(question: str, answer: str) -> None:
    (figure,) = asked_figures(question)
    assert figure.answer.search(answer)


def test_a_question_for_a_sum_asks_for_the_words_of_money() -> None:
    assert {word for one in asked_figures("办证收费多少") for word in one.words} >= {"元", "免费"}


@pytest.mark.parametrize(
    "question", ["办电找哪个部门", "证照分离", "who is responsible", "前几天问过怎么办", ""]
)
def test_other_questions_ask_for_no_figure(question: str) -> None:
    assert asked_figures(question) == ()
