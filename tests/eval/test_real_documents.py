"""The gate of the questions on real documents, and the part of it that needs no embedding."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from eval import gate
from eval.cli import app
from eval.errors import GateFailed
from eval.real_documents import LAWS, PAGES, REAL_DOCUMENTS, SEEDS, RealDocuments
from eval.sample import build_store
from index import EngineInfo, Mode, Store


class BlindEmbedder:
    """Gives every text the same vector: lexical search never looks at it."""

    name, dimension, max_tokens = "blind-8", 8, 512

    def embed_queries(self, texts):
        return np.full((len(texts), 8), 8**-0.5, dtype=np.float32)

    def embed_passages(self, texts, *, on_progress=None):
        return self.embed_queries(texts)

    def describe(self) -> EngineInfo:
        return EngineInfo(model=self.name, engine="none", dimension=8, max_tokens=512, threads=1)


@pytest.fixture(scope="module")
def lexical_store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    documents = SEEDS.documents(shared / "seeds")
    folder = tmp_path_factory.mktemp("seeds") / "store"
    with build_store(folder, documents, embedder=BlindEmbedder()) as store:
        yield store


def test_lexical_quality_on_real_documents_is_above_the_pinned_floors(
    shared: Path, lexical_store: Store
):
    baseline = gate.read_baseline(SEEDS.baseline)
    assert baseline is not None, "nothing is pinned: zhengda-eval gate --seeds FOLDER --pin"
    floors = {key: value for key, value in baseline.floors.items() if " lexical" in key}
    assert floors
    gate.check(
        gate.Baseline(digest=baseline.digest, floors=floors),
        digest=SEEDS.digest(SEEDS.documents(shared / "seeds")),
        measured=SEEDS.measure(lexical_store, modes=[Mode.LEXICAL]),
    )


def test_both_splits_and_their_slices_are_gated_apart(lexical_store: Store, tmp_path: Path):
    rows = [
        json.loads(line)
        for path in SEEDS.questions
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    few = [
        row
        for split in ("dev", "test")
        for style in ("english", "colloquial", "typo")
        for row in [
            r for r in rows if (r["split"], r["style"]) == (split, style) and r["answerable"]
        ][:2]
    ]
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in few), encoding="utf-8")
    measured = replace(SEEDS, questions=(path,)).measure(lexical_store, modes=[Mode.LEXICAL])
    parts = ("", "/language:en", "/style:colloquial", "/style:typo", "/overlap:low")
    assert set(measured) == {
        f"{split} lexical{part}" for split in ("dev", "test") for part in parts
    }
    assert all(set(values) == set(gate.GATED_METRICS) for values in measured.values())


def test_notes_beside_the_documents_are_not_read(tmp_path: Path):
    (tmp_path / "NOTES.md").write_text("notes", encoding="utf-8")
    with pytest.raises(GateFailed, match=r"holds no documents \(\.txt\)"):
        SEEDS.documents(tmp_path)
    (tmp_path / "b.txt").write_text("乙", encoding="utf-8")
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    assert [path.name for path in SEEDS.documents(tmp_path)] == ["a.txt", "b.txt"]


def test_pages_are_found_in_every_folder_below(tmp_path: Path):
    for name in ("city/a.html", "state/b.md", "state/deep/c.html", "state/about.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("页", encoding="utf-8")
    assert [path.name for path in PAGES.documents(tmp_path)] == ["a.html", "b.md", "c.html"]


def test_the_digest_sees_documents_and_questions(tmp_path: Path):
    document, questions = tmp_path / "a.txt", tmp_path / "q.jsonl"
    document.write_text("甲", encoding="utf-8")
    questions.write_text("{}", encoding="utf-8")
    real = replace(SEEDS, questions=(questions,))
    digests = {real.digest([document])}
    document.write_text("乙", encoding="utf-8")
    digests.add(real.digest([document]))
    questions.write_text("{ }", encoding="utf-8")
    digests.add(real.digest([document]))
    digests.add(real.digest([]))
    assert len(digests) == 4


@pytest.mark.parametrize("option", ["--seeds", "--pages", "--laws"])
def test_a_folder_without_documents_fails_with_a_message(tmp_path: Path, option: str):
    result = CliRunner().invoke(app, ["gate", option, str(tmp_path)])
    assert result.exit_code == 1
    assert "holds no documents" in result.stderr


@pytest.mark.parametrize("second", ["--pages", "--laws"])
def test_two_sets_at_once_are_wrong_usage(tmp_path: Path, second: str):
    both = ["--seeds", str(tmp_path), second, str(tmp_path)]
    assert CliRunner().invoke(app, ["gate", *both]).exit_code == 2


def test_of_a_folder_of_statutes_the_files_named_are_read(tmp_path: Path):
    for name in (LAWS.patterns[0], "其他/别的法(2001-01-01).md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("法", encoding="utf-8")
    assert LAWS.documents(tmp_path) == [tmp_path / LAWS.patterns[0]]


@pytest.mark.parametrize("name", list(REAL_DOCUMENTS))
def test_floors_are_pinned_beside_those_of_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "a.html").write_text("甲", encoding="utf-8")
    (tmp_path / LAWS.patterns[0]).parent.mkdir(parents=True)
    (tmp_path / LAWS.patterns[0]).write_text("甲", encoding="utf-8")
    pinned = tmp_path / "baseline.json"
    value = {"now": 0.9}

    class Measured(RealDocuments):
        def measure(self, store, **options):
            return {"dev hybrid": {"ndcg@10": value["now"]}}

    real = REAL_DOCUMENTS[name]
    own = {one.name: getattr(real, one.name) for one in fields(real)}
    monkeypatch.setitem(REAL_DOCUMENTS, name, Measured(**(own | {"baseline": pinned})))
    monkeypatch.setattr("eval.sample.build_store", lambda folder, documents: nullcontext())

    def run(*options: str):
        return CliRunner().invoke(app, ["gate", f"--{name}", str(tmp_path), *options])

    before = gate.BASELINE.read_bytes()
    assert "nothing is pinned yet" in run().stderr
    assert run("--pin").exit_code == 0
    floors = json.loads(pinned.read_text(encoding="utf-8"))["floors"]
    assert floors == {"dev hybrid": {"ndcg@10": pytest.approx(0.9 - gate.MARGIN)}}
    assert run().exit_code == 0
    value["now"] = 0.86
    fallen = run()
    assert fallen.exit_code == 1
    assert "dev hybrid ndcg@10: 0.860 is below the floor 0.870" in fallen.stderr
    assert run("--pin").exit_code == 1
    assert run("--pin", "--lower").exit_code == 0
    assert gate.BASELINE.read_bytes() == before
