"""POST /retrieval keeps the contract that Dify has with an external knowledge base."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import Result

from service.app import create_app
from service.schemas_retrieval import CONDITIONS_MAX
from service.schemas_values import QUERY_MAX_CHARS
from service.settings import Settings

Body = dict[str, Any]
Records = list[dict[str, Any]]

BODY: Body = {
    "knowledge_id": "zhengda",
    "query": "办电要多久",
    "retrieval_setting": {"top_k": 3, "score_threshold": 0.0},
}


REGION = "内蒙古自治区巴彦淖尔市临河区"


def records(client: TestClient, **fields: Any) -> Records:
    response = client.post("/retrieval", json={**BODY, **fields})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert set(response.json()) == {"records"}
    found: Records = response.json()["records"]
    return found


def error(client: TestClient, body: Body, **headers: str) -> tuple[int, int, str]:
    response = client.post("/retrieval", json=body, headers=headers)
    assert response.headers["content-type"] == "application/json"
    assert set(response.json()) == {"error_code", "error_msg"}
    return response.status_code, response.json()["error_code"], response.json()["error_msg"]


def condition(name: Any, operator: str, value: Any = None) -> Body:
    return {"name": name, "comparison_operator": operator, "value": value}


def test_a_record_has_what_dify_reads_and_can_be_checked(client: TestClient) -> None:
    first = records(client)[0]
    assert set(first) == {"content", "score", "title", "metadata"}
    assert first["title"] == "临河市优化营商环境实施方案"
    assert 0 < first["score"] <= 1
    metadata = first["metadata"]
    assert all(value is None or isinstance(value, str | int) for value in metadata.values())
    assert metadata["document_number"] == "临政办发〔2021〕12号"
    assert metadata["issuers"] == "临河市人民政府办公室"
    assert metadata["issued_on"] == "2021-03-05"
    assert metadata["status"] == "in_force"
    assert metadata["clause_number"] == "2."
    assert metadata["path"] == "二、主要任务 > （一）提升政务服务"
    raw = client.get(f"/v1/documents/{metadata['document_id']}/raw").content.decode()
    assert metadata["quote"] == raw[metadata["start"] : metadata["end"]] != ""
    assert metadata["url"].startswith("http://testserver/documents/")
    page = client.get(metadata["url"], headers={"accept": "text/html"})
    assert f'id="{metadata["clause_id"]}"' in page.text


def test_the_records_are_those_of_a_search_in_its_order(client: TestClient) -> None:
    found = records(client, retrieval_setting={"top_k": 100, "score_threshold": 0})
    searched = client.post("/v1/search", json={"query": BODY["query"], "top_k": 100}).json()
    assert [record["metadata"]["clause_id"] for record in found] == [
        result["clause"]["id"] for result in searched["results"]
    ]
    assert [record["score"] for record in found] == [
        result["score"] for result in searched["results"]
    ]


def test_the_content_can_be_read_alone(client: TestClient) -> None:
    label, path, text = records(client)[0]["content"].split("\n", 2)
    assert label == (
        "《临河市优化营商环境实施方案》(临河市人民政府办公室, 临政办发〔2021〕12号, 2021-03-05)"
        " 二（一）2（现行有效）"
    )
    assert path == "二、主要任务 > （一）提升政务服务"
    assert text.startswith("2.优化获得电力服务")
    old = records(client, query="热线多少秒内接听")[0]
    assert "（已失效）" in old["content"].partition("\n")[0]


def test_top_k_and_the_threshold_hold(client: TestClient) -> None:
    every = records(client, retrieval_setting={"top_k": 100, "score_threshold": 0.0})
    assert len(records(client, retrieval_setting={"top_k": 2, "score_threshold": 0.0})) == 2
    least = every[1]["score"]
    above = records(client, retrieval_setting={"top_k": 100, "score_threshold": least})
    assert above == [record for record in every if record["score"] >= least]
    assert len(above) < len(every)
    assert records(client, retrieval_setting={"top_k": 9, "score_threshold": 1}) == []


def test_what_dify_adds_or_leaves_empty_is_tolerated(client: TestClient) -> None:
    found = records(
        client,
        retrieval_setting={"top_k": None, "score_threshold": None, "reranking": True},
        metadata_condition={"logical_operator": "and", "conditions": None, "version": 2},
        user_id="u-1",
    )
    assert len(found) == 5
    assert records(client, metadata_condition=None) == found[:3]


def test_of_a_long_question_the_beginning_counts(client: TestClient) -> None:
    assert records(client, query=f"  办电要多久 {'。' * QUERY_MAX_CHARS}")


@pytest.mark.parametrize("place", ["临河市", "临河", "臨河市", "内蒙古", "Bayannur"])
def test_a_place_is_a_knowledge_base_of_its_own(client: TestClient, place: str) -> None:
    every = {"top_k": 100, "score_threshold": 0}
    found = records(client, knowledge_id=place, retrieval_setting=every)
    assert {record["metadata"]["region"] for record in found} == {REGION}
    assert len(found) < len(records(client, retrieval_setting=every))


@pytest.mark.parametrize("name", ["北京市", "nowhere", "*", "zhengda2", "市"])
def test_a_knowledge_base_that_is_none_is_named(client: TestClient, name: str) -> None:
    status, code, message = error(client, {**BODY, "knowledge_id": name})
    assert (status, code) == (404, 2001)
    assert repr(name) in message
    assert "'zhengda'" in message


def test_the_names_and_addresses_can_be_set(settings: Settings) -> None:
    update = {"knowledge_id": "政策库", "public_url": "https://policy.example/kb/"}
    with TestClient(create_app(settings.model_copy(update=update))) as other:
        found = records(other, knowledge_id="政策库")
        assert found[0]["metadata"]["url"].startswith("https://policy.example/kb/documents/")
        assert error(other, BODY)[:2] == (404, 2001)
        exported = other.get("/v1/knowledge/export?format=csv").text
        assert ",https://policy.example/kb/documents/" in exported
        assert "http://testserver" not in exported
        asked = {"question": "办电要多久"}
        compared = other.post("/v1/compare?format=csv", json=asked).text
        assert ",https://policy.example/kb/documents/" in compared


INVALID: list[tuple[Body, str]] = [
    ({"knowledge_id": None}, "knowledge_id"),
    ({"query": ""}, "query"),
    ({"query": 5}, "query"),
    ({"retrieval_setting": None}, "retrieval_setting"),
    ({"retrieval_setting": {"top_k": 0}}, "top_k"),
    ({"retrieval_setting": {"top_k": 101}}, "top_k"),
    ({"retrieval_setting": {"score_threshold": 1.5}}, "score_threshold"),
    ({"metadata_condition": {"logical_operator": "xor"}}, "logical_operator"),
    ({"metadata_condition": {"conditions": [{"name": "title"}]}}, "comparison_operator"),
    (
        {
            "metadata_condition": {
                "conditions": [condition("title", "is", "a")] * (CONDITIONS_MAX + 1)
            }
        },
        "conditions",
    ),
]


@pytest.mark.parametrize(("fields", "named"), INVALID)
def test_what_is_not_in_the_contract_is_refused(
    client: TestClient, fields: Body, named: str
) -> None:
    status, code, message = error(client, {**BODY, **fields})
    assert (status, code) == (422, 422)
    assert named in message.partition(":")[0]


REFUSED = [
    (condition("colour", "is", "red"), "name: 'colour' is no metadata here; there are title, "),
    (condition(["title", "colour"], "is", "a"), "name: 'colour' is no metadata"),
    (condition("title", "like", "a"), "comparison_operator: 'like' is no operator here"),
    (condition("title", ">", "a"), "value: title is a text, which '>' does not compare"),
    (condition("start", "after", "2020-01-01"), "value: start is a number"),
    (condition("start", "contains", "1"), "value: start is a number"),
    (condition("issued_on", ">", "soon"), "value: expected a date as YYYY-MM-DD"),
    (condition("issued_on", ">", "2020-02-30"), "value: no day of the calendar"),
    (condition("issued_on", ">", 1e300), "value: expected a date"),
    (condition("start", ">", "many"), "value: expected a number"),
    (condition("start", ">", True), "value: expected a number"),
    (condition("status", "is", "valid"), "value: must be one of amended, expired, in_force"),
    (condition("title", "contains"), "value: is required for this operator"),
    (condition("title", "is", {"a": 1}), "value: expected a text"),
    (condition("title", "is", ["a"]), "value: expected a text"),
    (condition("title", "contains", True), "value: expected a text"),
]


@pytest.mark.parametrize(("refused", "said"), REFUSED)
def test_a_condition_that_cannot_be_judged_is_named(
    client: TestClient, refused: Body, said: str
) -> None:
    conditions = {"conditions": [condition("title", "not empty"), refused]}
    status, code, message = error(client, {**BODY, "metadata_condition": conditions})
    assert (status, code) == (422, 422)
    assert message.startswith(f"body.metadata_condition.conditions.1.{said}")


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"", {}, 415),  # how Dify tries an address: anything but 403, 404 and 502 will do
        (b"{", {"content-type": "application/json"}, 422),
        (b"[" * 60_000, {"content-type": "application/json"}, 400),
        (b"x" * 70_000, {"content-type": "application/json"}, 413),
        (b"{}", {"content-type": "application/json", "content-encoding": "gzip"}, 415),
    ],
)
def test_a_body_that_cannot_be_read_is_told_in_the_same_shape(
    client: TestClient, content: bytes, headers: dict[str, str], status: int
) -> None:
    response = client.post("/retrieval", content=content, headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    assert int(response.headers["content-length"]) == len(response.content)
    assert response.headers["x-request-id"]
    assert response.json()["error_code"] == status
    assert response.json()["error_msg"]


def test_other_failures_have_the_same_shape_and_other_paths_their_own(
    client: TestClient, settings: Settings, tmp_path: Path
) -> None:
    assert client.get("/retrieval").json()["error_code"] == 405
    assert client.post("/retrieval?a=1", json=BODY).json()["error_code"] == 422
    assert client.post("/retrieval/", json=BODY).json()["status"] == 404
    with TestClient(create_app(Settings(store=tmp_path / "none"))) as empty:
        response = empty.post("/retrieval", json=BODY)
        assert (response.status_code, response.json()["error_code"]) == (503, 503)
        assert response.headers["retry-after"]
    with TestClient(create_app(settings), raise_server_exceptions=False) as broken:
        broken.app.state.worker = None  # type: ignore[attr-defined]
        response = broken.post("/retrieval", json=BODY)
        assert (response.status_code, response.json()["error_code"]) == (500, 500)


@pytest.fixture
def key(zhengda: Callable[..., Result], store_path: Path) -> Iterator[str]:
    """A key that opens the store for reading, until the test has ended."""
    made = zhengda("keys", "create", "dify", "--store", store_path)
    assert made.exit_code == 0, made.output
    yield re.findall(r"zd_\S+", made.output)[0]
    assert zhengda("keys", "revoke", "dify", "--store", store_path).exit_code == 0


def test_a_key_opens_it_and_a_wrong_one_is_told_with_the_status_that_dify_reads(
    settings: Settings, key: str
) -> None:
    closed = settings.model_copy(update={"require_key": True})
    with TestClient(create_app(closed)) as client:
        response = client.post("/retrieval", json=BODY, headers={"authorization": f"Bearer {key}"})
        assert response.status_code == 200
        assert error(client, BODY)[:2] == (403, 1001)
        assert error(client, BODY, authorization=f"Basic {key}")[:2] == (403, 1001)
        assert error(client, BODY, authorization=f"Bearer {key}x")[:2] == (403, 1002)
        assert client.post("/v1/search", json={"query": "a"}).status_code == 401


def test_errors_are_described_in_the_shape_they_have(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    responses = described["paths"]["/retrieval"]["post"]["responses"]
    assert "401" not in responses
    for status in ("400", "403", "404", "413", "415", "422", "429", "503"):
        schema = responses[status]["content"]["application/json"]["schema"]
        assert schema["$ref"].endswith("/RetrievalErrorOut")
