"""Uploads end to end: a real server that begins without a store, keys from the command line."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from index import Store

Policy = Callable[..., bytes]
PATIENCE_S = 120.0


class Served:
    """A server, its store, and the headers of a key that may write and of one that may read."""

    def __init__(self, folder: Path, start_server: Any) -> None:
        self.store = folder / "store"
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self.write = self._key("hotline", "write")
        self.read = self._key("reader", "read")
        self.running = start_server(
            self.store, TMPDIR=str(self.temporary), ZHENGDA_SHUTDOWN_TIMEOUT_S="1"
        )
        self.http = httpx.Client(base_url=self.running.url, timeout=PATIENCE_S)

    def _key(self, name: str, scope: str) -> dict[str, str]:
        program = "from service.cli import main; main()"
        options = ["--scope", scope, "--store", str(self.store)]
        made = subprocess.run(
            [sys.executable, "-c", program, "keys", "create", name, *options],
            capture_output=True,
            text=True,
            check=True,
        )
        return {"Authorization": f"Bearer {made.stdout.strip()}"}

    def post(self, *files: tuple[str, bytes]) -> httpx.Response:
        form = [("file", file) for file in files]
        return self.http.post("/v1/documents", files=form, headers=self.write)

    def found(self, question: str) -> list[str]:
        response = self.http.post("/v1/search", json={"query": question})
        return [one["document"]["id"] for one in response.json()["results"]]

    def clause_ids(self, document_id: str) -> dict[str, str]:
        listed = self.http.get(f"/v1/documents/{document_id}/clauses").json()["clauses"]
        return {one["text"]: one["id"] for one in listed}

    def first_line(self, method: str, path: str, headers: dict[str, str], body: bytes) -> str:
        """Send the head of a request and less of the body than it promises; return the answer."""
        parts = urlsplit(self.running.url)
        head = [f"{method} {path} HTTP/1.1", "host: x", "content-length: 90000"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
            connection.sendall("\r\n".join([*head, "", ""]).encode() + body)
            return connection.recv(4096).decode().partition("\r\n")[0] if not body else ""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, start_server: Any) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("served"), start_server)
    yield served
    served.http.close()
    if served.running.process.poll() is None:
        served.running.stop()


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("PUT", "/kb-1"), ("DELETE", "/kb-1")])
def test_who_may_not_write_is_told_before_a_body_is_read(
    served: Served, method: str, path: str
) -> None:
    path = f"/v1/documents{path}"
    assert served.first_line(method, path, {}, b"").startswith("HTTP/1.1 401")
    assert served.first_line(method, path, served.read, b"").startswith("HTTP/1.1 403")


def test_a_document_is_uploaded_found_corrected_and_deleted(served: Served, policy: Policy) -> None:
    assert served.http.get("/readyz").status_code == 503

    added = served.post(("water.txt", policy("云汐")))
    assert added.status_code == 201
    uid = added.json()["documents"][0]["id"]
    assert served.found("用水报装要多久") == [uid] * 3
    assert served.http.get("/readyz").status_code == 200
    before = served.clause_ids(uid)

    path, corrected = f"/v1/documents/{uid}", policy("云汐", days=3, title="供水用水管理办法")
    put = served.http.put(f"{path}?name=water.txt", content=corrected, headers=served.write)
    assert (put.status_code, put.json()["id"]) == (200, uid)
    after = served.clause_ids(uid)
    kept = {text: clause for text, clause in before.items() if "5个工作日" not in text}
    assert len(kept) == 2
    assert after.items() > kept.items()
    assert any("3个工作日" in text for text in after)

    assert served.http.delete(path, headers=served.read).status_code == 403
    assert served.http.delete(path, headers=served.write).status_code == 204
    assert served.found("用水报装要多久") == []
    assert served.http.delete(path, headers=served.write).status_code == 404


def test_searches_go_on_while_uploads_wait_in_line(served: Served, policy: Policy) -> None:
    responses: list[httpx.Response] = []

    def upload(place: str) -> None:
        responses.append(served.post((f"{place}.txt", policy(place))))

    threads = [threading.Thread(target=upload, args=(place,)) for place in ("月牙", "石屿", "竹溪")]
    for thread in threads:
        thread.start()
    searched = 0
    while any(thread.is_alive() for thread in threads):
        response = served.http.post("/v1/search", json={"query": f"用水报装{searched}"})
        assert response.status_code == 200
        searched += 1
    assert [response.status_code for response in responses] == [201] * 3
    assert searched > 3
    generations = {response.json()["generation"] for response in responses}
    assert served.http.get("/readyz").json()["generation"] == max(generations)


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("PUT", "/kb-5")])
def test_a_client_that_goes_away_changes_nothing(served: Served, method: str, path: str) -> None:
    before = served.http.get("/readyz").json()["generation"]
    headers = served.write | {"content-type": "multipart/form-data; boundary=x"}
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    headers = headers if method == "POST" else served.write
    served.first_line(method, f"/v1/documents{path}", headers, part + b"x" * 50_000)
    assert served.http.get("/readyz").json()["generation"] == before
    assert served.http.get("/v1/documents/kb-5").status_code == 404


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux limits another process"
)
def test_a_disk_that_takes_no_more_is_told_and_holds_up_nobody_later(
    served: Served, policy: Policy
) -> None:
    import resource

    pid = served.running.process.pid
    usual = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    put = partial(served.http.put, content=policy("石湾"), headers=served.write)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, usual[1]))
    try:
        refused = put("/v1/documents/kb-8?name=a.txt")
        found = served.http.post("/v1/search", json={"query": "用水报装"})
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, usual)
    assert refused.status_code == 503
    assert "may be full" in refused.json()["detail"]
    assert int(refused.headers["retry-after"]) > 0
    assert found.status_code == 200
    assert put("/v1/documents/kb-8?name=a.txt").is_success
    assert served.http.delete("/v1/documents/kb-8", headers=served.write).status_code == 204


def test_stopping_waits_for_a_write_and_nothing_is_left(served: Served) -> None:
    articles = "".join(
        f"第{at}条 碧湖市对第{at}类企业给予支持，自收到申请之日起{at}个工作日内办结，"
        f"每户补贴最高{at * 3}万元。\n"
        for at in range(1, 120)
    )
    text = f"碧湖市促进产业发展若干规定\n碧湖政规〔2022〕1号\n{articles}".encode()
    sending = threading.Thread(target=_put_unanswered, args=(served, text))
    sending.start()
    _wait_until(lambda: _pending(served.store) > 0)
    logged = served.running.stop(signal.SIGTERM)
    sending.join(PATIENCE_S)
    assert served.running.process.returncode == 0
    assert "Traceback" not in logged.partition("Shutting down")[0]
    assert "hotline added document" in logged
    assert list(served.temporary.iterdir()) == []
    with Store.open(served.store, read_only=True) as store:
        assert store.verify(deep=True) == ()
        assert store.document("kb-6").title == "碧湖市促进产业发展若干规定"


def _put_unanswered(served: Served, text: bytes) -> None:
    path = "/v1/documents/kb-6?name=a.txt"
    try:
        httpx.put(served.running.url + path, content=text, headers=served.write, timeout=PATIENCE_S)
    except httpx.TransportError:
        pass  # a server that stops answers what it can


def _pending(store: Path) -> int:
    with sqlite3.connect(f"file:{store / 'catalog.sqlite3'}?mode=ro", uri=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM pending").fetchone()
    connection.close()
    return int(count)


def _wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)
