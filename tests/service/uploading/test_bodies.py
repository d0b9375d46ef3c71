"""Bodies of uploads have limits of their own, and must be what they say they are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.types import Message

from service.uploading.bodies import limited, takes_upload
from service.uploading.errors import BodyTooLarge, BodyTooSlow

Policy = Callable[..., bytes]


def read(messages: list[Message], *, max_bytes: int = 10, timeout_s: float = 60) -> bytes:
    """Read a limited body to its end; nothing comes after the messages."""
    waiting = list(messages)

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(600)
        return waiting.pop(0)

    async def run() -> bytes:
        body, more = b"", True
        channel = limited(receive, max_bytes=max_bytes, timeout_s=timeout_s)
        while more:
            message = await channel()
            body += message["body"]
            more = message["more_body"]
        return body

    return asyncio.run(run())


def chunk(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_is_read_up_to_its_limit() -> None:
    assert read([chunk(b"12345", more=True), chunk(b"67890", more=False)]) == b"1234567890"
    with pytest.raises(BodyTooLarge):
        read([chunk(b"12345", more=True), chunk(b"678901", more=True)])


def test_a_body_that_does_not_arrive_is_given_up() -> None:
    with pytest.raises(BodyTooSlow):
        read([chunk(b"1", more=True)], timeout_s=0.05)


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("POST", "/v1/documents", True),
        ("PUT", "/v1/documents/kb-1", True),
        ("POST", "/v1/documents/kb-1", False),
        ("DELETE", "/v1/documents/kb-1", False),
        ("POST", "/v1/search", False),
    ],
)
def test_few_requests_may_be_large(method: str, path: str, expected: bool) -> None:
    assert takes_upload({"type": "http", "method": method, "path": path}) is expected


def test_an_upload_may_be_larger_than_a_question(uploader: Any) -> None:
    blank = b" " * 90_000
    assert uploader.put("long", blank, content_type="text/plain").status_code == 422
    assert uploader.http.post("/v1/search", content=blank).status_code == 413


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("path", ["/v1/documents", "/v1/documents/kb-1"])
def test_an_upload_that_is_too_large_is_refused(uploader: Any, path: str, chunked: bool) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        yield from (b"x" * 10_000 for _ in range(11))

    response = uploader.http.request(
        "POST" if path.endswith("s") else "PUT",
        path,
        content=chunks() if chunked else b"".join(chunks()),
        headers={**uploader.headers, "content-type": "multipart/form-data; boundary=x"}
        if path.endswith("s")
        else uploader.headers,
    )
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["connection"] == "close"
    assert "100000 bytes" in response.json()["detail"]


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (415, {"content-type": "application/json"}),
        (415, {}),
        (415, {"content-type": "multipart/form-data; boundary=x", "content-encoding": "gzip"}),
        (400, {"content-type": "multipart/form-data"}),
        (400, {"content-type": "multipart/form-data; boundary=y"}),
        (400, {"content-type": "multipart/form-data; boundary=x; charset=undefined"}),
    ],
)
def test_what_is_no_form_is_refused(uploader: Any, status: int, headers: dict[str, str]) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na\r\n--x--\r\n'
    headers = {**uploader.headers, **headers}
    response = uploader.http.post("/v1/documents", content=body, headers=headers)
    assert response.status_code == status
    assert response.json()["status"] == status


def test_a_form_is_no_body_of_one_file(uploader: Any) -> None:
    form = [("file", ("a.txt", b"x"))]
    response = uploader.http.put("/v1/documents/kb-1", files=form, headers=uploader.headers)
    assert response.status_code == 415


@pytest.mark.parametrize(
    ("form", "location"),
    [
        ({"data": {"file": "text"}, "files": [("other", ("a.txt", b"x"))]}, "other"),
        ({"files": [("file", ("a.txt", b"x"))], "data": {"title": "x"}}, "title"),
        ({"files": [("file", (None, b"x"))]}, "file"),
    ],
)
def test_a_form_holds_files_and_nothing_else(
    uploader: Any, form: dict[str, Any], location: str
) -> None:
    response = uploader.http.post("/v1/documents", headers=uploader.headers, **form)
    assert response.status_code == 422
    assert response.json()["errors"][0]["location"] == ["body", location]


def test_parameters_that_are_not_known_are_refused(uploader: Any, policy: Policy) -> None:
    assert uploader.put("kb-1", policy("甲"), "?nam=a.txt").status_code == 422
    assert uploader.put("kb-1", policy("甲"), "?name=").status_code == 422
    response = uploader.http.post("/v1/documents?x=1", headers=uploader.headers)
    assert response.status_code == 422
