"""`zhengda-eval replay` and `draft`: what was logged and reported, held against a store."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval.cli import app
from eval.gold import GoldIndex
from eval.records import Gold
from index import Store
from service.ingesting import ingest

runner = CliRunner()

QUESTION = "云桥市新开一家公司最快几个小时能弄好"
NEAR = "望鹭市办理企业开办要几天"


@pytest.fixture(scope="module")
def found(sample_store: Store) -> dict[str, list[str]]:
    """The first ten clauses of two questions."""
    return {
        question: [hit.clause.id for hit in sample_store.search(question).hits]
        for question in (QUESTION, NEAR)
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write rows as JSON Lines."""

    def written(*rows: dict[str, Any]) -> str:
        path = tmp_path / "rows.jsonl"
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        path.write_text("".join(lines), encoding="utf-8")
        return str(path)

    return written


def logged(question: str, clauses: list[str], **more: Any) -> dict[str, Any]:
    row = {"action": "search", "question": question, "filters": {}, "clauses": clauses}
    return row | {"answered": None} | more


def reported(
    number: int, question: str, verdict: str, clause_id: str | None = None
) -> dict[str, Any]:
    comment = f"第{number}条意见"
    return {
        "id": f"{number:012}" + "0" * 20,
        "question": question,
        "verdict": verdict,
        "clause_id": clause_id,
        "comment": comment,
    }


def replayed(log: str, store: Path) -> dict[str, Any]:
    done = runner.invoke(app, ["replay", log, "--store", str(store), "--json"])
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("command", ["replay", "draft"])
def test_each_has_help(command: str) -> None:
    assert "Usage" in runner.invoke(app, [command, "--help"]).stdout


def test_a_store_that_has_not_changed_finds_what_was_logged(
    sample_store: Store, found: dict[str, list[str]], write: Callable[..., str]
) -> None:
    log = write(
        logged(QUESTION, found[QUESTION]),
        logged(QUESTION, found[QUESTION]),
        logged(NEAR, found[NEAR]),
        logged(NEAR, found[NEAR][:3], filters={"top_k": 3}),
    )
    done = replayed(log, sample_store.path)
    assert (done["n"], done["asked"]) == (3, 4)
    assert done["first_same"] == done["ten_same"] == done["ten_same_in_any_order"] == 3
    assert done["changed"] == done["left_out"] == []


def test_what_changed_is_listed_another_first_clause_before_another_order(
    sample_store: Store, found: dict[str, list[str]], write: Callable[..., str]
) -> None:
    first, *others = found[QUESTION]
    log = write(
        logged(NEAR, [found[NEAR][0], *reversed(found[NEAR][1:])]),
        logged(QUESTION, ["long-gone", *others]),
    )
    done = replayed(log, sample_store.path)
    assert (done["first_same"], done["ten_same"], done["ten_same_in_any_order"]) == (1, 0, 1)
    other_first, other_order = done["changed"]
    assert other_first["first_before"] == "long-gone (no longer in the store)"
    assert "压缩开办企业时间" in other_first["first_now"]
    assert (len(other_first["left"]), len(other_first["came"])) == (1, 1)
    assert sample_store.clause(first)[0].heading in other_first["came"][0]
    assert (other_order["left"], other_order["came"]) == ([], [])
    shown = runner.invoke(app, ["replay", log, "--store", str(sample_store.path), "--show", "1"])
    assert "first clause the same: 1 of 2 (50.0%)" in shown.stdout
    assert "first: long-gone (no longer in the store) -> 《" in shown.stdout
    assert "and 1 more" in shown.stdout


def test_an_ingest_shows_in_the_replay(
    sample_store: Store, found: dict[str, list[str]], write: Callable[..., str], tmp_path: Path
) -> None:
    newer = tmp_path / "store"
    shutil.copytree(sample_store.path, newer)
    document = tmp_path / "new.txt"
    document.write_text(
        "云桥市开办企业提速办法\n云桥市人民政府\n2024年1月5日\n"
        f"一、新开公司。{QUESTION}：新开一家公司最快2个小时办结。\n",
        encoding="utf-8",
    )
    with Store.open(newer) as store:
        assert ingest(store, [document]).failures == []
    (one,) = replayed(write(logged(QUESTION, found[QUESTION])), newer)["changed"]
    assert "云桥市开办企业提速办法" in one["first_now"]
    assert "压缩开办企业时间" in one["first_before"]


@pytest.mark.parametrize(("was", "counted"), [(True, "now_refused"), (False, "now_answered")])
def test_an_answer_that_turned_is_counted(
    sample_store: Store, write: Callable[..., str], was: bool, counted: str
) -> None:
    question = "云桥市养狗证办理要多久" if was else QUESTION
    done = replayed(write(logged(question, [], action="ask", answered=was)), sample_store.path)
    assert {name: done[name] for name in ("now_answered", "now_refused")} == {
        "now_answered": 0,
        "now_refused": 0,
        counted: 1,
    }
    (one,) = done["changed"]
    assert (one["answered_before"], one["answered_now"]) == (was, not was)


