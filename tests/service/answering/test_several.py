"""Several questions typed as one are answered one by one, each from its own clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index import SearchFilters, Store
from service.answering.answering import ask
from service.answering.draft import Assessment, Draft
from service.answering.records import Reason
from service.answering.refusing.refusal import assess
from service.answering.several import further_questions_of, joined, questions_of
from service.answering.verification import verify

NO_FIGURE = Reason.NO_FIGURE


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("办电要多久？企业开办要几天？", ["办电要多久", "企业开办要几天"]),
        ("黄山市企业开办几天；办电多久", ["黄山市企业开办几天", "黄山市办电多久"]),
        ("我想办电。要多久？", []),
        ("办电要多久？要带什么材料？", []),
        ("办电要多久？接电是谁负责？", []),
        ("企业开办几天，找谁办", []),
        ("企业开办几天", []),
    ],
)
def test_only_questions_on_different_matters_are_several(
    asked_store: Store, question: str, parts: list[str]
) -> None:
    assert questions_of(asked_store.search(question).query) == parts


def test_each_of_several_questions_is_answered(asked_store: Store) -> None:
    question = "黄山市居民用户用电报装要多久？企业开办要几天？"
    answer = ask(asked_store, question, decision=assess)
    assert "7" in answer.statements[0].text
    assert "企业开办" in answer.statements[1].text
    assert answer.question.text == question

    assert verify(answer, asked_store.raw_text) == ()


def test_what_was_not_found_of_several_questions_is_said(asked_store: Store) -> None:
    answer = ask(asked_store, "安庆市不动产登记要几天？企业注销要几天？", decision=assess)
    assert answer.answered
    assert any("企业注销要几天" in note for note in answer.notes)
    assert answer.text.startswith(answer.notes[0])


def test_what_is_cited_is_among_the_clauses_found(asked_store: Store) -> None:
    result = asked_store.search("黄山市居民用户用电报装要多久？企业开办要几天？")
    questions = questions_of(result.query)
    answers = [ask(asked_store, one, decision=assess) for one in questions]
    whole = joined(replace(result, hits=(), elsewhere=()), questions, answers)
    cited = {source.clause.id for source in whole.citations}
    assert len(cited) > 1
    assert cited <= {hit.clause.id for hit in whole.search.hits}


def test_what_a_filter_keeps_out_is_never_cited(
    asked_store: Store, always: Callable[[Draft], Assessment]
) -> None:
    only = SearchFilters(region=("安庆",))
    question = "黄山市居民用户用电报装要多久"
    answer = ask(asked_store, question, filters=only, decision=always)
    places = {one.document.region.name for one in answer.citations if one.document.region}
    assert places <= {"安庆市"}


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("办电要多久？要交什么材料？", ["办电要多久", "办电要交什么材料"]),
        (
            "黄山市企业开办几天？去哪里办？收多少钱？",
            ["黄山市企业开办几天", "黄山市企业开办去哪里办", "黄山市企业开办收多少钱"],
        ),
        ("办电要多久？企业开办要几天？", []),
        ("要多久？要交什么材料？", []),
        ("办电要多久", []),
    ],
)
def test_what_asks_further_of_a_matter_is_asked_of_it(
    asked_store: Store, question: str, parts: list[str]
) -> None:
    assert further_questions_of(asked_store.search(question).query) == parts


def _no_papers(draft: Draft) -> Assessment:
    answered = "材料" not in draft.question.text
    return Assessment(confidence=0.5, answered=answered, reason=None if answered else NO_FIGURE)


def test_of_two_questions_on_one_matter_the_answerable_one_is_answered(asked_store: Store) -> None:
    answer = ask(asked_store, "企业开办要几天？要交什么材料？", decision=_no_papers)
    assert answer.answered
    assert "7" in answer.statements[0].text
    assert answer.notes == ("没有找到“企业开办要交什么材料”的答案",)
    assert verify(answer, asked_store.raw_text) == ()


def test_two_questions_on_one_matter_that_nothing_answers_are_refused_as_one(
    asked_store: Store,
) -> None:
    def none(draft: Draft) -> Assessment:
        return Assessment(confidence=0.1, answered=False, reason=NO_FIGURE)

    answer = ask(asked_store, "企业开办要几天？要交什么材料？", decision=none)
    assert not answer.answered
    assert answer.notes == ()
    assert answer.question.text == "企业开办要几天？要交什么材料？"
