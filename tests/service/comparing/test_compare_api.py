"""Comparisons and precedents over HTTP."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUESTION = {"question": "施工许可要多长时间", "regions": ["澄浦", "南渡市", "襄阳"]}


@pytest.fixture(scope="module")
def compared(places_client: TestClient) -> dict[str, Any]:
    response = places_client.post("/v1/compare", json=QUESTION)
    assert response.status_code == 200
    body: dict[str, Any] = response.json()
    return body


def _schema(client: TestClient, path: str, method: str) -> dict[str, Any]:
    described = client.get("/openapi.json").json()
    content = described["paths"][path][method]["responses"]["200"]["content"]
    return {**content["application/json"]["schema"], "components": described["components"]}


def test_each_place_has_a_row(places_client: TestClient, compared: dict[str, Any]) -> None:
    rows = {row["place"]: row for row in compared["rows"]}
    assert set(rows) == {"澄浦市", "南渡市", "襄阳市"}
    row = rows["澄浦市"]
    assert (row["value"], row["unit"], row["comparator"], row["found"]) == ("60", "天", "<=", True)
    assert row["document_number"] == "澄政办发〔2021〕12号"
    assert row["issued_on"] == "2021-03-05"
    raw = places_client.get(f"/v1/documents/{row['document']['id']}/raw").text
    citation = row["citation"]
    assert raw[citation["start"] : citation["end"]] == citation["quote"]
    assert rows["襄阳市"]["found"] is False
    assert rows["襄阳市"]["reason"] == "no_clause"
    assert rows["襄阳市"]["citation"] is None
    assert rows["澄浦市"]["group"] != rows["南渡市"]["group"]
    Draft202012Validator(_schema(places_client, "/v1/compare", "post")).validate(compared)


def test_of_several_questions_each_row_and_group_names_its_own(places_client: TestClient) -> None:
    asked = {
        "question": "用电报装办理时限是多少？月最低工资标准是多少？",
        "regions": ["枫禾"],
    }
    body = places_client.post("/v1/compare", json=asked).json()
    power, wages = body["questions"]
    assert [group["question"] for group in body["groups"]] == [power]
    missing = [(row["place"], row["question"]) for row in body["rows"] if not row["found"]]
    assert missing == [("枫禾市", wages)]
    for row in body["rows"]:
        assert row["group"] is None or body["groups"][row["group"]]["question"] == row["question"]
    written = places_client.post("/v1/compare?format=csv", json=asked).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["问题"] for row in rows] == [row["question"] for row in body["rows"]]


def test_one_question_needs_no_name(compared: dict[str, Any]) -> None:
    assert compared["questions"] == []
    assert {row["question"] for row in compared["rows"]} == {None}


@pytest.mark.parametrize(
    "how", [{"params": {"format": "csv"}}, {"headers": {"accept": "text/csv"}}]
)
def test_csv_by_name_or_by_header(places_client: TestClient, how: dict[str, Any]) -> None:
    response = places_client.post("/v1/compare", json=QUESTION, **how)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in response.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert {row["地区"] for row in rows} == {"澄浦市", "南渡市", "襄阳市"}
    links = [row["链接"] for row in rows if row["链接"]]
    assert links
    assert all(link.startswith("http://testserver/documents/") for link in links)


@pytest.mark.parametrize("how", [{"params": {"format": "xlsx"}}, {"headers": {"accept": XLSX}}])
def test_a_workbook_by_name_or_by_header(places_client: TestClient, how: dict[str, Any]) -> None:
    how = {**how, "params": {**how.get("params", {}), "lang": "en"}}
    response = places_client.post("/v1/compare", json=QUESTION, **how)
    assert response.headers["content-type"] == XLSX
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet["A1"].value == "Place"
    assert sheet.max_row == 4


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": " "},
        {"question": "办电", "regions": [""]},
        {"question": "办电", "places": []},
        {"question": "办电", "filters": {"status": "lost"}},
    ],
)
def test_a_request_that_is_not_valid_is_refused(
    places_client: TestClient, body: dict[str, Any]
) -> None:
    response = places_client.post("/v1/compare", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert places_client.post("/v1/compare?format=pdf", json=QUESTION).status_code == 422


def test_similar_clauses_with_what_differs(
    places_client: TestClient, compared: dict[str, Any]
) -> None:
    listed = places_client.get("/v1/documents").json()["documents"]
    plan = next(one for one in listed if one["source"] == "chengpu.txt")
    clauses = places_client.get(f"/v1/documents/{plan['id']}/clauses").json()["clauses"]
    power = next(one for one in clauses if "电力" in one["heading"])
    response = places_client.get(f"/v1/clauses/{power['id']}/similar", params={"top_k": 3})
    body = response.json()
    Draft202012Validator(_schema(places_client, "/v1/clauses/{clause_id}/similar", "get")).validate(
        body
    )
    assert body["clause"]["id"] == power["id"]
    assert 1 <= len(body["results"]) <= 3
    nandu = next(one for one in body["results"] if "水电" in one["clause"]["heading"])
    differences = nandu["differences"]
    both = [pair for pair in differences["measures"] if pair["own"] and pair["other"]]
    assert {(pair["own"]["value"], pair["other"]["value"]) for pair in both} == {
        ("40", "30"),
        ("5", "3"),
    }
    assert differences["responsible"]["own"]["lead"] == ["市发展改革委"]
    assert differences["responsible"]["other"]["lead"] == ["市工业和信息化局"]


def test_similar_of_nothing_is_not_found(places_client: TestClient) -> None:
    assert places_client.get("/v1/clauses/nothing/similar").status_code == 404
    assert places_client.get("/v1/clauses/nothing/similar?top_k=0").status_code == 422


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv;q=0.5, application/json", "application/json"),
        (f"text/csv;q=0.5, {XLSX};q=0.8", XLSX),
        ("text/csv, application/json", "text/csv"),
        ("text/csv;q=0", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_the_format_liked_best_is_given(
    places_client: TestClient, accept: str, media_type: str
) -> None:
    question = {"question": "办电要多久", "regions": ["澄浦"]}
    response = places_client.post("/v1/compare", json=question, headers={"accept": accept})
    assert response.headers["content-type"].partition(";")[0] == media_type
