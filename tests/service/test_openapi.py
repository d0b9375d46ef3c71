from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def openapi(client: TestClient) -> dict[str, Any]:
    described: dict[str, Any] = client.get("/openapi.json").json()
    return described


def test_the_contract_is_described(openapi: dict[str, Any]) -> None:
    assert set(openapi["paths"]) == {
        "/v1/search",
        "/v1/ask",
        "/v1/compare",
        "/v1/clauses/{clause_id}",
        "/v1/clauses/{clause_id}/similar",
        "/v1/documents",
        "/v1/documents/{document_id}",
        "/v1/documents/{document_id}/clauses",
        "/v1/documents/{document_id}/raw",
        "/v1/changes",
        "/v1/knowledge",
        "/v1/knowledge/export",
        "/v1/feedback",
        "/retrieval",
        "/healthz",
        "/readyz",
        "/metrics",
    }
    for path, operations in openapi["paths"].items():
        media_type = "application/json" if path == "/retrieval" else "application/problem+json"
        for operation in operations.values():
            for status, response in operation["responses"].items():
                assert "X-Request-ID" in response["headers"]
                if int(status) >= 400:
                    assert set(response["content"]) == {media_type}


def test_names_and_values_are_those_of_the_contract(openapi: dict[str, Any]) -> None:
    schemas = openapi["components"]["schemas"]
    assert not [name for name in schemas if "__" in name]  # a module path: two have one name
    assert schemas["FileFormat"]["enum"] == ["json", "csv", "xlsx"]
    assert "to_be_repealed" in schemas["AlertKind"]["enum"]
    assert schemas["FeedbackResponse"]["properties"]["at"]["format"] == "date-time"


@pytest.mark.parametrize("path", ["/v1/search", "/v1/ask", "/v1/compare"])
def test_a_body_that_cannot_be_read_is_described(openapi: dict[str, Any], path: str) -> None:
    described = {"400", "408", "413", "415", "422", "503"}
    assert described <= set(openapi["paths"][path]["post"]["responses"])


@pytest.mark.parametrize(
    ("method", "path", "described"),
    [
        ("POST", "/v1/search", "/v1/search"),
        ("GET", "/v1/documents", "/v1/documents"),
        ("GET", "/v1/documents/{document}", "/v1/documents/{document_id}"),
        ("GET", "/v1/documents/{document}/clauses", "/v1/documents/{document_id}/clauses"),
        ("GET", "/v1/clauses/{clause}", "/v1/clauses/{clause_id}"),
        ("GET", "/v1/changes", "/v1/changes"),
        ("GET", "/readyz", "/readyz"),
    ],
)
def test_responses_are_as_described(
    client: TestClient, openapi: dict[str, Any], method: str, path: str, described: str
) -> None:
    found = client.post("/v1/search", json={"query": "办电要多久"}).json()["results"][0]
    path = path.format(document=found["document"]["id"], clause=found["clause"]["id"])
    response = client.request(method, path, json={"query": "办电"} if method == "POST" else None)
    operation = openapi["paths"][described][method.lower()]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": openapi["components"]}).validate(response.json())


def test_problems_are_as_described(client: TestClient, openapi: dict[str, Any]) -> None:
    problem = client.post("/v1/search", json={"query": ""}).json()
    schema = openapi["components"]["schemas"]["ProblemOut"]
    Draft202012Validator({**schema, "components": openapi["components"]}).validate(problem)


def test_the_reference_needs_no_internet(client: TestClient) -> None:
    page = client.get("/docs", headers={"accept": "text/html"}).text
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    for name in ("swagger-ui-bundle.js", "swagger-ui.css"):
        assert f"/static/api-docs/{name}" in page
        assert client.get(f"/static/api-docs/{name}").status_code == 200