def test_a_question_that_cannot_be_asked_again_is_left_out_with_the_reason(
    sample_store: Store, write: Callable[..., str]
) -> None:
    log = write(logged(QUESTION, [], filters={"issued_from": "soon"}))
    (one,) = replayed(log, sample_store.path)["left_out"]
    assert one["question"] == QUESTION
    assert "issued_from: " in one["reason"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"question": "a"}, "has no field 'clauses'"),
        (logged("a", []) | {"clauses": "a b"}, "field clauses must be a list of strings"),
        (logged("a", []) | {"filters": []}, "field filters must be an object"),
        (logged("a", []) | {"action": "sing"}, "'sing' is not a valid Action"),
        (logged("a", []) | {"answered": 3}, "field answered must be true, false or null"),
        (logged("a", []) | {"question": 3}, "field question must be a string"),
    ],
)
def test_a_line_that_is_no_logged_question_is_named(
    write: Callable[..., str], tmp_path: Path, row: dict[str, Any], reason: str
) -> None:
    done = runner.invoke(app, ["replay", write(row), "--store", str(tmp_path)])
    assert done.exit_code == 1
    assert f"rows.jsonl:1: {reason}" in done.stderr


def test_feedback_becomes_questions_that_a_person_finishes(
    sample_store: Store, found: dict[str, list[str]], write: Callable[..., str], tmp_path: Path
) -> None:
    right, also = found[QUESTION][:2]
    done = runner.invoke(
        app,
        [
            "draft",
            write(
                reported(1, QUESTION, "right", right),
                reported(2, f" {QUESTION} ", "should_answer", also),
                reported(3, "开养老院给多少补贴", "should_refuse"),
                reported(4, NEAR, "wrong", found[NEAR][0]),
                reported(5, NEAR, "right"),
                reported(6, NEAR, "right", "long-gone"),
                reported(7, "how long", "right", right),
                reported(8, "how long", "should_refuse"),
            ),
            "--store",
            str(sample_store.path),
        ],
    )
    assert done.exit_code == 0, done.stderr
    answered, refused = map(json.loads, done.stdout.splitlines())
    assert answered["text"] == QUESTION
    assert (answered["answerable"], answered["type"]) == (True, "duration")
    assert answered["gold"][0] == {
        "document": "yunqiao_three_year_plan.txt",
        "number": "(1)",
        "heading": "压缩开办企业时间",
        "grade": 3,
    }
    assert len(answered["gold"]) == 2
    assert {"value": "4", "unit": "个工作小时"}.items() <= answered["answers"][0].items()
    assert (refused["answerable"], refused["why"]) == (False, "to be checked: 第3条意见")
    for reason in ("1 says wrong", "1 names no clause", "1 names a clause", "2 contradicts"):
        assert reason in done.stderr
    unfinished = tmp_path / "drafts.jsonl"
    unfinished.write_text(done.stdout, encoding="utf-8")
    check = ["check", str(unfinished), "--store", str(sample_store.path)]
    assert "field topic must be a non-empty string" in runner.invoke(app, check).stderr
    unfinished.write_text(done.stdout.replace('"topic": ""', '"topic": "registration"'), "utf-8")
    checked = runner.invoke(app, check)
    assert checked.exit_code == 0, checked.stderr


def test_every_drafted_label_fits_its_clause_alone(
    sample_store: Store, write: Callable[..., str]
) -> None:
    clauses = [clause for _, _, of_one in sample_store.export() for clause in of_one][::20]
    lines = [
        reported(at, f"第{at}个问题是什么", "right", clause.id) for at, clause in enumerate(clauses)
    ]
    done = runner.invoke(app, ["draft", write(*lines), "--store", str(sample_store.path)])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == len(clauses) > 5
    index = GoldIndex.of(sample_store)
    for row, clause in zip(rows, clauses, strict=True):
        label = row["gold"][0]
        fitting = index.candidates(Gold(**label | {"path": tuple(label.get("path", ()))}))
        assert [one.id for one in fitting] == [clause.id]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": "a", "question": "a"}, "has no field verdict"),
        (reported(1, "a", "nice"), "has an unknown verdict: 'nice'"),
    ],
)
def test_a_line_that_is_no_feedback_is_named(
    write: Callable[..., str], tmp_path: Path, row: dict[str, Any], reason: str
) -> None:
    done = runner.invoke(app, ["draft", write(row), "--store", str(tmp_path)])
    assert done.exit_code == 1
    assert f"rows.jsonl:1: {reason}" in done.stderr
