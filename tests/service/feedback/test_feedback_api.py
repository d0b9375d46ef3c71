"""POST /v1/feedback: what is kept, once, from whom, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from service.access.keys import create_key
from service.access.scopes import Scope
from service.app import create_app
from service.feedback.records import Feedback, Verdict
from service.ledger import Ledger
from service.schemas_feedback import FeedbackRequest
from service.settings import Settings

Kept = Callable[[], list[Feedback]]
GIVEN = {"question": "办电要多久", "verdict": "wrong"}


def send(site: TestClient, headers: dict[str, str] | None = None, **fields: Any) -> Any:
    # As ASCII: half a character has no form in UTF-8, and clients can send one all the same.
    content = json.dumps(GIVEN | fields)
    headers = {"content-type": "application/json", **(headers or {})}
    return site.post("/v1/feedback", content=content, headers=headers)


def new_key(store: Path) -> tuple[str, dict[str, str]]:
    """Make a key that may read; return its id, and the header that sends it."""
    text, key = create_key(Ledger(store), "hotline", scopes=frozenset({Scope.READ}))
    return key.id, {"Authorization": f"Bearer {text}"}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_was_said_is_kept(
    site: TestClient, clause_id: str, kept: Kept, verdict: Verdict
) -> None:
    said: dict[str, Any] = {
        "verdict": verdict.value,
        "clause_id": clause_id,
        "document_id": clause_id.partition("-")[0],
        "answer": "≤ 40 个工作日",
        "comment": "没有说低压用户\r\n第二行",
        "request_id": "hotline-7",
        "generation": 1,
    }
    response = send(site, **said)
    assert response.status_code == 201
    (feedback,) = kept()
    assert {"id": feedback.id, "at": feedback.at} == response.json()
    assert feedback.at.endswith("Z")
    expected = said | {"comment": "没有说低压用户\n第二行"}
    assert {name: getattr(feedback, name) for name in said} == expected
    assert (feedback.question, feedback.key_id) == ("办电要多久", None)


def test_the_document_and_the_generation_are_filled_in(
    site: TestClient, clause_id: str, kept: Kept
) -> None:
    assert send(site, clause_id=clause_id).status_code == 201
    (feedback,) = kept()
    searched = site.post("/v1/search", json={"query": "办电"}).json()
    assert feedback.generation == searched["generation"] > 0
    assert clause_id in str(site.get(f"/v1/documents/{feedback.document_id}/clauses").json())


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"clause_id": "nope"}, "clause_id"),
        ({"document_id": "nope"}, "document_id"),
        ({"clause_id": "THE CLAUSE", "document_id": "nope"}, "document_id"),
        ({"question": "电" * 1001}, "question"),
        ({"question": " "}, "question"),
        ({"verdict": "nice"}, "verdict"),
        ({"comment": "长" * 1001}, "comment"),
        ({"answer": "长" * 4001}, "answer"),
        ({"comment": "\ud800"}, "comment"),
        ({"clause_id": "x" * 201}, "clause_id"),
        ({"request_id": "two words"}, "request_id"),
        ({"request_id": "x" * 129}, "request_id"),
        ({"generation": -1}, "generation"),
        ({"generation": 2**63}, "generation"),
        ({"generation": True}, "generation"),
        ({"coment": "a"}, "coment"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(
    site: TestClient, clause_id: str, kept: Kept, fields: dict[str, Any], named: str
) -> None:
    if fields.get("clause_id") == "THE CLAUSE":
        fields = fields | {"clause_id": clause_id}
    response = send(site, **fields)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["location"] == ["body", named]
    assert kept() == []


def test_a_comment_of_nothing_is_none(site: TestClient, kept: Kept) -> None:
    assert send(site, comment=" \n ", answer="").status_code == 201
    assert (kept()[0].comment, kept()[0].answer) == (None, None)


def test_what_is_sent_again_under_its_key_is_kept_once(site: TestClient, kept: Kept) -> None:
    headers = {"Idempotency-Key": "5f1c"}
    first, again = (send(site, headers, comment="慢") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = send(site, headers, comment="快")
    assert other.status_code == 422
    assert "Idempotency-Key" in other.json()["detail"]
    assert [feedback.comment for feedback in kept()] == ["慢"]
    assert send(site, comment="慢").json()["id"] != first.json()["id"]


def test_what_is_sent_many_times_at_once_is_kept_once(site: TestClient, kept: Kept) -> None:
    headers = {"Idempotency-Key": "at-once"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(site, headers), range(16)))
    assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert len(kept()) == 1


@pytest.mark.parametrize("key", ["", "x" * 201, "two words"])
def test_an_idempotency_key_that_is_none_is_refused(site: TestClient, key: str) -> None:
    response = send(site, {"Idempotency-Key": key})
    assert response.status_code == 422
    assert response.json()["errors"][0]["location"] == ["header", "Idempotency-Key"]


def test_who_sent_it_is_kept_and_has_idempotency_keys_of_its_own(
    site: TestClient, own_store: Path, kept: Kept
) -> None:
    key_id, bearer = new_key(own_store)
    named = {"Idempotency-Key": "shared"}
    assert send(site, bearer | named).status_code == 201
    assert send(site, named, comment="another").status_code == 201
    assert {feedback.key_id for feedback in kept()} == {key_id, None}


@pytest.fixture
def strict(own_store: Path, tmp_path: Path) -> Path:
    """A store whose service knows one key, `hotline`."""
    path = tmp_path / "store"
    shutil.copytree(own_store, path, ignore=shutil.ignore_patterns("service.sqlite3*"))
    return path


def test_without_a_key_nothing_is_taken_where_reading_needs_one(strict: Path) -> None:
    with TestClient(create_app(Settings(store=strict, require_key=True))) as site:
        assert send(site).status_code == 401
        assert send(site, new_key(strict)[1]).status_code == 201


def test_a_flood_is_held_up_and_stops_no_key(strict: Path) -> None:
    _, bearer = new_key(strict)
    with TestClient(create_app(Settings(store=strict, feedback_per_minute=2))) as site:
        named = {"Idempotency-Key": "first"}
        assert [send(site, named).status_code, send(site).status_code] == [201, 201]
        refused = send(site)
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 30
        assert send(site, named).status_code == 200  # nothing more is kept
        assert send(site, bearer).status_code == 201
        # What is refused for another reason takes nobody's place.
        assert send(site, clause_id="nope").status_code == 422


def test_where_nothing_can_be_kept_it_is_said(strict: Path) -> None:
    with TestClient(create_app(Settings(store=strict))) as site:
        (strict / "service.sqlite3").mkdir()
        response = send(site)
        assert response.status_code == 503
        assert response.headers["content-type"] == "application/problem+json"
        assert str(strict) not in response.text


def test_it_is_described_with_its_errors(site: TestClient) -> None:
    described = site.get("/openapi.json").json()
    operation = described["paths"]["/v1/feedback"]["post"]
    assert {"200", "201", "400", "413", "415", "422", "429", "503"} <= set(operation["responses"])
    (key,) = operation["parameters"]
    assert (key["name"], key["in"], key["required"]) == ("Idempotency-Key", "header", False)
    schema = operation["responses"]["201"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": described["components"]})
    validator.validate(send(site).json())


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(sorted(FeedbackRequest.model_fields)),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
    )
)
def test_whatever_is_sent_is_kept_or_refused(site: TestClient, fields: dict[str, Any]) -> None:
    assert send(site, **fields).status_code in (201, 400, 422)
