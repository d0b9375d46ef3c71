"""A fault says where it is, which rule is broken and what was found, and repeats no question."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from service.faults import fault_message
from service.schemas import SearchRequest


def _message(**fields: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        SearchRequest(**{"query": "办电", **fields})
    return fault_message(caught.value.errors()[0])


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"top_k": 101}, "less than or equal to 100, found 101"),
        ({"top_k": True}, "found true"),
        ({"top_k": 1.5}, "found 1.5"),
        ({"top_k": None}, "found null"),
        ({"top_k": [1]}, "found a list"),
        ({"top_k": 10**60}, f"found 1{'0' * 39}…"),
        ({"mode": "magic"}, "found 'magic'"),
        ({"mode": "m" * 500}, "found 500 characters"),
        ({"query": "办" * 1001}, "at most 1000 characters, found 1001"),
        ({"query": "   "}, "at least 1 character, found 0"),
        ({"query": 5}, "found 5"),
        ({"query": {}}, "found an object"),
        ({"filters": {"region": "兰汀"}}, "valid list, found a text"),
        ({"filters": {"region": ["a"] * 201}}, "not 201"),
        (
            {"filters": {"issued_from": "2020-1-1"}},
            "expected a date as YYYY-MM-DD, found '2020-1-1'",
        ),
        ({"filters": {"issued_from": 20200101}}, "YYYY-MM-DD, found 20200101"),
        ({"unknown": 1}, "is not known here; /docs lists what is"),
    ],
)
def test_a_fault_says_what_was_found(fields: dict[str, Any], end: str) -> None:
    assert _message(**fields).endswith(end)


def test_what_was_asked_is_not_repeated() -> None:
    assert "私密" not in _message(query="私密" * 600)
    assert "私密" not in _message(query=["私密"])
    assert "私密" not in _message(filters="私密")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/v1/clauses/{}", 404), ("/v1/documents/{}", 404), ("/v1/documents?cursor={}", 422)],
)
def test_a_long_id_is_not_repeated_at_length(client: TestClient, path: str, status: int) -> None:
    response = client.get(path.format("a" * 500))
    assert response.status_code == status
    assert 20 < len(response.json()["detail"]) <= 301


def test_what_is_missing_is_named(client: TestClient) -> None:
    assert client.post("/v1/search", json={}).json()["detail"] == "body.query: is required"
