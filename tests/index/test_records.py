from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from index.records import DocumentSummary, SearchFilters
from ingest.records import Document, ParsedDocument


def test_a_summary_holds_all_of_a_document_but_its_text(
    make_document: Callable[..., ParsedDocument],
) -> None:
    document = make_document("方案", ["办电。"], number="津政规〔2020〕7号").document
    summary = DocumentSummary.of(document)
    left_out = {field.name for field in dataclasses.fields(Document)} - {
        field.name for field in dataclasses.fields(DocumentSummary)
    }
    assert left_out == {"text"}
    for field in dataclasses.fields(summary):
        assert getattr(summary, field.name) == getattr(document, field.name)


@pytest.mark.parametrize(
    "filters",
    [
        SearchFilters(region=("襄阳市",)),
        SearchFilters(issuer=("国务院",)),
        SearchFilters(document_id=("a",)),
        SearchFilters(document_number=("津政规〔2020〕7号",)),
        SearchFilters(issued_from=dt.date(2020, 1, 1)),
        SearchFilters(issued_to=dt.date(2020, 1, 1)),
        SearchFilters(as_of=dt.date(2020, 1, 1)),
        SearchFilters(status="in_force"),
    ],
)
def test_filters_with_a_value_are_not_empty(filters: SearchFilters) -> None:
    assert not filters.is_empty


def test_filters_without_a_value_are_empty() -> None:
    assert SearchFilters().is_empty
