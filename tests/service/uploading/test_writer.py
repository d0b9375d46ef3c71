"""One writes at a time, for a bounded time; what cannot be written says so and changes nothing."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from index.storage.writer_lock import writer_lock
from service.app import create_app
from service.settings import Settings
from service.store_handle import StoreHandle
from service.uploading import writer as writer_module
from service.uploading.deadline import Deadline
from service.uploading.errors import TookTooLong
from service.uploading.records import UploadedFile
from service.uploading.writer import DocumentWriter, Written

Policy = Callable[..., bytes]
WriteKey = Callable[..., dict[str, str]]


@contextmanager
def serving(store: Path, **settings: float) -> Iterator[TestClient]:
    app = create_app(Settings(store=store, **settings))
    with TestClient(app, raise_server_exceptions=False) as http:
        yield http


def test_while_another_process_writes_a_request_is_asked_to_come_again(
    store_path: Path, tmp_path: Path, write_key: WriteKey
) -> None:
    headers = write_key(store_path, "waits for another process")
    with serving(store_path, upload_timeout_s=0.3) as http, writer_lock(store_path):
        (document, *_) = http.get("/v1/documents").json()["documents"]
        response = http.delete(f"/v1/documents/{document['id']}", headers=headers)
        assert response.status_code == 503
        assert int(response.headers["retry-after"]) > 0
        assert "being written to" in response.json()["detail"]
        assert http.get(f"/v1/documents/{document['id']}").status_code == 200


def test_files_that_take_too_long_to_read_are_given_up_and_no_store_is_made(
    tmp_path: Path, write_key: WriteKey, policy: Policy
) -> None:
    store = tmp_path / "store"
    headers = write_key(store)
    with serving(store, upload_timeout_s=0.05) as http:
        files = [("file", ("a.txt", policy("云汐")))]
        response = http.post("/v1/documents", files=files, headers=headers)
        assert response.status_code == 503
        assert "within 0.05 s" in response.json()["detail"]
        assert http.get("/readyz").status_code == 503
    assert not (store / "catalog.sqlite3").exists()


class WriterWithoutTime(DocumentWriter):
    """Reads in time, and has none left to write."""

    def _written(self, documents: Any, read: Any, deadline: Deadline) -> Written:
        return super()._written(documents, read, Deadline(time.monotonic()))


def test_a_write_that_takes_too_long_is_completed_by_the_next(
    uploader: Any, policy: Policy
) -> None:
    state = uploader.http.app.state
    files = (UploadedFile(name="a.txt", data=policy("蓝溪")),)
    uploader.post(("a.txt", policy("南浦")))
    before = uploader.http.get("/readyz").json()
    with pytest.raises(TookTooLong):
        anyio.run(WriterWithoutTime(state.store_handle, state.settings).add, lambda: files)
    assert uploader.http.get("/readyz").json() == before
    assert uploader.post(("a.txt", policy("蓝溪"))).status_code == 200
    assert uploader.http.get("/readyz").json()["documents"] == before["documents"] + 1


def test_a_long_write_does_not_hold_up_the_end(
    tmp_path: Path, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "ENDING_S", 0.0)
    settings = Settings(store=tmp_path / "store")
    writer = DocumentWriter(StoreHandle(settings), settings)
    articles = "".join(f"第{at}条 第{at}类事项{at}个工作日内办结。\n" for at in range(4, 10_000))
    files = (UploadedFile(name="a.txt", data=policy("松坪") + articles.encode()),)

    async def put() -> None:
        with pytest.raises(TookTooLong):
            await writer.put("kb-1", lambda: files)

    async def stop_while_it_writes() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(put)
            while pending(settings.store) < 5_000:
                await anyio.sleep(0.02)
            await writer.aclose()

    anyio.run(stop_while_it_writes)
    assert pending(settings.store) > 1_000  # there was more to do


def pending(store: Path) -> int:
    """Return how many passages wait for their vectors."""
    with suppress(sqlite3.OperationalError):  # no store yet
        with closing(sqlite3.connect(f"file:{store}/catalog.sqlite3?mode=ro", uri=True)) as catalog:
            return int(catalog.execute("SELECT count(*) FROM pending").fetchone()[0])
    return 0


def test_what_took_too_long_is_named_and_can_be_taken_back(uploader: Any, policy: Policy) -> None:
    state = uploader.http.app.state
    files = (UploadedFile(name="a.txt", data=policy("竹屏")),)
    uploader.post(("a.txt", policy("南浦")))
    before = uploader.http.get("/readyz").json()["documents"]
    writer = WriterWithoutTime(state.store_handle, state.settings)
    with pytest.raises(TookTooLong, match=r"Unfinished, .*: kb-20; to take one back DELETE it"):
        anyio.run(writer.put, "kb-20", lambda: files)
    assert uploader.delete("kb-20").status_code == 204
    assert uploader.http.get("/readyz").json()["documents"] == before


def test_nothing_is_deleted_from_an_empty_server(tmp_path: Path, write_key: WriteKey) -> None:
    headers = write_key(tmp_path / "store")
    with serving(tmp_path / "store") as http:
        assert http.delete("/v1/documents/kb-1", headers=headers).status_code == 503
    assert not (tmp_path / "store" / "catalog.sqlite3").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, write_key: WriteKey, policy: Policy
) -> None:
    store = tmp_path / "store"
    headers = write_key(store)
    store.chmod(0o500)
    try:
        with serving(store) as http:
            files = [("file", ("a.txt", policy("云汐")))]
            response = http.post("/v1/documents", files=files, headers=headers)
            assert response.status_code == 503
            assert "for reading only" in response.json()["detail"]
    finally:
        store.chmod(0o700)


def test_a_damaged_store_is_told_without_its_place(tmp_path: Path, write_key: WriteKey) -> None:
    store = tmp_path / "store"
    headers = write_key(store)
    (store / "catalog.sqlite3").write_bytes(b"this is no database" * 100)
    with serving(store) as http:
        response = http.delete("/v1/documents/kb-1", headers=headers)
        assert response.status_code == 503
        assert str(tmp_path) not in response.text
