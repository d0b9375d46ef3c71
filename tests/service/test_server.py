"""End to end over loopback: a real server process, as an operator starts it."""

from __future__ import annotations

import json
import socket
from functools import partial
from urllib.parse import urlsplit

import httpx
import pytest


def test_the_server_becomes_ready_and_answers(http: httpx.Client) -> None:
    assert http.get("/healthz").json()["status"] == "ok"
    assert http.get("/readyz").json()["documents"] == 3
    response = http.post("/v1/search", json={"query": "办电要多久"})
    first = response.json()["results"][0]
    assert first["clause"]["heading"] == "优化获得电力服务"
    assert http.get(first["citation"]["url"]).status_code == 200


def test_the_server_listens_on_this_machine_only(server: str) -> None:
    assert urlsplit(server).hostname == "127.0.0.1"


def test_the_server_does_not_name_itself(http: httpx.Client) -> None:
    assert "server" not in http.get("/healthz").headers


@pytest.mark.parametrize("path", ["/", "/healthz", "/v1/documents", "/docs", "/nowhere"])
def test_security_headers_are_everywhere(http: httpx.Client, path: str) -> None:
    headers = http.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-request-id"]


def test_a_body_without_a_length_is_limited_too(http: httpx.Client) -> None:
    chunks = (b" " * 10_000 for _ in range(50))
    headers = {"content-type": "application/json"}
    response = http.post("/v1/search", content=chunks, headers=headers)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("line", ["GET /v1/documents?region=威海 HTTP/1.1", "nonsense"])
def test_what_is_no_http_gets_problem_details_too(server: str, line: str) -> None:
    parts = urlsplit(server)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(f"{line}\r\nhost: x\r\n\r\n".encode())
        received = b"".join(iter(partial(connection.recv, 65536), b""))
    head, _, body = received.decode().partition("\r\n\r\n")
    headers = head.lower()
    assert headers.startswith("http/1.1 400")
    assert "content-type: application/problem+json" in headers
    assert "x-request-id: " in headers
    assert "percent-encoded" in json.loads(body)["detail"]


def test_a_client_that_goes_away_does_no_harm(server: str, http: httpx.Client) -> None:
    parts = urlsplit(server)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(b"POST /v1/search HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\n{")
    assert http.get("/healthz").status_code == 200
