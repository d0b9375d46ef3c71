"""Problem details (RFC 9457): the one JSON shape of every error."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class ServiceError(Exception):
    """An error that the client is told about in these words."""

    status = 500

    def __init__(
        self,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Say what happened and what to do, without internals; `errors` names each fault."""
        super().__init__(detail)
        self.detail = detail
        self.headers = dict(headers or {})
        self.errors = tuple(errors)


class NotReady(ServiceError):
    """No store can be searched yet."""

    status = 503

    def __init__(self, detail: str) -> None:
        """Say why; clients may try again shortly."""
        super().__init__(detail, headers={"Retry-After": "5"})


class TooSlow(ServiceError):
    """A search did not end within the time allowed."""

    status = 503

    def __init__(self, timeout_s: float) -> None:
        """Name the limit; clients may try again shortly."""
        super().__init__(
            f"The search took longer than {timeout_s:g} s and was given up.",
            headers={"Retry-After": "2"},
        )


class UnsupportedMediaType(ServiceError):
    """A request body is not JSON."""

    status = 415


class KeepsNoChanges(ServiceError):
    """The store is of a format without changes, and its folder cannot be written."""

    status = 501

    def __init__(self) -> None:
        """Say what gives it a newer format."""
        super().__init__(
            "The store is of an older format, which keeps no changes. It keeps them once this "
            "version has opened it where its folder can be written."
        )


def problem(
    status: int,
    detail: str,
    *,
    instance: str,
    errors: Sequence[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem+json response.

    Args:
        status: HTTP status code; it also gives the title.
        detail: What happened here, in one or two sentences.
        instance: Path of the request.
        errors: For invalid input, one entry per fault: where and why.
        headers: Added to the response, e.g. Allow or Retry-After.
    """
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    if errors:
        body["errors"] = list(errors)
    from starlette.responses import Response  # here, since the command line raises errors too

    # A client can send lone surrogates as JSON escapes; they have no UTF-8 form.
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)
