"""`zhengda mcp` as a host starts it: without documents, without the extra, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Store
from service.ingesting import ingest
from service.mcp.desk import DeskKeeper, ToolFailed
from service.settings import Settings

MAIN = "from service.cli import main; main()"


def run(program: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, "mcp", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    blocked = f"import sys; sys.modules['mcp'] = None; {MAIN}"
    done = run(blocked, "--store", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "pip install 'zhengda[mcp]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_it_ends_well_when_its_client_goes_and_writes_nothing_but_the_protocol(
    tmp_path: Path,
) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    done = run(MAIN, "--store", str(tmp_path / "none"), stdin=f"{json.dumps(hello)}\nno json\n")
    assert done.returncode == 0, done.stderr
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    assert messages[0]["result"]["serverInfo"]["name"] == "zhengda"
    assert all(message["jsonrpc"] == "2.0" for message in messages)
    assert "Traceback" not in done.stderr


def test_an_interrupt_ends_it_while_its_client_is_still_there(sample_store_path: Path) -> None:
    # A suite started in the background is told to ignore interrupts; so would its children.
    program = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n{MAIN}"
    with subprocess.Popen(
        [sys.executable, "-c", program, "mcp", "--store", str(sample_store_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write('{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == -signal.SIGINT
        assert "Traceback" not in process.stderr.read()


def test_documents_that_come_later_are_found(
    connect: Callable[..., Any], corpus: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    with connect(store) as session:
        told = session.call("ask", question="办电要多久")
        assert told.is_error
        assert "No documents have been ingested yet" in told.content[0].text
        assert "zhengda ingest" in told.content[0].text
        with Store.open(store, create=True) as opened:
            assert session.call("ask", question="办电要多久").content == told.content
            assert ingest(opened, [corpus / "plan.txt"]).failures == []
        assert _when_done(lambda: session.call("list_documents"), documents=1)
        assert session.call("ask", question="办电要多久").structured_content["answered"]
        with Store.open(store, create=True) as opened:
            assert ingest(opened, [corpus / "noisy.txt"]).failures == []
        assert _when_done(lambda: session.call("list_documents"), documents=2)


def _when_done(call: Callable[[], Any], *, documents: int) -> bool:
    """Call until so many documents are listed: a new generation is taken up a moment later."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        result = call()
        if not result.is_error and len(result.structured_content["documents"]) == documents:
            return True
        time.sleep(0.1)
    return False


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"no catalog" * 100)
    keeper = DeskKeeper(Settings(store=tmp_path))
    with pytest.raises(ToolFailed, match=r"The documents cannot be read: .* is damaged"):
        keeper.desk()
    keeper.close()
    with pytest.raises(ToolFailed, match="shutting down"):
        keeper.desk()
