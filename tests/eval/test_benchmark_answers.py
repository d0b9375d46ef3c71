"""A benchmark's questions are asked through the product, and its answers scored by gold spans."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from eval.benchmark import ready_store
from eval.benchmark_answers import SpanReport, SpanRow, check_offsets, score_answers, span_scores
from eval.benchmark_answers import said_of as said_of_answer
from eval.benchmark_documents import WHOLE_ENTRY_CHARS
from eval.benchmark_spans import read_spans
from eval.cli import app
from eval.errors import TextsDiffer
from eval.span_report import spans_object, spans_text

runner = CliRunner()

# On one line, as such corpora are printed, so that reading it restores where lines ended.
LONG = "澜渡市水务局关于优化用水报装服务的通知 为方便企业用水，现就有关事项通知如下。 " + " ".join(
    [
        "一、压减时间。用水报装自受理之日起3个工作日内办结。",
        "二、精简材料。申请用水报装应当提交身份证明、不动产权属证明和用水申请表。",
        *(
            f"{numeral}、做好第{numeral}项工作。窗口人员应当热情接待群众，一次告知所需事项，不得推诿。"
            * 2
            for numeral in "三四五六七八"
        ),
    ]
)
REPRINTED = "澜渡市图书馆每周一闭馆，周二至周日9时至17时开放，读者凭身份证入馆。"
POWER = "居民用户申请办电的，供电公司应当在2个工作日内送电。"


def marked(query_id: str, text: str, document: str, answer: str, entry: str) -> dict[str, Any]:
    start = entry.index(answer)
    span = [start, start + len(answer)]
    return {"id": query_id, "text": text, "doc": document, "answer": answer, "span": span}


CORPUS = {"water": LONG, "hall": REPRINTED, "reprint": REPRINTED, "power": POWER}
QUERIES = [
    marked("time", "用水报装几个工作日办结", "water", "3个工作日内办结", LONG),
    marked(
        "papers",
        "申请用水报装要提交哪些材料",
        "water",
        "身份证明、不动产权属证明和用水申请表",
        LONG,
    ),
    marked("hall", "图书馆周几闭馆", "hall", "每周一闭馆", REPRINTED),
    marked("reprint", "图书馆周几闭馆", "reprint", "每周一闭馆", REPRINTED),
    {"id": "none", "text": "火星移民基地的护照丢了怎么补领", "doc": "power", "answerable": False},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("benchmark") / "small"
    path.mkdir()
    corpus = [{"id": name, "title": "", "text": text} for name, text in CORPUS.items()]
    for name, rows in (("corpus", corpus), ("queries", QUERIES)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work") / "var" / "bench"


@pytest.fixture(scope="module")
def report(folder: Path, cache: Path) -> SpanReport:
    return score_answers(read_spans(folder), cache=cache)


@pytest.fixture
def rows(report: SpanReport) -> dict[str, SpanRow]:
    return {row.question.id: row for row in report.rows}


def test_answers_that_hold_their_span_are_right(rows: dict[str, SpanRow]):
    for name in ("time", "papers"):
        assert rows[name].answered
        assert rows[name].drafted["holds"] == rows[name].drafted["cited_right"] == 1.0
        assert rows[name].drafted["span_f1"] > 0.5
    assert (rows["time"].kind, rows["papers"].kind) == ("how_long", "list")


def test_offsets_of_citations_are_offsets_in_the_corpus(rows: dict[str, SpanRow]):
    assert len(LONG) > WHOLE_ENTRY_CHARS  # so that it was read into clauses
    cited = [one for row in rows.values() for one in row.quoted]
    assert {one.document for one in cited} >= {"water"}
    for one in cited:
        assert CORPUS[one.document][one.start : one.end] == one.text.replace("\n", " ")


def test_an_entry_with_the_same_text_is_the_same_document(rows: dict[str, SpanRow]):
    cited = {one.document for name in ("hall", "reprint") for one in rows[name].quoted}
    assert len(cited) == 1  # one of the two is cited for both questions
    assert rows["hall"].drafted["cited_right"] == rows["reprint"].drafted["cited_right"] == 1.0


def test_unanswerable_questions_are_right_when_refused(rows: dict[str, SpanRow]):
    assert not rows["none"].answered
    assert rows["none"].drafted == {}
    assert span_scores([rows["none"]]).unanswerable.values["refused"] == 1.0
    given = span_scores([replace(rows["none"], answered=True)])
    assert (given.unanswerable.n, given.unanswerable.values["refused"]) == (1, 0.0)
    assert given.given.n == 0


def test_a_refusal_gives_nothing_but_its_draft_is_scored_beside(rows: dict[str, SpanRow]):
    time = rows["time"]
    scores = span_scores([time, replace(rows["papers"], answered=False)])
    assert scores.given.values["answered"] == 0.5
    assert scores.given.values["holds"] == scores.given.values["cited_right"] == 0.5
    assert scores.given.values["span_f1"] == time.drafted["span_f1"] / 2
    assert scores.drafted.values["holds"] == scores.drafted.values["cited_right"] == 1.0
    assert scores.said == len(time.said)  # a refused draft has no length
    assert scores.quoted == sum(len(one.text) for one in time.quoted)


def test_a_text_that_moved_in_the_store_stops_the_run(folder: Path, cache: Path):
    data = read_spans(folder).benchmark
    with ready_store(data, cache=cache) as (store, _):
        check_offsets(store, data.entries)
        first, *others = data.entries
        for text in (f" {first.text}", first.text.replace("3个", "4个")):
            with pytest.raises(TextsDiffer, match="entry water"):
                check_offsets(store, [*others, replace(first, text=text)])
        with pytest.raises(TextsDiffer, match="entry gone"):
            check_offsets(store, [replace(first, id="gone")])


def test_reading_that_moves_offsets_is_noticed_before_anything_is_scored(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    two_for_one = re.compile("知 ")
    monkeypatch.setattr("eval.benchmark_documents._LOST_LINE_BREAK", two_for_one)
    with pytest.raises(TextsDiffer, match="entry water"):
        score_answers(read_spans(folder), cache=tmp_path)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("澜渡市：申请材料：身份证", "申请材料：身份证"),
        ("《关于用水的通知》：3个工作日", "3个工作日"),
        ("Landu: 3 working days", "3 working days"),
        ("申请材料：身份证", "申请材料：身份证"),
        ("按照《关于用水的通知》：3个工作日", "按照《关于用水的通知》：3个工作日"),
    ],
)
def test_the_place_or_title_before_a_statement_is_not_what_it_says(statement: str, expected: str):
    names = ("澜渡市", "Landu")
    sources = [
        SimpleNamespace(document=SimpleNamespace(region=SimpleNamespace(name=name)))
        for name in names
    ] + [SimpleNamespace(document=SimpleNamespace(region=None))]
    answer: Any = SimpleNamespace(
        statements=[SimpleNamespace(text=statement)] * 2, citations=sources
    )
    assert said_of_answer(answer) == f"{expected}\n{expected}"


def test_the_object_has_measures_intervals_slices_and_lengths(report: SpanReport):
    found = spans_object(report)
    assert (found["answerable"], found["unanswerable"]) == (4, 1)
    measures = {"answered", "holds", "cited_right", "span_recall", "span_f1", "refused"}
    drafted = {f"drafted_{name}" for name in measures - {"answered", "refused"}}
    assert set(found["intervals"]) == measures | drafted <= set(found)
    assert all(low <= found[name] <= high for name, (low, high) in found["intervals"].items())
    assert {"kind:how_long", "kind:list"} <= set(found["slices"])
    assert sum(one["answerable"] for name, one in found["slices"].items() if "part" in name) == 4
    assert set(found["median_length"]) == {"said", "quoted", "gold"}
    assert found["slices"]["kind:how_long"]["answerable"] == 1
    assert "refused" not in found["slices"]["kind:how_long"]  # it was asked no such question


def test_the_text_shows_both_columns_and_a_dash_where_nothing_was_asked(report: SpanReport):
    lines = spans_text(report).splitlines()
    assert lines[1] == "4 questions with a gold span, 1 that their document does not answer"
    holds = next(line for line in lines if line.startswith("holds"))
    assert holds.count("[") == 2
    how_long = next(line for line in lines if line.startswith("kind:how_long"))
    assert how_long.split()[1:5] == ["1", "0", "1.000", "1.000"]
    assert how_long.endswith("-")


def test_the_command_prints_the_object_and_writes_rows(
    folder: Path, report: SpanReport, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(cache.parent.parent)  # where the store that the report was made of is kept
    path = tmp_path / "rows.jsonl"
    asked = ["benchmark", str(folder), "--answers", "--json", "--rows", str(path)]
    result = runner.invoke(app, asked)
    assert result.exit_code == 0, result.stderr
    timed = {"build_seconds", "median_ms_beyond_search"}
    found, expected = json.loads(result.stdout), spans_object(report)
    assert {k: v for k, v in found.items() if k not in timed} == {
        k: v for k, v in expected.items() if k not in timed
    }
    kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in kept] == [row["id"] for row in QUERIES]
    assert kept[0]["holds"] == 1.0
    assert kept[0]["gold"] == ["3个工作日内办结"]
    assert "holds" not in kept[-1]


def test_options_of_ranking_do_not_go_with_answers(folder: Path):
    for options in (["--qrels", "some.tsv"], ["--mode", "dense"]):
        result = runner.invoke(app, ["benchmark", str(folder), "--answers", *options])
        assert result.exit_code == 2
        assert "does not go with" in result.stderr
