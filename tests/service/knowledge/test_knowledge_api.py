"""Over the real server and the sample corpus."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from service.knowledge.records import Entry
from service.knowledge.rows import COLUMNS, row_of

JsonObject = dict[str, Any]
EXPORT = "/v1/knowledge/export"


@pytest.fixture(scope="module")
def openapi(sample_http: httpx.Client) -> JsonObject:
    described: JsonObject = sample_http.get("/openapi.json").json()
    return described


@pytest.fixture(scope="module")
def listed(sample_http: httpx.Client) -> list[JsonObject]:
    """Every entry, listed over pages."""
    return walk(sample_http, limit=60)


def walk(http: httpx.Client, **query: Any) -> list[JsonObject]:
    """Return the entries of all pages."""
    found: list[JsonObject] = []
    cursor: str | None = None
    while True:
        response = http.get(
            "/v1/knowledge", params={**query, **({"cursor": cursor} if cursor else {})}
        )
        assert response.status_code == 200, response.text
        page = response.json()
        assert set(page) == {"entries", "next_cursor"}
        assert len(page["entries"]) <= query.get("limit", 50)
        found += page["entries"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def rows_of(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200
    assert response.content.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_entries_are_listed_once_over_pages(
    listed: list[JsonObject], sample_entries: list[Entry]
) -> None:
    assert [entry["id"] for entry in listed] == [entry.id for entry in sample_entries]


def test_an_entry_is_made_of_one_clause(
    sample_http: httpx.Client, listed: list[JsonObject]
) -> None:
    entry = next(one for one in listed if one["title"] == "云桥市：压减办电环节和时间")
    clause = sample_http.get(f"/v1/clauses/{entry['id']}").json()
    assert entry["answer"] == clause["text"]
    assert entry["facts"] == clause["measures"]
    assert entry["responsible"] == clause["responsible"]
    assert entry["citation"] == clause["citation"]
    assert entry["document"] == clause["document"]
    assert entry["questions"][0] == "云桥市高压单电源用户办电需要多少个工作日？"
    assert entry["contact"]["units"] == ["市电力公司"]
    assert entry["contact"]["hotline"] == "12345"
    assert "获得电力" in entry["terms"]
    assert entry["topic"][-1] == "提升获得电力便利度"


def test_every_quote_is_a_slice_of_the_raw_text(
    sample_http: httpx.Client, listed: list[JsonObject]
) -> None:
    texts: dict[str, str] = {}
    for entry in listed:
        uid = entry["document"]["id"]
        if uid not in texts:
            texts[uid] = sample_http.get(f"/v1/documents/{uid}/raw").content.decode()
        for quoted in (*entry["passages"], *entry["facts"], entry["citation"]):
            assert texts[uid][quoted["start"] : quoted["end"]] == quoted["quote"]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({"region": "云桥市", "topic": "办电"}, {"云桥市"}),
        ({"region": "澜渡市", "topic": "获得电力"}, {"澜渡市"}),
        ({"document_number": "柏政发[2024]9号"}, {"柏屿县"}),
    ],
)
def test_entries_are_filtered(
    sample_http: httpx.Client, listed: list[JsonObject], query: JsonObject, places: set[str]
) -> None:
    found = walk(sample_http, limit=3, **query)
    assert found
    assert len(found) < len(listed)
    assert {entry["place"] for entry in found} == places


def test_only_entries_with_alerts_are_listed(
    sample_http: httpx.Client, listed: list[JsonObject]
) -> None:
    found = walk(sample_http, with_alerts="true", as_of="2026-11-23", status="repealed")
    assert found
    for entry in found:
        (alert,) = entry["alerts"]
        assert (entry["status"], alert["kind"]) == ("repealed", "repealed")
        assert "废止" in alert["basis"]
        by = sample_http.get(f"/v1/documents/{alert['document_id']}").json()
        assert by["title"] != entry["document"]["title"]
    with_any = walk(sample_http, with_alerts="true")
    assert [one["id"] for one in with_any] == [one["id"] for one in listed if one["alerts"]]


def test_days_ahead_are_looked_at(sample_http: httpx.Client) -> None:
    query = {"as_of": "2029-04-01", "document_number": "柏政发〔2024〕9号"}
    kinds = [a["kind"] for e in walk(sample_http, **query, expires_within=60) for a in e["alerts"]]
    assert set(kinds) == {"expires_soon"}
    assert not [a for e in walk(sample_http, **query, expires_within=7) for a in e["alerts"]]


@pytest.mark.parametrize("path", ["/v1/knowledge", EXPORT])
def test_the_response_is_as_described(
    sample_http: httpx.Client, openapi: JsonObject, path: str
) -> None:
    operation = openapi["paths"][path]["get"]
    assert {"422", "503"} <= set(operation["responses"])
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    body = sample_http.get(path, params={"region": "望鹭市"}).json()
    assert body["entries"]
    Draft202012Validator({**schema, "components": openapi["components"]}).validate(body)


@pytest.mark.parametrize(
    ("path", "query", "named"),
    [
        ("/v1/knowledge", {"limit": 0}, "limit"),
        ("/v1/knowledge", {"limit": 201}, "limit"),
        ("/v1/knowledge", {"topics": "办电"}, "topics"),
        ("/v1/knowledge", {"topic": " "}, "topic"),
        ("/v1/knowledge", {"expires_within": -1}, "expires_within"),
        ("/v1/knowledge", {"with_alerts": "maybe"}, "with_alerts"),
        ("/v1/knowledge", {"cursor": "nonsense"}, "nonsense"),
        ("/v1/knowledge", {"cursor": "WzEsMl0"}, "WzEsMl0"),
        ("/v1/knowledge", {"issued_from": "2024-02-02", "issued_to": "2023-01-01"}, "issued_from"),
        (EXPORT, {"format": "pdf"}, "format"),
        (EXPORT, {"lang": "fr"}, "lang"),
        (EXPORT, {"limit": 5}, "limit"),
        (EXPORT, {"format": "csv", "status": "gone"}, "status"),
        (
            EXPORT,
            {"format": "csv", "issued_from": "2024-02-02", "issued_to": "2023-01-01"},
            "issued",
        ),
        (
            EXPORT,
            {"format": "xlsx", "issued_from": "2024-02-02", "issued_to": "2023-01-01"},
            "issued",
        ),
    ],
)
def test_a_fault_is_named(
    sample_http: httpx.Client, path: str, query: JsonObject, named: str
) -> None:
    response = sample_http.get(path, params=query)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert named in response.json()["detail"]
    assert "content-disposition" not in response.headers


def test_json_has_every_entry(sample_http: httpx.Client, listed: list[JsonObject]) -> None:
    response = sample_http.get(EXPORT)
    assert response.headers["content-type"] == "application/json"
    assert response.json() == {"entries": listed}


def test_nothing_found_is_an_export_too(sample_http: httpx.Client) -> None:
    nothing = {"issuer": "没有这个机关"}
    assert sample_http.get(EXPORT, params=nothing).json() == {"entries": []}
    response = sample_http.get(EXPORT, params={**nothing, "format": "csv"})
    assert rows_of(response) == []
    assert "标准问题" in response.text


def test_a_csv_has_every_entry(sample_http: httpx.Client, listed: list[JsonObject]) -> None:
    response = sample_http.get(EXPORT, params={"format": "csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = rows_of(response)
    assert [row["编号"] for row in rows] == [entry["id"] for entry in listed]
    for row, entry in zip(rows, listed, strict=True):
        assert row["答案"] == entry["answer"]
        assert [row["标准问题"], *row["相似问题"].splitlines()] == entry["questions"]
        assert row["链接"] == str(sample_http.base_url).rstrip("/") + entry["citation"]["url"]


def test_a_file_has_a_chinese_name_and_a_plain_one(sample_http: httpx.Client) -> None:
    response = sample_http.get(EXPORT, params={"format": "csv", "as_of": "2024-06-01"})
    named = response.headers["content-disposition"]
    assert named.startswith('attachment; filename="zhengda-knowledge-2024-06-01.csv"; ')
    assert unquote(named).endswith("filename*=UTF-8''政答知识条目-2024-06-01.csv")


def test_a_workbook_can_be_opened_again(
    sample_http: httpx.Client, listed: list[JsonObject]
) -> None:
    response = sample_http.get(EXPORT, params={"format": "xlsx", "lang": "en"})
    assert response.status_code == 200
    sheet = load_workbook(io.BytesIO(response.content)).active
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == [english for _, english in COLUMNS.values()]
    assert [row[0].value for row in rows] == [entry["id"] for entry in listed]
    at = list(COLUMNS).index("valid_until")
    for row, entry in zip(rows, listed, strict=True):
        assert row[list(COLUMNS).index("answer")].value == entry["answer"]
        until = row[at].value
        assert (until.date().isoformat() if until else None) == entry["valid_until"]
        assert all(cell.data_type != "f" for cell in row)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions


def test_searches_are_answered_while_an_export_runs(sample_http: httpx.Client) -> None:
    with sample_http.stream("GET", EXPORT) as export:
        parts = export.iter_raw()
        next(parts)
        found = sample_http.post("/v1/search", json={"query": "办电要多久"})
        assert found.status_code == 200
        assert sum(len(part) for part in parts) > 100_000


def test_a_row_has_a_cell_for_each_column(sample_entries: list[Entry]) -> None:
    for entry in sample_entries:
        for language in ("zh", "en"):
            assert len(row_of(entry, language=language, site="")) == len(COLUMNS)
