"""What is not in the documents is not answered, and the reason says what was missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

import pytest

from index import Store
from service.answering.draft import Draft
from service.answering.records import Reason
from service.answering.refusing.features import FEATURES, refusal_features
from service.answering.refusing.refusal import (
    COEFFICIENTS_NAME,
    RefusalModel,
    assess,
    decision,
    packaged_refusal_model,
    reason_of,
)

ANSWERABLE = (
    "黄山市高压用户办电要多久",
    "黄山开办企业要几个工作日",
    "安庆市不动产一般登记几天办结",
    "承办单位几个工作日内要答复热线工单",
    "How long does power connection take for high-voltage users in Huangshan?",
)
UNANSWERABLE = (
    "感冒去门诊拿药医保报几成",
    "护照过期了去哪里换",
    "养犬登记证每年年检费用",
    "黄山公交卡丢了上哪儿补",
    "安庆市投标保证金最高多少万元",
)


@pytest.fixture(scope="module")
def draft(
    asked_store: Store, drafts_of: Callable[[Store], Callable[[str], Draft]]
) -> Callable[[str], Draft]:
    return drafts_of(asked_store)


def test_a_clause_of_another_class_is_no_answer_however_sure(
    draft: Callable[[str], Draft], monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted = draft(ANSWERABLE[0])
    assert assess(drafted).answered
    monkeypatch.setattr("service.answering.refusing.refusal.is_of_another_class", lambda _: True)
    assert not assess(drafted).answered


def test_the_packaged_coefficients_say_where_they_come_from() -> None:
    text = (files("service.answering") / "data" / COEFFICIENTS_NAME).read_text(encoding="utf-8")
    stored = json.loads(text)
    assert {"fitted_on", "files", "questions", "answerable"} <= set(stored)
    assert set(stored["coefficients"]) <= set(FEATURES)
    assert 0 < stored["threshold"] < 1


@pytest.mark.parametrize("question", [*ANSWERABLE, *UNANSWERABLE, "", "？", "a" * 300])
def test_every_feature_lies_between_0_and_1(draft: Callable[[str], Draft], question: str) -> None:
    values = refusal_features(draft(question))
    assert tuple(values) == FEATURES
    assert all(0 <= value <= 1 for value in values.values())


def test_what_stands_in_the_documents_is_trusted_more_than_what_does_not(
    draft: Callable[[str], Draft],
) -> None:
    stands = [assess(draft(question)).confidence for question in ANSWERABLE]
    misses = [assess(draft(question)).confidence for question in UNANSWERABLE]
    wins = sum(one > other for one in stands for other in misses)
    assert wins >= 0.9 * len(stands) * len(misses)


@pytest.mark.parametrize("question", ["护照过期了去哪里换", "感冒去门诊拿药医保报几成"])
def test_a_foreign_subject_is_refused_for_want_of_a_clause(
    draft: Callable[[str], Draft], question: str
) -> None:
    assessment = assess(draft(question))
    assert not assessment.answered
    assert assessment.reason is Reason.NO_CLAUSE


def test_what_only_another_place_says_is_refused_and_said_so(
    draft: Callable[[str], Draft],
) -> None:
    asked = draft("安庆市投标保证金最高多少万元")
    assert reason_of(asked) is Reason.OTHER_PLACE
    assert any("投标保证金" in hit.clause.text for hit in asked.elsewhere)


def test_a_subject_without_what_was_asked_is_told_from_a_missing_subject(
    draft: Callable[[str], Draft],
) -> None:
    assert reason_of(draft("黄山市供暖报装收多少钱")) is Reason.NO_FIGURE


def test_the_threshold_decides(draft: Callable[[str], Draft]) -> None:
    asked = draft(ANSWERABLE[0])
    assert decision(0.0)(asked).answered
    refused = decision(1.0)(asked)
    assert not refused.answered
    assert refused.reason is not None
    assert decision()(asked) == assess(asked)


def test_a_draft_without_statements_is_never_given(draft: Callable[[str], Draft]) -> None:
    empty = replace(draft(ANSWERABLE[0]), statements=(), measures=(), citations=())
    assessment = decision(0.0)(empty)
    assert (assessment.answered, assessment.confidence) == (False, 0.0)


def test_confidence_follows_the_coefficients() -> None:
    model = RefusalModel(intercept=-1.0, coefficients={"margin": 2.0}, threshold=0.5)
    assert model.confidence({"margin": 0.5}) == pytest.approx(0.5)
    assert model.confidence({"margin": 1.0}) > model.confidence({"margin": 0.9})


def test_words_that_only_other_places_hold_speak_against_an_answer() -> None:
    coefficients = packaged_refusal_model().coefficients
    assert coefficients["only_elsewhere"] < 0
    assert coefficients["lexical_elsewhere"] < 0
    assert coefficients["stands_out"] > 0


@pytest.mark.parametrize("question", ["asdf qwer zxcv", "红烧肉怎么做"])
def test_words_that_no_cited_clause_holds_are_not_answered(
    draft: Callable[[str], Draft], question: str
) -> None:
    certain = replace(packaged_refusal_model(), threshold=0.0)
    assert not certain.assess(draft(question)).answered
