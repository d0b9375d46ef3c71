"""The report on labelled questions: what it compares, what it explains and what it withholds."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cli import app
from eval.datasets import QUESTIONS, read_questions
from eval.errors import DataFileError, NothingToScore
from eval.records import Split
from eval.report import rows
from eval.reporting.comparing import (
    REPORTED,
    compare_modes,
    compare_with_baseline,
    read_rows,
)
from eval.reporting.page import SECTIONS, first_ranks
from eval.reporting.worst import ABOVE, worst_questions
from eval.reporting.writing import Report
from eval.scoring import Scores, score_questions
from index import Mode, Store

MARKUP = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def scores(sample_store: Store) -> Scores:
    """Lexical and dense, on every third sample question."""
    questions = read_questions([QUESTIONS])[::3]
    return score_questions(sample_store, questions, modes=[Mode.LEXICAL, Mode.DENSE], depth=100)


@pytest.fixture
def baseline(scores: Scores, tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows(scores.modes)), encoding="utf-8")
    return path


def changed(path: Path, change) -> None:
    """Rewrite rows one by one; rows that become None are left out."""
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [row for row in map(change, read) if row is not None]
    path.write_text("\n".join(json.dumps(row) for row in kept), encoding="utf-8")


def test_every_metric_of_two_modes_is_tested(scores: Scores):
    compared = compare_modes(scores.modes)
    assert [(row.first, row.second, row.metric) for row in compared] == [
        ("lexical", "dense", metric) for metric in REPORTED
    ]
    for row in compared:
        lexical, dense = (scores.modes[name].overall.values[row.metric] for name in scores.modes)
        assert row.test.difference == pytest.approx(lexical - dense)
        assert row.test.wins + row.test.ties + row.test.losses == len(scores.qrels)
        assert row.test.p <= row.adjusted_p <= 1


def test_a_run_does_not_differ_from_its_own_rows(scores: Scores, baseline: Path):
    found = compare_with_baseline(scores, baseline)
    assert found.missing == 0
    assert {row.first for row in found.overall} == {"lexical", "dense"}
    assert all(row.test.p == 1.0 and not row.test.difference for row in found.overall)
    assert {row.part for row in found.slices} == set(scores.members)


def test_a_better_run_wins_against_its_baseline(scores: Scores, baseline: Path):
    changed(baseline, lambda row: row | ({"ndcg@10": 0.0} if "ndcg@10" in row else {}))
    rows_of = {
        (row.first, row.metric): row for row in compare_with_baseline(scores, baseline).overall
    }
    won = rows_of["lexical", "ndcg@10"]
    assert won.test.losses == 0
    assert won.test.wins > 10
    assert won.adjusted_p < 0.01
    assert rows_of["lexical", "hit@1"].test.p == 1.0


def test_questions_that_the_baseline_did_not_ask_are_counted_not_compared(
    scores: Scores, baseline: Path
):
    gone = sorted(scores.qrels)[:5]
    changed(baseline, lambda row: None if row["id"] in gone else row)
    found = compare_with_baseline(scores, baseline)
    assert found.missing == 5
    assert {row.test.n for row in found.overall} == {len(scores.qrels) - 5}


def test_a_baseline_of_other_questions_is_refused(scores: Scores, baseline: Path):
    changed(baseline, lambda row: row | {"id": f"other-{row['id']}"})
    with pytest.raises(NothingToScore, match="no mode and question"):
        compare_with_baseline(scores, baseline)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "q1", "ndcg@10": 1}', "has no mode and id"),
        ('{"mode": "dense", "id": "q1", "ndcg@10": 1}', "needs numbers for"),
        (
            '{"mode": "dense", "id": "q", "ndcg@10": "1", "mrr@10": 1, "hit@1": 1, "recall@10": 1}',
            "needs numbers for",
        ),
    ],
)
def test_lines_that_are_no_rows_are_named(tmp_path: Path, line: str, reason: str):
    path = tmp_path / "rows.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"rows\.jsonl:2: {reason}"):
        read_rows(path)


def test_the_worst_come_first_with_what_stands_above_their_gold(
    sample_store: Store, scores: Scores
):
    worst = worst_questions(sample_store, scores, show_test=True, limit=6)
    assert worst.mode == "lexical"
    assert len(worst.shown) == 6 < worst.missed
    values = [one.values["ndcg@10"] for one in worst.shown]
    assert values == sorted(values)
    for one in worst.shown:
        grades = scores.qrels[one.question.id]
        ranks = [shown.hit.rank for shown in one.hits]
        assert ranks == sorted(ranks)
        assert all(shown.grade == grades.get(shown.hit.clause.id, 0) for shown in one.hits)
        gold = [shown for shown in one.hits if shown.grade]
        assert len(gold) + one.not_found == len(grades)
        above = [shown for shown in one.hits if not shown.grade]
        assert 1 <= len(above) <= ABOVE
        if gold:
            assert one.first_gold_rank == gold[0].hit.rank > above[-1].hit.rank
        assert all(shown.hit.scores for shown in one.hits)


def test_failed_questions_of_the_test_split_are_withheld(sample_store: Store, scores: Scores):
    seen = worst_questions(sample_store, scores, limit=1000)
    everything = worst_questions(sample_store, scores, show_test=True, limit=0)
    assert seen.withheld > 0
    assert seen.missed + seen.withheld == everything.missed
    assert {one.question.split for one in seen.shown} == {Split.DEV}


def test_first_ranks_count_every_answerable_question(scores: Scores):
    mode = scores.modes["dense"]
    ranks = first_ranks(scores, mode)
    assert sum(ranks.values()) == len(scores.qrels)
    assert ranks["1"] == round(mode.overall.values["hit@1"] * len(scores.qrels))


def test_the_page_holds_everything_escaped_and_asks_nothing_from_outside(
    sample_store: Store, scores: Scores, baseline: Path, tmp_path: Path
):
    page = tmp_path / "deep" / "report.html"
    hostile = replace(
        scores,
        questions=tuple(replace(q, text=f"{q.text} {MARKUP}") for q in scores.questions),
    )
    report = Report(sample_store, hostile, baseline=baseline)
    report.write_page(page, files=[QUESTIONS], split="dev")
    html = page.read_text(encoding="utf-8")
    assert MARKUP not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= len(report.worst.shown)
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|<script|<link", html)
    assert html.count("<svg") == 1 + len(SECTIONS)
    for metric in REPORTED:
        assert metric in html
    for part in scores.members:
        assert f">{part.partition(':')[2]}" in html
    assert "Slices against rows.jsonl: lexical" in html
    assert "of the test split are not shown" in html
    one = report.worst.shown[0]
    assert one.hits[0].hit.citation.label in html
    assert all(term in html for term in one.query.terms)
    assert f"{one.hits[0].hit.parts['lexical']:+.3f}<br>" in html
    assert "<dt>Reranker</dt>" not in html


@pytest.mark.parametrize("as_json", [True, False])
def test_the_command_writes_the_page_and_prints_the_tests(
    sample_store: Store, baseline: Path, tmp_path: Path, as_json: bool
):
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()[::9]
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(lines), encoding="utf-8")
    page = tmp_path / "report.html"
    options = ["--mode", "lexical", "--report", str(page), "--baseline", str(baseline)]
    store = ["--store", str(sample_store.path)]
    result = CliRunner().invoke(
        app, ["questions", str(few), *store, *options, *(["--json"] if as_json else [])]
    )
    assert result.exit_code == 0, result.stderr
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    if as_json:
        found = json.loads(result.stdout)
        low, high = found["intervals"]["ndcg@10"]
        assert low <= found["ndcg@10"] <= high
        assert found["baseline"]["overall"][0]["p"] == 1.0
        assert found["worst"]["mode"] == "lexical"
        assert found["reranker"] is None
        hit = found["worst"]["questions"][0]["hits"][0]
        assert {"score", "scores", "parts", "rank", "grade"} <= set(hit)
    else:
        assert "against rows.jsonl" in result.stdout
