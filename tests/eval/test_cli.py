"""The command `zhengda-eval`: what it prints and how it exits."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cli import app
from eval.datasets import CORPUS, QUESTIONS
from index import Store

METRIC_NAMES = {"hit@1", "mrr@10", "ndcg@10", "recall@10", "recall@100", "n", "seconds"}
runner = CliRunner()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve answerable and two unanswerable sample questions."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    chosen = [row for row in rows if row["answerable"]][:12]
    chosen += [row for row in rows if not row["answerable"]][:2]
    path = tmp_path_factory.mktemp("few") / "few.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in chosen]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["questions", "check", "benchmark", "gate"])
def test_every_command_has_help(command: str):
    result = runner.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert command in result.stdout


def test_one_mode_prints_one_flat_object_and_rows(few: Path, sample_store: Store, tmp_path: Path):
    rows = tmp_path / "rows.jsonl"
    store = ["--store", str(sample_store.path)]
    options = ["--mode", "lexical", "--json", "--rows", str(rows)]
    result = runner.invoke(app, ["questions", str(few), *store, *options])
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert METRIC_NAMES <= set(found)
    assert found["n"] == 12
    assert found["unanswerable"]["n"] == 2
    kept = [json.loads(line) for line in rows.read_text(encoding="utf-8").splitlines()]
    assert len(kept) == 14
    assert sum("ndcg@10" in row for row in kept) == 12


def test_all_modes_are_nested_beside_the_hybrid_object(few: Path, sample_store: Store):
    result = runner.invoke(
        app, ["questions", str(few), "--store", str(sample_store.path), "--json"]
    )
    found = json.loads(result.stdout)
    assert list(found["modes"]) == ["hybrid", "dense", "lexical"]
    assert {name: found[name] for name in METRIC_NAMES} == {
        name: found["modes"]["hybrid"][name] for name in METRIC_NAMES
    }


def test_the_text_report_shows_modes_slices_and_worst_questions(few: Path, sample_store: Store):
    result = runner.invoke(app, ["questions", str(few), "--store", str(sample_store.path)])
    assert result.exit_code == 0, result.stderr
    for expected in ("hybrid", "dense", "lexical", "style:colloquial", "unanswerable", "worst"):
        assert expected in result.stdout


def test_dangling_gold_stops_the_scoring_with_file_and_line(
    few: Path, sample_store: Store, tmp_path: Path
):
    broken = tmp_path / "broken.jsonl"
    text = few.read_text(encoding="utf-8").replace('"number": "(1)"', '"number": "(99)"', 1)
    broken.write_text(text, encoding="utf-8")
    result = runner.invoke(app, ["questions", str(broken), "--store", str(sample_store.path)])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{broken}:1: q001: gold yunqiao_three_year_plan.txt (99)" in result.stderr


def test_check_says_how_many_questions_hold(sample_store: Store):
    result = runner.invoke(app, ["check", str(QUESTIONS), "--store", str(sample_store.path)])
    assert result.exit_code == 0, result.stderr
    assert "245 questions, no problem found" in result.stdout


def test_check_reads_the_documents_themselves_and_counts_the_wording():
    result = runner.invoke(app, ["check", str(QUESTIONS), "--documents", str(CORPUS)])
    assert result.exit_code == 0, result.stderr
    assert re.match(r"sample\.jsonl: 245 questions, \d+ unanswerable; ", result.stdout)
    assert "worded unlike their clauses" in result.stdout


def test_check_names_gold_that_the_documents_do_not_have(few: Path, tmp_path: Path):
    (tmp_path / "plan.txt").write_text("通知\n1.提升效率。", encoding="utf-8")
    result = runner.invoke(app, ["check", str(few), "--documents", str(tmp_path)])
    assert result.exit_code == 1
    assert "there is no document from this file" in result.stderr


def test_check_takes_clauses_from_one_place(few: Path, tmp_path: Path):
    both = ["--documents", str(tmp_path), "--store", str(tmp_path)]
    assert runner.invoke(app, ["check", str(few), *both]).exit_code == 2


def test_a_missing_store_is_a_failure_and_a_wrong_mode_a_usage_error(few: Path, tmp_path: Path):
    missing = runner.invoke(app, ["questions", str(few), "--store", str(tmp_path / "none")])
    assert missing.exit_code == 1
    assert "none" in missing.stderr
    wrong = runner.invoke(app, ["benchmark", str(tmp_path), "--mode", "magic"])
    assert wrong.exit_code == 2


def test_a_split_without_questions_is_a_usage_error(few: Path, sample_store: Store):
    arguments = ["questions", str(few), "--store", str(sample_store.path), "--split", "none"]
    assert runner.invoke(app, arguments).exit_code == 2


def test_benchmark_prints_one_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "corpus.jsonl").write_text(
        '{"id": "a", "title": "t", "text": "用水报装三天"}', "utf-8"
    )
    (folder / "queries.jsonl").write_text('{"id": "q", "text": "用水报装几天"}', "utf-8")
    (folder / "qrels.tsv").write_text("q\ta\t1\n", "utf-8")
    result = runner.invoke(app, ["benchmark", str(folder), "--mode", "lexical", "--json"])
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert METRIC_NAMES <= set(found)
    assert found["hit@1"] == 1.0
