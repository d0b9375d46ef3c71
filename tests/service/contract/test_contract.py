"""The HTTP contract as a table: every endpoint of v1 with the fields that clients rely on.

Each entry is asked of a real server over the sample corpus, and held against /openapi.json, so that
an endpoint, a field or its type that vanishes fails here. What is added beside it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+Z")


DOCUMENT = {
    "id": str,
    "title": str,
    "document_number": (str, None),
    "issuers": [str],
    "region": (str, None),
    "issued_on": (DATE, None),
    "effective_on": (DATE, None),
    "expires_on": (DATE, None),
    "status": str,
    "status_basis": (str, None),
    "source": str,
}
MEASURE = {
    "kind": str,
    "subject": str,
    "condition": (str, None),
    "comparator": str,
    "value": str,
    "unit": (str, None),
    "baseline": (str, None),
    "quote": str,
    "start": int,
    "end": int,
}
RESPONSIBLE = {"lead": [str], "with": [str]}
CLAUSE = {
    "id": str,
    "number": (str, None),
    "heading": str,
    "path": [str],
    "text": str,
    "measures": [MEASURE],
    "responsible": RESPONSIBLE,
}
MEASURED_CLAUSE = CLAUSE | {"measures": [MEASURE, ...], "path": [str, ...]}
CITATION = {"label": str, "quote": str, "start": int, "end": int, "url": str}
QUERY = {"text": str, "normalized": str, "language": str, "regions": [str], "terms": [str]}
RESULT = {
    "rank": int,
    "score": float,
    "clause": CLAUSE,
    "highlights": [{"start": int, "end": int}],
    "document": DOCUMENT,
    "citation": CITATION,
}
ANSWER = {
    "answered": bool,
    "answer": str,
    "statements": [{"text": str, "citations": [int]}],
    "measures": [MEASURE],
    "citations": [CITATION | {"clause": CLAUSE, "document": DOCUMENT}],
    "confidence": float,
    "results": [RESULT, ...],
    "notes": [str],
    "query": QUERY,
    "generation": int,
    "took_ms": float,
}
ROW = {
    "place": str,
    "found": bool,
    "reason": (str, None),
    "condition": (str, None),
    "comparator": (str, None),
    "value": (str, None),
    "unit": (str, None),
    "clause": ({"id": str, "number": (str, None), "heading": str, "path": [str]}, None),
    "document_number": (str, None),
    "issued_on": (DATE, None),
    "document": (DOCUMENT, None),
    "citation": (CITATION, None),
}
ENTRY = {
    "id": str,
    "title": str,
    "questions": [str, ...],
    "answer": str,
    "responsible": RESPONSIBLE,
    "place": (str, None),
    "document": DOCUMENT,
    "citation": CITATION,
    "valid_from": (DATE, None),
    "valid_until": (DATE, None),
    "status": str,
}
IDS = [str]
CHANGE = {
    "sequence": int,
    "generation": int,
    "at": TIME,
    "kind": str,
    "document": {
        "id": str,
        "title": str,
        "document_number": (str, None),
        "issued_on": (DATE, None),
        "effective_on": (DATE, None),
        "expires_on": (DATE, None),
    },
    "clauses": {"added": IDS, "changed": IDS, "moved": IDS, "removed": IDS},
    "endings": ([{"status": str, "by": (str, None), "since": (DATE, None)}], None),
}
UPLOADED = DOCUMENT | {"outcome": str}
READY = {"status": str, "version": str, "documents": int, "clauses": int, "generation": int}
PROBLEM = {"type": str, "title": str, "status": int, "detail": str, "instance": str}


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of an operation, and what it must give."""

    name: str
    operation: str
    """Method and path as described; the ids of a document and a clause are put into it."""
    query: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    """How httpx is to send a body."""
    writes: bool = False
    status: int = 200
    shape: Any = None
    """Of the JSON that is given; None where it is something else."""
    media_type: str = "application/json"

    @property
    def method(self) -> str:
        return self.operation.partition(" ")[0].lower()

    @property
    def path(self) -> str:
        return self.operation.partition(" ")[2]


