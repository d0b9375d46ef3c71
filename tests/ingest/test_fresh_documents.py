"""Documents of twenty kinds, written and labelled before they were read, as they are read now.

The labels are those that held when the documents were read; what fails is listed in
docs/reading.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import parse
from ingest.readers import read_bytes
from ingest.records import ParsedDocument

FOLDER = Path(__file__).parent / "data" / "fresh"
LABELS: dict[str, dict[str, Any]] = json.loads((FOLDER / "labels.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=sorted(LABELS))
def case(request: pytest.FixtureRequest) -> tuple[ParsedDocument, dict[str, Any]]:
    path = FOLDER / request.param
    return parse(read_bytes(path.read_bytes(), uri=path.name, name=path.name)), LABELS[path.name]


def test_a_fresh_document_says_what_it_is(case: tuple[ParsedDocument, dict[str, Any]]) -> None:
    parsed, labels = case
    document = parsed.document
    stated = {
        "title": document.title,
        "number": document.document_number,
        "issuers": list(document.issuers),
        "region": document.region and document.region.full_name,
        "issued_on": document.issued_on and document.issued_on.isoformat(),
        "effective_on": document.effective_on and document.effective_on.isoformat(),
        "expires_on": document.expires_on and document.expires_on.isoformat(),
    }
    expected = labels["metadata"]
    assert {name: stated[name] for name in expected} == expected


def test_a_fresh_document_falls_into_its_clauses(
    case: tuple[ParsedDocument, dict[str, Any]],
) -> None:
    parsed, labels = case
    found = [(clause.number, clause.text[:8]) for clause in parsed.clauses]
    expected = [(number, words) for number, _, words in labels["clauses"]]
    assert [one for one in found if one in expected or labels["whole"]] == expected
    headings = {(clause.number, clause.text[:8]): clause.heading for clause in parsed.clauses}
    for number, heading, words in labels["clauses"]:
        assert heading in (None, headings[number, words])


def test_a_fresh_document_gives_its_figures(case: tuple[ParsedDocument, dict[str, Any]]) -> None:
    parsed, labels = case
    for at, value, unit, comparator, subject in labels["measures"]:
        measures = parsed.clauses[at].measures
        found = [(m.value, m.unit, m.comparator, m.subject) for m in measures]
        plain = [(*one[:3], subject and one[3]) for one in found]
        assert (value, unit, comparator, subject) in plain
