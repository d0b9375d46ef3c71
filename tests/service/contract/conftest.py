"""What holds a value, or its description in OpenAPI, against a shape.

A shape is a type, a pattern of a text, a dictionary of the fields that must be there, `[shape]` for
a list, `[shape, ...]` for one that is not empty in this call, or `(shape, None)` where null may be.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.access.keys import create_key
from service.access.scopes import Scope
from service.ledger import Ledger

NAMES = {str: {"string"}, int: {"integer"}, float: {"number", "integer"}, bool: {"boolean"}}


@pytest.fixture(scope="package")
def sample_site(
    sample_store_path: Path, start_server: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[httpx.Client, str]]:
    """A real server over a copy of the sample corpus, and a key that may read and write."""
    store = tmp_path_factory.mktemp("contract") / "store"
    shutil.copytree(sample_store_path, store)
    ledger = Ledger.open(store)
    scopes = frozenset({Scope.READ, Scope.WRITE})
    secret, _ = create_key(ledger, "writer", scopes=scopes)
    ledger.close()
    running = start_server(store)
    try:
        with httpx.Client(base_url=running.url, timeout=120) as http:
            yield http, secret
    finally:
        running.stop()


@pytest.fixture(scope="session")
def faults_of() -> Callable[[Any, Any], list[str]]:
    """Name every place of a value that is not of a shape."""
    return lambda value, shape: list(_faults(value, shape, ""))


@pytest.fixture(scope="session")
def undescribed() -> Callable[..., list[str]]:
    """Name every field of a shape that a schema lacks, or says to be of another type."""
    return lambda schema, shape, openapi: list(_undescribed(schema, shape, openapi, ""))


@pytest.fixture(scope="session")
def unknown_fields() -> Callable[..., list[str]]:
    """Name every field of a request body that its schema does not know."""
    return lambda schema, body, openapi: list(_unknown(schema, body, openapi, "body"))


def _faults(value: Any, shape: Any, at: str) -> Iterator[str]:
    if isinstance(shape, tuple):
        if value is not None:
            yield from _faults(value, shape[0], at)
    elif isinstance(shape, dict):
        for name, inner in shape.items():
            if not isinstance(value, dict) or name not in value:
                yield f"{at}.{name} is missing"
            else:
                yield from _faults(value[name], inner, f"{at}.{name}")
    elif isinstance(shape, list):
        if not isinstance(value, list) or (len(shape) > 1 and not value):
            yield f"{at} is {value!r}"
        else:
            for number, item in enumerate(value):
                yield from _faults(item, shape[0], f"{at}[{number}]")
    elif not _is_of(value, shape):
        yield f"{at} is {value!r}"


def _is_of(value: Any, shape: Any) -> bool:
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and bool(shape.fullmatch(value))
    if isinstance(value, bool):  # which Python takes for a number
        return shape is bool
    return isinstance(value, (int, float) if shape is float else shape)


def _undescribed(schema: Any, shape: Any, openapi: dict[str, Any], at: str) -> Iterator[str]:
    schema, is_nullable = _resolved(schema, openapi)
    if isinstance(shape, tuple):
        if not is_nullable:
            yield f"{at} is described as never null"
        yield from _undescribed(schema, shape[0], openapi, at)
    elif isinstance(shape, dict):
        for name, inner in shape.items():
            if name not in schema.get("properties", ()):
                yield f"{at}.{name} is not described"
            else:
                yield from _undescribed(schema["properties"][name], inner, openapi, f"{at}.{name}")
    elif isinstance(shape, list):
        if schema.get("type") != "array":
            yield f"{at} is described as {schema.get('type')}"
        else:
            yield from _undescribed(schema["items"], shape[0], openapi, f"{at}[]")
    elif schema.get("type") not in NAMES[str if isinstance(shape, re.Pattern) else shape]:
        yield f"{at} is described as {schema.get('type')}"


def _unknown(schema: Any, body: Any, openapi: dict[str, Any], at: str) -> Iterator[str]:
    schema, _ = _resolved(schema, openapi)
    for name, value in body.items() if isinstance(body, dict) else ():
        if name not in schema.get("properties", ()):
            yield f"{at}.{name} is not described"
        else:
            yield from _unknown(schema["properties"][name], value, openapi, f"{at}.{name}")


def _resolved(schema: Any, openapi: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Follow references, and tell whether null is one of the alternatives."""
    is_nullable = False
    while "$ref" in schema or "anyOf" in schema:
        if "$ref" in schema:
            schema = openapi["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        else:
            others = [one for one in schema["anyOf"] if one.get("type") != "null"]
            is_nullable = is_nullable or len(others) < len(schema["anyOf"])
            schema = others[0]
    return schema, is_nullable
