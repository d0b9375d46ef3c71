"""No way of writing a path gets around the check of keys."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from urllib.parse import unquote

import pytest
from fastapi.routing import APIRoute
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount, Route, Router

from service import routes
from service.access.rules import READING_METHODS, AccessRules, is_open
from service.access.scopes import Scope
from service.app import create_app
from service.settings import Settings

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "delete")
PATHS = (
    "/v1/documents", "/v1/documents/a", "/v1/documents/a/raw", "/v1/search", "/retrieval", "/metrics",
    "/v1/changes", "/", "/documents", "/documents/a", "/compare", "/feedback", "/healthz", "/readyz",
    "/docs", "/openapi.json", "/static/zhengda.css", "/static/api-docs/swagger-ui.css",
)  # fmt: skip
TRICKS = st.sampled_from(
    ["/", "//", "/.", "/..", "/../", "%2F", "%2f", "%252F", "%2e%2e", ";", "?", "#", "\\", "%00", "%0a",
     "%20", ".", "v1", "V1", "documents", "Documents", "static", "healthz", "http://a", "@", "é", "ſ", "K"]
)  # fmt: skip


@st.composite
def tricky_paths(draw: st.DrawFn) -> str:
    """A path of the service with tricks in it, as it reaches the application: decoded once."""
    path = draw(st.sampled_from(PATHS))
    for trick in draw(st.lists(TRICKS, max_size=3)):
        at = draw(st.integers(0, len(path)))
        path = path[:at] + trick + path[at:]
    path = draw(st.sampled_from([str, str.upper, str.lower, str.swapcase]))(path)
    path = draw(st.sampled_from(["", "/healthz/..", "/static/..", "/docs/.."])) + path
    return unquote(path)


APP = create_app(Settings(pages=True))
OPEN_PAGES = APP.state.access_rules.open_pages


MODULES = [import_module(f"service.routes.{found.name}") for found in iter_modules(routes.__path__)]
ROUTES = [route for module in MODULES for route in module.router.routes]
ROUTES += [route for route in APP.routes if isinstance(route, Route | Mount)]


def matched(method: str, path: str) -> BaseRoute | None:
    """Return what the application answers a request with."""
    scope = {"type": "http", "method": method, "path": path, "headers": [], "root_path": ""}
    found = (route for route in ROUTES if route.matches(scope)[0] is not Match.NONE)
    return next(found, None)


def test_the_paths_that_are_tried_exist() -> None:
    missing = {path for path in PATHS if matched("GET", path) is None}
    assert missing <= {"/v1/changes"}


@given(st.sampled_from(METHODS), tricky_paths())
@example("GET", "//v1/documents")
@example("GET", "/healthz/../v1/documents")
@example("GET", "/static/../v1/documents")
def test_what_needs_no_key_is_what_it_says(method: str, path: str) -> None:
    """Whatever passes without a key is answered by one of the few routes that hold no document."""
    rules = AccessRules(require_key=True)
    if rules.needed_scope(method, path) is None:
        assert is_open(path)
        route = matched(method, path)
        assert route is not None
        assert getattr(route, "path", "").startswith(
            ("/healthz", "/readyz", "/docs", "/openapi.json", "/static")
        )


@given(st.sampled_from(METHODS), tricky_paths())
def test_open_pages_open_nothing_else(method: str, path: str) -> None:
    pages = AccessRules(require_key=True, open_pages=OPEN_PAGES)
    needed = pages.needed_scope(method, path)
    route = matched(method, path)
    if path.startswith(("/v1", "/retrieval", "/metrics")):
        assert needed is not None
    if needed is None and not is_open(path):
        assert not isinstance(route, APIRoute)


async def _write(_: Request) -> Response:
    return Response("written")


WRITING = Router(
    [
        Route("/v1/documents", _write, methods=["POST"]),
        Route("/v1/documents/{document_id}", _write, methods=["PUT", "DELETE", "PATCH"]),
        Route("/v1/documents/{rest:path}", _write, methods=["POST"]),
    ]
)


@given(st.sampled_from(METHODS), tricky_paths(), st.booleans(), st.sampled_from(["", "/v1", "/x"]))
@example("POST", "/v1/documents/", False, "")
@example("DELETE", "/v1/documents/a%2Fb", False, "")
@example("PUT", "/v1/Documents/a", False, "")
def test_nothing_is_written_without_a_key_that_may_write(
    method: str, path: str, require_key: bool, root: str
) -> None:
    scope = {
        "type": "http",
        "method": method,
        "path": root + path,
        "headers": [],
        "root_path": root,
    }
    writes = any(route.matches(scope)[0] is Match.FULL for route in WRITING.routes)
    rules = AccessRules(require_key=require_key, open_pages=OPEN_PAGES)
    needed = rules.needed_scope(method, root + path)
    if writes and method not in READING_METHODS:
        assert needed is Scope.WRITE


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/v1/documents", None),
        ("POST", "/v1/search", None),
        ("POST", "/v1/feedback", None),
        ("POST", "/retrieval", None),
        ("GET", "/", None),
        ("POST", "/v1/documents", Scope.WRITE),
        ("PUT", "/v1/documents/a", Scope.WRITE),
        ("DELETE", "/v1/documents/a", Scope.WRITE),
    ],
)
def test_reading_is_free_until_keys_are_required(
    method: str, path: str, needed: Scope | None
) -> None:
    assert AccessRules(require_key=False).needed_scope(method, path) is needed
    required = AccessRules(require_key=True).needed_scope(method, path)
    assert required is (needed or Scope.READ)
