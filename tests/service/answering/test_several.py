"""Several questions typed as one are answered one by one, each from its own clause."""

from __future__ import annotations

import pytest

from index import Store
from service.answering.answering import ask
from service.answering.refusal import assess
from service.answering.several import questions_of
from service.answering.verification import verify


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
