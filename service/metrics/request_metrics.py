"""Counts and times every request, by route, method and class of status."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.metrics.counters import OTHER
from service.metrics.route_templates import RouteTemplates

LATENCY_BUCKETS_S: Final = (
    *(0.001, 0.0025, 0.005, 0.008, 0.012, 0.016, 0.02, 0.03, 0.05),
    *(0.1, 0.25, 1.0, 5.0, 15.0),
)
"""Dense where a question is answered, with the budgets of 12 ms (half of them) and 30 ms (95 %)
among the bounds; 15 s is when a request is given up by default."""

NO_STATUS: Final = "none"
"""The client left before it was answered."""

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
_CLASSES: Final = {0: NO_STATUS, 1: "1xx", 2: "2xx", 3: "3xx", 4: "4xx", 5: "5xx"}

Record = Callable[[float], None]


class RequestMetrics:
    """The metrics of requests in a registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Register them."""
        self.in_flight = Gauge(
            "zhengda_http_requests_in_flight",
            "Requests being answered now, the one that reads this included.",
            registry=registry,
        )
        self._requests = Counter(
            "zhengda_http_requests",
            "Requests, by route, method and class of status.",
            ("route", "method", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "zhengda_http_request_duration_seconds",
            "Seconds from the first byte of a request to the last one of its response.",
            ("route",),
            buckets=LATENCY_BUCKETS_S,
            registry=registry,
        )
        self._records: dict[tuple[str, str, int], Record] = {}

    def record(self, route: str, method: str, status: int, seconds: float) -> None:
        """Add a request that has ended; `status` is 0 when no response was begun."""
        key = (route, method if method in _METHODS else OTHER, status // 100)
        found = self._records.get(key)
        if found is None:
            found = self._records[key] = self._recorder(*key)
        found(seconds)

    def _recorder(self, route: str, method: str, status_class: int) -> Record:
        """Look up the series once: doing so for every request takes longer than counting."""
        count = self._requests.labels(route, method, _CLASSES.get(status_class, OTHER)).inc
        observe = self._seconds.labels(route).observe

        def record(seconds: float) -> None:
            count()
            observe(seconds)

        return record


class RequestMetricsMiddleware:
    """Measure each request from outside of everything that may refuse it."""

    def __init__(self, app: ASGIApp, *, metrics: RequestMetrics, templates: RouteTemplates) -> None:
        """Wrap an application."""
        self.app = app
        self.metrics = metrics
        self.templates = templates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 0

        async def watched_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        metrics = self.metrics
        metrics.in_flight.inc()
        started = time.perf_counter()
        try:
            await self.app(scope, receive, watched_send)
        finally:
            seconds = time.perf_counter() - started
            metrics.in_flight.dec()
            route = self.templates.of(scope["path"])
            metrics.record(route, scope["method"], status, seconds)
