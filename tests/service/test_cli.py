"""The command line as a person uses it: exit codes, stdout and stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from service.cli import app
from service.commands.console import reported_errors
from service.commands.export import _csv_line

RUN = [sys.executable, "-c", "from service.cli import main; main()"]

Zhengda = Callable[..., Result]


@pytest.fixture
def zhengda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Zhengda:
    """Run a command in an empty folder and return what came of it."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("ZHENGDA_"):
            monkeypatch.delenv(name)

    def run(*arguments: str | Path, **environment: str) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments)], env=environment)

    return run


COMMANDS = [str(command.name) for command in app.registered_commands]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(zhengda: Zhengda, command: str) -> None:
    done = zhengda(command, "--help")
    assert done.exit_code == 0
    assert "Usage" in done.stdout
    assert done.stderr == ""


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['zhengda', '--help']\n"
        "from service.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'faiss', 'numpy', 'fastapi', 'pydantic', 'openvino', 'jieba', 'rich.console'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert all(command in done.stdout for command in COMMANDS)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_one_question_loads_no_web_server_and_the_engine_that_is_ready_soonest(
    store_path: Path,
) -> None:
    program = (
        "import sys; from service.cli import app\n"
        "app(['search', '办电要多久', '--json'], standalone_mode=False)\n"
        "print(sorted({'openvino', 'starlette', 'fastapi', 'torch'} & set(sys.modules)))"
    )
    environment = {**os.environ, "ZHENGDA_STORE": str(store_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment, check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_the_version_is_printed(zhengda: Zhengda) -> None:
    assert zhengda("--version").stdout.startswith("zhengda ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["search"],
        ["search", "办电", "--mode", "magic"],
        ["search", "办电", "--top-k", "0"],
        ["search", "办电", "--status", "valid"],
        ["search", "办电", "--as-of", "soon"],
        ["search", " "],
        ["search", "电" * 1001],
        ["ingest"],
        ["export", "--format", "docx"],
        ["serve", "--port", "99999"],
    ],
)
def test_wrong_usage_exits_with_2(zhengda: Zhengda, arguments: list[str]) -> None:
    done = zhengda(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Usage" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_value_is_named_by_its_option(zhengda: Zhengda) -> None:
    told = " ".join(zhengda("compare", "办电", "--region", " ").stderr.split())
    assert "value: region: must not be empty" in told
    assert "issued-from: expected a date" in zhengda("ask", "办电", "--issued-from", "x").stderr


@pytest.mark.parametrize(
    "arguments", [["search", "办电"], ["search", "办电", "--json"], ["export"]]
)
def test_without_a_store_the_command_says_what_to_do(
    zhengda: Zhengda, arguments: list[str]
) -> None:
    done = zhengda(*arguments)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "no store at var/store" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["search", "ask", "compare"])
def test_a_store_that_holds_nothing_is_not_one_without_an_answer(
    zhengda: Zhengda, command: str
) -> None:
    assert zhengda("ingest", "nosuch").exit_code == 1
    done = zhengda(command, "办电要多久")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no documents at var/store yet" in done.stderr


def test_a_full_disk_is_said_of_no_file_but_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    for error, told in (
        (OSError(28, "No space left on device"), "error: No space left on device"),
        (OSError(2, "No such file", "a.csv"), "error: a.csv: No such file"),
    ):
        with pytest.raises(typer.Exit), reported_errors():
            raise error
        assert capsys.readouterr().err.strip() == told


def test_the_list_of_commands_ends_no_sentence_in_dots(zhengda: Zhengda) -> None:
    assert "..." not in zhengda("--help").stdout.partition("Commands:")[2]


def test_the_environment_names_the_store(zhengda: Zhengda) -> None:
    assert "no store at elsewhere" in zhengda("search", "办电", ZHENGDA_STORE="elsewhere").stderr


def test_a_wrong_environment_is_named(zhengda: Zhengda) -> None:
    done = zhengda("serve", ZHENGDA_PORT="many")
    assert done.exit_code == 2
    assert "ZHENGDA_PORT: " in done.stderr


def test_an_address_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([*RUN, "serve", "--port", port], cwd=tmp_path, capture_output=True)
    logged = done.stderr.decode()
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in logged
    assert "Traceback" not in logged


def test_search_prints_results_with_citations(zhengda: Zhengda, store_path: Path) -> None:
    done = zhengda("search", "办电要多久", "--store", store_path)
    assert done.exit_code == 0
    assert "2. 优化获得电力服务" in done.stdout
    assert "临政办发〔2021〕12号" in done.stdout
    assert done.stderr == ""


def test_search_as_json_is_what_http_returns(
    zhengda: Zhengda, store_path: Path, client: Any
) -> None:
    done = zhengda("search", "办电要多久", "--store", store_path, "--json", "--top-k", "3")
    found = json.loads(done.stdout)
    answered = client.post("/v1/search", json={"query": "办电要多久", "top_k": 3}).json()
    for one, other in zip(found["results"], answered["results"], strict=True):
        # Two engines of one model: a server takes the faster, one question the sooner ready.
        assert one.pop("score") == pytest.approx(other.pop("score"), abs=0.002)
    assert found["results"] == answered["results"]
    assert found["query"] == answered["query"]


def test_search_filters(zhengda: Zhengda, store_path: Path) -> None:
    done = zhengda(
        "search", "时限", "--store", store_path, "--json",
        "--status", "expired", "--document-number", "临政规[2015]3号", "--issued-to", "2016-01-01",
    )  # fmt: skip
    results = json.loads(done.stdout)["results"]
    assert {result["document"]["source"] for result in results} == {"hotline_2015.txt"}


def test_days_that_no_document_can_have_are_wrong_usage(zhengda: Zhengda, store_path: Path) -> None:
    days = ("--issued-from", "2021-01-02", "--issued-to", "2020-01-01")
    done = zhengda("search", "办电", "--store", store_path, *days)
    assert done.exit_code == 2
    assert "issued-from 2021-01-02: must not be after 2020-01-01" in " ".join(done.stderr.split())


def test_a_wrong_date_is_told_without_the_words_of_a_library(
    zhengda: Zhengda, store_path: Path
) -> None:
    done = zhengda("search", "办电", "--store", store_path, "--as-of", "tomorrow")
    assert done.exit_code == 2
    assert "as-of: expected a date as YYYY-MM-DD" in " ".join(done.stderr.split())


@pytest.mark.parametrize("odd", ["\udcff办电", "👍", "--", "-x" * 20])
def test_odd_questions_are_no_crash(zhengda: Zhengda, store_path: Path, odd: str) -> None:
    done = zhengda("search", "--store", store_path, "--", odd)
    assert done.exit_code in (0, 2)
    assert "Traceback" not in done.stderr


def test_export_writes_every_clause_once(
    zhengda: Zhengda, store_path: Path, tmp_path: Path, client: Any
) -> None:
    lines = zhengda("export", "--store", store_path).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["id"] for row in rows}) == len(rows) > 10
    for row in rows:
        assert row == client.get(f"/v1/clauses/{row['id']}").json()
    done = zhengda("export", "--store", store_path, "--format", "csv", "-o", "clauses.csv")
    assert done.stdout == ""
    table = list(csv.DictReader(io.StringIO((tmp_path / "clauses.csv").read_text("utf-8-sig"))))
    assert (tmp_path / "clauses.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # for Excel
    assert [row["clause_id"] for row in table] == [row["id"] for row in rows]


def test_an_export_that_cannot_be_written_names_its_file(
    zhengda: Zhengda, store_path: Path
) -> None:
    done = zhengda("export", "--store", store_path, "-o", "no/such/folder.csv")
    assert done.exit_code == 1
    assert "error: no/such/folder.csv: No such file or directory" in done.stderr


@pytest.mark.parametrize("text", ["=1+1", "＝1+1", "\n=1", "-1"])
def test_no_exported_cell_is_a_formula(text: str) -> None:
    assert _csv_line(("a", text)).startswith(("a,'", "a,\"'"))


def test_an_export_that_nobody_reads_ends_quietly(store_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [*RUN, "export", "--store", str(store_path)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120)
    os.close(writing)
    assert "Traceback" not in done.stderr


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
    parts = dict.fromkeys(("engine", "reranker", "recognition", "store", "packages"), found)
    report = {"ok": True, "python": "3.11", "platform": "Linux", **parts}
    monkeypatch.setattr("service.commands.doctor.examine", lambda *_, **__: report)
    done = zhengda("doctor")
    assert done.exit_code == 0
    words = [line.split(maxsplit=1)[-1] for line in done.stdout.splitlines()[1:6]]
    assert words == ["384", "none", "no", "yes", "not installed"]
    assert done.stdout.endswith("all is well\n")


def test_doctor_misses_the_store_that_was_named(zhengda: Zhengda, tmp_path: Path) -> None:
    done = zhengda("doctor", "--store", tmp_path / "nowhere", "--json")
    assert done.exit_code == 1
    assert "no store at" in json.loads(done.stdout)["store"]["error"]
    report = json.loads(zhengda("doctor", "--json").stdout)
    assert report["ok"] is True
    assert report["store"]["missing"] is True


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
