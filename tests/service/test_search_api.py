from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.schemas_values import QUERY_MAX_CHARS


def search(client: TestClient, query: str, **fields: Any) -> dict[str, Any]:
    response = client.post("/v1/search", json={"query": query, **fields})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    found: dict[str, Any] = response.json()
    return found


def raw_text(client: TestClient, document_id: str) -> str:
    return client.get(f"/v1/documents/{document_id}/raw").content.decode("utf-8")


def test_a_question_finds_its_clause_with_the_whole_contract(client: TestClient) -> None:
    found = search(client, "办电要多久")
    assert set(found) == {"query", "took_ms", "generation", "results"}
    assert set(found["query"]) == {
        "text",
        "normalized",
        "language",
        "corrections",
        "regions",
        "terms",
    }
    assert found["query"]["language"] == "zh"
    first = found["results"][0]
    assert set(first) == {"rank", "score", "clause", "highlights", "document", "citation"}
    assert first["clause"]["number"] == "2."
    assert first["clause"]["heading"] == "优化获得电力服务"
    assert first["clause"]["path"][0] == "二、主要任务"
    assert first["clause"]["responsible"] == {
        "lead": ["市发展改革委"],
        "with": ["国网临河供电公司"],
    }
    assert first["document"]["source"] == "plan.txt"
    assert first["document"]["document_number"] == "临政办发〔2021〕12号"
    assert first["document"]["issued_on"] == "2021-03-05"
    assert (
        first["citation"]["url"] == f"/documents/{first['document']['id']}#{first['clause']['id']}"
    )


@pytest.mark.parametrize("query", ["办电要多久", "how long does power connection take", "减免租金"])
@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_every_offset_holds(client: TestClient, query: str, mode: str) -> None:
    found = search(client, query, mode=mode, top_k=50)
    assert [item["rank"] for item in found["results"]] == [*range(1, len(found["results"]) + 1)]
    for item in found["results"]:
        raw, citation, clause = (
            raw_text(client, item["document"]["id"]),
            item["citation"],
            item["clause"],
        )
        assert citation["quote"] == raw[citation["start"] : citation["end"]] != ""
        for measure in clause["measures"]:
            assert measure["quote"] == raw[measure["start"] : measure["end"]] != ""
        for highlight in item["highlights"]:
            assert 0 <= highlight["start"] < highlight["end"] <= len(clause["text"])
        assert 0 <= item["score"] <= 1


def test_figures_carry_their_condition(client: TestClient) -> None:
    first = search(client, "高压用户办电时间")["results"][0]
    figures = {
        (measure["value"], measure["unit"], measure["comparator"]): measure["condition"]
        for measure in first["clause"]["measures"]
    }
    assert "高压" in (figures[("40", "个工作日", "<=")] or "")


def test_json_is_utf8_and_not_escaped(client: TestClient) -> None:
    response = client.post("/v1/search", json={"query": "办电"})
    assert "优化获得电力服务".encode() in response.content


@pytest.mark.parametrize(
    ("filters", "sources"),
    [
        ({"document_number": ["临政规[2015]3号"]}, {"hotline_2015.txt"}),
        ({"status": "expired"}, {"hotline_2015.txt"}),
        ({"issued_from": "2021-01-01", "issued_to": "2021-12-31"}, {"plan.txt"}),
        ({"issuer": ["青石县人民政府"]}, {"noisy.txt"}),
        ({"issuer": ["没有的单位"]}, set()),
    ],
)
def test_filters_leave_only_what_they_say(
    client: TestClient, filters: dict[str, Any], sources: set[str]
) -> None:
    found = search(client, "办理时限", top_k=100, filters=filters)
    assert {item["document"]["source"] for item in found["results"]} == sources


NOTHING = {
    "region": None, "issuer": [], "document_id": None, "document_number": [],
    "issued_from": None, "issued_to": None, "as_of": None, "status": None,
}  # fmt: skip


