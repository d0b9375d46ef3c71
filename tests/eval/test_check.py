"""Broken rules in labelled questions are found and named with file and line."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.check import check_gold, check_questions
from eval.gold import GoldIndex
from eval.records import Gold, QuestionType, Split
from eval.splits import split_of
from ingest.records import Clause, ClauseKind
from ingest.text.alignment import Alignment

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
        ({"gold": (Gold(document="a", number="1"),) * 2}, "gold in a is given twice"),
        (
            {"gold": (Gold(document="a", number="1"), Gold(document="a", number="1", grade=1))},
            "gold in a is given twice",
        ),
        ({"answers": ()}, "asks for a duration but has no answer value"),
    ],
)
def test_labels_that_contradict_themselves_are_refused(make_question, changes, expected):
    assert expected in reasons(make_question(**changes))


def test_an_id_used_twice_is_refused(make_question):
    again = make_question(text="完全不同的另一个问题", line=2)
    assert "already used in questions.jsonl:1" in reasons(make_question(), again)


def test_nearly_the_same_question_is_a_duplicate(make_question):
    again = make_question(id="a2", text="澜渡市，企业开办要几天呢？", line=2)
    assert "nearly repeats a1" in reasons(make_question(), again)


def test_a_pair_that_only_one_of_can_be_answered_is_a_contrast(make_question):
    other = make_question(
        id="a2",
        text="云桥市企业开办要几天",
        line=2,
        answerable=False,
        gold=(),
        answers=(),
        why="无",
    )
    assert reasons(make_question(), other) == ""
    elsewhere = replace(other, topic="another topic")
    assert "nearly repeats a1" in reasons(make_question(), elsewhere)
    same = replace(other, text=make_question().text)
    assert "repeats a1" in reasons(make_question(), same)


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


def test_only_questions_for_figures_need_a_value(make_question):
    assert reasons(make_question(type=QuestionType.HOW, answers=())) == ""


def test_the_same_question_in_another_file_and_script_is_a_repeat(make_question):
    again = make_question(
        id="a2", text="瀾渡市企業開辦要幾天", path=Path("other.jsonl"), gold=OTHER_GOLD
    )
    assert "other.jsonl:1: a2: repeats a1 in questions.jsonl:1" in reasons(make_question(), again)


def test_a_clause_that_only_helps_the_other_split_is_no_leak(make_question):
    helping = (*OTHER_GOLD, Gold(document="plan.txt", number="5.", heading="提升", grade=2))
    other = make_question(
        id="a2", text="公司注销怎么弄", line=2, split=Split.TEST, topic="other", gold=helping
    )
    assert reasons(make_question(), other) == ""


def test_the_name_of_a_topic_decides_its_split_for_ever():
    """A changed rule would move questions that were tuned on into the test split."""
    assert split_of("starting_business") is Split.TEST
    assert split_of("taxes") is Split.DEV
    names = [f"topic_{number}" for number in range(1000)]
    assert 360 < sum(split_of(name) is Split.TEST for name in names) < 440


def test_a_split_chosen_by_hand_is_refused_where_topics_decide(make_question):
    chosen = make_question(topic="taxes", split=Split.TEST, path=Path("seeds_a.jsonl"))
    assert "is in split test, but its topic taxes is in dev" in reasons(chosen)
    assert reasons(make_question(topic="taxes", split=Split.TEST)) == ""


def test_the_sample_corpus_and_the_real_documents_have_topics_of_their_own(make_question):
    sample = make_question(topic="taxes", split=Split.TEST)
    other = make_question(
        id="a2", text="公司注销怎么弄", topic="taxes", path=Path("seeds_a.jsonl"), gold=OTHER_GOLD
    )
    assert reasons(sample, other) == ""


def one_clause(text: str, kind: ClauseKind) -> GoldIndex:
    clause = Clause(
        id="start",
        document_id="d",
        position=0,
        kind=kind,
        number="5.",
        heading="提升开办企业效率",
        path=(),
        text=text,
        body_start=2,
        alignment=Alignment.identity(len(text)),
    )
    return GoldIndex([("plan.txt", clause)])


@pytest.fixture
def clauses() -> GoldIndex:
    return one_clause("5.提升开办企业效率。一个工作日办结。", ClauseKind.TASK)


def test_two_ways_to_name_one_clause_are_one_leak(make_question, clauses: GoldIndex):
    other = make_question(
        id="a2",
        text="公司注销怎么弄",
        line=2,
        split=Split.TEST,
        topic="other",
        gold=(Gold(document="plan.txt", contains="一个工作日"),),
    )
    assert reasons(make_question(), other) == ""
    found = check_gold([make_question(), other], clauses)
    assert [str(problem) for problem in found] == [
        "questions.jsonl:2: a2: its gold is also gold of a1 in split dev"
    ]


def test_one_clause_named_in_two_ways_may_help_the_other_split(make_question, clauses: GoldIndex):
    helping = (Gold(document="plan.txt", contains="一个工作日", grade=2),)
    other = make_question(
        id="a2", text="公司注销怎么弄", line=2, split=Split.TEST, topic="other", gold=helping
    )
    assert check_gold([make_question(), other], clauses) == []


def test_dangling_gold_is_refused_with_its_line(make_question, clauses: GoldIndex):
    found = check_gold([make_question(gold=OTHER_GOLD, line=3)], clauses)
    assert "questions.jsonl:3: a1: gold plan.txt 6. 简化注销: dangling" in str(found[0])


def test_two_rows_of_a_table_are_asked_in_two_splits(make_question):
    rows = [(Gold(document="plan.txt", contains=row),) for row in ("|开办|", "|注销|")]
    one = make_question(gold=rows[0])
    other = make_question(
        id="a2", text="公司注销怎么弄", split=Split.TEST, topic="other", gold=rows[1]
    )
    table = one_clause("5.|开办|1天|\n|注销|当日|", ClauseKind.TABLE)
    assert check_gold([one, other], table) == []
    again = make_question(
        id="a2", text="公司注销怎么弄", split=Split.TEST, topic="other", gold=rows[0]
    )
    assert "its gold is also gold of a1" in reasons(one, again)
