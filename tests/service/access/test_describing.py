"""What the description says of keys is what the middleware asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service.access.rules import is_open
from service.app import create_app
from service.settings import Settings


def described(tmp_path: Path, *, require_key: bool) -> dict[str, Any]:
    return create_app(Settings(store=tmp_path, require_key=require_key)).openapi()


@pytest.mark.parametrize("require_key", [True, False])
def test_every_operation_says_which_key_it_takes(tmp_path: Path, require_key: bool) -> None:
    description = described(tmp_path, require_key=require_key)
    assert description["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            security, responses = operation["security"], operation["responses"]
            if is_open(path):
                assert security == []
                assert not {"401", "403", "429"} & set(responses)
                continue
            writes = path.startswith("/v1/documents") and method != "get"
            needed = {"bearer": ["write" if writes else "read"]}
            assert security == ([needed] if writes or require_key else [{}, needed])
            refused = "403" if path == "/retrieval" else "401"  # which is what Dify reads
            assert {refused, "429"} <= set(responses)
            assert not (writes or require_key) or "403" in responses
            for status in (refused, "429"):
                assert responses[status]["content"], (path, status)
