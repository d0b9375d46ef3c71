"""The application over a store of its own, whose ledger no other test writes to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.feedback.keeping import all_feedback
from service.feedback.records import Feedback
from service.ledger import Ledger
from service.settings import Settings

QUESTION = "办电要多久"
PATIENCE_S = 120.0


@pytest.fixture(scope="module")
def own_store(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small store without what its service has remembered."""
    path = tmp_path_factory.mktemp("feedback") / "store"
    shutil.copytree(store_path, path, ignore=shutil.ignore_patterns("service.sqlite3*"))
    return path


@pytest.fixture(scope="module")
def site(own_store: Path) -> Iterator[TestClient]:
    """The application, which takes more feedback than any test sends."""
    settings = Settings(store=own_store, request_timeout_s=PATIENCE_S, feedback_per_minute=10_000)
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def clause_id(site: TestClient) -> str:
    """The clause that answers the question."""
    results = site.post("/v1/search", json={"query": QUESTION}).json()["results"]
    found: str = results[0]["clause"]["id"]
    return found


@pytest.fixture
def kept(own_store: Path) -> Callable[[], list[Feedback]]:
    """Read the feedback that was kept since the test began."""
    before = {feedback.id for feedback in all_feedback(Ledger(own_store))}

    def read() -> list[Feedback]:
        return [one for one in all_feedback(Ledger(own_store)) if one.id not in before]

    return read