FILTERS = {
    "region": ["望鹭市"],
    "issuer": ["望鹭市"],
    "document_id": [],
    "document_number": [],
    "issued_from": "2000-01-01",
    "issued_to": "2030-01-01",
    "as_of": "2024-06-01",
    "status": "in_force",
}
POLICY = "临湾市便企若干措施\n临湾市人民政府\n2022年3月1日\n一、压缩办电时间。居民用户办电不超过2个工作日。\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CALLS = (
    Call(
        name="search",
        operation="POST /v1/search",
        body={"json": {"query": "办电要多久", "top_k": 3, "mode": "hybrid", "filters": FILTERS}},
        shape={
            "query": QUERY | {"terms": [str, ...]},
            "took_ms": float,
            "generation": int,
            "results": [RESULT, ...],
        },
    ),
    Call(
        name="search for figures",
        operation="POST /v1/search",
        body={"json": {"query": "望鹭市办电要多久", "top_k": 1}},
        shape={
            "query": QUERY | {"regions": [str, ...]},
            "results": [
                RESULT
                | {"clause": MEASURED_CLAUSE, "highlights": [{"start": int, "end": int}, ...]},
                ...,
            ],
        },
    ),
    Call(
        name="ask",
        operation="POST /v1/ask",
        body={"json": {"question": "望鹭市办电要多久", "language": "zh", "filters": FILTERS}},
        shape=ANSWER
        | {
            "statements": [{"text": str, "citations": [int, ...]}, ...],
            "measures": [MEASURE, ...],
            "citations": [CITATION | {"clause": CLAUSE, "document": DOCUMENT}, ...],
            "not_found": ({"reason": str, "nearest": [RESULT], "contact": str}, None),
        },
    ),
    Call(
        name="ask, not found",
        operation="POST /v1/ask",
        body={"json": {"question": "望鹭市供暖报装要几天"}},
        shape=ANSWER | {"not_found": {"reason": str, "nearest": [RESULT, ...], "contact": str}},
    ),
    Call(
        name="compare",
        operation="POST /v1/compare",
        body={"json": {"question": "办电要多久", "regions": ["望鹭市", "云桥", "石屿市"]}},
        shape={
            "question": str,
            "query": QUERY,
            "groups": [{"subject": str, "kind": str, "unit": str, "places": int}, ...],
            "rows": [ROW, ...],
            "left_out": int,
            "generation": int,
        },
    ),
    Call(
        name="clause",
        operation="GET /v1/clauses/{clause_id}",
        shape=MEASURED_CLAUSE | {"citation": CITATION, "document": DOCUMENT},
    ),
    Call(
        name="similar",
        operation="GET /v1/clauses/{clause_id}/similar",
        query={"top_k": 2},
        shape={
            "clause": CLAUSE | {"citation": CITATION, "document": DOCUMENT},
            "results": [
                {
                    "rank": int,
                    "score": float,
                    "clause": CLAUSE,
                    "document": DOCUMENT,
                    "citation": CITATION,
                    "differences": {
                        "measures": [{"own": (MEASURE, None), "other": (MEASURE, None)}],
                        "responsible": {"own": RESPONSIBLE, "other": RESPONSIBLE},
                        "added": [str],
                        "missing": [str],
                    },
                },
                ...,
            ],
        },
    ),
    Call(
        name="documents",
        operation="GET /v1/documents",
        query={"region": "望鹭市", "status": "in_force", "limit": 1},
        shape={"documents": [DOCUMENT, ...], "next_cursor": str},
    ),
    Call(
        name="last documents",
        operation="GET /v1/documents",
        query={"limit": 200},
        shape={"documents": [DOCUMENT, ...], "next_cursor": (str, None)},
    ),
    Call(name="document", operation="GET /v1/documents/{document_id}", shape=DOCUMENT),
    Call(
        name="clauses",
        operation="GET /v1/documents/{document_id}/clauses",
        query={"limit": 2},
        shape={"clauses": [CLAUSE | {"citation": CITATION}, ...], "next_cursor": str},
    ),
    Call(
        name="raw text",
        operation="GET /v1/documents/{document_id}/raw",
        media_type="text/plain; charset=utf-8",
    ),
    Call(
        name="upload",
        operation="POST /v1/documents",
        body={"files": {"file": ("policy.txt", POLICY.encode())}},
        writes=True,
        status=201,
        shape={
            "documents": [UPLOADED, ...],
            "failed": [{"file": str, "reason": str}],
            "generation": int,
        },
    ),
    Call(
        name="put",
        operation="PUT /v1/documents/{new_id}",
        query={"name": "own.txt"},
        body={"content": POLICY.replace("临湾", "临港").encode()},
        writes=True,
        status=201,
        shape=UPLOADED | {"generation": int},
    ),
    Call(
        name="delete",
        operation="DELETE /v1/documents/{new_id}",
        writes=True,
        status=204,
        media_type="",
    ),
    Call(
        name="feedback",
        operation="POST /v1/feedback",
        body={"json": {"question": "办电要多久", "verdict": "right"}},
        status=201,
        shape={"id": str, "at": TIME},
    ),
    Call(
        name="knowledge",
        operation="GET /v1/knowledge",
        query={"limit": 2},
        shape={"entries": [ENTRY, ...], "next_cursor": str},
    ),
    Call(
        name="knowledge as JSON",
        operation="GET /v1/knowledge/export",
        query={"format": "json", "region": "望鹭市"},
        shape={"entries": [ENTRY, ...]},
    ),
    Call(
        name="knowledge as CSV",
        operation="GET /v1/knowledge/export",
        query={"format": "csv"},
        media_type="text/csv; charset=utf-8",
    ),
    Call(
        name="knowledge as a workbook",
        operation="GET /v1/knowledge/export",
        query={"format": "xlsx"},
        media_type=XLSX,
    ),
    Call(
        name="retrieval",
        operation="POST /retrieval",
        body={
            "json": {
                "knowledge_id": "zhengda",
                "query": "办电要多久",
                "retrieval_setting": {"top_k": 2, "score_threshold": 0.0},
            }
        },
        shape={
            "records": [
                {"content": str, "score": float, "title": str, "metadata": {"status": str}},
                ...,
            ]
        },
    ),
    Call(
        name="changes",
        operation="GET /v1/changes",
        query={"since": 0, "limit": 5},
        shape={
            "changes": [CHANGE, ...],
            "next_since": int,
            "more": bool,
            "generation": int,
            "latest": int,
            "feed": str,
        },
    ),
    Call(name="alive", operation="GET /healthz", shape={"status": str, "version": str}),
    Call(name="ready", operation="GET /readyz", shape=READY),
    Call(name="metrics", operation="GET /metrics", media_type="text/plain"),
)
PAGES = ("/", "/docs", "/documents", "/compare")
NEW_ID = "own-1"
FAILING: dict[str, tuple[int, dict[str, Any]]] = {
    "GET /v1/documents/nowhere": (404, {}),
    "GET /v1/clauses/nowhere": (404, {}),
    "GET /nowhere": (404, {}),
    "PUT /v1/search": (405, {}),
    "POST /v1/search": (422, {"json": {"query": "办电", "nowhere": 1}}),
    "POST /v1/compare": (415, {"content": b"{}"}),
    "DELETE /v1/documents/nowhere": (401, {}),
}
"""Operations that fail, with how and what is sent."""


