"""Every failing route answers with problem details, or with a page for a browser."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import index.errors
from index import Store
from index.errors import StoreCorrupt, StoreError
from service.app import create_app
from service.error_handlers import STORE_STATUS
from service.ingesting import ingest
from service.request_id import HEADER
from service.settings import Settings

FAILING = [
    ("GET", "/nowhere", None, 404),
    ("GET", "/v1/nowhere", None, 404),
    ("GET", "/v1/documents/", None, 404),
    ("GET", "/v1/documents/unknown", None, 404),
    ("GET", "/v1/documents/unknown/clauses", None, 404),
    ("GET", "/v1/documents/unknown/raw", None, 404),
    ("GET", "/v1/documents/%00%ff", None, 404),
    ("GET", "/v1/clauses/unknown", None, 404),
    ("GET", "/static/../service/app.py", None, 404),
    ("GET", "/static/%2e%2e/%2e%2e/app.py", None, 404),
    ("GET", "/v1/search", None, 405),
    ("DELETE", "/v1/documents", None, 401),
    ("DELETE", "/v1/clauses/unknown", None, 405),
    ("PUT", "/healthz", b"{}", 405),
    ("POST", "/v1/search", b"x" * 70_000, 413),
    ("POST", "/v1/search", b"{", 422),
    ("POST", "/v1/search", b"[]", 422),
    ("POST", "/v1/search", b"", 422),
    ("POST", "/v1/search", b"[" * 60_000, 400),
    ("POST", "/v1/search", b'"\xff\xfe"', 400),
    ("POST", "/v1/search", b'{"query": ""}', 422),
    ("POST", "/v1/search", b'{"query": "a", "top_k": ' + b"9" * 5000 + b"}", 400),
    ("GET", "/v1/documents?limit=0", None, 422),
    ("GET", "/v1/documents?limit=100000", None, 422),
    ("GET", "/v1/documents?cursor=nonsense", None, 422),
    ("GET", "/v1/documents?status=unknown", None, 422),
    ("GET", "/v1/documents?issued_from=2020", None, 422),
    ("GET", "/v1/documents?issued_from=2021-01-01&issued_to=2020-01-01", None, 422),
    ("GET", "/v1/documents?colour=red", None, 422),
    ("GET", "/v1/documents/unknown/clauses?colour=red", None, 422),
    ("POST", "/v1/compare?fromat=csv", b'{"question": "a"}', 422),
    ("POST", "/v1/ask", b'{"question": "a", "phrase": "yes"}', 422),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), FAILING)
def test_a_failure_is_told_as_problem_details(
    client: TestClient, method: str, path: str, body: bytes | None, status: int
) -> None:
    headers = {"content-type": "application/json"} if body is not None else {}
    response = client.request(method, path, content=body, headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers[HEADER]
    problem = response.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["instance"].startswith("/")
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b'{"query": ', "body: not valid JSON at character 10: Expecting value"),
        (b'"\xff\xfe"', "The body cannot be read as JSON in UTF-8."),
        (
            b'{"query": "a", "filters": {"as_of": "2020-13-01"}}',
            "body.filters.as_of: no day of the calendar: month must be in 1..12, found '2020-13-01'",
        ),
        (
            b'{"query": "a", "filters": {"as_of": "tomorrow"}}',
            "body.filters.as_of: expected a date as YYYY-MM-DD, found 'tomorrow'",
        ),
    ],
)
def test_a_fault_is_told_in_words_that_help(client: TestClient, body: bytes, detail: str) -> None:
    headers = {"content-type": "application/json"}
    problem = client.post("/v1/search", content=body, headers=headers).json()
    assert problem["detail"] == detail
    for fault in problem.get("errors", []):
        assert all(isinstance(part, str) for part in fault["location"])


@pytest.mark.parametrize("path", ["/healthz", "/v1/documents", "/", "/static/zhengda.css"])
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers[HEADER]


def test_a_refused_method_names_those_allowed(client: TestClient) -> None:
    refused = client.get("/v1/search")
    assert refused.headers["allow"] == "POST"
    assert refused.json()["detail"] == "This path takes POST, not GET."
    # HEAD is answered wherever GET is.
    assert client.delete("/v1/clauses/unknown").headers["allow"] == "GET, HEAD"
    assert client.put("/").headers["allow"] == "GET, HEAD"


def test_a_compressed_body_is_refused_and_told_why(client: TestClient) -> None:
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    body = gzip.compress(b'{"query": "a"}')
    refused = client.post("/v1/search", content=body, headers=headers)
    assert refused.status_code == 415
    assert refused.headers["accept-encoding"] == "identity"
    assert "compressed" in refused.json()["detail"]
    plain = {**headers, "content-encoding": "identity"}
    assert client.post("/v1/search", content=b'{"query": "a"}', headers=plain).status_code == 200


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_refused(client: TestClient, media_type: str) -> None:
    headers = {"content-type": media_type} if media_type else {}
    response = client.post("/v1/search", content=b'{"query": "a"}', headers=headers)
    assert response.status_code == 415
    assert response.headers["content-type"] == "application/problem+json"


def test_invalid_input_is_located(client: TestClient) -> None:
    body = {"query": "办电", "top_k": 0, "filters": {"issued_from": "soon", "colour": "red"}}
    problem = client.post("/v1/search", json=body).json()
    found = {".".join(map(str, fault["location"])) for fault in problem["errors"]}
    assert found == {"body.top_k", "body.filters.issued_from", "body.filters.colour"}
    assert all(fault["message"] and fault["code"] for fault in problem["errors"])


def test_a_name_that_cannot_be_encoded_does_not_break_the_answer(client: TestClient) -> None:
    body = b'{"query": "a", "\\ud800": 1}'
    response = client.post("/v1/search", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert json.loads(response.content)["errors"]


@pytest.mark.parametrize("path", ["/nowhere", "/documents/unknown", "/documents?cursor=nonsense"])
@pytest.mark.parametrize(("language", "words"), [("zh", "返回检索页"), ("en", "Back to search")])
def test_a_browser_gets_a_page(client: TestClient, path: str, language: str, words: str) -> None:
    headers = {"accept": "text/html", "accept-language": language}
    response = client.get(path, headers=headers)
    assert response.status_code in (404, 422)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert words in response.text
    assert response.headers[HEADER] in response.text


def test_a_browser_gets_problem_details_from_the_api(client: TestClient) -> None:
    response = client.get("/v1/documents/unknown", headers={"accept": "text/html"})
    assert response.headers["content-type"] == "application/problem+json"


PATIENCE_S = 120.0


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=tmp_path / "none"))) as client:
        yield client


def test_without_a_store_the_service_is_alive_but_not_ready(empty: TestClient) -> None:
    assert empty.get("/healthz").json()["status"] == "ok"
    for response in (
        empty.get("/readyz"),
        empty.post("/v1/search", json={"query": "办电"}),
        empty.get("/v1/documents"),
    ):
        assert response.status_code == 503
        assert response.headers["content-type"] == "application/problem+json"
        assert response.headers["retry-after"]
    page = empty.get("/?q=办电", headers={"accept": "text/html"})
    assert page.status_code == 503
    assert "暂时无法检索" in page.text


def test_a_store_that_holds_nothing_yet_is_as_good_as_none(tmp_path: Path, corpus: Path) -> None:
    store = tmp_path / "store"
    Store.open(store, create=True).close()
    with TestClient(create_app(Settings(store=store))) as client:
        for _ in range(2):
            response = client.post("/v1/search", json={"query": "办电"})
            assert response.status_code == 503
            assert response.json()["detail"] == "No documents have been ingested yet."
        assert client.get("/readyz").status_code == 503
        assert "暂时无法检索" in client.get("/?q=办电", headers={"accept": "text/html"}).text
        with Store.open(store) as filled:
            ingest(filled, [corpus])
        deadline = time.monotonic() + PATIENCE_S  # what others publish is loaded in the background
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert client.post("/v1/search", json={"query": "办电"}).json()["results"]


def _failing_client(settings: Settings, error: Exception) -> TestClient:
    app = create_app(settings)

    async def fail() -> None:
        raise error

    app.router.add_api_route("/v1/fail", fail)
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize("error", [ZeroDivisionError("secret"), KeyError("secret")])
def test_an_unexpected_error_tells_nothing_of_the_inside(
    settings: Settings, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    response = _failing_client(settings, error).get("/v1/fail")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["content-security-policy"]
    assert response.headers[HEADER]
    assert "secret" not in response.text
    assert "secret" in caplog.text  # but the log has it, with the traceback


def test_a_store_error_that_is_ours_tells_nothing_of_the_inside(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    error = StoreCorrupt(Path("/secret/catalog"), "bad page")
    response = _failing_client(settings, error).get("/v1/fail")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "secret" in caplog.text


def test_every_store_error_for_the_client_exists() -> None:
    errors = {value for value in vars(index.errors).values() if isinstance(value, type)}
    assert set(STORE_STATUS) < {error for error in errors if issubclass(error, StoreError)}
