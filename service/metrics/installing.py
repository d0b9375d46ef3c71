"""Puts the metrics around an application."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, FastAPI
from prometheus_client import ProcessCollector

from service.metrics.counters import Counters
from service.metrics.request_metrics import RequestMetrics, RequestMetricsMiddleware
from service.metrics.route_templates import RouteTemplates
from service.metrics.store_metrics import StoreMetrics


def install_metrics(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Measure every request, the store and the process; to be called after all other wrapping.

    `routers` are those that the application was given: it does not tell their paths itself.
    """
    counters: Counters = app.state.counters
    counters.registry.register(StoreMetrics(app.state.store_handle))
    ProcessCollector(registry=counters.registry)
    routes = [route for router in routers for route in router.routes]
    app.add_middleware(
        RequestMetricsMiddleware,
        metrics=RequestMetrics(counters.registry),
        templates=RouteTemplates([*routes, *app.routes]),
    )
