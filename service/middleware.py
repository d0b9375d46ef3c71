"""What surrounds every request: last-resort errors, security headers, body limits."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import problem
from service.uploading.bodies import limited, takes_upload

logger = logging.getLogger(__name__)

# Everything comes from this server, nothing is embedded elsewhere. Swagger UI draws its icons
# from data: images; it is the only page that needs them, and an image cannot run code.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeadersMiddleware:
    """Write the security headers on every response."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class UnexpectedErrorMiddleware:
    """Answer an error that nothing else handled with a plain 500, and log it with its traceback.

    Starlette's own handler re-raises after answering, which prints every traceback twice.
    """

    def __init__(self, app: ASGIApp, *, respond: Callable[[Request, int, str], Response]) -> None:
        """Wrap an application; `respond` makes the response from a status and a detail."""
        self.app = app
        self.respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched_send(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched_send)
        except Exception:  # the outermost loop: nothing above would answer the client
            logger.exception("%s %s failed", scope["method"], quote(scope["path"]))
            if started:
                raise
            response = self.respond(Request(scope), 500, "The server met an unexpected error.")
            await response(scope, receive, send)


class HeadMiddleware:
    """Answer HEAD as GET without the body (RFC 9110, 9.3.2): load balancers probe with it.

    Starlette's own routes do; FastAPI's take the methods they name and no other.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_without_body)


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """What a body may cost."""

    max_bytes: int
    timeout_s: float


class BodyLimitMiddleware:
    """Refuse bodies that are too large, too slow or compressed, before anything parses them.

    A body is held in memory until it is complete; an upload is limited while it is being read.
    """

    def __init__(
        self, app: ASGIApp, *, max_bytes: int, timeout_s: float, uploads: BodyLimits
    ) -> None:
        """Wrap an application with its limits."""
        self.app = app
        self.usual = BodyLimits(max_bytes, timeout_s)
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        is_upload = takes_upload(scope)
        limits = self.uploads if is_upload else self.usual
        headers = Headers(scope=scope)
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > limits.max_bytes:
            await _refuse(413, limits, scope, receive, send)
        elif headers.get("content-encoding", "identity").strip().lower() != "identity":
            await _refuse(415, limits, scope, receive, send)
        elif is_upload:
            counted = limited(receive, max_bytes=limits.max_bytes, timeout_s=limits.timeout_s)
            await self.app(scope, counted, send)
        else:
            await self._with_whole_body(limits, scope, receive, send)

    async def _with_whole_body(
        self, limits: BodyLimits, scope: Scope, receive: Receive, send: Send
    ) -> None:
        body = b""
        try:
            with anyio.fail_after(limits.timeout_s):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return
                    body += message.get("body", b"")
                    more = message.get("more_body", False)
                    if len(body) > limits.max_bytes:
                        await _refuse(413, limits, scope, receive, send)
                        return
        except TimeoutError:
            await _refuse(408, limits, scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), send)


async def _refuse(
    status: int, limits: BodyLimits, scope: Scope, receive: Receive, send: Send
) -> None:
    detail = {
        413: f"The request body is larger than {limits.max_bytes} bytes.",
        408: f"The request body did not arrive within {limits.timeout_s:g} s.",
        415: "The request body is compressed (Content-Encoding); send it as it is.",
    }[status]
    # The rest of the body is not read, so the connection cannot be used again.
    headers = {"Connection": "close"}
    if status == 415:
        headers["Accept-Encoding"] = "identity"
    response = problem(status, detail, instance=scope["path"], headers=headers)
    await response(scope, receive, send)


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replayed() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


class AccessLogMiddleware:
    """Log one line per request: method, path, status and milliseconds; never the question."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def watched_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched_send)
        finally:
            took_ms = (time.perf_counter() - started) * 1000
            # Percent-encoded, so that a path cannot forge a second log line.
            path = quote(scope["path"])
            logger.info("%s %s %d %.1f ms", scope["method"], path, status, took_ms)
