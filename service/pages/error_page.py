"""The page that a browser gets instead of problem+json."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from service.pages.rendering import render
from service.request_id import current_request_id

_EXPLAINED = (401, 404, 422, 429, 503)


def render_error_page(
    request: Request, status: int, *, headers: Mapping[str, str] | None = None
) -> Response:
    """Say in the reader's language what happened and what to do next."""
    return render(
        request,
        "error.html",
        status=status,
        headers=headers,
        code=status,
        kind=str(status if status in _EXPLAINED else 500),
        request_id=current_request_id.get(),
    )
