"""The sample questions keep the guide's promises, and the engine keeps the pinned quality."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from eval import gate
from eval.check import check_questions
from eval.datasets import QUESTIONS, read_questions
from eval.gold import GoldIndex, fold, resolve_all
from eval.records import Question, QuestionType, Style
from eval.scoring import Scores
from eval.slices import LOW_OVERLAP, lexical_overlap
from index import Store

WrittenForms = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return read_questions([QUESTIONS])


@pytest.fixture(scope="module")
def gold_index(sample_store: Store) -> GoldIndex:
    return GoldIndex.of(sample_store)


def test_the_sample_questions_break_no_rule(questions: list[Question], gold_index: GoldIndex):
    assert check_questions(questions) == []
    assert resolve_all(questions, gold_index)[1] == []


def test_every_style_and_type_is_asked(questions: list[Question]):
    assert {question.style for question in questions} == set(Style)
    assert {question.type for question in questions} == set(QuestionType)


def test_shares_are_what_the_guide_asks_for(questions: list[Question], gold_index: GoldIndex):
    answerable = [question for question in questions if question.answerable]
    qrels, _ = resolve_all(answerable, gold_index)
    overlaps = [
        lexical_overlap(question, [gold_index.clause(found).text for found in qrels[question.id]])
        for question in answerable
    ]
    styles = Counter(question.style for question in questions)
    assert len(answerable) >= 140
    assert len(questions) - len(answerable) >= 25
    assert styles[Style.ENGLISH] >= 0.15 * len(questions)
    assert sum(overlap < LOW_OVERLAP for overlap in overlaps) >= 0.66 * len(overlaps)


def test_figures_of_the_answers_stand_in_the_gold_clauses(
    questions: list[Question], gold_index: GoldIndex, written_forms: WrittenForms
):
    missing = []
    for question in questions:
        grades, _ = gold_index.resolve(question)
        texts = "".join(fold(gold_index.clause(found).text) for found in grades)
        for answer in question.answers:
            is_figure = re.fullmatch(r"[1-9][0-9.]*|0\.[0-9]+", answer.value)
            if is_figure and not any(form in texts for form in written_forms(answer.value)):
                missing.append((question.id, answer.value))
    assert missing == []


def test_quality_is_above_the_pinned_floors(sample_scores: Scores):
    baseline = gate.read_baseline()
    assert baseline is not None
    gate.check(baseline, digest=gate.data_digest(), measured=gate.measured_values(sample_scores))
