"""What /metrics says moves with the requests, and holds nothing that people sent."""

from __future__ import annotations

import re
import shutil
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as read_openmetrics,
)
from prometheus_client.parser import text_string_to_metric_families as read_text
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings

GUIDE = Path(__file__).parents[3] / "docs" / "monitoring.md"
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(client: TestClient) -> Samples:
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in read_text(response.text)
        for sample in family.samples
    }


def value(found: Samples, name: str, **labels: str) -> float:
    return found.get((f"zhengda_{name}", frozenset(labels.items())), 0.0)


@pytest.fixture(scope="module")
def own_store(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small store, whose ledger no other test reads."""
    path = tmp_path_factory.mktemp("metrics") / "store"
    shutil.copytree(store_path, path, ignore=shutil.ignore_patterns("service.sqlite3*"))
    return path


@pytest.fixture(scope="module")
def measured(settings: Settings, own_store: Path) -> Iterator[TestClient]:
    """An application of its own, so that no other test moves its numbers."""
    app = create_app(settings.model_copy(update={"store": own_store}))
    with TestClient(app, raise_server_exceptions=False) as client:
        while client.get("/readyz").status_code != 200:
            pass
        yield client


def test_a_request_is_counted_and_timed_under_its_route(
    measured: TestClient, documents: dict[str, dict[str, object]]
) -> None:
    route = "/v1/documents/{document_id}"
    before = samples(measured)
    measured.get(f"/v1/documents/{documents['plan.txt']['id']}")
    measured.get("/v1/documents/unknown")
    after = samples(measured)

    def more(name: str, **labels: str) -> float:
        return value(after, name, **labels) - value(before, name, **labels)

    assert more("http_requests_total", route=route, method="GET", status="2xx") == 1
    assert more("http_requests_total", route=route, method="GET", status="4xx") == 1
    assert more("http_request_duration_seconds_count", route=route) == 2
    assert more("http_request_duration_seconds_bucket", route=route, le="+Inf") == 2
    assert 0 < more("http_request_duration_seconds_sum", route=route) < 60
    assert more("http_request_duration_seconds_bucket", route=route, le="0.001") < 2
    assert value(after, "http_requests_in_flight") == 1


@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("HEAD", "/", "/", "2xx"),
        ("GET", "/documents/unknown", "/documents/{document_id}", "4xx"),
        ("GET", "/static/zhengda.css", "/static", "2xx"),
        ("GET", "/static/api-docs/swagger-ui.css", "/static/api-docs", "2xx"),
        ("GET", "/openapi.json", "/openapi.json", "2xx"),
        ("DELETE", "/v1/search", "/v1/search", "4xx"),
        ("BREW", "/v1/clauses/a/similar", "/v1/clauses/{clause_id}/similar", "4xx"),
        ("GET", "/v1/nowhere", "(none)", "4xx"),
    ],
)
def test_every_kind_of_route_has_its_template(
    measured: TestClient, method: str, path: str, route: str, status: str
) -> None:
    known = method if method != "BREW" else "other"
    labels = {"route": route, "method": known, "status": status}
    before = value(samples(measured), "http_requests_total", **labels)
    measured.request(method, path)
    assert value(samples(measured), "http_requests_total", **labels) == before + 1


def test_what_is_refused_before_the_router_has_its_route_too(measured: TestClient) -> None:
    labels = {"route": "/v1/search", "method": "POST", "status": "4xx"}
    before = value(samples(measured), "http_requests_total", **labels)
    assert measured.post("/v1/search", content=b"x" * 70_000).status_code == 413
    assert value(samples(measured), "http_requests_total", **labels) == before + 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(("/x", "/v1/", "/v1/documents/", "/documents/", "/static/", "/metrics")),
    st.text(string.ascii_letters + string.digits + "/.%-_~办电", min_size=1, max_size=30),
)
def test_no_path_makes_a_label(measured: TestClient, start: str, rest: str) -> None:
    measured.get(start + rest)
    routes = {dict(labels).get("route") for _, labels in samples(measured)} - {None}
    assert routes <= {"(none)", *ROUTES}


ROUTES = frozenset(
    {"/", "/docs", "/documents", "/documents/{document_id}", "/healthz", "/readyz", "/metrics"}
    | {"/openapi.json", "/static", "/static/api-docs", "/v1/search", "/v1/ask", "/v1/documents"}
    | {"/v1/documents/{document_id}", "/v1/documents/{document_id}/clauses"}
    | {"/v1/documents/{document_id}/raw", "/v1/clauses/{clause_id}/similar"}
)
"""Those that this file asks for."""


def test_what_is_asked_is_counted_by_what_came_of_it(measured: TestClient) -> None:
    before = samples(measured)
    measured.post("/v1/search", json={"query": "办电要多久", "mode": "lexical"})
    measured.post("/v1/search", json={"query": "how long does power connection take"})
    measured.post("/v1/search", json={"query": ""})
    measured.post("/v1/ask", json={"question": "高压用户办电要多久"})
    measured.get("/", params={"q": "高压用户办电要多久"})
    refused = measured.post("/v1/ask", json={"question": "养猫需要办什么证"}).json()
    after = samples(measured)
    moved = {
        key: after[key] - before.get(key, 0) for key in after if after[key] > before.get(key, 0)
    }

    def more(name: str, **labels: str) -> float:
        return value(moved, name, **labels)

    assert more("searches_total", mode="lexical", language="zh") == 1
    assert more("searches_total", mode="hybrid", language="en") == 1
    assert sum(n for (name, _), n in moved.items() if name == "zhengda_searches_total") == 2
    assert more("answers_total", outcome="answered") == 2
    assert more("answers_total", outcome=refused["not_found"]["reason"]) == 1


def test_what_readers_say_is_counted_once(measured: TestClient) -> None:
    before = value(samples(measured), "feedback_total", verdict="incomplete")
    body = {"question": "办电要多久", "verdict": "incomplete"}
    for _ in range(2):
        measured.post("/v1/feedback", json=body, headers={"Idempotency-Key": "a"})
    measured.post("/v1/feedback", json={**body, "verdict": "nice"})
    form = {"q": "办电要多久", "verdict": "incomplete"}
    assert measured.post("/feedback", data=form, follow_redirects=False).status_code == 303
    assert value(samples(measured), "feedback_total", verdict="incomplete") == before + 2


def test_a_question_that_was_asked_before_is_remembered(measured: TestClient) -> None:
    found = []
    for query in ("一个以前没有问过的问题", "一个以前没有问过的问题", "另一个没有问过的问题"):
        before = samples(measured)
        measured.post("/v1/search", json={"query": query, "mode": "dense"})
        after = samples(measured)
        found.append(
            [
                value(after, "question_vectors_total", origin=origin)
                > value(before, "question_vectors_total", origin=origin)
                for origin in ("cache", "model")
            ]
        )
    assert found == [[False, True], [True, False], [False, True]]


def test_the_store_is_told_of(measured: TestClient, own_store: Path) -> None:
    ready, found = measured.get("/readyz").json(), samples(measured)
    assert value(found, "ready") == 1
    for name in ("documents", "clauses", "generation"):
        assert value(found, name) == ready[name] > 0
    held = sum(path.stat().st_size for path in own_store.rglob("*") if path.is_file())
    assert value(found, "store_size_bytes") == pytest.approx(held, rel=0.2)
    assert 0 < value(found, "generation_age_seconds") < 3600
    assert value(found, "build_info", version=ready["version"]) == 1
    assert found[("process_resident_memory_bytes", frozenset())] > 10_000_000


def test_without_a_store_it_says_that_it_is_not_ready(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(store=tmp_path / "none"))) as client:
        found = samples(client)
    assert found[("zhengda_ready", frozenset())] == 0
    assert not {name for name, _ in found} & {"zhengda_documents", "zhengda_generation"}


def test_two_applications_count_apart(measured: TestClient, settings: Settings) -> None:
    route = {"route": "/healthz", "method": "GET", "status": "2xx"}
    before = value(samples(measured), "http_requests_total", **route)
    with TestClient(create_app(settings)) as other:
        other.get("/healthz")
        assert value(samples(other), "http_requests_total", **route) == 1
    assert value(samples(measured), "http_requests_total", **route) == before


def test_openmetrics_is_written_where_it_is_asked_for(measured: TestClient) -> None:
    headers = {"accept": "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"}
    response = measured.get("/metrics", headers=headers)
    assert response.headers["content-type"].startswith("application/openmetrics-text; version=1.0")
    families = {family.name for family in read_openmetrics(response.text)}
    assert {"zhengda_http_requests", "zhengda_ready"} <= families


def test_every_metric_has_a_meaning_and_the_guide_tells_it(measured: TestClient) -> None:
    families = list(read_text(measured.get("/metrics").text))
    assert all(family.documentation for family in families)
    told = set(re.findall(r"\bzhengda_\w+", GUIDE.read_text("utf-8")))
    samples_of_ours = {
        sample.name
        for family in families
        for sample in family.samples
        if sample.name.startswith("zhengda_") and not sample.name.endswith("_created")
    }
    bases = {re.sub(r"_(bucket|count|sum)$", "", name) for name in samples_of_ours}
    assert bases <= told
    not_yet_counted = {
        "zhengda_searches_total",
        "zhengda_uploads_total",
        "zhengda_feedback_total",
    }
    assert told <= bases | samples_of_ours | not_yet_counted


def test_the_examples_of_the_guide_are_yaml() -> None:
    scrape, alerts = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(), re.S))
    assert scrape["scrape_configs"][0]["static_configs"]
    rules = alerts["groups"][0]["rules"]
    assert len(rules) >= 4
    assert all({"alert", "expr"} <= set(rule) for rule in rules)


def test_it_takes_no_parameters(measured: TestClient) -> None:
    assert measured.get("/metrics?name[]=up").status_code == 422


def test_it_can_be_switched_off(settings: Settings) -> None:
    off = settings.model_copy(update={"metrics": False})
    with TestClient(create_app(off)) as client:
        assert client.get("/metrics").status_code == 404
        assert client.get("/healthz").status_code == 200
        assert "/metrics" not in client.get("/openapi.json").json()["paths"]
