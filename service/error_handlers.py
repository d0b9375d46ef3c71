"""From exceptions to responses: problem+json for programs, a page for people with a browser."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index.errors import (
    InvalidCursor,
    InvalidFilter,
    StoreError,
    StoreLocked,
    StoreMissing,
    UnknownClause,
    UnknownDocument,
)
from service.faults import fault_message, shortened
from service.ledger import LedgerError
from service.pages.error_page import render_error_page
from service.problems import ServiceError, problem

logger = logging.getLogger(__name__)

# Errors of the index whose message is meant for the client; any other one is ours to explain.
STORE_STATUS: Mapping[type[StoreError], int] = {
    UnknownDocument: 404,
    UnknownClause: 404,
    InvalidFilter: 422,
    InvalidCursor: 422,
    StoreLocked: 503,
    StoreMissing: 503,
}

DETAIL_MAX = 300
"""Of what the index says, which repeats an id or cursor however long it was."""

_DETAILS = {
    # FastAPI's words for a body that is no UTF-8, nests without end or holds an endless number.
    400: "The body cannot be read as JSON in UTF-8.",
    404: "There is nothing at this path; /docs lists what there is.",
}


def error_response(
    request: Request,
    status: int,
    detail: str,
    *,
    errors: Sequence[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an error in the form that the client can use best."""
    if wants_page(request):
        return render_error_page(request, status, headers=headers)
    return problem(status, detail, instance=request.url.path, errors=errors, headers=headers)


def wants_page(request: Request) -> bool:
    """Whether a browser asks for something outside the API."""
    return (
        request.method in ("GET", "HEAD")
        and not request.url.path.startswith("/v1/")
        and "text/html" in request.headers.get("accept", "")
    )


def install_error_handlers(app: FastAPI) -> None:
    """Register a handler for every kind of error that a route can raise."""
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(StoreError, _store_error)
    app.add_exception_handler(LedgerError, _ledger_error)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status, headers = error.status_code, dict(error.headers or {})
    detail = _DETAILS.get(status, error.detail) or HTTPStatus(status).phrase
    if status == 405 and "Allow" in headers:
        headers["Allow"] = allowed = _allowed(request, headers["Allow"])
        detail = f"This path takes {allowed}, not {request.method}."
    return error_response(request, status, detail, headers=headers)


def _allowed(request: Request, of_route: str) -> str:
    """Return the methods that a path takes, with HEAD where GET is one: see `HeadMiddleware`.

    A path has a route for each method, and the first one names only its own.
    """
    path = getattr(request.scope.get("route"), "path", "")
    described = request.app.openapi()["paths"].get(path, {})
    methods = {method.strip() for method in of_route.split(",")} | set(map(str.upper, described))
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))


async def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [_fault(found) for found in error.errors()]
    where = ".".join(str(part) for part in faults[0]["location"]) if faults else "request"
    detail = f"{where}: {faults[0]['message']}" if faults else "The request is not valid."
    if len(faults) > 1:
        detail += f" (and {len(faults) - 1} more)"
    return error_response(request, 422, detail, errors=faults)


def _fault(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return where and why, in words that say what to mend."""
    location, message = list(found["loc"]), fault_message(found)
    if found["type"] == "json_invalid":
        *location, at = location  # the last part is where reading stopped, no part of the body
        reason = found.get("ctx", {}).get("error", "no JSON")
        message = f"not valid JSON at character {at}: {reason}"
    return {
        "location": [part if isinstance(part, int) else str(part) for part in location],
        "message": message,
        "code": found["type"],
    }


async def _service_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    return error_response(
        request, error.status, error.detail, errors=error.errors, headers=error.headers
    )


async def _ledger_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, LedgerError)
    logger.error("%s", error)
    return error_response(request, 503, error.detail, headers={"Retry-After": "5"})


async def _store_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreError)
    status = STORE_STATUS.get(type(error))
    if status is None:
        logger.error("the index failed", exc_info=error)
        return error_response(request, 500, "The index met an unexpected error.")
    detail = "The index is not available." if status == 503 else shortened(str(error), DETAIL_MAX)
    return error_response(request, status, detail)
