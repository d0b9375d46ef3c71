"""How reading is scored: labels by reference, and what the sample corpus reaches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import eval.reading
from eval.cli import app
from eval.datasets import CORPUS
from eval.errors import DataFileError
from eval.reading.labels import digest, read_labels
from eval.reading.scoring import score_reading

LABELS = Path(eval.reading.__file__).parent
PLAN = "云桥市压缩办电时间方案\n云政办发〔2022〕5号\n一、压缩时限。低压用户办电时间不超过5个工作日。（市发展改革委牵头，供电公司配合）\n云桥市人民政府办公室\n2022年3月1日\n"
START = PLAN.index("一、")
FIGURE = PLAN.index("5个工作日")
SUBJECT = PLAN.index("办电时间不超过")


def write(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "labels.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return folder


def test_right_labels_score_one(tmp_path: Path, documents: Path) -> None:
    figure = [FIGURE, FIGURE + 5, "5", "个工作日", "<=", [SUBJECT, SUBJECT + 4]]
    labels = write(
        tmp_path,
        {"about": "a header"},
        {
            "file": "plan.txt",
            "kind": "metadata",
            "title": "云桥市压缩办电时间方案",
            "number": "云政办发〔2022〕5号",
            "issued_on": "2022-03-01",
            "expires_on": None,
        },
        {"file": "plan.txt", "kind": "clauses", "clauses": [["一、", digest("压缩时限"), START]]},
        {
            "file": "plan.txt",
            "kind": "responsible",
            "units": [[START, "lead", "市发展改革委"], [START, "with", "供电公司"]],
        },
        {"file": "plan.txt", "kind": "measures", "at": START, "measures": [figure]},
    )
    scores = score_reading(read_labels([labels]), [documents])
    assert scores.wrong == []
    assert {kind: counts.f1 for kind, counts in scores.kinds.items()}["clauses"] == 1
    assert all(counts.f1 == 1 for counts in scores.kinds.values())
    assert scores.of("measures.subject").right == 1


def test_what_is_wrong_is_counted_and_named(tmp_path: Path, documents: Path) -> None:
    labels = write(
        tmp_path,
        {
            "file": "plan.txt",
            "kind": "clauses",
            "clauses": [["一、", "0" * 12, START], ["二、", "", 3]],
        },
        {"file": "plan.txt", "kind": "metadata", "expires_on": "2025-01-01"},
        {"file": "gone.txt", "kind": "metadata", "number": None},
    )
    scores = score_reading(read_labels([labels]), [documents])
    clauses = scores.of("clauses")
    assert (clauses.labelled, clauses.found, clauses.right) == (2, 1, 0)
    assert scores.of("metadata.expires_on").recall == 0
    assert scores.missing == ["gone.txt"]
    assert len(scores.wrong) == 4


def test_each_part_of_the_labels_is_scored_by_itself(tmp_path: Path, documents: Path) -> None:
    labels = write(
        tmp_path,
        {"file": "plan.txt", "kind": "metadata", "expires_on": None, "fresh": True},
        {"file": "gone.txt", "kind": "metadata", "number": None, "held_out": True},
    )
    options = ["reading", str(labels), "--documents", str(documents)]
    found = json.loads(CliRunner().invoke(app, [*options, "--json"]).stdout)
    assert {part: one["documents"] for part, one in found.items()} == {"held_out": 0, "fresh": 1}
    (fresh,) = (found[part] for part in found if part == "fresh")
    assert json.loads(CliRunner().invoke(app, [*options, "--fresh", "--json"]).stdout) == fresh
    assert json.loads(CliRunner().invoke(app, [*options, "--dev", "--json"]).stdout) == {}
    second = {"file": "plan.txt", "kind": "metadata", "expires_on": None, "fresh": True, "draw": 2}
    both = write(tmp_path / "documents", second)
    drawn = [*options, str(both), "--json", "--draw"]
    assert json.loads(CliRunner().invoke(app, [*drawn, "2"]).stdout) == fresh
    assert json.loads(CliRunner().invoke(app, [*drawn, "1"]).stdout) == {}
    assert CliRunner().invoke(app, [*drawn, "2", "--dev"]).exit_code == 2
    shown = CliRunner().invoke(app, options).stdout
    assert "held out: 0 documents, 1 not found" in shown
    assert "fresh: 1 documents, 0 not found" in shown
    assert CliRunner().invoke(app, [*options, "--fresh", "--dev"]).exit_code == 2


def test_a_line_that_is_no_label_is_named(tmp_path: Path) -> None:
    labels = write(tmp_path, {"file": "plan.txt", "kind": "clauses"})
    with pytest.raises(DataFileError, match="1"):
        read_labels([labels])


def test_the_sample_corpus_is_read_as_labelled() -> None:
    own = {path.name for path in CORPUS.iterdir()}
    labels = [one for one in read_labels([LABELS]) if one.file in own]
    scores = score_reading(labels, [CORPUS])
    reached = {kind: scores.of(kind).f1 for kind in ("clauses", "metadata", "measures")}
    assert scores.documents == len(own)
    assert reached["clauses"] >= 0.99, scores.wrong
    assert reached["metadata"] >= 0.97, scores.wrong
    assert reached["measures"] >= 0.97, scores.wrong
    assert scores.of("measures.subject").f1 >= 0.9, scores.wrong


# Of the last, one list of 130 names is 130 clauses where one is labelled.
@pytest.mark.parametrize(
    ("flag", "clauses", "measures"),
    [("--dev", 0.99, 0.95), ("--held-out", 0.97, 0.95), ("--fresh", 0.9, 0.9)],
)
def test_the_documents_that_are_not_ours_are_read_as_labelled(
    shared: Path, flag: str, clauses: float, measures: float
) -> None:
    folders = [shared / name for name in ("seeds", "pages", "laws")]
    options = [part for folder in [*folders, CORPUS] for part in ("--documents", str(folder))]
    done = CliRunner().invoke(app, ["reading", str(LABELS), *options, flag, "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["missing"] == []
    kinds = found["kinds"]
    assert kinds["clauses"]["f1"] >= clauses
    assert kinds["metadata"]["f1"] >= 0.95
    assert kinds["responsible"]["f1"] >= 0.97
    assert kinds["measures"]["f1"] >= measures
    assert kinds["measures.subject"]["f1"] >= 0.8


# Of the first, one list of 130 names is 130 clauses where one is labelled.
@pytest.mark.parametrize(
    ("draw", "clauses", "measures"), [(1, 0.9, 0.95), (2, 0.98, 0.92), (3, 0.97, 0.88)]
)
def test_each_draw_of_fresh_documents_is_read_as_well_as_it_was(
    shared: Path, draw: int, clauses: float, measures: float
) -> None:
    labels = [one for one in read_labels([LABELS]) if one.part == "fresh" and one.draw == draw]
    scores = score_reading(labels, [shared / "pages", shared / "laws"])
    assert scores.documents == len(labels) >= 24
    assert scores.of("clauses").f1 >= clauses
    assert scores.of("metadata").f1 >= 0.98
    assert scores.of("responsible").f1 >= 0.97
    assert scores.of("measures").f1 >= measures
    assert scores.of("measures.subject").f1 >= 0.85
