"""The OpenAPI description, with errors as they are really sent."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.access.describing import describe_access
from service.problems import MEDIA_TYPE
from service.request_id import HEADER
from service.retrieval.error_shape import PATH as RETRIEVAL

_UNUSED_SCHEMAS = ("HTTPValidationError", "ValidationError")
_PROBLEM: Final = "#/components/schemas/ProblemOut"
_OURS: Final = (_PROBLEM, "#/components/schemas/HTTPValidationError")

_REQUEST_ID: Final = {
    "description": "The id sent with the request, when it is safe to repeat, else a new one; "
    "log lines about the request carry it.",
    "schema": {"type": "string"},
}


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the description of an application; made once and kept.

    FastAPI documents errors as application/json and invalid input in a shape of its own; ours are
    problem details, but where a route names another shape.
    """
    if app.openapi_schema is None:
        described = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description=app.description,
            routes=app.routes,
        )
        describe_access(described, app.state.access_rules)
        described["paths"][RETRIEVAL]["post"]["responses"].pop("401")  # answered as 403 there
        for operations in described["paths"].values():
            for operation in operations.values():
                _correct_errors(operation["responses"])
                for response in operation["responses"].values():
                    response.setdefault("headers", {})[HEADER] = _REQUEST_ID
        for name in _UNUSED_SCHEMAS:
            described["components"]["schemas"].pop(name, None)
        app.openapi_schema = described
    return app.openapi_schema


def _correct_errors(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= 400 and _shape(response) in _OURS:
            response["description"] = "Problem details"
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": _PROBLEM}}}


def _shape(response: dict[str, Any]) -> str | None:
    content = response.get("content", {}).get("application/json", {})
    reference: str | None = content.get("schema", {}).get("$ref")
    return reference
