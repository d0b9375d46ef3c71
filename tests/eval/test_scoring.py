"""Slices cover all questions, unanswerable ones stay apart, and runs keep each hit once."""

import pytest

from eval.records import Style
from eval.runs import run_mode
from eval.scoring import Scores
from eval.slices import lexical_overlap
from index import Mode, Store


def test_every_partition_of_slices_counts_every_answerable_question(sample_scores: Scores):
    answerable = sum(question.answerable for question in sample_scores.questions)
    for mode in sample_scores.modes.values():
        assert mode.overall.n == answerable == len(mode.queries)
        for kind in ("split", "language", "style", "type", "overlap"):
            parts = [s.n for name, s in mode.slices.items() if name.startswith(f"{kind}:")]
            assert sum(parts) == answerable, kind


def test_the_english_slice_holds_the_english_questions(sample_scores: Scores):
    english = sum(
        question.answerable and question.style is Style.ENGLISH
        for question in sample_scores.questions
    )
    assert sample_scores.modes["hybrid"].slices["language:en"].n == english


def test_unanswerable_questions_are_reported_apart(sample_scores: Scores):
    unanswerable = sum(not question.answerable for question in sample_scores.questions)
    for mode in sample_scores.modes.values():
        assert mode.unanswerable.n == unanswerable
        assert mode.unanswerable.auroc is not None


def test_hits_with_one_key_keep_the_best_rank(sample_store: Store):
    run = run_mode(
        sample_store,
        [("q", "云桥市办电要多久")],
        mode=Mode.LEXICAL,
        key=lambda hit: hit.document.source.name,
    )
    (ranked,) = run.ranked
    assert len(set(ranked.ids)) == len(ranked.ids) > 1
    assert 0 <= ranked.top_score <= 1


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(["办电要多久"], 1.0), (["供水"], 0.0), ([], 0.0), (["供水", "办电要"], 0.5)],
)
def test_overlap_is_the_share_of_the_questions_bigrams(make_question, texts, expected):
    assert lexical_overlap(make_question(text="办电要多久？"), texts) == pytest.approx(expected)
