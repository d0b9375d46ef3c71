"""Errors of /retrieval in Dify's shape, whoever raised them."""

from __future__ import annotations

import json
import re
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import MEDIA_TYPE

PATH: Final = "/retrieval"

MALFORMED_KEY: Final = 1001
REFUSED_KEY: Final = 1002
UNKNOWN_KNOWLEDGE: Final = 2001

_BEARER: Final = re.compile(r"bearer +\S+", re.IGNORECASE)


class RetrievalErrorMiddleware:
    """Rewrite problem details of one path as `{"error_code", "error_msg"}`.

    A middleware and no handler of exceptions, because keys and bodies are refused by others before
    a route is looked for.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "http" and scope["path"] == PATH:
            send = _Rewriter(scope, send)
        await self.app(scope, receive, send)


class _Rewriter:
    """Passes a response on, an error in the other shape."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._start: Message | None = None
        self._problem = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(raw=message["headers"]).get("content-type") == MEDIA_TYPE:
                self._start = message
                return
        elif self._start is not None:
            self._problem += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_error(self._start)
            return
        await self._send(message)

    async def _send_error(self, start: Message) -> None:
        status: int = start["status"]
        body = json.dumps(
            {
                "error_code": _code(status, Headers(scope=self._scope).get("authorization")),
                "error_msg": json.loads(self._problem)["detail"],
            },
            ensure_ascii=False,
        ).encode("utf-8", "replace")
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-type"] = "application/json"
        headers["content-length"] = str(len(body))
        if status == 401:
            # The only status that Dify takes for a wrong key when the address is set up.
            status = 403
            del headers["www-authenticate"]
        await self._send({**start, "status": status, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _code(status: int, authorization: str | None) -> int:
    """Return the code that Dify documents for an error; where it has none, the status."""
    if status in (401, 403):
        sane = authorization is not None and _BEARER.fullmatch(authorization)
        return REFUSED_KEY if sane else MALFORMED_KEY
    return UNKNOWN_KNOWLEDGE if status == 404 else status
