"""The command line as a person uses it: help, usage, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import Result

from service.cli import app
from service.commands.console import reported_errors

Zhengda = Callable[..., Result]


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
