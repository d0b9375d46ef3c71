"""`zhengda ingest URL`: fetched, kept under its URL, and not from the own network unless allowed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index import Store
from ingest.pipeline import PARSER_VERSION
from service.cli import app

PLAN = (
    "云桥市压缩办电时间实施方案\n云桥市人民政府办公室\n2022年3月1日\n"
    "一、压缩时限。低压用户办电时间不超过5个工作日。\n"
)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/plan.txt"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_url_is_kept_under_its_name_and_not_read_twice(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGDA_PRIVATE_HOSTS", "true")
    store = tmp_path / "store"
    arguments = ["ingest", url, "--store", str(store), "--json"]
    first = CliRunner().invoke(app, arguments)
    assert first.exit_code == 0, first.stderr
    assert json.loads(first.stdout)["added"] == 1
    again = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert (again["skipped"], again["embedded"]) == (1, 0)
    with Store.open(store, read_only=True) as opened:
        assert list(opened.known_sources(PARSER_VERSION)) == [url]


def test_the_own_network_is_refused_by_default(url: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["ingest", url, "--store", str(tmp_path / "store")])
    assert done.exit_code == 1
    assert "ZHENGDA_PRIVATE_HOSTS" in done.stderr
