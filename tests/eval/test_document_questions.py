"""The questions on real documents keep the guide's promises, and their labels hold."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from eval import real_documents
from eval.check import check_gold, check_questions
from eval.datasets import QUESTIONS, read_questions
from eval.gold import GoldIndex, fold
from eval.records import Question, QuestionType, Split, Style
from eval.wording import wording_by_file

# A run of so many characters is somebody's text rather than a name that both have to use.
COPIED = 16


UNLIKE = ("seeds", "pages")
"""Corpora whose questions are on purpose worded unlike their clauses."""


@pytest.fixture(scope="module", params=[*UNLIKE, "laws"])
def corpus(request: pytest.FixtureRequest) -> str:
    """The folder of the documents, which also begins the names of the question files."""
    return request.param


@pytest.fixture(scope="module")
def questions(corpus: str) -> list[Question]:
    return read_questions(sorted(QUESTIONS.parent.glob(f"{corpus}*.jsonl")))


@pytest.fixture(scope="module")
def documents(shared: Path, corpus: str, questions: list[Question]) -> GoldIndex:
    named = {gold.document for question in questions for gold in question.gold}
    if not (shared / corpus).is_dir():
        pytest.skip(f"no documents in {corpus}")
    found = getattr(real_documents, corpus.upper()).documents(shared / corpus)
    return GoldIndex.of_documents(path for path in found if path.name in named)


def test_all_files_together_break_no_rule():
    assert check_questions(read_questions(sorted(QUESTIONS.parent.glob("*.jsonl")))) == []


def test_every_label_is_one_clause_of_a_document(questions: list[Question], documents: GoldIndex):
    assert check_gold(questions, documents) == []


def test_every_style_and_type_is_asked_in_both_splits(questions: list[Question]):
    for split in Split:
        asked = [question for question in questions if question.split is split]
        assert {question.style for question in asked} == set(Style)
        assert {question.type for question in asked} == set(QuestionType)


def test_shares_are_what_the_guide_asks_for(questions: list[Question], corpus: str):
    styles = Counter(question.style for question in questions)
    unanswerable = [question for question in questions if not question.answerable]
    in_test = sum(question.split is Split.TEST for question in questions)
    assert len(questions) - len(unanswerable) >= 300
    assert len(unanswerable) >= 40
    if corpus in UNLIKE:
        assert styles[Style.ENGLISH] >= 0.15 * len(questions)
    else:  # what a search box is typed, and near misses as people ask for them
        assert styles[Style.KEYWORD] >= 0.6 * len(questions)
        assert len(unanswerable) >= 0.3 * len(questions)
    assert 0.3 < in_test / len(questions) < 0.5


def test_many_questions_on_like_documents_are_answered_in_several():
    several = [
        question
        for question in read_questions(sorted(QUESTIONS.parent.glob("seeds_*.jsonl")))
        if len({gold.document for gold in question.gold if gold.grade == 3}) > 1
    ]
    assert len(several) >= 60


def test_two_thirds_are_worded_unlike_their_clauses_and_statutes_are_asked_in_their_own_words(
    questions: list[Question], documents: GoldIndex, corpus: str
):
    for wording in wording_by_file(questions, documents):
        unlike = wording.low_share
        assert unlike >= 0.66 if corpus in UNLIKE else unlike <= 0.5, str(wording)


def test_no_text_of_the_documents_stands_in_the_questions(
    questions: list[Question], documents: GoldIndex
):
    copied = []
    for question in questions:
        grades, _ = documents.resolve(question)
        texts = [fold(documents.clause(found).text) for found in grades]
        asked = fold(question.text)
        runs = {asked[at : at + COPIED] for at in range(len(asked) - COPIED + 1)}
        copied += [(question.id, run) for run in runs if any(run in text for text in texts)]
    assert copied == []


def test_figures_of_the_answers_stand_in_the_gold_clauses(
    questions: list[Question],
    documents: GoldIndex,
    written_forms: Callable[[str], set[str]],
):
    missing = []
    for question in questions:
        grades, _ = documents.resolve(question)
        texts = "".join(fold(documents.clause(found).text) for found in grades)
        for answer in question.answers:
            is_figure = re.fullmatch(r"[1-9][0-9.]*|0\.[0-9]+", answer.value)
            if is_figure and not any(form in texts for form in written_forms(answer.value)):
                missing.append((question.id, answer.value))
    assert missing == []
