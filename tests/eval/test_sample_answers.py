"""Over all sample questions: quotes are verbatim, figures stand in what is cited, answers short.

Every answer stands on its citations, and none would if its figures changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import median
from typing import Any

import pytest

from eval.datasets import QUESTIONS
from index import Store
from service import Draft, packaged_refusal_model
from service.answering.records import Answer
from service.answering.verification import FaultKind, verify
from service.comparing.comparing import compare

SHORT_CHARS = 80
READ_OUT = {"how_long", "by_when", "how_many", "how_much", "what_share", "who"}


@pytest.fixture(scope="module")
def sample_drafts(sample_asked: list[Any]) -> dict[str, Draft]:
    """The draft for every sample question, answerable or not, whatever is decided on it."""
    return {asked.question: asked.draft for asked in sample_asked if asked.path == QUESTIONS}


def test_every_quote_is_a_slice_of_the_raw_text(
    sample_store: Store, sample_drafts: dict[str, Draft]
) -> None:
    raw = {item.id: sample_store.raw_text(item.id) for item in sample_store.documents().items}
    quoted = 0
    for draft in sample_drafts.values():
        for source in draft.citations:
            citation = source.citation
            text = raw[source.document.id]
            assert text[citation.start : citation.end] == citation.quote != ""
            quoted += 1
    assert quoted >= len(sample_drafts)


def test_every_figure_stands_in_its_citation(
    sample_drafts: dict[str, Draft],
) -> None:
    figures = 0
    for question, draft in sample_drafts.items():
        for shown in draft.measures:
            source, measure = draft.citations[shown.citation], shown.measure
            span = source.clause.alignment.raw_span(measure.start, measure.end)
            citation = source.citation
            assert citation.start <= span.start < span.end <= citation.end, question
            figures += 1
    assert figures > 100


def test_every_statement_is_cited(sample_drafts: dict[str, Draft]) -> None:
    for question, draft in sample_drafts.items():
        for statement in draft.statements:
            assert statement.citations, question
            assert all(0 <= at < len(draft.citations) for at in statement.citations)


def test_answers_that_are_read_out_are_short(sample_drafts: dict[str, Draft]) -> None:
    lengths = [
        len("\n".join(statement.text for statement in draft.statements))
        for draft in sample_drafts.values()
        if draft.question.kind in READ_OUT and draft.question.language == "zh"
    ]
    assert median(lengths) < SHORT_CHARS


def test_a_named_place_is_answered_by_itself_or_a_place_above(
    sample_drafts: dict[str, Draft],
) -> None:
    for question, draft in sample_drafts.items():
        if draft.question.regions != ("云桥市",):
            continue
        places = {source.document.region.name for source in draft.citations}
        assert places <= {"云桥市", "石笏区", "示例省"}, question


@pytest.mark.parametrize(
    "question",
    [
        "公司不干了想关掉,没欠债,全省规定要公示多久",
        "省里规定学校医院买小厂的东西,货到了最多多少天给钱",
    ],
)
def test_a_comparison_keeps_the_place_that_is_found_first(
    sample_store: Store, question: str
) -> None:
    """Asked in spoken words, its clause holds few words of the question."""
    first = sample_store.search(question, for_answer=True).hits[0].document
    rows = compare(sample_store, question, decision=packaged_refusal_model().assess).rows
    assert first.id in {row.source.document.id for row in rows if row.found and row.source}


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
