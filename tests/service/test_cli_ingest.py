"""`zhengda ingest` on folders as they are: changed, broken, gone, interrupted."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from index import Store
from service.cli import app

WritePolicies = Callable[[Path, range], Path]
RUN = [sys.executable, "-c", "from service.cli import main; main()"]


def ingest(store: Path, *paths: Path, code: int = 0, flags: tuple[str, ...] = ()) -> dict[str, Any]:
    arguments = ["ingest", *map(str, paths), "--store", str(store), "--json", *flags]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == code, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_what_did_not_change_is_not_embedded_again(
    tmp_path: Path, write_policies: WritePolicies
) -> None:
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


def test_a_touched_file_is_not_embedded_again(
    tmp_path: Path, write_policies: WritePolicies
) -> None:
    corpus, store = write_policies(tmp_path / "corpus", range(2)), tmp_path / "store"
    ingest(store, corpus)
    os.utime(corpus / "00.txt")
    assert ingest(store, corpus)["skipped"] == 2


def test_a_bad_file_is_named_and_the_rest_is_ingested(
    tmp_path: Path, write_policies: WritePolicies
) -> None:
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


def test_reasons_are_printed_for_people(tmp_path: Path, write_policies: WritePolicies) -> None:
    corpus = write_policies(tmp_path / "corpus", range(1))
    (corpus / "empty.txt").write_bytes(b"")
    folders = [str(corpus), str(tmp_path / "gone")]
    done = CliRunner().invoke(app, ["ingest", *folders, "--store", str(tmp_path / "store")])
    assert done.exit_code == 1
    assert "1 added" in done.stdout
    assert "2 failed" in done.stdout
    assert "empty.txt" in done.stderr
    assert "gone: there is no such file or folder" in done.stderr


def test_pruning_removes_what_is_gone_and_only_when_asked(
    tmp_path: Path, write_policies: WritePolicies
) -> None:
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


def test_pruning_a_folder_that_is_not_there_removes_nothing(
    tmp_path: Path, write_policies: WritePolicies
) -> None:
    corpus, store = write_policies(tmp_path / "corpus", range(2)), tmp_path / "store"
    ingest(store, corpus)
    corpus.rename(tmp_path / "moved")
    assert ingest(store, corpus, code=1, flags=("--prune",))["pruned"] == 0


def test_an_interrupt_ends_without_a_traceback(
    tmp_path: Path, write_policies: WritePolicies
) -> None:
    corpus = write_policies(tmp_path / "corpus", range(20))
    for attempt in range(5):
        store = tmp_path / f"store{attempt}"
        code, errors = interrupted(corpus, store)
        if code:  # or it was done before the interrupt came
            break
    assert code == 130
    assert "Traceback" not in errors
    assert ingest(store, corpus)["files"] == 20


def interrupted(corpus: Path, store: Path) -> tuple[int, str]:
    """Interrupt a run once it has begun to write; return its exit code and what it told."""
    # A suite started in the background is told to ignore interrupts, and so would its children.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    process = subprocess.Popen(
        [*RUN[:2], heed + RUN[2], "ingest", str(corpus), "--store", str(store)],
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not (store / "catalog.sqlite3").exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    try:
        _, errors = process.communicate(timeout=120)
    finally:
        process.kill()  # one that hangs fails this test, not those after it
    return process.returncode, errors


def test_a_store_among_its_documents_is_not_read(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(corpus, tmp_path / "documents")
    monkeypatch.chdir(tmp_path / "documents")
    for _ in range(2):
        done = CliRunner().invoke(app, ["ingest", ".", "--store", "var/store", "--json"])
        report = json.loads(done.stdout)
        assert (done.exit_code, report["files"], report["failed"]) == (0, 3, [])
