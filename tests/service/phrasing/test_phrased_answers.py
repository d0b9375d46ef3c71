"""Answers over HTTP and on the command line, phrased by a model on loopback."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings

QUESTION = "临河市高压用户办电要多久"
TRUE = "临河市高压用户办电时间不超过40个工作日。"
LIE = "临河市高压用户办电时间不超过40天。"
PATIENCE_S = 60.0
"""How long a busy machine may take over what takes no time."""


class Model:
    """Says a true and a false sentence, or nothing for as long as it is listened to."""

    def __init__(self) -> None:
        self.silent = False
        self.called = threading.Event()
        self.left = threading.Event()
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                model.called.set()
                if model.silent:
                    self.connection.settimeout(PATIENCE_S)
                    if self.connection.recv(1) == b"":  # the other side closed it
                        model.left.set()
                    return
                rows = [{"text": TRUE, "citations": [1]}, {"text": LIE, "citations": [1]}]
                content = json.dumps({"sentences": rows})
                body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()


@pytest.fixture(scope="module")
def running_model() -> Iterator[Model]:
    model = Model()
    yield model
    model.server.shutdown()
    model.server.server_close()


@pytest.fixture
def model(running_model: Model) -> Model:
    running_model.silent = False
    running_model.called.clear()
    running_model.left.clear()
    return running_model


@pytest.fixture(scope="module")
def phrasing_client(store_path: Path, running_model: Model) -> Iterator[TestClient]:
    settings = Settings(
        store=store_path,
        llm_url=running_model.url,
        llm_model="tiny",
        llm_timeout_s=PATIENCE_S,
        request_timeout_s=PATIENCE_S,
    )
    with TestClient(create_app(settings)) as client:
        yield client


def test_an_answer_is_phrased_and_its_lies_counted(
    phrasing_client: TestClient, model: Model
) -> None:
    reply = phrasing_client.post("/v1/ask", json={"question": QUESTION}).json()
    assert reply["phrased"] is True
    assert reply["removed"] == 1
    assert [statement["text"] for statement in reply["statements"]] == [TRUE]
    assert reply["answer"] == TRUE
    assert reply["citations"][reply["statements"][0]["citations"][0]]["quote"]


def test_a_request_can_do_without(phrasing_client: TestClient, model: Model) -> None:
    body = {"question": QUESTION, "phrase": False}
    reply = phrasing_client.post("/v1/ask", json=body).json()
    assert reply["phrased"] is False
    assert not model.called.is_set()


def test_nothing_is_phrased_by_default(client: TestClient) -> None:
    reply = client.post("/v1/ask", json={"question": QUESTION, "phrase": True}).json()
    assert (reply["phrased"], reply["removed"]) == (False, 0)


@pytest.fixture(scope="module")
def phrasing_server(store_path: Path, running_model: Model, start_server: Any) -> Iterator[Any]:
    """The address of a real server with a language model."""
    running = start_server(
        store_path,
        ZHENGDA_LLM_URL=running_model.url,
        ZHENGDA_LLM_MODEL="tiny",
        ZHENGDA_LLM_TIMEOUT_S=str(PATIENCE_S),
    )
    yield urlsplit(running.url)
    running.stop()


def test_a_client_that_hangs_up_ends_the_call_to_the_model(
    phrasing_server: SplitResult, model: Model
) -> None:
    model.silent = True
    body = json.dumps({"question": QUESTION}).encode()
    head = (
        "POST /v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    address = (phrasing_server.hostname, phrasing_server.port)
    with socket.create_connection(address, timeout=PATIENCE_S) as client:
        client.sendall(head.encode() + body)
        assert model.called.wait(PATIENCE_S)
        assert not model.left.is_set()
    assert model.left.wait(PATIENCE_S)


@pytest.mark.parametrize(("option", "phrased"), [("--phrase", True), ("--no-phrase", False)])
def test_the_command_line_phrases_too(
    store_path: Path, model: Model, option: str, phrased: bool
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from service.cli import main; main()",
            "ask",
            QUESTION,
            "--store",
            str(store_path),
            option,
            "--json",
        ],
        env={
            **os.environ,
            "ZHENGDA_LLM_URL": model.url,
            "ZHENGDA_LLM_MODEL": "tiny",
            "ZHENGDA_LLM_TIMEOUT_S": "60",
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["phrased"] is phrased
