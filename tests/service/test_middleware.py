from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from service.middleware import BodyLimitMiddleware, BodyLimits

SCOPE: Scope = {"type": "http", "method": "POST", "path": "/v1/search", "headers": []}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await Response(body)(scope, receive, send)


def exchange(messages: list[Message], *, timeout_s: float = 60, **scope: Any) -> list[Message]:
    """Send messages to the middleware, then nothing more, and return what it answers."""
    waiting = list(messages)
    sent: list[Message] = []

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(600)
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    middleware = BodyLimitMiddleware(
        echo, max_bytes=10, timeout_s=timeout_s, uploads=BodyLimits(20, timeout_s)
    )
    asyncio.run(middleware({**SCOPE, **scope}, receive, send))
    return sent


def chunk(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_small_body_passes_unchanged() -> None:
    sent = exchange([chunk(b"12345", more=True), chunk(b"67890", more=False)])
    assert sent[0]["status"] == 200
    assert sent[1]["body"] == b"1234567890"


@pytest.mark.parametrize(
    ("messages", "headers"),
    [
        ([chunk(b"12345678901", more=False)], []),
        ([chunk(b"123456", more=True), chunk(b"78901", more=True)], []),
        ([], [(b"content-length", b"11")]),
    ],
)
def test_a_large_body_is_refused(messages: list[Message], headers: list[Any]) -> None:
    assert exchange(messages, headers=headers)[0]["status"] == 413


def test_a_slow_body_is_refused() -> None:
    sent = exchange([chunk(b"1", more=True)], timeout_s=0.05)
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_client_that_leaves_is_not_answered() -> None:
    assert exchange([chunk(b"1", more=True), {"type": "http.disconnect"}]) == []
