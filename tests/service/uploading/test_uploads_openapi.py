"""What the reference says of uploads is what they answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Policy = Callable[..., bytes]
DOCUMENTS, DOCUMENT = "/v1/documents", "/v1/documents/{document_id}"


@pytest.fixture(scope="module")
def openapi(uploader: Any) -> dict[str, Any]:
    described: dict[str, Any] = uploader.http.get("/openapi.json").json()
    return described


def check(openapi: dict[str, Any], operation: dict[str, Any], response: Any) -> None:
    (content,) = operation["responses"][str(response.status_code)]["content"].values()
    validator = Draft202012Validator({**content["schema"], "components": openapi["components"]})
    validator.validate(response.json())


def test_uploads_are_answered_as_described(
    uploader: Any, policy: Policy, openapi: dict[str, Any]
) -> None:
    post = openapi["paths"][DOCUMENTS]["post"]
    put = openapi["paths"][DOCUMENT]["put"]
    for status in (201, 200):
        response = uploader.post(("a.txt", policy("兰陵")), ("b.txt", b" "))
        assert response.status_code == status
        check(openapi, post, response)
    uid = response.json()["documents"][0]["id"]
    for data, status in ((policy("兰陵"), 200), (b" ", 422)):
        response = uploader.put(uid, data, "?name=a.txt")
        assert response.status_code == status
        check(openapi, put, response)
    check(openapi, put, uploader.put("kb-99", policy("兰陵"), "?name=a.txt"))
    check(openapi, openapi["paths"][DOCUMENT]["delete"], uploader.delete("nowhere"))


def test_every_way_to_be_refused_is_described(openapi: dict[str, Any]) -> None:
    common = {"401", "403", "408", "413", "415", "422", "429", "503"}
    post = set(openapi["paths"][DOCUMENTS]["post"]["responses"])
    put = set(openapi["paths"][DOCUMENT]["put"]["responses"])
    delete = set(openapi["paths"][DOCUMENT]["delete"]["responses"])
    assert post == common | {"200", "201", "400"}
    assert put == common | {"200", "201", "400", "409"}
    assert delete == common | {"204", "404"}


def test_bodies_are_described(openapi: dict[str, Any]) -> None:
    form = openapi["paths"][DOCUMENTS]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert form["schema"]["required"] == ["file"]
    body = openapi["paths"][DOCUMENT]["put"]["requestBody"]
    assert body["required"] is True
    assert set(body["content"]) == {"application/octet-stream"}  # what generators of clients know
    names = {one["name"] for one in openapi["paths"][DOCUMENT]["put"]["parameters"]}
    assert names == {"document_id", "name"}


def test_all_methods_of_a_path_are_told(uploader: Any) -> None:
    response = uploader.http.patch("/v1/documents/kb-1", headers=uploader.headers)
    assert response.status_code == 405
    assert response.headers["allow"] == "DELETE, GET, HEAD, PUT"
