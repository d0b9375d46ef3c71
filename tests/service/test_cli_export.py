"""`zhengda export --of`: knowledge, feedback, and what is said when there is none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import Result

from service.feedback.keeping import keep
from service.feedback.records import Feedback, Verdict
from service.ledger import Ledger

Zhengda = Callable[..., Result]


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")  # for Excel
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.fixture
def told(tmp_path: Path) -> list[Feedback]:
    """Feedback in the ledger of the default store."""
    lines = [
        Feedback(
            id=str(number),
            at=f"2026-01-0{number}T00:00:00.000Z",
            question=question,
            verdict=Verdict.WRONG,
            comment=comment,
            generation=1,
        )
        for number, question, comment in (
            (2, "办电要多久", "第一行\n第二行"),
            (1, "=1+1", "@SUM(A1)"),
        )
    ]
    for line in lines:
        keep(Ledger(tmp_path / "var" / "store"), line)
    return sorted(lines, key=lambda line: line.at)


def test_feedback_is_written_the_oldest_first(zhengda: Zhengda, told: list[Feedback]) -> None:
    done = zhengda("export", "--of", "feedback")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [asdict(one) for one in told]
    assert "2 feedback lines written" in done.stderr


def test_no_feedback_is_a_formula(zhengda: Zhengda, told: list[Feedback]) -> None:
    first, second = table(zhengda("export", "--of", "feedback", "--format", "csv").stdout)
    assert (first["question"], first["comment"]) == ("'=1+1", "'@SUM(A1)")
    assert (second["question"], second["comment"]) == ("办电要多久", "第一行\n第二行")
    assert list(first) == list(asdict(told[0]))


@pytest.mark.parametrize("of", ["feedback", "questions"])
def test_where_nothing_was_kept_nothing_is_written_and_no_file_is_made(
    zhengda: Zhengda, tmp_path: Path, of: str
) -> None:
    assert "no store at var/store" in zhengda("export", "--of", of).stderr
    (tmp_path / "var" / "store").mkdir(parents=True)
    done = zhengda("export", "--of", of)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "0 " in done.stderr
    assert list((tmp_path / "var" / "store").iterdir()) == []


def test_a_damaged_ledger_is_named(zhengda: Zhengda, tmp_path: Path) -> None:
    (tmp_path / "var" / "store").mkdir(parents=True)
    (tmp_path / "var" / "store" / "service.sqlite3").write_bytes(b"no database" * 100)
    done = zhengda("export", "--of", "feedback")
    assert done.exit_code == 1
    assert "service.sqlite3 is damaged" in done.stderr


def test_knowledge_is_what_the_interface_lists(
    zhengda: Zhengda, store_path: Path, client: TestClient
) -> None:
    listed: list[Any] = client.get("/v1/knowledge?limit=200").json()["entries"]
    lines = zhengda("export", "--of", "knowledge", "--store", store_path).stdout.splitlines()
    assert [json.loads(line) for line in lines] == listed != []
    rows = table(
        zhengda("export", "--of", "knowledge", "--format", "csv", "--store", store_path).stdout
    )
    assert [row["编号"] for row in rows] == [entry["id"] for entry in listed]
