"""Routes: one module per resource, each with a `router`."""

from __future__ import annotations

from typing import Any

from service.schemas_service import ProblemOut


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Document the errors of a route: problem details under each of these status codes."""
    return {status: {"model": ProblemOut} for status in statuses}
