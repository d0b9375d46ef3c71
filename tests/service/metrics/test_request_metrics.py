"""Requests that end oddly are counted once too, and no number of kinds of them fills the memory."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.metrics.request_metrics import RequestMetrics, RequestMetricsMiddleware
from service.metrics.route_templates import RouteTemplates

TEMPLATES = RouteTemplates(
    [
        Route("/v1/search", Starlette()),
        Route("/v1/documents/{document_id}", Starlette()),
        Mount("/static", Starlette()),
    ]
)


def requested(app: ASGIApp, **scope: Any) -> CollectorRegistry:
    """Send one request to an application and return what was counted."""
    registry = CollectorRegistry()
    wrapped = RequestMetricsMiddleware(app, metrics=RequestMetrics(registry), templates=TEMPLATES)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None:
        pass

    whole = {"type": "http", "method": "POST", "path": "/v1/search", **scope}
    try:
        asyncio.run(wrapped(whole, receive, send))
    except ZeroDivisionError:
        pass
    return registry


def counted(registry: CollectorRegistry) -> dict[str, str]:
    """Return the labels of the only request that was counted."""
    (labels,) = [
        sample.labels
        for family in registry.collect()
        for sample in family.samples
        if sample.name == "zhengda_http_requests_total"
    ]
    assert registry.get_sample_value("zhengda_http_requests_in_flight") == 0
    route = {"route": labels["route"]}
    assert registry.get_sample_value("zhengda_http_request_duration_seconds_count", route) == 1
    return labels


def answering(status: int) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return app


async def leaving(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer nobody."""


async def breaking_off(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("app", "status"),
    [
        (answering(201), "2xx"),
        (answering(304), "3xx"),
        (answering(429), "4xx"),
        (answering(503), "5xx"),
        (answering(999), "other"),
        (leaving, "none"),
        (breaking_off, "2xx"),
    ],
)
def test_every_end_of_a_request_is_counted(app: ASGIApp, status: str) -> None:
    assert counted(requested(app)) == {"route": "/v1/search", "method": "POST", "status": status}


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/v1/search/", "(none)"),
        ("/v1/documents/a", "/v1/documents/{document_id}"),
        ("/v1/documents/a/b", "(none)"),
        ("/v1/documents/{document_id}", "/v1/documents/{document_id}"),
        ("/static/a/b/c", "/static"),
        ("/static", "(none)"),
        ("", "(none)"),
    ],
)
def test_a_path_counts_under_its_template(path: str, route: str) -> None:
    assert counted(requested(answering(200), path=path))["route"] == route


def test_a_method_that_is_none_is_one_of_all_others() -> None:
    assert counted(requested(answering(405), method="X" * 100))["method"] == "other"


def test_what_is_no_request_is_not_counted() -> None:
    registry = requested(answering(200), type="lifespan")
    names = {sample.name for family in registry.collect() for sample in family.samples}
    assert not [name for name in names if re.search("_total|_count", name)]
