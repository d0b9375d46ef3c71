"""Engines that load once for all tests of this folder, and a real endpoint on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from index.embedding import Embedder, load_embedder
from index.embedding.e5 import E5Embedder
from index.embedding.e5_weights import E5Weights, find_weights
from index.embedding.export import export_sentence_transformers

Reply = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="session")
def weights() -> E5Weights:
    return E5Weights(find_weights())


@pytest.fixture(scope="session")
def default_embedder() -> E5Embedder:
    return load_embedder("default:openvino")  # type: ignore[return-value]


@pytest.fixture(scope="session")
def numpy_embedder() -> E5Embedder:
    return load_embedder("default:numpy")  # type: ignore[return-value]


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the default model as a sentence-transformers folder."""
    pytest.importorskip("sentence_transformers", reason="the extra `models` is not installed")
    folder = tmp_path_factory.mktemp("exported")
    export_sentence_transformers(folder)
    return folder


@pytest.fixture(scope="session")
def exported_embedder(exported: Path) -> Embedder:
    return load_embedder(f"st:{exported}")


@dataclass
class Endpoint:
    """An embedding server that answers with `reply`, and what it was asked."""

    url: str
    reply: Callable[[dict[str, Any]], Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


def vectors_reply(body: dict[str, Any]) -> Reply:
    """Answer with long vectors that depend on the text alone, the last text first."""
    data = [
        {"index": index, "embedding": [float(ord(text[0]) % 97), float(len(text)), 30.0]}
        for index, text in enumerate(body["input"])
    ]
    return 200, {}, json.dumps({"data": data[::-1]}).encode()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """Serve the embedding protocol on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            served.requests.append(body | {"path": self.path})
            served.keys.append(self.headers["Authorization"])
            status, headers, content = served.reply(body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", vectors_reply)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()
