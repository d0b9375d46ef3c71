"""Broken rules in labelled questions are found and named with file and line."""

import pytest

from eval.check import check_questions
from eval.records import Gold, Split

OTHER_GOLD = (Gold(document="plan.txt", number="6.", heading="简化注销"),)


def reasons(*questions) -> str:
    return "\n".join(str(problem) for problem in check_questions(questions))


def test_valid_questions_have_no_problems(make_question):
    other = make_question(id="a2", text="公司注销怎么弄", line=2, gold=OTHER_GOLD)
    assert reasons(make_question(), other) == ""


def test_a_problem_names_file_line_and_question(make_question):
    assert reasons(make_question(gold=(), line=7)).startswith("questions.jsonl:7: a1: ")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"gold": ()}, "is answerable but has no gold"),
        ({"gold": (Gold(document="a", number="1", grade=1),)}, "no gold has grade 3"),
        ({"answerable": False, "why": "只有别处有"}, "is unanswerable but has gold"),
        ({"answerable": False, "gold": ()}, "is unanswerable without saying why"),
        ({"gold": (Gold(document="plan.txt"),)}, "names no clause"),
    ],
)
def test_labels_that_contradict_themselves_are_refused(make_question, changes, expected):
    assert expected in reasons(make_question(**changes))


def test_an_id_used_twice_is_refused(make_question):
    again = make_question(text="完全不同的另一个问题", line=2)
    assert "already used in questions.jsonl:1" in reasons(make_question(), again)


def test_nearly_the_same_question_is_a_duplicate(make_question):
    again = make_question(id="a2", text="澜渡市，企业开办要几天？", line=2)
    assert "nearly repeats a1" in reasons(make_question(), again)


def test_a_duplicate_in_another_split_is_called_a_leak(make_question):
    again = make_question(
        id="a2", text="澜渡市企业开办要几天呢", line=2, split=Split.TEST, topic="t", gold=OTHER_GOLD
    )
    assert "nearly repeats a1 in questions.jsonl:1, and in another split" in reasons(
        make_question(), again
    )


def test_the_same_question_about_two_places_is_two_questions(make_question):
    elsewhere = make_question(id="a2", text="望鹭市注册公司需要多长时间", line=2, gold=OTHER_GOLD)
    assert reasons(make_question(), elsewhere) == ""


def test_a_topic_in_two_splits_is_a_leak(make_question):
    other = make_question(id="a2", text="公司注销怎么弄", line=2, split=Split.TEST, gold=OTHER_GOLD)
    assert "topic registration is in split dev" in reasons(make_question(), other)


def test_gold_in_two_splits_is_a_leak(make_question):
    other = make_question(id="a2", text="公司注销怎么弄", line=2, split=Split.TEST, topic="other")
    assert "its gold is also gold of a1 in split dev" in reasons(make_question(), other)
