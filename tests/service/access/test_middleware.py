"""Who may call: over the whole application, and over the middleware where time is to be told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from service.access.buckets import TokenBuckets
from service.access.caller import current_caller
from service.access.key_ring import KEPT_S, UNKNOWN_PER_MINUTE, KeyRing
from service.access.keys import all_keys, revoke_key
from service.access.middleware import AccessMiddleware
from service.access.rules import AccessRules
from service.error_handlers import error_response
from service.ledger import Ledger

NewKey = Callable[..., dict[str, str]]
Serve = Callable[..., TestClient]

QUESTION = {"query": "办电要多久"}
NOT_READY = 503
"""What a request that passes is answered with, since there is no store."""


def test_reading_needs_no_key_until_it_is_asked_for(serve: Serve, new_key: NewKey) -> None:
    client = serve()
    assert client.get("/v1/documents").status_code == NOT_READY
    assert client.get("/v1/documents", headers=new_key("read")).status_code == NOT_READY
    assert client.get("/v1/documents", headers=new_key("write")).status_code == NOT_READY
    strict = serve(require_key=True)
    assert strict.get("/v1/documents").status_code == 401
    assert strict.get("/v1/documents", headers=new_key("read")).status_code == NOT_READY
    assert strict.get("/v1/documents", headers=new_key("write")).status_code == 403


@pytest.mark.parametrize("require_key", [True, False])
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/documents"), ("DELETE", "/v1/documents/a")]
)
def test_writing_needs_a_key_that_may_write(
    serve: Serve, new_key: NewKey, method: str, path: str, require_key: bool
) -> None:
    client = serve(require_key=require_key)
    refused = client.request(method, path)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == 'Bearer realm="zhengda"'
    assert refused.headers["connection"] == "close"  # what is left of its body is not read
    lacking = client.request(method, path, headers=new_key("read"))
    assert lacking.status_code == 403
    assert 'error="insufficient_scope", scope="write"' in lacking.headers["www-authenticate"]
    passed = client.request(method, path, headers=new_key("write"))
    assert passed.status_code not in (401, 403)


def _wrong(header: str) -> list[str]:
    flipped = header[:-1] + ("a" if header[-1] != "a" else "b")
    unknown = header[:10] + ("a" if header[10] != "a" else "b") + header[11:]
    shouted = "Bearer " + header.removeprefix("Bearer ").upper()
    return [
        "Bearer",
        "Bearer x",
        header[:-1],
        header + "x",
        flipped,
        unknown,
        shouted,
        f"{header} x",
    ]


def test_a_wrong_key_is_refused_without_telling_which_part_is_wrong(
    serve: Serve, new_key: NewKey
) -> None:
    client = serve()
    for header in _wrong(new_key("read", "write")["authorization"]):
        refused = client.get("/v1/documents", headers={"authorization": header})
        assert refused.status_code == 401, header
        assert 'error="invalid_token"' in refused.headers["www-authenticate"]
        problem = refused.json()
        assert refused.headers["content-type"] == "application/problem+json"
        assert problem["detail"].startswith("This key is not valid.")
        assert refused.headers["x-request-id"]


def test_the_holder_of_a_key_is_told_that_it_ended(
    serve: Serve, new_key: NewKey, ledger: Ledger
) -> None:
    today = datetime.now(UTC).date()
    last_day = new_key("read", expires_on=today)
    expired = new_key("read", expires_on=today - timedelta(days=1))
    revoked = new_key("read", name="revoked")
    revoke_key(ledger, "revoked")
    client = serve(require_key=True)
    assert client.get("/v1/documents", headers=last_day).status_code == NOT_READY
    for header, word in ((expired, "expired"), (revoked, "revoked")):
        refused = client.get("/v1/documents", headers=header)
        assert (refused.status_code, word in refused.json()["detail"]) == (401, True)


def test_the_scheme_counts_in_either_case_and_others_are_not_for_us(
    serve: Serve, new_key: NewKey
) -> None:
    client = serve(require_key=True)
    key = new_key("read")["authorization"]
    for header in (key.replace("Bearer", "bearer"), key.replace("Bearer", "BEARER ")):
        answer = client.get("/v1/documents", headers={"authorization": header})
        assert answer.status_code == NOT_READY
    basic = {"authorization": "Basic dXNlcjpwYXNzd29yZA=="}
    assert (
        client.get("/v1/documents", headers=basic).json()["detail"].startswith("This needs a key")
    )
    assert serve().get("/v1/documents", headers=basic).status_code == NOT_READY
    both = [("authorization", key), ("authorization", basic["authorization"])]
    assert client.get("/v1/documents", headers=both).status_code == 401


def test_some_paths_are_open_to_all(serve: Serve) -> None:
    client = serve(require_key=True)
    wrong = {"authorization": "Bearer wrong"}
    paths = ("/healthz", "/docs", "/openapi.json", "/static/zhengda.css")
    for path in paths:
        assert client.get(path).status_code == 200
        assert client.head(path, headers=wrong).status_code == 200
    assert client.get("/readyz").status_code == NOT_READY


@pytest.mark.parametrize(
    "path", ["/", "/documents", "/documents/a", "/compare", "/metrics", "/nowhere", "/feedback"]
)
def test_everything_else_is_closed(serve: Serve, path: str) -> None:
    client = serve(require_key=True)
    assert client.get(path).status_code == 401
    head = client.head(path)
    assert (head.status_code, head.content) == (401, b"")
    assert client.options(path).status_code == 401
    assert client.post(path).status_code == 401


def test_pages_show_what_the_interface_does_and_are_closed_with_it(
    serve: Serve, new_key: NewKey
) -> None:
    browser = {"accept": "text/html"}
    assert serve().get("/", headers=browser).status_code == 200
    closed = serve(require_key=True)
    refused = closed.get("/", headers=browser)
    assert refused.status_code == 401
    assert "需要密钥" in refused.text
    assert 'class="button"' not in refused.text
    assert closed.get("/", headers=browser | new_key("read")).status_code == 200
    opened = serve(require_key=True, pages=True)
    assert opened.get("/", headers=browser).status_code == 200
    assert opened.get("/v1/documents").status_code == 401


def test_pages_can_be_left_out(serve: Serve) -> None:
    for client in (serve(pages=False), serve(pages=False, require_key=False)):
        for path in ("/", "/documents", "/compare", "/feedback"):
            assert client.get(path).status_code == 404
        assert client.get("/docs", headers={"accept": "text/html"}).status_code == 200
        assert client.get("/v1/documents").status_code == NOT_READY


def test_a_key_has_its_calls_a_minute(serve: Serve, new_key: NewKey) -> None:
    client = serve()
    header = new_key("read", per_minute=2)
    statuses = [client.get("/v1/documents", headers=header).status_code for _ in range(4)]
    assert statuses == [NOT_READY, NOT_READY, 429, 429]
    refused = client.get("/v1/documents", headers=header)
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    assert "More than 2 requests in a minute" in refused.json()["detail"]
    assert client.get("/v1/documents", headers=new_key("read")).status_code == NOT_READY
    assert client.get("/v1/documents").status_code == NOT_READY


def test_callers_without_a_key_can_be_limited_by_address(serve: Serve, new_key: NewKey) -> None:
    client = serve(anonymous_per_minute=1)
    forwarded = [{"x-forwarded-for": f"192.0.2.{number}"} for number in range(3)]
    statuses = [client.get("/v1/documents", headers=header).status_code for header in forwarded]
    assert statuses == [NOT_READY, 429, 429]
    assert client.get("/healthz").status_code == 200
    assert client.get("/v1/documents", headers=new_key("read")).status_code == NOT_READY


def test_a_ledger_that_cannot_be_read_closes_what_needs_a_key(
    serve: Serve, new_key: NewKey, ledger: Ledger
) -> None:
    header = new_key("read")
    client = serve(require_key=True)
    ledger.close()
    for file in ledger.path.parent.glob(f"{ledger.path.name}*"):
        file.unlink()
    ledger.path.write_bytes(b"\xff" * 5000)
    refused = client.get("/v1/documents", headers=header)
    assert refused.status_code == 503
    assert str(ledger.path) not in refused.text
    assert client.get("/v1/documents").status_code == 401
    assert client.get("/healthz", headers=header).status_code == 200


class CountingLedger(Ledger):
    """A ledger that counts its blocks."""

    read = written = 0

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        self.read += 1
        with super().reading() as connection:
            yield connection

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Connection]:
        self.written += 1
        with super().writing(durable=durable) as connection:
            yield connection


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


async def tell_caller(scope: Scope, receive: Receive, send: Send) -> None:
    caller = current_caller.get()
    body = await Request(scope, receive).body()
    await Response(f"{caller.name if caller else '-'} {len(body)}")(scope, receive, send)


class Gate:
    """The middleware with a clock that is set by hand, in one event loop after the other."""

    def __init__(self, folder: Path, *, require_key: bool = True) -> None:
        self.clock = Clock()
        self.ledger = CountingLedger(folder)
        self.bodies_read = 0
        self.middleware = AccessMiddleware(
            tell_caller,
            rules=AccessRules(require_key=require_key),
            key_ring=KeyRing(self.ledger, clock=self.clock),
            respond=error_response,
            buckets=lambda: TokenBuckets(clock=self.clock),
        )

    def call(self, headers: dict[str, str] | None = None, **scope: Any) -> tuple[int, str]:
        return self.call_together([headers or {}], **scope)[0]

    def call_together(self, calls: list[dict[str, str]], **scope: Any) -> list[tuple[int, str]]:
        async def run() -> list[tuple[int, str]]:
            return await asyncio.gather(*(self._exchange(headers, scope) for headers in calls))

        return asyncio.run(run())

    async def _exchange(self, headers: dict[str, str], scope: Scope) -> tuple[int, str]:
        sent: list[Message] = []

        async def receive() -> Message:
            self.bodies_read += 1
            return {"type": "http.request", "body": b"12345", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        asked = {"type": "http", "method": "GET", "path": "/v1/documents", "query_string": b""}
        await self.middleware({**asked, "headers": raw, **scope}, receive, send)
        assert current_caller.get() is None
        return sent[0]["status"], sent[1]["body"].decode()


def test_a_revoked_key_works_for_two_seconds_at_most(
    tmp_path: Path, new_key: NewKey, ledger: Ledger
) -> None:
    gate, header = Gate(tmp_path), new_key("read", name="a")
    assert gate.call(header)[0] == 200
    revoke_key(ledger, "a")
    gate.clock.now += KEPT_S
    assert gate.call(header)[0] == 401
    assert KEPT_S <= 2


def test_a_new_key_works_at_once(tmp_path: Path, new_key: NewKey) -> None:
    gate = Gate(tmp_path)
    assert gate.call(new_key("read"))[0] == 200
    assert gate.call(new_key("read"))[0] == 200


def test_keys_are_read_once_for_many_requests(tmp_path: Path, new_key: NewKey) -> None:
    gate, header = Gate(tmp_path), new_key("read")
    assert {status for status, _ in gate.call_together([header] * 50)} == {200}
    for _ in range(50):
        gate.clock.now += KEPT_S / 60
        gate.call(header)
    assert gate.ledger.read == 1


def test_wrong_keys_do_not_read_the_ledger_each(tmp_path: Path, new_key: NewKey) -> None:
    gate, header = Gate(tmp_path), new_key("read")
    key = header["authorization"]
    for number in range(100, 300):
        assert gate.call({"authorization": f"{key[:-3]}{number}"})[0] == 401
    assert gate.ledger.read == 1
    for number in range(100, 300):
        assert gate.call({"authorization": f"{key[:10]}{number}00000{key[18:]}"})[0] == 401
    assert gate.ledger.read == 1 + UNKNOWN_PER_MINUTE


def test_the_day_of_use_is_written_once(tmp_path: Path, new_key: NewKey, ledger: Ledger) -> None:
    gate, header = Gate(tmp_path), new_key("read")
    for _ in range(20):
        gate.clock.now += KEPT_S
        gate.call(header)
    assert gate.ledger.written == 1
    assert all_keys(ledger)[0].last_used_on == datetime.now(UTC).date()
    again = Gate(tmp_path)
    again.call(header)
    assert again.ledger.written == 0


def test_a_folder_that_cannot_be_written_is_read(
    tmp_path: Path, new_key: NewKey, caplog: pytest.LogCaptureFixture
) -> None:
    header = new_key("read")
    gate = Gate(tmp_path)
    gate.ledger.read_only = True
    assert [gate.call(header)[0] for _ in range(3)] == [200, 200, 200]
    assert len([record for record in caplog.records if "last use" in record.message]) == 1


def test_the_caller_is_known_inside_and_nowhere_else(tmp_path: Path, new_key: NewKey) -> None:
    gate = Gate(tmp_path, require_key=False)
    calls = [new_key("read", name="a"), {}, new_key("read", name="b")]
    assert gate.call_together(calls) == [(200, "a 5"), (200, "- 5"), (200, "b 5")]


@pytest.mark.parametrize("scopes", [[], ["read"]])
def test_a_refused_body_is_not_read(tmp_path: Path, new_key: NewKey, scopes: list[str]) -> None:
    gate = Gate(tmp_path)
    header = new_key(*scopes) if scopes else {}
    assert gate.call(header, method="PUT", path="/v1/documents/a")[0] in (401, 403)
    assert gate.bodies_read == 0
    writing = new_key("write", name="writer")
    assert gate.call(writing, method="PUT", path="/v1/documents/a") == (200, "writer 5")


def test_a_limit_ends_as_told(tmp_path: Path, new_key: NewKey) -> None:
    gate, header = Gate(tmp_path), new_key("read", per_minute=1)
    assert [gate.call(header)[0] for _ in range(2)] == [200, 429]
    gate.clock.now += 60
    assert gate.call(header)[0] == 200
