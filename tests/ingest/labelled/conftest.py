"""How a document that was labelled from its source is held against its labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ingest.records import Clause, ParsedDocument
from ingest.text.cleaning import clean, fold_punctuation

LabelsHold = Callable[[ParsedDocument, dict[str, Any]], None]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _plain(text: str) -> str:
    return "".join(char for char in fold_punctuation(clean(text).text) if char.isalnum())


def _stated(parsed: ParsedDocument) -> dict[str, Any]:
    document = parsed.document
    ended = [one for one in document.supersedes if one.kind == "repeals"]
    return {
        "title": _squeezed(document.title),
        "number": document.document_number and _squeezed(document.document_number),
        "issuers": list(document.issuers),
        "region": document.region and document.region.full_name,
        "issued_on": document.issued_on and document.issued_on.isoformat(),
        "effective_on": document.effective_on and document.effective_on.isoformat(),
        "expires_on": document.expires_on and document.expires_on.isoformat(),
        "supersedes": sorted(one.title or "" for one in ended),
        "amends": [one.title for one in document.supersedes if one.kind == "amends"],
    }


def _figures_of(clause: Clause) -> list[tuple[str, str | None, str, str]]:
    return [
        (m.value, m.unit, m.comparator, _squeezed(clause.text[m.start : m.end]))
        for m in clause.measures
    ]


@pytest.fixture(scope="session")
def statements_hold() -> LabelsHold:
    """Hold a document's facts, clauses and units against its labels."""
    return _hold_statements


@pytest.fixture(scope="session")
def figures_hold() -> LabelsHold:
    """Hold the figures of a document against its labels: each as typed, of what is said."""
    return _hold_figures


def _hold_statements(parsed: ParsedDocument, labels: dict[str, Any]) -> None:
    found, expected = _stated(parsed), labels["metadata"]
    assert {name: found[name] for name in expected} == expected
    clauses = labels["clauses"]
    assert len(parsed.clauses) == len(clauses)
    for clause, label in zip(parsed.clauses, clauses, strict=True):
        assert _squeezed(clause.text).startswith(label["words"])
        assert clause.heading == label.get("heading", clause.heading)
        assert "".join(clause.path[-1:]) == label.get("below", "".join(clause.path[-1:]))
        units = {"lead": list(clause.responsible.lead), "with": list(clause.responsible.with_)}
        assert units == label.get("responsible", units)


def _hold_figures(parsed: ParsedDocument, labels: dict[str, Any]) -> None:
    for clause, label in zip(parsed.clauses, labels["clauses"], strict=True):
        found = _figures_of(clause)
        for value, unit, comparator, subject, quote, *whose in label["measures"]:
            assert (value, unit, comparator, quote) in found
            measures = [
                measure
                for measure, figure in zip(clause.measures, found, strict=True)
                if figure == (value, unit, comparator, quote)
            ]
            said = [_plain(measure.subject) for measure in measures]
            words = _plain(subject or "")
            assert not words or any(words in one or one in words for one in said if one)
            held = [_plain(f"{one.subject}{one.condition}") for one in measures]
            groups = [_plain(group) for names in whose for group in names.split(";")]
            assert any(all(group in one for group in groups) for one in held)
