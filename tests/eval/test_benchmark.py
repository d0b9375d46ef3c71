"""A benchmark folder is read, built through the product's pipeline, scored, and kept."""

import json
from pathlib import Path

import pytest

from eval.benchmark import score_benchmark, search_depth, store_folder
from eval.benchmark_documents import documents_of, to_document
from eval.benchmark_files import Entry, read_benchmark
from eval.errors import DataFileError, NothingToScore
from eval.report import benchmark_object
from index import Mode
from ingest.records import Source

CORPUS = [
    {
        "id": "power",
        "title": "供电服务",
        "text": "高压用户办电不超过28个工作日，居民用户2个工作日。",
    },
    {"id": "water", "title": "供水服务", "text": "用水报装3个工作日内完成通水。"},
    {"id": "tax", "title": "税务服务", "text": "增值税留抵退税不超过3个工作日。"},
]
QUERIES = [
    {"id": "q1", "text": "居民用户办电要多久", "split": "dev"},
    {"id": "q2", "text": "用水报装几天", "split": "test"},
    {"id": "q3", "text": "没有标注的问题", "split": "dev"},
    {"id": "q4", "text": "没有答案的问题", "split": "dev", "answerable": False},
]
QRELS = "query\tdocument\tgrade\nq1\tpower\t1\nq2\twater\t1\nq2\tnone\t1\nq1\ttax\t0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "small"
    path.mkdir()
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (path / "qrels.tsv").write_text(QRELS, encoding="utf-8")
    return path


def test_only_judged_queries_are_asked_and_the_rest_is_counted(folder: Path):
    data = read_benchmark(folder)
    assert [query_id for query_id, _ in data.queries] == ["q1", "q2"]
    assert data.qrels == {"q1": {"power": 1}, "q2": {"water": 1}}
    assert data.skipped == {
        "without a judgment": 1,
        "unanswerable": 1,
        "judgment of an entry that is not in the corpus": 1,
    }


def test_subset_files_split_and_limit_choose_queries(folder: Path, tmp_path: Path):
    queries, qrels = tmp_path / "sub.jsonl", tmp_path / "sub.tsv"
    queries.write_text(json.dumps(QUERIES[1], ensure_ascii=False), encoding="utf-8")
    qrels.write_text("q2\twater\t1\n", encoding="utf-8")
    assert [q for q, _ in read_benchmark(folder, queries=queries, qrels=qrels).queries] == ["q2"]
    assert [q for q, _ in read_benchmark(folder, split="test").queries] == ["q2"]
    assert [q for q, _ in read_benchmark(folder, limit=1).queries] == ["q1"]


def test_a_shortened_corpus_keeps_what_is_judged(folder: Path):
    data = read_benchmark(folder, limit=1, corpus_limit=2)
    assert [entry.id for entry in data.entries] == ["power", "water"]
    data = read_benchmark(folder, split="test", corpus_limit=1)
    assert [entry.id for entry in data.entries] == ["water"]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("corpus.jsonl", '{"id": "a"}', "corpus.jsonl:1: needs the string fields"),
        ("corpus.jsonl", '{"id":"a","text":"x"}\n{"id":"a","text":"x"}', ":2: the id a is used"),
        ("qrels.tsv", "q1\tpower\t1\nq1 power 1\n", "qrels.tsv:2: expected query, document"),
        ("queries.jsonl", "[]", "queries.jsonl:1: must be an object"),
    ],
)
def test_unusable_lines_are_named(folder: Path, name: str, content: str, expected: str):
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        read_benchmark(folder)
    assert expected in str(error.value)


def test_no_query_left_is_an_error_that_counts_why(folder: Path):
    with pytest.raises(NothingToScore, match="4 not in split none"):
        read_benchmark(folder, split="none")


def test_a_missing_file_is_named(folder: Path):
    (folder / "qrels.tsv").unlink()
    with pytest.raises(DataFileError, match=r"qrels\.tsv"):
        read_benchmark(folder)


def test_scores_are_those_of_the_best_clause_and_the_store_is_kept(folder: Path, tmp_path: Path):
    data, cache = read_benchmark(folder), tmp_path / "cache"
    first = score_benchmark(data, modes=list(Mode), cache=cache)
    again = score_benchmark(data, modes=[Mode.HYBRID], cache=cache)
    assert {name: mode.overall.values["hit@1"] for name, mode in first.modes.items()} == {
        "hybrid": 1.0,
        "dense": 1.0,
        "lexical": 1.0,
    }
    assert first.clauses == again.clauses == 3
    assert again.modes["hybrid"].queries == first.modes["hybrid"].queries
    assert len(list(cache.iterdir())) == 1


def test_the_object_is_flat_for_one_mode(folder: Path, tmp_path: Path):
    report = score_benchmark(read_benchmark(folder), modes=[Mode.LEXICAL], cache=tmp_path)
    found = benchmark_object(report)
    names = {"hit@1", "mrr@10", "ndcg@10", "recall@10", "recall@100", "n", "seconds"}
    assert names <= set(found)
    assert "modes" not in found
    assert found["n"] == 2


def test_another_corpus_or_model_has_another_store(folder: Path):
    data = read_benchmark(folder)
    shorter = read_benchmark(folder, limit=1, corpus_limit=1)
    folders = {
        store_folder(data, model="default"),
        store_folder(data, model="other"),
        store_folder(shorter, model="default"),
    }
    assert len(folders) == 3


LONG = "关于优化服务的通知 为方便企业办事，现通知如下。 " + " ".join(
    f"{n}.优化第{n}项服务。" + "窗口人员应当热情接待，一次告知，按时办结，不得推诿。" * 3
    for n in range(1, 8)
)


def test_a_long_entry_on_one_line_is_read_into_clauses():
    entry = Entry(id="e", title="关于优化服务的通知", text=LONG)
    source = Source(uri="benchmark/e", name="e", sha256="0")
    parsed = to_document(entry, source, restore_line_breaks=True)
    assert [clause.number for clause in parsed.clauses if clause.number] == [
        f"{n}." for n in range(1, 8)
    ]
    assert all(
        clause.text == "".join(parsed.document.text[start:end] for start, end in clause.spans)
        for clause in parsed.clauses
    )


def test_entries_with_one_title_stay_two_documents():
    entries = [Entry(id=name, title="通知", text=f"{name}的内容") for name in ("a", "b")]
    documents = list(documents_of(entries, known={}))
    assert len({parsed.document.id for parsed in documents}) == 2
    assert len({clause.id for parsed in documents for clause in parsed.clauses}) == 2


def test_entries_the_store_knows_are_not_read_again():
    entries = [Entry(id="a", title="通知", text="内容")]
    (parsed,) = documents_of(entries, known={})
    known = {parsed.document.source.uri: parsed.document.source.sha256}
    assert list(documents_of(entries, known=known)) == []


@pytest.mark.parametrize(
    ("documents", "clauses", "expected"), [(0, 0, 100), (10, 10, 100), (10, 25, 250), (1, 90, 300)]
)
def test_depth_grows_with_clauses_per_document(documents: int, clauses: int, expected: int):
    assert search_depth(documents=documents, clauses=clauses) == expected
