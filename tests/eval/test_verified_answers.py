"""Every answer to every question stands on its citations, and none would if its figures changed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from index import Store
from service.answering.records import Answer
from service.answering.verification import FaultKind, verify


@pytest.fixture(scope="module")
def answers(sample_asked: list[Any]) -> list[Answer]:
    return [asked.answer for asked in sample_asked]


def test_every_answer_stands_on_its_citations(answers: list[Answer], sample_store: Store) -> None:
    wrong = {
        answer.question.text: faults
        for answer in answers
        if (faults := verify(answer, sample_store.raw_text))
    }
    assert wrong == {}
    assert sum(answer.answered for answer in answers) > len(answers) / 2


def test_a_changed_figure_is_found_in_every_answer(
    answers: list[Answer], sample_store: Store
) -> None:
    """Each first figure of a statement gets a digit more; nothing else is changed."""
    missed, tried = [], 0
    for answer in answers:
        first, *others = answer.statements or (None,)
        figure = re.search(
            r"(?<![\d.])\d+(?=\s?(?:%|个工作日|工作日|天|日|小时|万元|元))",
            first.text if first else "",
        )
        if first is None or figure is None:
            continue
        tried += 1
        changed = f"{first.text[: figure.end()]}3{first.text[figure.end() :]}"
        lie = replace(answer, statements=(replace(first, text=changed), *others))
        kinds = {fault.kind for fault in verify(lie, sample_store.raw_text)}
        if FaultKind.STATEMENT not in kinds:
            missed.append((answer.question.text, changed))
    assert missed == []
    assert tried > 100
