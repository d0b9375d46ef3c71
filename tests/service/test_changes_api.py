"""GET /v1/changes over HTTP: pages, what is refused, and a mirror that is kept by it."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient
from typer.testing import Result

from index import Store
from service.app import create_app
from service.ingesting import ingest
from service.settings import Settings

PATIENCE_S = 120.0
REPEALING = """临河市12345热线管理办法
临政规〔2021〕9号
第一条 为规范热线管理，制定本办法。
第二条 热线实行7×24小时服务，群众来电应当在10秒内接听。
第三条 本办法自2021年6月1日起施行。《临河市12345热线管理办法》（临政规〔2015〕3号）同时废止。
临河市人民政府
2021年5月10日
"""


class Mirror:
    """What a hotline keeps: documents as they are read, and their clauses."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.since = 0
        self.documents: dict[str, Any] = {}
        self.clauses: dict[str, list[str]] = {}
        self.endings: dict[str, Any] = {}

    def follow(self) -> list[tuple[str, str]]:
        """Apply what is new; return kinds and titles."""
        applied, more = [], True
        while more:
            page = self._get(f"/v1/changes?since={self.since}&limit=2")
            for change in page["changes"]:
                self._apply(change)
                applied.append((change["kind"], change["document"]["title"]))
            self.since, more = page["next_since"], page["more"]
        return applied

    def _apply(self, change: dict[str, Any]) -> None:
        uid = change["document"]["id"]
        if change["kind"] == "document_removed":
            removed = change["clauses"]["removed"]
            assert self.clauses.get(uid, removed) == removed
            for kept in (self.documents, self.clauses, self.endings):
                kept.pop(uid, None)
            return
        if change["endings"] is not None:
            self.endings[uid] = change["endings"]
        response = self.client.get(f"/v1/documents/{uid}")
        if response.status_code == 404:
            return  # gone since then; its removal follows
        listed = self._get(f"/v1/documents/{uid}/clauses?limit=200")["clauses"]
        self.documents[uid] = response.json()
        self.clauses[uid] = [clause["id"] for clause in listed]

    def _get(self, path: str) -> Any:
        response = self.client.get(path)
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture
def folder(corpus: Path, tmp_path: Path) -> Path:
    """A copy of the corpus to be changed."""
    return Path(shutil.copytree(corpus, tmp_path / "corpus"))


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", create=True) as opened:
        assert ingest(opened, [folder]).failures == []
        yield opened


@pytest.fixture
def living(store: Store) -> Iterator[TestClient]:
    """The application over the store, which others write to."""
    settings = Settings(store=store.path, request_timeout_s=PATIENCE_S)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def served(store: Store, start_server: Any) -> Iterator[httpx.Client]:
    """A real server over the store, which commands write to."""
    running = start_server(store.path)
    try:
        with httpx.Client(base_url=running.url, timeout=PATIENCE_S) as client:
            yield client
    finally:
        assert "Traceback" not in running.stop()