@pytest.mark.parametrize("filters", [None, {}, NOTHING])
def test_filters_may_be_empty(client: TestClient, filters: dict[str, Any] | None) -> None:
    assert search(client, "办电", filters=filters)["results"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"query": None},
        {"query": ""},
        {"query": " \t\u3000\n"},
        {"query": "\x00\x01"},
        {"query": 5},
        {"query": ["办电"]},
        {"query": "电" * (QUERY_MAX_CHARS + 1)},
        {"query": "a", "top_k": 0},
        {"query": "a", "top_k": 101},
        {"query": "a", "top_k": "5"},
        {"query": "a", "top_k": True},
        {"query": "a", "top_k": 1.5},
        {"query": "a", "mode": "magic"},
        {"query": "a", "filters": []},
        {"query": "a", "filters": {"city": ["襄阳"]}},
        {"query": "a", "filters": {"region": "襄阳"}},
        {"query": "a", "filters": {"region": [""]}},
        {"query": "a", "filters": {"region": [5]}},
        {"query": "a", "filters": {"region": ["x"] * 201}},
        {"query": "a", "filters": {"status": "valid"}},
        {"query": "a", "filters": {"issued_from": "2020-02-30"}},
        {"query": "a", "filters": {"issued_from": "2020-1-1"}},
        {"query": "a", "filters": {"issued_from": 1600000000}},
        {"query": "a", "filters": {"as_of": "2020-01-01T00:00:00"}},
        {"query": "a", "filters": {"issued_from": "2021-01-01", "issued_to": "2020-01-01"}},
        {"query": "a", "extra": 1},
    ],
)
def test_what_is_not_in_the_contract_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    response = client.post("/v1/search", json=body)
    assert response.status_code == 422
    assert response.json()["status"] == 422


@pytest.mark.parametrize(
    "query",
    [
        "电" * QUERY_MAX_CHARS,
        "a" * QUERY_MAX_CHARS,
        "-" * 33,
        "办电\x00要多久",
        "👨‍👩‍👧‍👦🇨🇳😀",
        "\u202e\u200b\ufeff",
        "\" OR 1=1 -- ' ) ( * ~ ^ : [ ] { } \\ / AND NOT",
        "+办电 -时间 title:x",
        "ⅷ㎡①㈠",
        "e\u0301\u0301\u0301",
        "辦電要多久",
    ],
)
def test_odd_questions_are_answered(client: TestClient, query: str) -> None:
    for mode in ("hybrid", "dense", "lexical"):
        search(client, query, mode=mode)


def test_a_lone_surrogate_is_refused(client: TestClient) -> None:
    response = client.post(
        "/v1/search",
        content=b'{"query": "\\ud800"}',
        headers={"content-type": "application/json"},
    )
    assert response.status_code == 422


@pytest.mark.parametrize("value", ["\x00", "👍", "a" * 200, "'; DROP TABLE documents; --"])
def test_odd_filter_values_match_nothing(client: TestClient, value: str) -> None:
    for name in ("region", "issuer", "document_id", "document_number"):
        response = client.post("/v1/search", json={"query": "a", "filters": {name: [value]}})
        assert response.status_code in (200, 422)
        assert not response.json().get("results")


def test_top_k_is_the_most_that_is_returned(client: TestClient) -> None:
    assert len(search(client, "办理时限", top_k=2)["results"]) == 2


def test_a_score_is_explained_when_asked_for(client: TestClient) -> None:
    found = search(client, "办电要多久", explain=True)
    for result in found["results"]:
        explanation = result["explanation"]
        assert {"dense", "lexical", "place", "number"} <= set(explanation["parts"])
        assert all(term in result["clause"]["text"] for term in explanation["terms"])
    first = found["results"][0]["explanation"]
    assert first["parts"]["figure"] > 0
    assert first["terms"]


def test_a_misspelling_is_corrected_and_named(client: TestClient) -> None:
    found = search(client, "优化获得电力福务")
    assert found["query"]["corrections"] == [{"typed": "福务", "meant": "服务"}]
    assert found["query"]["normalized"] == "优化获得电力服务"
    assert found["results"][0]["clause"]["heading"] == "优化获得电力服务"
