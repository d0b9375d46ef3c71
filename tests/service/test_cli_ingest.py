"""`zhengda ingest` on folders as they are: changed, broken, gone, interrupted."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from index import Store, load_embedder
from service.cli import app

RUN = [sys.executable, "-c", "from service.cli import main; main()"]


def ingest(store: Path, *paths: Path, code: int = 0, flags: tuple[str, ...] = ()) -> dict[str, Any]:
    arguments = ["ingest", *map(str, paths), "--store", str(store), "--json", *flags]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == code, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def write_policies(folder: Path, numbers: range) -> Path:
    """Write small policies, each with clauses of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:02}.txt").write_text(
            f"示例{number}市促进就业若干措施\n示例{number}市人民政府\n2022年{number % 12 + 1}月1日\n"
            f"一、给予岗位补贴。对吸纳就业的企业，每人补贴{number + 1}00元。\n"
            f"二、提供创业贷款。个人贷款额度最高{number + 10}万元，{number + 3}个工作日内放款。\n",
            encoding="utf-8",
        )
    return folder


def test_what_did_not_change_is_not_embedded_again(tmp_path: Path) -> None:
    corpus, store = write_policies(tmp_path / "corpus", range(3)), tmp_path / "store"
    first = ingest(store, corpus)
    assert (first["added"], first["failed"]) == (3, [])
    assert first["embedded"] > 0
    second = ingest(store, corpus)
    assert (second["skipped"], second["embedded"], second["added"]) == (3, 0, 0)
    assert second["generation"] == first["generation"]

    changed = corpus / "01.txt"
    changed.write_text(changed.read_text("utf-8").replace("200元", "900元"), "utf-8")
    third = ingest(store, corpus)
    assert (third["skipped"], third["updated"], third["added"]) == (2, 1, 0)
    assert 0 < third["embedded"] < first["embedded"] / 3 + 1


def test_a_touched_file_is_not_embedded_again(tmp_path: Path) -> None:
    corpus, store = write_policies(tmp_path / "corpus", range(2)), tmp_path / "store"
    ingest(store, corpus)
    os.utime(corpus / "00.txt")
    assert ingest(store, corpus)["skipped"] == 2


def test_a_bad_file_is_named_and_the_rest_is_ingested(tmp_path: Path) -> None:
    corpus, store = write_policies(tmp_path / "corpus", range(2)), tmp_path / "store"
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (corpus / "broken.docx").write_bytes(b"PK\x03\x04 not a document")
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (corpus / "broken.zip").write_bytes(b"PK\x05\x06")
    with zipfile.ZipFile(corpus / "good.zip", "w") as archive:
        archive.write(write_policies(tmp_path / "more", range(5, 6)) / "05.txt", "05.txt")
        archive.writestr("none.txt", "")
    report = ingest(store, corpus, code=1)
    assert report["added"] == 3
    failed = {Path(failure["uri"]).name: failure["reason"] for failure in report["failed"]}
    bad = {"empty.txt", "binary.txt", "broken.docx", "broken.pdf", "broken.zip"}
    assert bad <= set(failed)
    assert any(uri.endswith("none.txt") for uri in failed)
    assert all(failed.values())

    again = ingest(store, corpus, code=1)  # still told, and the good ones are still skipped
    assert (again["skipped"], again["embedded"]) == (3, 0)
    assert len(again["failed"]) == len(report["failed"])


def test_reasons_are_printed_for_people(tmp_path: Path) -> None:
    corpus = write_policies(tmp_path / "corpus", range(1))
    (corpus / "empty.txt").write_bytes(b"")
    folders = [str(corpus), str(tmp_path / "gone")]
    done = CliRunner().invoke(app, ["ingest", *folders, "--store", str(tmp_path / "store")])
    assert done.exit_code == 1
    assert "1 added" in done.stdout
    assert "2 failed" in done.stdout
    assert "empty.txt" in done.stderr
    assert "gone: there is no such file or folder" in done.stderr


def test_pruning_removes_what_is_gone_and_only_when_asked(tmp_path: Path) -> None:
    corpus, store = write_policies(tmp_path / "corpus", range(4)), tmp_path / "store"
    other = write_policies(tmp_path / "other", range(8, 9))
    ingest(store, corpus, other)
    (corpus / "00.txt").unlink()
    (corpus / "01.txt").write_bytes(b"")  # unreadable for now, not gone
    assert ingest(store, corpus, code=1)["pruned"] == 0
    assert ingest(store, corpus, code=1, flags=("--prune",))["pruned"] == 1
    with Store.open(store, read_only=True) as opened:
        names = sorted(document.source.name for document in opened.documents().items)
    assert names == ["01.txt", "02.txt", "03.txt", "08.txt"]


def test_pruning_a_folder_that_is_not_there_removes_nothing(tmp_path: Path) -> None:
    corpus, store = write_policies(tmp_path / "corpus", range(2)), tmp_path / "store"
    ingest(store, corpus)
    corpus.rename(tmp_path / "moved")
    assert ingest(store, corpus, code=1, flags=("--prune",))["pruned"] == 0


def test_an_interrupt_ends_without_a_traceback(tmp_path: Path) -> None:
    corpus, store = write_policies(tmp_path / "corpus", range(40)), tmp_path / "store"
    process = subprocess.Popen(
        [*RUN, "ingest", str(corpus), "--store", str(store)],
        stderr=subprocess.PIPE,
        text=True,
        # A suite started in the background is told to ignore interrupts, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while not (store / "catalog.sqlite3").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert ingest(store, corpus)["files"] == 40


KILLS = 20
SEED = 20211123

State = tuple[int, list[tuple[str, str]]]


@pytest.mark.timeout(600)
def test_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    """After every kill the store answers as before or as after the run, never in between."""
    old = write_policies(tmp_path / "old", range(3))
    new = write_policies(tmp_path / "new", range(20, 32))
    embedder, moments = load_embedder("default"), random.Random(SEED)

    def state(store: Path) -> State:
        with Store.open(store, embedder=embedder) as opened:
            assert opened.verify(deep=True) == ()
            hits = opened.search("创业贷款最高多少", top_k=5).hits
            quotes = [(hit.clause.id, hit.citation.quote) for hit in hits]
            return opened.stats().documents, quotes

    base, whole, store = (tmp_path / name for name in ("base", "whole", "store"))
    ingest(base, old)
    before = state(base)
    shutil.copytree(base, whole)
    started = time.monotonic()
    subprocess.run([*RUN, "ingest", str(new), "--store", str(whole)], check=True)
    longest = time.monotonic() - started
    after = state(whole)
    assert (before[0], after[0]) == (3, 15)

    shutil.copytree(base, store)
    killed = 0
    for part in range(KILLS):
        process = subprocess.Popen(
            [*RUN, "ingest", str(new), "--store", str(store)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # One moment in each part of the run, so that the kills fall on all that it does.
        try:
            process.wait(timeout=longest * (part + moments.random()) / KILLS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        assert process.returncode in (0, -signal.SIGKILL)
        now = state(store)
        if now == after:  # it was done before its moment came: start from the old state
            shutil.rmtree(store)
            shutil.copytree(base, store)
        else:
            assert now == before
    assert killed > KILLS / 2

    ingest(store, new)
    assert state(store) == after
