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
        ({"query": "   "}, "must not be empty"),
        ({"filters": []}, "expected an object, found a list"),
        ({"query": 5}, "found 5"),
        ({"query": {}}, "found an object"),
        ({"filters": {"region": "兰汀"}}, "valid list, found a text"),
        ({"filters": {"region": ["a"] * 201}}, "at most 200 items, not 201"),
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


def test_a_number_out_of_bounds_in_an_address_is_repeated(client: TestClient) -> None:
    detail = client.get("/v1/documents?limit=0").json()["detail"]
    assert detail == "query.limit: Input should be greater than or equal to 1, found '0'"


def test_every_path_refuses_what_it_does_not_know(client: TestClient) -> None:
    found = client.post("/v1/search", json={"query": "办电要多久"}).json()["results"][0]
    ids = {"clause_id": found["clause"]["id"], "document_id": found["document"]["id"]}
    asked = {"question": "办电"}
    bodies = {
        "/v1/search": {"query": "办电"},
        "/v1/ask": asked,
        "/v1/compare": asked,
        "/v1/feedback": {**asked, "verdict": "right"},
    }
    tried = 0
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method, operation in operations.items():
            if not path.startswith("/v1/") or {} not in operation.get("security", [{}]):
                continue  # those that need a key: tests/service/uploading
            address, body = path.format(**ids), bodies.get(path)
            assert client.request(method, address, json=body).is_success, path
            response = client.request(method, f"{address}?regoin=威海", json=body)
            assert response.status_code == 422, path
            assert (
                response.json()["detail"] == "query.regoin: is not known here; /docs lists what is"
            )
            assert "422" in operation["responses"]
            tried += 1
    assert tried == 13


def test_a_probe_may_add_what_it_likes(client: TestClient) -> None:
    assert client.get("/healthz?probe=1").status_code == 200
