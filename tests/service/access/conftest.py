"""A ledger with keys, and applications over it that ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.access.keys import create_key
from service.access.scopes import Scope
from service.app import create_app
from service.ledger import Ledger
from service.settings import Settings

NewKey = Callable[..., dict[str, str]]
Serve = Callable[..., TestClient]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(tmp_path)
    yield ledger
    ledger.close()


@pytest.fixture
def new_key(ledger: Ledger) -> NewKey:
    """Make a key of some scopes and return the header that sends it."""
    made = []

    def make(*scopes: str, **options: Any) -> dict[str, str]:
        made.append(name := options.pop("name", f"key {len(made)}"))
        text, _ = create_key(ledger, name, scopes=frozenset(map(Scope, scopes)), **options)
        return {"authorization": f"Bearer {text}"}

    return make


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start the application over a store without documents: what passes is not ready (503)."""
    with ExitStack() as running:

        def start(**settings: Any) -> TestClient:
            app = create_app(Settings(store=tmp_path, **settings))
            return running.enter_context(TestClient(app, raise_server_exceptions=False))

        yield start
