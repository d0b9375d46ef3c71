"""Labelled questions can tell whether a cross-encoder of one's own pays."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval import console
from eval.cli import app
from eval.datasets import QUESTIONS
from index import Store
from index.reranking import reranking
from service.settings import Settings

pytestmark = pytest.mark.timeout(600)  # the first test of eval embeds the corpus

ASKED = 6


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("few") / "few.jsonl"
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    chosen = [row for row in rows if row["answerable"]][:ASKED]
    lines = [json.dumps(row, ensure_ascii=False) for row in chosen]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def model(
    tmp_path_factory: pytest.TempPathFactory, write_cross_encoder: Callable[..., Path]
) -> Path:
    return write_cross_encoder(tmp_path_factory.mktemp("models") / "tiny", "市政府办理时限工作日")


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [*map(str, arguments), "--json"])


@pytest.mark.parametrize("command", ["questions", "answers"])
def test_questions_are_scored_with_a_reranker(
    command: str, few: Path, model: Path, sample_store: Store, tmp_path: Path
) -> None:
    store = ("--store", sample_store.path)
    asked = (command, few, *store, *(("--mode", "hybrid") if command == "questions" else ()))
    plain, found = run(*asked), run(*asked, "--reranker", model, "--rerank-weight", 10)
    assert found.exit_code == 0, found.stderr
    if command == "questions":
        before, after = json.loads(plain.stdout), json.loads(found.stdout)
        assert after["n"] == before["n"] == ASKED
        assert after["mrr@10"] != before["mrr@10"], "ten times the weight changes some order"


def test_one_without_weight_changes_nothing(few: Path, model: Path, sample_store: Store) -> None:
    asked = ("questions", few, "--store", sample_store.path, "--mode", "hybrid")
    plain = json.loads(run(*asked).stdout)
    found = json.loads(run(*asked, "--reranker", model, "--rerank-weight", 0).stdout)
    assert found["ndcg@10"] == plain["ndcg@10"]


def test_a_report_names_the_reranker(
    few: Path, model: Path, sample_store: Store, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    asked = ("questions", few, "--store", sample_store.path, "--mode", "hybrid", "--report", page)
    assert json.loads(run(*asked, "--reranker", model).stdout)["reranker"] == f"st:{model}"
    assert f"<dt>Reranker</dt><dd>st:{model}</dd>" in page.read_text(encoding="utf-8")


def test_a_model_that_is_not_there_ends_the_command(
    few: Path, sample_store: Store, tmp_path: Path
) -> None:
    done = run("questions", few, "--store", sample_store.path, "--reranker", tmp_path / "nothing")
    assert done.exit_code == 1
    assert "nothing" in done.stderr


def test_the_same_is_measured_as_is_served() -> None:
    served = Settings()
    assert console.RERANK_TOP == served.rerank_top == reranking.RERANK_TOP
    assert console.RERANK_WEIGHT == served.rerank_weight == reranking.RERANK_WEIGHT
    assert served.rerank_timeout_s == reranking.RERANK_TIMEOUT_S < served.request_timeout_s