@pytest.fixture(scope="module")
def answers(sample_site: tuple[httpx.Client, str]) -> dict[str, httpx.Response]:
    """What a real server gives to each call, in the order of the table, and its pages."""
    http, secret = sample_site
    found = http.post("/v1/search", json={"query": "望鹭市办电要多久"}).json()["results"][0]
    ids = {"clause_id": found["clause"]["id"], "document_id": found["document"]["id"]}
    given = {call.name: _asked(http, call, ids | {"new_id": NEW_ID}, secret) for call in CALLS}
    for operation, (_, body) in FAILING.items():
        given[operation] = http.request(*operation.split(), **body)
    for page in PAGES:
        given[page] = http.get(page, headers={"accept": "text/html"})
    return given | {"openapi": http.get("/openapi.json")}


def _asked(http: httpx.Client, call: Call, ids: dict[str, str], secret: str) -> httpx.Response:
    return http.request(
        call.method,
        call.path.format(**ids),
        params=call.query,
        headers={"authorization": f"Bearer {secret}"} if call.writes else {},
        **call.body,
    )


@pytest.fixture(scope="module")
def openapi(answers: dict[str, httpx.Response]) -> dict[str, Any]:
    described: dict[str, Any] = answers["openapi"].json()
    return described


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_a_call_gives_what_the_contract_says(
    answers: dict[str, httpx.Response], call: Call, faults_of: Any
) -> None:
    response = answers[call.name]
    assert response.status_code == call.status, response.text
    assert response.headers.get("content-type", "").startswith(call.media_type)
    assert response.headers["x-request-id"]
    if call.shape is not None:
        assert faults_of(response.json(), call.shape) == []


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_a_call_is_described_as_the_contract_says(
    openapi: dict[str, Any], call: Call, undescribed: Any, unknown_fields: Any
) -> None:
    operation = openapi["paths"][_described(call.path)][call.method]
    named = {parameter["name"] for parameter in operation.get("parameters", ())}
    assert set(call.query) <= named
    response = operation["responses"][str(call.status)]
    assert "X-Request-ID" in response["headers"]
    if call.media_type:
        assert call.media_type.partition(";")[0] in response["content"]
    if "json" in call.body:
        body = operation["requestBody"]["content"]["application/json"]["schema"]
        assert unknown_fields(body, call.body["json"], openapi) == []
    if call.shape is not None:
        schema = response["content"]["application/json"]["schema"]
        assert undescribed(schema, call.shape, openapi) == []


def test_every_operation_that_is_described_is_in_the_table(openapi: dict[str, Any]) -> None:
    described = {(method, path) for path, methods in openapi["paths"].items() for method in methods}
    assert described == {(call.method, _described(call.path)) for call in CALLS}


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_there(answers: dict[str, httpx.Response], page: str) -> None:
    assert answers[page].status_code == 200
    assert answers[page].headers["content-type"].startswith("text/html")
    assert answers[page].headers["x-request-id"]


def test_a_quote_is_a_slice_of_the_raw_text(answers: dict[str, httpx.Response]) -> None:
    raw = answers["raw text"].content.decode("utf-8")
    clause = answers["clause"].json()
    shown = [clause["citation"], *clause["measures"]]
    assert [raw[one["start"] : one["end"]] for one in shown] == [one["quote"] for one in shown]


@pytest.mark.parametrize("operation", list(FAILING))
def test_errors_are_problem_details(
    answers: dict[str, httpx.Response], operation: str, faults_of: Any
) -> None:
    response = answers[operation]
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-request-id"]
    assert faults_of(response.json(), PROBLEM) == []
    assert response.json()["status"] == response.status_code == FAILING[operation][0]


def _described(path: str) -> str:
    return path.replace("{new_id}", "{document_id}")
