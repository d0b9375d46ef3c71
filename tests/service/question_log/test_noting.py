"""What the interface and the pages leave in the log, and that they leave nothing unless asked to."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from index import Store
from service.access.keys import create_key
from service.access.scopes import Scope
from service.app import create_app
from service.ledger import Ledger
from service.question_log.asking_again import ask_again
from service.question_log.keeping import all_questions, keep
from service.question_log.records import Action, LoggedQuestion
from service.settings import Settings

QUESTION = "办电要多久"
PATIENCE_S = 120.0


@pytest.fixture(scope="module")
def own_store(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("log") / "store"
    shutil.copytree(store_path, path, ignore=shutil.ignore_patterns("service.sqlite3*"))
    return path


@pytest.fixture(scope="module")
def answers(own_store: Path, start_server: Any) -> dict[str, Any]:
    """What was answered to a request of each kind, by its id.

    The server is told to end right after the last one, when most lines still wait.
    """
    text, key = create_key(Ledger(own_store), "hotline", scopes=frozenset({Scope.READ}))
    given: dict[str, Any] = {"key": key.id}

    def post(name: str, path: str, **body: Any) -> None:
        headers = {"X-Request-ID": name}
        if name == "with-key":
            headers["Authorization"] = f"Bearer {text}"
        given[name] = http.post(path, json=body, headers=headers).json()

    server = start_server(own_store, ZHENGDA_QUESTION_LOG="true")
    with httpx.Client(base_url=server.url, timeout=PATIENCE_S) as http:
        post("search", "/v1/search", query=QUESTION, top_k=3, mode="lexical")
        post("filters", "/v1/search", query=QUESTION, filters={"region": ["臨河"]})
        post("ask", "/v1/ask", question=QUESTION, language="en", filters={"as_of": "2022-01-01"})
        post("refused", "/v1/ask", question="临河市养狗证办理要多久")
        post("compare", "/v1/compare", question=QUESTION, regions=["临河", "青石县"])
        post("with-key", "/v1/ask", question=QUESTION)
        post("invalid", "/v1/ask", question=" ")
        for name, path in (
            (
                "page-ask",
                f"/?q={QUESTION}&region=临河&issued_from=2020-1-1&status=in_force&lang=zh",
            ),
            ("page-search", f"/?q={QUESTION}&n=30"),
            ("page-compare", f"/compare?q={QUESTION}&region=临河，青石县"),
            ("page-thanks", f"/?q={QUESTION}&feedback=thanks"),
            ("page-empty", "/"),
        ):
            http.get(path, headers={"X-Request-ID": name}).raise_for_status()
        asked = {"knowledge_id": "zhengda", "retrieval_setting": {"top_k": 2}}
        post("retrieval", "/retrieval", query=QUESTION, **asked)
        asked |= {"knowledge_id": "临河市"}
        post("retrieval-of-place", "/retrieval", query=QUESTION, **asked)
        post("formula", "/v1/search", query="=HYPERLINK(1)")
    assert "Traceback" not in server.stop()
    return given


@pytest.fixture(scope="module")
def logged(own_store: Path, answers: dict[str, Any]) -> dict[str, LoggedQuestion]:
    """The log, by the ids of the requests."""
    return {one.request_id: one for one in all_questions(Ledger(own_store))}


def test_each_question_that_was_answered_is_there_once(
    own_store: Path, logged: dict[str, LoggedQuestion]
) -> None:
    assert [(one.request_id, one.action) for one in all_questions(Ledger(own_store))] == [
        ("search", Action.SEARCH),
        ("filters", Action.SEARCH),
        ("ask", Action.ASK),
        ("refused", Action.ASK),
        ("compare", Action.COMPARE),
        ("with-key", Action.ASK),
        ("page-ask", Action.PAGE_ASK),
        ("page-search", Action.PAGE_SEARCH),
        ("page-compare", Action.PAGE_COMPARE),
        ("retrieval", Action.RETRIEVAL),
        ("retrieval-of-place", Action.RETRIEVAL),
        ("formula", Action.SEARCH),
    ]


def test_a_line_says_what_was_found(
    logged: dict[str, LoggedQuestion], answers: dict[str, Any]
) -> None:
    for name in ("search", "filters", "ask", "refused", "with-key"):
        line, answer = logged[name], answers[name]
        found = [result["clause"]["id"] for result in answer["results"]]
        assert list(line.clauses) == found != []
        assert (line.generation, line.took_ms) == (answer["generation"], answer["took_ms"])
        assert line.answered == answer.get("answered")
        assert line.question == answer["query"]["text"]
    rows = [row for row in answers["compare"]["rows"] if row["found"]]
    assert list(logged["compare"].clauses) == [row["clause"]["id"] for row in rows] != []
    assert (logged["compare"].answered, logged["refused"].answered) == (True, False)
    assert len(logged["search"].clauses) == 3
    for name in ("retrieval", "retrieval-of-place"):
        found = [record["metadata"]["clause_id"] for record in answers[name]["records"]]
        assert list(logged[name].clauses) == found != []


def test_a_line_says_what_else_was_asked(logged: dict[str, LoggedQuestion]) -> None:
    said = {name: line.filters for name, line in logged.items() if line.filters}
    assert said == {
        "search": {"top_k": 3, "mode": "lexical"},
        "filters": {"region": ["臨河"]},
        "ask": {"as_of": "2022-01-01", "language": "en"},
        "compare": {"regions": ["临河", "青石县"]},
        "page-ask": {
            "region": ["临河"],
            "issued_from": "2020-01-01",
            "status": "in_force",
            "language": "zh",
        },
        "page-search": {"top_k": 30},
        "page-compare": {"region": ["临河", "青石县"], "regions": ["临河", "青石县"]},
        "retrieval": {"retrieval_setting": {"top_k": 2}},
        "retrieval-of-place": {"knowledge_id": "临河市", "retrieval_setting": {"top_k": 2}},
    }


def test_only_who_sent_a_key_is_named(
    logged: dict[str, LoggedQuestion], answers: dict[str, Any]
) -> None:
    assert {name for name, line in logged.items() if line.key_id} == {"with-key"}
    assert logged["with-key"].key_id == answers["key"]


def test_every_line_finds_the_same_when_it_is_asked_again(
    own_store: Path, logged: dict[str, LoggedQuestion]
) -> None:
    with Store.open(own_store, read_only=True) as store:
        for line in logged.values():
            found = ask_again(store, line.question, action=line.action, said=line.filters)
            assert (found.clauses, found.answered) == (line.clauses, line.answered), line


def test_questions_are_not_kept_unless_the_operator_wants_it_and_old_ones_go_all_the_same(
    own_store: Path, logged: dict[str, LoggedQuestion]
) -> None:
    before = len(list(all_questions(Ledger(own_store))))
    last_year = dataclasses.replace(logged["ask"], at="2020-01-01T00:00:00.000Z")
    keep(Ledger(own_store), [last_year])
    with TestClient(create_app(Settings(store=own_store))) as site:
        assert site.post("/v1/search", json={"query": QUESTION}).status_code == 200
        assert site.get(f"/?q={QUESTION}").status_code == 200
    assert len(list(all_questions(Ledger(own_store)))) == before == len(logged)


def test_the_log_is_exported_without_formulas(
    own_store: Path, logged: dict[str, LoggedQuestion], zhengda: Callable[..., Any]
) -> None:
    done = zhengda("export", "--of", "questions", "--store", own_store)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["request_id"] for row in rows] == list(logged)
    for row in rows:
        line = logged[row["request_id"]]
        assert LoggedQuestion(**row | {"clauses": tuple(row["clauses"])}) == line
    table = zhengda("export", "--of", "questions", "--format", "csv", "--store", own_store).stdout
    cells = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [cell["clauses"].split() for cell in cells] == [row["clauses"] for row in rows]
    assert json.loads(cells[0]["filters"]) == {"top_k": 3, "mode": "lexical"}
    assert {cell["answered"] for cell in cells} == {"", "true", "false"}
    assert cells[-1]["question"] == "'=HYPERLINK(1)"
