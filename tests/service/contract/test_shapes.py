"""What holds values against shapes finds what is missing, null, empty or of another type."""

from __future__ import annotations

import re
from typing import Any

import pytest

SHAPE = {"id": str, "score": float, "day": (re.compile(r"\d{4}"), None), "items": [{"n": int}, ...]}
GOOD: dict[str, Any] = {"id": "a", "score": 1, "day": None, "items": [{"n": 1, "more": 2}]}
SCHEMA = {
    "properties": {
        "id": {"type": "string"},
        "score": {"type": "number"},
        "day": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
    }
}
OPENAPI = {"components": {"schemas": {"Item": {"properties": {"n": {"type": "integer"}}}}}}


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({}, []),
        ({"id": None}, [".id is None"]),
        ({"score": True}, [".score is True"]),
        ({"day": "24"}, [".day is '24'"]),
        ({"items": []}, [".items is []"]),
        ({"items": [{"n": "1"}, {}]}, [".items[0].n is '1'", ".items[1].n is missing"]),
    ],
)
def test_faults_of_a_value_are_named(wrong: Any, found: list[str], faults_of: Any) -> None:
    assert faults_of(GOOD | wrong, SHAPE) == found


def test_a_field_that_is_gone_is_named(faults_of: Any) -> None:
    assert faults_of({}, {"id": str}) == [".id is missing"]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({}, []),
        ({"id": {"type": "integer"}}, [".id is described as integer"]),
        ({"day": {"type": "string"}}, [".day is described as never null"]),
        ({"items": {"type": "object"}}, [".items is described as object"]),
        ({"items": {"type": "array", "items": {}}}, [".items[].n is not described"]),
    ],
)
def test_faults_of_a_description_are_named(wrong: Any, found: list[str], undescribed: Any) -> None:
    schema = {"properties": SCHEMA["properties"] | wrong}
    assert undescribed(schema, SHAPE, OPENAPI) == found


def test_a_field_of_a_request_that_is_not_described_is_named(unknown_fields: Any) -> None:
    body = {"id": "a", "day": "2024", "mode": "x"}
    assert unknown_fields(SCHEMA, body, OPENAPI) == ["body.mode is not described"]
