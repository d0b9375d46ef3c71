"""POST /v1/ask and `zhengda ask`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from typer.testing import CliRunner

from service.cli import app

FIELDS = {
    "answered",
    "answer",
    "statements",
    "measures",
    "citations",
    "confidence",
    "not_found",
    "results",
    "notes",
    "kind",
    "language",
    "query",
    "took_ms",
    "generation",
}


def ask(client: TestClient, question: str, **fields: Any) -> dict[str, Any]:
    response = client.post("/v1/ask", json={"question": question, **fields})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    found: dict[str, Any] = response.json()
    return found


def test_an_answer_has_the_whole_contract(client: TestClient) -> None:
    found = ask(client, "临河市高压用户办电要多久")
    assert set(found) >= FIELDS
    assert found["answered"] is True
    assert found["not_found"] is None
    assert found["answer"].endswith("：高压用户 办电时间 ≤ 40 个工作日")
    assert found["statements"] == [{"text": found["answer"], "citations": [0]}]
    assert (found["kind"], found["language"]) == ("how_long", "zh")
    (measure,) = found["measures"]
    assert (measure["value"], measure["unit"], measure["comparator"]) == ("40", "个工作日", "<=")
    assert measure["citation"] == 0
    (citation,) = found["citations"]
    assert citation["clause"]["heading"] == "优化获得电力服务"
    assert citation["document"]["source"] == "plan.txt"
    assert found["results"][0]["rank"] == 1
    assert 0 <= found["confidence"] <= 1


def test_quotes_and_figures_are_slices_of_the_raw_text(client: TestClient) -> None:
    for question in ("临河市办电要多久", "青石县新招用员工每人补贴多少钱", "临河市用水报装几天"):
        found = ask(client, question)
        for cited in [*found["citations"], *(r["citation"] for r in found["results"])]:
            document = cited["url"].removeprefix("/documents/").partition("#")[0]
            raw = client.get(f"/v1/documents/{document}/raw").content.decode()
            assert raw[cited["start"] : cited["end"]] == cited["quote"] != ""
        for measure in found["measures"]:
            cited = found["citations"][measure["citation"]]
            assert cited["start"] <= measure["start"] < measure["end"] <= cited["end"]


def test_what_the_documents_do_not_say_is_not_answered(client: TestClient) -> None:
    found = ask(client, "北京市办电要多久")
    assert found["answered"] is False
    assert found["statements"] == found["measures"] == found["citations"] == []
    assert found["not_found"]["reason"] in {"no_clause", "no_figure", "other_place"}
    assert "12345" in found["not_found"]["contact"]
    assert found["results"] != []


def test_an_english_question_gets_an_english_frame(client: TestClient) -> None:
    found = ask(client, "临河市高压用户办电要多久", language="en")
    assert found["language"] == "en"
    assert "at most 40 working days" in found["answer"]


def test_filters_hold(client: TestClient) -> None:
    found = ask(client, "企业开办几天", filters={"region": ["青石县"]})
    assert {r["document"]["source"] for r in found["results"]} <= {"noisy.txt"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": " \u0000 "},
        {"question": 5},
        {"question": "x" * 1001},
        {"question": "办电", "language": "fr"},
        {"question": "办电", "top_k": 3},
        {"question": "办电", "filters": {"place": ["x"]}},
    ],
)
def test_an_invalid_request_is_a_problem(client: TestClient, body: dict[str, Any]) -> None:
    response = client.post("/v1/ask", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"]


def test_another_content_type_is_refused(client: TestClient) -> None:
    response = client.post("/v1/ask", content="{}", headers={"content-type": "text/plain"})
    assert response.status_code == 415


@pytest.mark.parametrize("question", ["临河市办电要多久", "北京市办电要多久"])
def test_the_response_is_as_described(client: TestClient, question: str) -> None:
    described = client.get("/openapi.json").json()
    operation = described["paths"]["/v1/ask"]["post"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": described["components"]})
    validator.validate(ask(client, question))


def test_the_command_prints_the_answer_and_what_it_stands_on(store_path: Path) -> None:
    ran = CliRunner().invoke(app, ["ask", "临河市高压用户办电要多久", "--store", str(store_path)])
    assert ran.exit_code == 0, ran.output
    assert "高压用户 办电时间 ≤ 40 个工作日" in ran.output
    assert "plan.txt [" in ran.output


def test_the_command_prints_json(store_path: Path) -> None:
    options = ["--store", str(store_path), "--json", "--language", "en", "--region", "临河市"]
    ran = CliRunner().invoke(app, ["ask", "高压用户办电要多久", *options])
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert set(found) >= FIELDS
    assert found["language"] == "en"


def test_a_refusal_on_the_terminal_says_whom_to_ask(store_path: Path) -> None:
    ran = CliRunner().invoke(app, ["ask", "北京市办电要多久", "--store", str(store_path)])
    assert ran.exit_code == 0, ran.output
    assert "12345" in ran.output


def test_a_wrong_option_is_a_usage_error(store_path: Path) -> None:
    ran = CliRunner().invoke(app, ["ask", "办电", "--store", str(store_path), "--as-of", "soon"])
    assert ran.exit_code == 2
    assert "as-of" in ran.output