def wait_for(client: httpx.Client | TestClient, generation: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while client.get("/v1/changes?since=9999").json()["generation"] < generation:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_all_that_was_ingested_is_told(client: TestClient, documents: dict[str, Any]) -> None:
    page = client.get("/v1/changes").json()
    assert set(page) == {"changes", "next_since", "more", "generation", "latest", "feed"}
    assert (page["next_since"], page["more"], page["latest"]) == (3, False, 3)
    told = {change["document"]["id"]: change for change in page["changes"]}
    assert [change["sequence"] for change in page["changes"]] == [1, 2, 3]
    for document in documents.values():
        change = told[document["id"]]
        assert change["kind"] == "document_added"
        assert change["endings"] is None
        assert change["at"].endswith("Z")
        for name, value in change["document"].items():
            assert document[name] == value
        listed = client.get(f"/v1/documents/{document['id']}/clauses").json()["clauses"]
        assert change["clauses"] == {
            "added": [clause["id"] for clause in listed],
            "changed": [],
            "moved": [],
            "removed": [],
            "replaced": [],
        }


def test_changes_are_paged(client: TestClient) -> None:
    whole = client.get("/v1/changes").json()
    first = client.get("/v1/changes?limit=2").json()
    rest = client.get(f"/v1/changes?since={first['next_since']}").json()
    assert first["changes"] + rest["changes"] == whole["changes"]
    assert (first["more"], rest["more"]) == (True, False)
    assert first["feed"] == rest["feed"] == whole["feed"]


@pytest.mark.parametrize("since", [3, 4, 2**63 - 1])
def test_nothing_follows_the_end(client: TestClient, since: int) -> None:
    page = client.get(f"/v1/changes?since={since}").json()
    assert (page["changes"], page["next_since"], page["more"]) == ([], since, False)
    assert page["latest"] == 3


@pytest.mark.parametrize(
    "query",
    [
        "since=-1",
        "since=abc",
        "since=1.5",
        "since=",
        f"since={2**63}",
        "limit=0",
        "limit=1001",
        "since=0&sinse=3",
    ],
)
def test_what_is_no_place_in_the_feed_is_refused(client: TestClient, query: str) -> None:
    response = client.get(f"/v1/changes?{query}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["location"][0] == "query"


def test_a_mirror_follows_what_comes_changes_and_goes(
    served: httpx.Client, store: Store, folder: Path, zhengda: Callable[..., Result]
) -> None:
    wait_for(served, 1)
    mirror = Mirror(served)
    assert [kind for kind, _ in mirror.follow()] == ["document_added"] * 3
    assert mirror.follow() == []

    plan = folder / "plan.txt"
    plan.write_text(plan.read_text("utf-8").replace("40个工作日", "30个工作日"), "utf-8")
    (folder / "noisy.txt").unlink()
    (folder / "hotline_2021.txt").write_text(REPEALING, encoding="utf-8")
    assert zhengda("ingest", folder, "--prune", "--store", store.path).exit_code == 0
    wait_for(served, 3)
    title = "临河市12345热线管理办法"
    assert sorted(mirror.follow()) == [
        ("document_added", title),
        ("document_ended", title),
        ("document_removed", "青石县招商引资若干措施"),
        ("document_updated", "临河市优化营商环境实施方案"),
    ]
    listed = served.get("/v1/documents").json()["documents"]
    assert mirror.documents == {document["id"]: document for document in listed}
    for uid, clauses in mirror.clauses.items():
        shown = served.get(f"/v1/documents/{uid}/clauses").json()["clauses"]
        assert clauses == [clause["id"] for clause in shown]
    (old,) = (document for document in listed if document["source"] == "hotline_2015.txt")
    (new,) = (document for document in listed if document["source"] == "hotline_2021.txt")
    (ending,) = mirror.endings[old["id"]]
    assert (ending["status"], ending["by"], ending["since"]) == (
        old["status"],
        new["id"],
        "2021-06-01",
    )
    assert ending["sentence"] in served.get(f"/v1/documents/{new['id']}/raw").text

    again = Mirror(served)
    again.follow()
    assert (again.documents, again.clauses) == (mirror.documents, mirror.clauses)


def test_one_figure_that_changes_is_one_clause(
    living: TestClient, store: Store, folder: Path
) -> None:
    plan = folder / "plan.txt"
    plan.write_text(plan.read_text("utf-8").replace("40个工作日", "30个工作日"), "utf-8")
    ingest(store, [folder])
    wait_for(living, 2)
    (change,) = living.get("/v1/changes?since=3").json()["changes"]
    clauses = change["clauses"]
    assert clauses["changed"] == clauses["moved"] == []
    assert clauses["replaced"] == [
        {"removed": clauses["removed"][0], "added": clauses["added"][0]},
    ]
    assert len(clauses["removed"]) == len(clauses["added"]) == 1
    assert "30个工作日" in living.get(f"/v1/clauses/{clauses['added'][0]}").json()["text"]


def test_the_removal_of_the_last_document_is_told_after_a_restart(store: Store) -> None:
    store.prune([], under=["/"])
    settings = Settings(store=store.path, request_timeout_s=PATIENCE_S)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        assert client.get("/v1/documents").status_code == 503
        changes = client.get("/v1/changes").json()["changes"]
    assert [change["kind"] for change in changes[3:]] == ["document_removed"] * 3


def test_no_store_is_not_ready(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path / "none")
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        assert client.get("/v1/changes").status_code == 503


def test_a_store_of_before_that_cannot_be_written_is_told_as_such(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    connection = sqlite3.connect(store.path / "catalog.sqlite3")
    with connection:
        connection.execute("DROP TABLE changes")
        connection.execute("DELETE FROM meta WHERE key = 'feed'")
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    # The folder of another user, or a medium that is read only; tests may run as root.
    monkeypatch.setattr("index.storage.catalog._writable", lambda _: False)
    settings = Settings(store=store.path, request_timeout_s=PATIENCE_S)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        assert len(client.get("/v1/documents").json()["documents"]) == 3
        response = client.get("/v1/changes")
    assert response.status_code == 501
    assert response.headers["content-type"] == "application/problem+json"
    assert "older format" in response.json()["detail"]
    assert str(store.path) not in response.text
