from __future__ import annotations

import pytest

from index.questions.asked_figures import asked_figures


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("办电要多久", "压减至7个工作日"),
        ("几天能办好", "当日办结"),
        ("How long does it take?", "不超过30天"),
        ("刻章要钱吗", "零费用赠送四枚公章"),
        ("how much does it cost", "补助100万元"),
        ("开公司要几个环节", "压缩为两个环节"),
        ("要带什么材料", "材料齐全的"),
        ("结案率百分之几", "达到90%以上"),
    ],
)
def test_a_question_knows_the_form_of_its_answer(question: str, answer: str) -> None:
    (figure,) = asked_figures(question)
    assert figure.answer.search(answer)
    assert figure.words


@pytest.mark.parametrize("question", ["办电找哪个部门", "证照分离", "who is responsible", ""])
def test_other_questions_ask_for_no_figure(question: str) -> None:
    assert asked_figures(question) == ()
