from __future__ import annotations

import dataclasses
from collections.abc import Callable

from index.records import DocumentSummary
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
