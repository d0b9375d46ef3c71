"""Questions with answer spans are read, parted by their documents, and checked against the text."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from eval.benchmark_files import read_benchmark
from eval.benchmark_spans import read_spans
from eval.errors import DataFileError, NothingToScore
from eval.records import Split

CORPUS = [
    {"id": "power", "title": "供电", "text": "居民用户办电2个工作日，收费标准另行公布。"},
    {"id": "water", "title": "供水", "text": "用水报装3个工作日，咨询电话另行公布。"},
]
MARKED = {"id": "q1", "text": "办电要多久", "doc": "power"} | {
    "answer": "2个工作日",
    "span": [6, 11],
    "split": "train",
}
SEVERAL = {"id": "q2", "text": "用水报装几天", "doc": "water", "split": "dev"} | {
    "answer": "3个工作日",
    "answers": [
        {"text": "3个工作日", "span": [4, 9]},
        {"text": "用水报装3个工作日", "span": [0, 9]},
    ],
}
NOTHING = {"id": "q3", "text": "水费多少", "doc": "water", "split": "dev", "answerable": False}


@pytest.fixture
def write(tmp_path: Path):
    def written(*queries: dict[str, Any]) -> Path:
        for name, rows in (("corpus", CORPUS), ("queries", queries)):
            lines = [json.dumps(row, ensure_ascii=False) for row in rows]
            (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return written


def ids(folder: Path, **chosen: Any) -> list[str]:
    return [question.id for question in read_spans(folder, **chosen).questions]


def test_both_ways_to_mark_answers_are_read_and_none_for_the_unanswerable(write):
    questions = read_spans(write(MARKED, SEVERAL, NOTHING)).questions
    assert [[one.text for one in question.gold] for question in questions] == [
        ["2个工作日"],
        ["3个工作日", "用水报装3个工作日"],
        [],
    ]
    assert [question.answerable for question in questions] == [True, True, False]


def test_no_judgments_are_needed_and_the_document_asked_about_is_kept(write):
    data = read_spans(write(NOTHING), corpus_limit=1).benchmark
    assert [entry.id for entry in data.entries] == ["water"]


def test_what_cannot_be_scored_is_counted(write):
    lost = {**MARKED, "id": "q4", "doc": "gone"}
    unmarked = {"id": "q5", "text": "谁负责", "doc": "power"}
    homeless = {key: value for key, value in MARKED.items() if key != "doc"}
    data = read_spans(write(MARKED, lost, unmarked, homeless)).benchmark
    assert data.skipped == {
        "asked about a document that is not in the corpus": 1,
        "without a document or an answer span": 2,
    }


@pytest.mark.parametrize(
    "answer",
    [
        {"span": [5, 10]},
        {"span": [-4, -1], "answer": "行公布"},
        {"span": [6]},
        {"span": "6-11"},
        {"answer": "", "span": [6, 6]},
        {"answers": ["2个工作日"]},
    ],
)
def test_a_span_that_is_not_the_answer_stops_with_its_line(write, answer: dict[str, Any]):
    with pytest.raises(DataFileError, match=r"queries\.jsonl:2"):
        read_spans(write(SEVERAL, {**MARKED, **answer}))


def test_a_part_is_decided_by_the_first_byte_of_the_documents_digest(write):
    rows = [{**MARKED, "id": f"q{n}", "doc": f"d{n}", "answerable": False} for n in range(20)]
    folder = write(*rows)
    entries = [json.dumps({"id": row["doc"], "text": "正文"}) for row in rows]
    (folder / "corpus.jsonl").write_text("\n".join(entries), encoding="utf-8")
    test = [
        row["id"]
        for row in rows
        if hashlib.sha256(row["doc"].encode()).digest()[0] % 5 in (0, 1)  # two in five
    ]
    assert 0 < len(test) < 20
    assert ids(folder, part=Split.TEST) == test
    assert sorted(ids(folder, part=Split.DEV) + test) == sorted(row["id"] for row in rows)


def test_split_part_and_limit_choose_questions(write):
    folder = write(MARKED, SEVERAL, NOTHING)
    assert ids(folder, split="dev") == ["q2", "q3"]
    assert ids(folder, limit=1) == ["q1"]
    with pytest.raises(NothingToScore, match="3 not in split none"):
        read_spans(folder, split="none")


def test_a_part_of_a_ranking_benchmark_shares_no_document_with_the_other(write):
    folder = write(MARKED, {"id": "q6", "text": "几天"}, {"id": "q7", "text": "几个工作日"})
    entries = [json.dumps({"id": f"d{n}", "text": "正文"}) for n in range(3)]
    (folder / "corpus.jsonl").write_text("\n".join(entries), encoding="utf-8")
    parts = {f"d{n}": hashlib.sha256(f"d{n}".encode()).digest()[0] % 5 in (0, 1) for n in range(3)}
    test = next(name for name, is_test in parts.items() if is_test)
    dev = next(name for name, is_test in parts.items() if not is_test)
    (folder / "qrels.tsv").write_text(f"q6\t{dev}\t1\nq7\t{dev}\t1\nq7\t{test}\t1\n", "utf-8")
    data = read_benchmark(folder, part=Split.DEV)
    assert [query_id for query_id, _ in data.queries] == ["q6"]  # q7 has documents in both
    with pytest.raises(NothingToScore):
        read_benchmark(folder, part=Split.TEST)
