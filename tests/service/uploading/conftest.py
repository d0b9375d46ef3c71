"""An application over a store of its own that grows by uploads, and documents to send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from index import Store
from service.access.keys import create_key
from service.access.scopes import Scope
from service.app import create_app
from service.ledger import Ledger
from service.settings import Settings


def policy(place: str, *, days: int = 5, title: str = "供水管理办法", number: int = 7) -> bytes:
    """Return the text of a small policy of a place that does not exist."""
    return (
        f"{place}市{title}\n{place}政规〔2021〕{number}号\n"
        f"第一条 为加强{place}市供水管理，保障用户权益，制定本办法。\n"
        f"第二条 用水报装应当自受理之日起{days}个工作日内办结，不收取手续费。\n"
        f"第三条 {place}市水务局负责本办法的组织实施。\n"
    ).encode()


def write_key(store: Path, name: str = "uploader") -> dict[str, str]:
    """Make a key that may write, and return the header that sends it."""
    ledger = Ledger(store)
    text, _ = create_key(ledger, name, scopes=frozenset({Scope.WRITE}))
    ledger.close()
    return {"Authorization": f"Bearer {text}"}


class Uploader:
    """A client that may write, and what it asks of the store."""

    def __init__(self, http: TestClient, store: Path, headers: dict[str, str]) -> None:
        self.http = http
        self.store = store
        self.headers = headers

    def post(self, *files: tuple[str, bytes], **options: Any) -> Any:
        form = [("file", file) for file in files]
        return self.http.post("/v1/documents", files=form, headers=self.headers, **options)

    def put(self, document_id: str, data: bytes, query: str = "", **headers: str) -> Any:
        path = f"/v1/documents/{document_id}{query}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.put(path, content=data, headers={**self.headers, **named})

    def delete(self, document_id: str) -> Any:
        return self.http.delete(f"/v1/documents/{document_id}", headers=self.headers)

    def clause_ids(self, document_id: str) -> dict[str, str]:
        """Return the ids of the clauses of a document by their texts."""
        path = f"/v1/documents/{document_id}/clauses"
        return {one["text"]: one["id"] for one in self.http.get(path).json()["clauses"]}

    def found(self, question: str) -> list[str]:
        """Return the ids of the documents that a search finds, best first."""
        body = {"query": question, "mode": "lexical", "top_k": 20}
        results = self.http.post("/v1/search", json=body).json()["results"]
        return [one["document"]["id"] for one in results]


@pytest.fixture(scope="session")
def uploader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Uploader]:
    """An application that begins with a store that is empty; the real server has none."""
    store = tmp_path_factory.mktemp("uploads") / "store"
    Store.open(store, create=True).close()
    headers = write_key(store)
    settings = Settings(store=store, upload_max_bytes=100_000)
    with TestClient(create_app(settings), raise_server_exceptions=False) as http:
        assert http.get("/readyz").status_code == 503
        yield Uploader(http, store, headers)


# Test modules cannot import this one; they ask for what they need by name.


@pytest.fixture(name="policy", scope="session")
def _policy() -> Callable[..., bytes]:
    return policy


@pytest.fixture(name="write_key", scope="session")
def _write_key() -> Callable[..., dict[str, str]]:
    return write_key
