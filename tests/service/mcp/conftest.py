"""A client of `zhengda mcp`, which runs in a process of its own as hosts start it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import CallToolResult

from index import Store
from service.mcp.desk import Desk
from service.raw_texts import RawTexts

PATIENCE_S = "120"
COMMAND = "from service.cli import main; main()"


class Session:
    """A connection to one server, for tests that are not asynchronous."""

    def __init__(self, client: Client, portal: BlockingPortal) -> None:
        self.client = client
        self._portal = portal

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        return self.do(self.client.call_tool, tool, arguments)

    def do(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return self._portal.call(function, *arguments)


Connect = Callable[[Path], AbstractContextManager[Session]]


@contextmanager
def _connected(store: Path) -> Iterator[Session]:
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-c", COMMAND, "mcp", "--store", str(store)],
        env={**os.environ, "ZHENGDA_REQUEST_TIMEOUT_S": PATIENCE_S},
    )
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(stdio_client(parameters))) as client,
    ):
        yield Session(client, portal)


@pytest.fixture
def connect() -> Connect:
    return _connected


@pytest.fixture(scope="session")
def session(sample_store_path: Path) -> Iterator[Session]:
    """One server over the sample corpus, for all tests that leave it as it is."""
    with _connected(sample_store_path) as session:
        yield session


@pytest.fixture(scope="session")
def sample(sample_store_path: Path) -> Iterator[Store]:
    """The store that the server reads, to check what it says."""
    with Store.open(sample_store_path, read_only=True) as store:
        yield store


@pytest.fixture
def desk(sample: Store) -> Desk:
    return Desk(store=sample, raw_texts=RawTexts(), answer_threshold=None)
