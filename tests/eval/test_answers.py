"""Asking labelled questions for answers: what is scored, and the commands that print it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval import datasets
from eval.answer_report import answers_text
from eval.answers import AnswerRow, ask_questions, score
from eval.check import check_questions
from eval.cli import app
from eval.datasets import QUESTIONS, read_questions
from eval.gold import GoldIndex, resolve_all
from eval.records import Split
from index import Store
from service import FEATURES

runner = CliRunner()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve answerable and four unanswerable dev questions."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    dev = [row for row in rows if row["split"] == "dev"]
    chosen = [row for row in dev if row["answerable"]][:12]
    chosen += [row for row in dev if not row["answerable"]][:4]
    path = tmp_path_factory.mktemp("answers") / "few.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in chosen]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def asked(few: Path, sample_store: Store) -> list[AnswerRow]:
    return ask_questions(sample_store, read_questions([few]), without_gold=True)


def test_every_question_is_asked_and_answerable_ones_again_without_gold(
    asked: list[AnswerRow],
) -> None:
    assert len(asked) == 12 + 12 + 4
    without = [row for row in asked if row.without_gold]
    assert len(without) == 12
    assert not any(row.answerable or row.cited_right for row in without)
    assert all(tuple(row.features) == FEATURES for row in asked)


def test_no_figure_is_without_support(asked: list[AnswerRow]) -> None:
    assert [(row.question.id, row.unsupported) for row in asked if row.unsupported] == []


def test_shares_are_counted_over_the_right_questions(asked: list[AnswerRow]) -> None:
    plain = [row for row in asked if not row.without_gold]
    everything = score([replace(row, answered=True) for row in plain])
    assert (everything.answerable, everything.unanswerable) == (12, 4)
    assert (everything.wrongly_refused, everything.refused_right) == (0.0, 0.0)
    assert everything.cited_right == everything.drafted_cited_right
    nothing = score([replace(row, answered=False) for row in plain])
    assert (nothing.wrongly_refused, nothing.refused_right) == (1.0, 1.0)
    assert nothing.cited_right == nothing.value_right == 0.0
    assert nothing.drafted_cited_right == everything.drafted_cited_right > 0.5


def test_answers_prints_one_object_and_rows(few: Path, sample_store: Store, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    options = ["--store", str(sample_store.path), "--json", "--rows", str(rows)]
    result = runner.invoke(app, ["answers", str(few), *options])
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["answerable"], found["unanswerable"]) == (12, 4)
    assert found["unsupported_figures"] == 0
    assert "split:dev" in found["slices"]
    assert len(rows.read_text(encoding="utf-8").splitlines()) == 16


def test_failed_questions_of_the_test_split_are_listed_on_request_only(
    asked: list[AnswerRow],
) -> None:
    plain = [replace(row, answered=False) for row in asked if not row.without_gold]
    hidden = [
        replace(row, question=replace(row.question, split=Split.TEST)) if at % 2 else row
        for at, row in enumerate(plain)
    ]
    refused = [row.question for row in hidden if row.answerable]
    listed = answers_text(hidden)
    for question in refused:
        assert (question.text in listed) is (question.split is Split.DEV)
    assert all(question.text in answers_text(hidden, show_test=True) for question in refused)


def test_a_threshold_of_one_refuses_everything(few: Path, sample_store: Store) -> None:
    options = ["--store", str(sample_store.path), "--json", "--threshold", "1"]
    found = json.loads(runner.invoke(app, ["answers", str(few), *options]).stdout)
    assert (found["wrongly_refused"], found["refused_right"]) == (1.0, 1.0)


def test_calibrate_writes_coefficients_and_plots(
    few: Path, sample_store: Store, tmp_path: Path
) -> None:
    store = str(sample_store.path)
    target, plots = tmp_path / "refusal.json", tmp_path / "plots"
    options = ["--store", store, "--write", str(target), "--plot", str(plots)]
    result = runner.invoke(app, ["calibrate", str(few), *options])
    assert result.exit_code == 0, result.stderr
    assert "operating point" in result.stdout
    stored = json.loads(target.read_text(encoding="utf-8"))
    assert (stored["questions"], stored["files"]) == (16, ["few.jsonl"])
    assert sorted(path.name for path in plots.iterdir()) == ["operating.svg", "reliability.svg"]


def test_calibrating_on_one_kind_of_question_is_refused(
    few: Path, sample_store: Store, tmp_path: Path
) -> None:
    one_kind = tmp_path / "one.jsonl"
    one_kind.write_text("\n".join(few.read_text(encoding="utf-8").splitlines()[:12]), "utf-8")
    result = runner.invoke(app, ["calibrate", str(one_kind), "--store", str(sample_store.path)])
    assert result.exit_code == 1
    assert "both kinds" in result.stderr


def test_a_store_can_be_left_out(few: Path, sample_store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.symlink_to(sample_store.path)
    options = ["--store", str(sample_store.path), "--leave-one-out"]
    alone = runner.invoke(app, ["calibrate", str(few), *options])
    assert (alone.exit_code, "two stores" in alone.stderr) == (1, True)
    both = runner.invoke(
        app, ["calibrate", str(few), *options, "--also", f"{few}={other}", "--json"]
    )
    assert both.exit_code == 0, both.stderr
    left_out = [one["left_out"] for one in json.loads(both.stdout)["left_out"]]
    assert left_out == [str(sample_store.path), str(other), "mean"]


@pytest.mark.parametrize("option", ["--seeds", "--pages", "--laws"])
def test_further_corpora_have_an_option_each(
    few: Path, sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    other = tmp_path / "other"
    other.symlink_to(sample_store.path)
    monkeypatch.setitem(datasets.FURTHER_QUESTIONS, option.removeprefix("--"), (few,))
    options = ["--store", str(sample_store.path), option, str(other), "--leave-one-out", "--json"]
    result = runner.invoke(app, ["calibrate", str(few), *options])
    assert result.exit_code == 0, result.stderr
    left_out = [one["left_out"] for one in json.loads(result.stdout)["left_out"]]
    assert left_out == [str(sample_store.path), str(other), "mean"]


def test_a_pair_of_file_and_store_must_be_whole(few: Path, sample_store: Store) -> None:
    options = ["--store", str(sample_store.path), "--also", "nothing"]
    assert runner.invoke(app, ["calibrate", str(few), *options]).exit_code == 2


def test_the_refusal_questions_keep_the_rules_beside_the_sample(sample_store: Store) -> None:
    refusals = QUESTIONS.with_name("refusals.jsonl")
    questions = read_questions([QUESTIONS, refusals])
    assert check_questions(questions) == []
    assert resolve_all(questions, GoldIndex.of(sample_store))[1] == []
    own = [question for question in questions if question.path == refusals]
    assert sum(not question.answerable for question in own) >= 30
    assert {question.split for question in own} == {Split.DEV, Split.TEST}
