"""`zhengda search` and `zhengda export`: what they print, and what they make of odd questions."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from service.commands.export import _csv_line

RUN = [sys.executable, "-c", "from service.cli import main; main()"]

Zhengda = Callable[..., Result]


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
