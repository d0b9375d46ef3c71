"""`zhengda doctor`, `demo` and `serve`: what is installed, and how they begin and end."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

RUN = [sys.executable, "-c", "from service.cli import main; main()"]

Zhengda = Callable[..., Result]


def test_an_address_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([*RUN, "serve", "--port", port], cwd=tmp_path, capture_output=True)
    logged = done.stderr.decode()
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in logged
    assert "Traceback" not in logged


def test_doctor_examines_engine_and_store(zhengda: Zhengda, store_path: Path) -> None:
    done = zhengda("doctor", "--store", store_path, "--json")
    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert report["ok"] is True
    assert report["engine"]["dimension"] > 0
    assert report["engine"]["engine"]
    assert report["store"]["documents"] == 3
    assert report["packages"]["zhengda"]


def test_doctor_speaks_in_words(zhengda: Zhengda, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"dimension": 384, "notes": (), "used": False, "missing": True, "torch": None}
    parts = dict.fromkeys(
        ("engine", "reranker", "recognition", "lists", "store", "access", "packages"), found
    )
    report = {"ok": True, "python": "3.11", "platform": "Linux", **parts}
    monkeypatch.setattr("service.commands.doctor.examine", lambda *_, **__: report)
    done = zhengda("doctor")
    assert done.exit_code == 0
    words = [line.split(maxsplit=1)[-1] for line in done.stdout.splitlines()[1:6]]
    assert words == ["384", "none", "no", "yes", "not installed"]
    assert done.stdout.endswith("all is well\n")


@pytest.mark.parametrize(
    ("variable", "text"), [("ZHENGDA_LEXICON", "办电 =\n"), ("ZHENGDA_REGIONS", "nothing\n")]
)
def test_doctor_finds_a_list_that_no_search_could_read(
    zhengda: Zhengda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, text: str
) -> None:
    own = tmp_path / "own.txt"
    own.write_text(text, encoding="utf-8")
    monkeypatch.setenv(variable, str(own))
    done = zhengda("doctor", "--json")
    assert done.exit_code == 1
    assert str(own) in json.loads(done.stdout)["lists"]["error"]


def test_doctor_misses_the_store_that_was_named(zhengda: Zhengda, tmp_path: Path) -> None:
    done = zhengda("doctor", "--store", tmp_path / "nowhere", "--json")
    assert done.exit_code == 1
    assert "no store at" in json.loads(done.stdout)["store"]["error"]
    report = json.loads(zhengda("doctor", "--json").stdout)
    assert report["ok"] is True
    assert report["store"]["missing"] is True


def test_doctor_warns_when_nobody_can_read(zhengda: Zhengda) -> None:
    zhengda("keys", "create", "writer", "--scope", "write")
    done = zhengda("doctor", ZHENGDA_REQUIRE_KEY="true")
    assert done.exit_code == 0
    assert "no valid key may read" in done.stdout
    assert done.stdout.endswith("nothing is broken: see warning above\n")


def test_doctor_finds_a_damaged_ledger(zhengda: Zhengda, tmp_path: Path) -> None:
    store = tmp_path / "var" / "store"
    store.mkdir(parents=True)
    (store / "service.sqlite3").write_bytes(b"\xff" * 5000)
    done = zhengda("doctor", "--json")
    assert done.exit_code == 1
    assert "service.sqlite3" in json.loads(done.stdout)["access"]["error"]


def test_doctor_finds_a_damaged_store(zhengda: Zhengda, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / "catalog.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    done = zhengda("doctor", "--store", store, "--json")
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert report["ok"] is False
    assert report["store"]["error"]


def test_demo_asks_three_questions(zhengda: Zhengda, corpus: Path) -> None:
    done = zhengda("demo", corpus)
    assert done.exit_code == 0
    assert "优化获得电力服务" in done.stdout
    assert done.stdout.count(" clauses in ") == 3


def test_a_demo_as_json_is_what_the_interface_returns(zhengda: Zhengda, corpus: Path) -> None:
    body = json.loads(zhengda("demo", corpus, "--json").stdout)
    assert (body["documents"], body["failed"]) == (3, [])
    assert [len(one["results"]) for one in body["searches"]] == [3, 3, 3]
    assert body["searches"][0]["results"][0]["citation"]["quote"]


def test_a_demo_without_documents_fails(zhengda: Zhengda, tmp_path: Path) -> None:
    done = zhengda("demo", tmp_path / "nothing")
    assert done.exit_code == 1
    assert "there is no such file or folder" in done.stderr
    assert done.stdout == ""


def test_serve_ends_well_on_an_interrupt(tmp_path: Path, start_server: Any) -> None:
    """As on SIGTERM, which ends the server of the other tests."""
    running = start_server(tmp_path / "none")
    logged = running.stop(signal.SIGINT)
    assert running.process.returncode in (0, 130)
    assert "Traceback" not in logged


def test_the_sample_corpus_is_found_without_running_its_code() -> None:
    script = (
        "import sys; from service.commands.demo import sample_corpus\n"
        "folder = sample_corpus()\n"
        "assert folder is not None and len(list(folder.iterdir())) >= 8, folder\n"
        "assert 'eval' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
