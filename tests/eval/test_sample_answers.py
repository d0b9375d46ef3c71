"""Over all sample questions: quotes are verbatim, figures stand in what is cited, answers short."""

from __future__ import annotations

from statistics import median
from typing import Any

import pytest

from eval.datasets import QUESTIONS
from index import Store
from service import Draft

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
