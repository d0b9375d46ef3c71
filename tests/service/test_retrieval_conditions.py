"""Conditions on metadata mean what a plain reading of them says, of every clause there is."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from index import Store
from ingest.text.script import to_simplified
from service.retrieval import retrieving
from service.retrieval.fields import FIELDS
from service.retrieval.operators import OPERATORS
from service.schemas_retrieval import RecordMetadataOut

Body = dict[str, Any]
Metadata = dict[str, Any]

CHINA = dt.timezone(dt.timedelta(hours=8))
LINHE = "内蒙古自治区巴彦淖尔市临河区"
DAYS = ("issued_on", "effective_on", "expires_on")
NUMBERS = ("start", "end")
TEXTS = tuple(sorted({*FIELDS} - {*DAYS, *NUMBERS, "status"}))
TEXT_OPERATORS = (
    *("contains", "not contains", "start with", "end with"),
    *("is", "is not", "=", "≠", "in", "not in", "empty", "not empty"),
)
ORDER_OPERATORS = (">", "<", "≥", "≤", "is", "is not", "=", "≠", "empty", "not empty")


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", to_simplified(text)).lower()


def values_of(metadata: Metadata, name: str) -> list[Any]:
    """What a reader sees under a name, each thing by itself."""
    shown = metadata[name]
    if shown in (None, ""):
        return []
    if name == "issuers":
        return list(shown.split("、"))
    if name == "path":
        return [shown, *shown.split(" > ")]
    if name == "region" and shown == LINHE:
        return [shown, "临河区"]
    return [shown]


def holds(metadata: Metadata, condition: Body) -> bool:
    """The plain reading: some value does, or for a negation none."""
    operator, wanted = condition["comparison_operator"], condition["value"]
    names = condition["name"] if isinstance(condition["name"], list) else [condition["name"]]
    values = [value for name in names for value in values_of(metadata, name)]
    if operator in ("empty", "not empty"):
        return bool(values) == (operator == "not empty")
    if operator in ("not contains", "is not", "≠", "not in"):
        positive = {"not contains": "contains", "not in": "in"}.get(operator, "is")
        return not holds(metadata, {**condition, "comparison_operator": positive})
    if names[0] in NUMBERS:
        pairs = [(value, wanted) for value in values]
    elif names[0] in DAYS and operator not in ("contains", "start with", "end with"):
        wanted = (
            wanted[:10]
            if isinstance(wanted, str)
            else dt.datetime.fromtimestamp(wanted, CHINA).date().isoformat()
        )
        pairs = [(value, wanted) for value in values]
    elif operator == "in":
        listed = (
            wanted if isinstance(wanted, list) else [part.strip() for part in wanted.split(",")]
        )
        return any(folded(value) == folded(one) for value in values for one in listed)
    else:
        pairs = [(folded(value), folded(wanted)) for value in values]
    return any(
        {
            "contains": lambda a, b: b in a,
            "start with": lambda a, b: a.startswith(b),
            "end with": lambda a, b: a.endswith(b),
            "is": lambda a, b: a == b,
            "=": lambda a, b: a == b,
            ">": lambda a, b: a > b,
            "after": lambda a, b: a > b,
            "<": lambda a, b: a < b,
            "before": lambda a, b: a < b,
            "≥": lambda a, b: a >= b,
            "≤": lambda a, b: a <= b,
        }[operator](value, bound)
        for value, bound in pairs
    )


def retrieved(client: TestClient, **condition: Any) -> list[Metadata]:
    body = {
        "knowledge_id": "zhengda",
        "query": "办理时限",
        "retrieval_setting": {"top_k": 100, "score_threshold": 0},
        "metadata_condition": condition or None,
    }
    response = client.post("/retrieval", json=body)
    assert response.status_code == 200, response.text
    return [
        record["metadata"] | {"title": record["title"]} for record in response.json()["records"]
    ]


@pytest.fixture(scope="module")
def every(client: TestClient, store_path: Any) -> list[Metadata]:
    """All clauses of the store, as records."""
    found = retrieved(client)
    with Store.open(store_path, read_only=True) as store:
        assert len(found) == store.stats().clauses
    return found


def _condition(name: st.SearchStrategy[Any], operators: Any, value: Any) -> st.SearchStrategy[Body]:
    return st.fixed_dictionaries(
        {"name": name, "comparison_operator": st.sampled_from(operators), "value": value}
    )


@st.composite
def _text_condition(draw: st.DrawFn, every: list[Metadata]) -> Body:
    names = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2, unique=True))
    operator = draw(st.sampled_from(TEXT_OPERATORS))
    known = [value for one in every for name in names for value in values_of(one, name)]
    text = st.text("临河市12a（)市，", max_size=3)
    if known:
        whole = draw(st.sampled_from(known))
        start = draw(st.integers(0, len(whole) - 1))
        part = whole[start : draw(st.integers(start + 1, len(whole)))]
        text = st.sampled_from((whole, part, whole[: start + 1], whole[start:])) | text
    value: Any = draw(text)
    if operator in ("in", "not in"):
        value = [value, draw(text)]
        if draw(st.booleans()) and not any("," in one or one != one.strip() for one in value):
            value = ", ".join(value)
    if "document_number" in names and operator not in ("contains", "start with", "end with"):
        # Compared by their keys, which a test of its own is about.
        names = [name for name in names if name != "document_number"] or ["title"]
    return {
        "name": names if len(names) > 1 or draw(st.booleans()) else names[0],
        "comparison_operator": operator,
        "value": value,
    }


_DAY = st.dates(dt.date(2015, 5, 8), dt.date(2015, 6, 3)) | st.sampled_from(
    (dt.date(2021, 3, 5), dt.date(2022, 8, 1), dt.date(2020, 5, 31), dt.date(2020, 6, 1))
)


@st.composite
def _day_value(draw: st.DrawFn) -> str | int:
    day = draw(_DAY)
    if draw(st.booleans()):
        return day.isoformat() + draw(st.sampled_from(("", "T08:30:00Z", " 08:30")))
    midnight = dt.datetime.combine(day, dt.time(), CHINA)
    return int(midnight.timestamp()) + draw(st.integers(0, 86_399))


_DAY_CONDITION = _condition(
    st.sampled_from(DAYS), (*ORDER_OPERATORS, "before", "after"), _day_value()
)
_NUMBER_CONDITION = _condition(st.sampled_from(NUMBERS), ORDER_OPERATORS, st.integers(0, 700))


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), logical=st.sampled_from(("and", "or", None)))
def test_conditions_leave_what_a_plain_reading_leaves(
    client: TestClient, every: list[Metadata], data: st.DataObject, logical: str | None
) -> None:
    one = _text_condition(every) | _DAY_CONDITION | _NUMBER_CONDITION
    conditions = data.draw(st.lists(one, min_size=1, max_size=3))
    found = retrieved(client, logical_operator=logical, conditions=conditions)
    judge = any if logical == "or" else all
    expected = [m for m in every if judge(holds(m, condition) for condition in conditions)]
    assert {m["clause_id"] for m in found} == {m["clause_id"] for m in expected}


def test_every_name_of_the_metadata_can_be_a_condition() -> None:
    assert {*RecordMetadataOut.model_fields} - {"url"} == {*FIELDS} - {"title"}


def test_the_guide_names_all_metadata_and_all_operators() -> None:
    guide = Path(__file__).parents[2].joinpath("docs", "dify.md").read_text("utf-8")
    for name in (*RecordMetadataOut.model_fields, *OPERATORS):
        assert f"`{name}`" in guide, name


@pytest.mark.parametrize(
    ("name", "operator", "value", "sources"),
    [
        ("document_number", "is", "临政办发[2021]12号", {"plan.txt"}),
        ("document_number", "=", "臨政辦發（２０２１）12号", {"plan.txt"}),
        ("document_number", "empty", None, {"noisy.txt"}),
        ("document_number", "null", None, {"noisy.txt"}),
        ("status", "is", "expired", {"hotline_2015.txt"}),
        ("status", "not in", "expired, repealed", {"plan.txt", "noisy.txt"}),
        ("region", "contains", "內蒙古", {"plan.txt", "hotline_2015.txt"}),
        ("region", "is", "临河区", {"plan.txt", "hotline_2015.txt"}),
        ("region", "is", "内蒙古自治区", set()),
        ("title", "contains", "招商引資", {"noisy.txt"}),
        ("source", "start with", "PLAN", {"plan.txt"}),
        ("issued_on", "start with", "2021", {"plan.txt"}),
        ("issued_on", ">=", "2021-03-05", {"plan.txt", "noisy.txt"}),
        ("issued_on", "after", "2021-03-05", {"noisy.txt"}),
        ("issued_on", "before", "2021-03-05", {"hotline_2015.txt"}),
        ("issued_on", "after", 1_614_873_599, {"plan.txt", "noisy.txt"}),  # a second before 03-05
        ("issued_on", "before", "1614873600", {"hotline_2015.txt"}),
        ("quote", "contains", "QǏ YÈ", {"noisy.txt"}),
        (["title", "heading"], "contains", "热线", {"hotline_2015.txt"}),
        ("start", "≥", "0", {"plan.txt", "noisy.txt", "hotline_2015.txt"}),
    ],
)
def test_values_are_compared_as_people_write_them(
    client: TestClient, name: Any, operator: str, value: Any, sources: set[str]
) -> None:
    asked = {"name": name, "comparison_operator": operator, "value": value}
    assert {one["source"] for one in retrieved(client, conditions=[asked])} == sources


def test_a_condition_on_documents_is_put_to_the_index_and_found_however_deep(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieving, "DEEPER_LIST", 1)
    body = {
        "knowledge_id": "zhengda",
        "query": "高压用户办电时间",
        "retrieval_setting": {"top_k": 2, "score_threshold": 0},
        "metadata_condition": {
            "conditions": [{"name": "title", "comparison_operator": "contains", "value": "热线"}]
        },
    }
    found = client.post("/retrieval", json=body).json()["records"]
    assert [record["metadata"]["source"] for record in found] == ["hotline_2015.txt"] * 2


def test_where_too_many_documents_pass_the_list_is_looked_through(
    client: TestClient, every: list[Metadata], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieving, "NARROWED_MAX", 1)
    asked = {"name": "title", "comparison_operator": "not contains", "value": "热线"}
    found = retrieved(client, conditions=[asked])
    assert {one["clause_id"] for one in found} == {
        one["clause_id"] for one in every if "热线" not in one["title"]
    }


@pytest.mark.parametrize(
    ("conditions", "part"),
    [
        ([{"name": "title", "comparison_operator": "is", "value": "热" * 1001}], "0.value"),
        ([{"name": "title", "comparison_operator": "in", "value": ["热" * 1001]}], "0.value"),
        (
            [
                {"name": [*TEXTS], "comparison_operator": "contains", "value": str(number)}
                for number in range(50)
            ],
            f"{100 // len(TEXTS)}.name",
        ),
    ],
)
def test_conditions_that_cost_more_than_a_search_are_refused(
    client: TestClient, conditions: list[Body], part: str
) -> None:
    body = {"knowledge_id": "zhengda", "query": "热线", "retrieval_setting": {}}
    response = client.post(
        "/retrieval", json={**body, "metadata_condition": {"conditions": conditions}}
    )
    assert response.status_code == 422
    assert f"conditions.{part}" in response.json()["error_msg"]


def test_a_name_that_is_said_again_and_again_counts_once(client: TestClient) -> None:
    asked = {"name": ["title"] * 50, "comparison_operator": "contains", "value": "热线"}
    found = retrieved(client, conditions=[asked] * 50)
    assert {one["source"] for one in found} == {"hotline_2015.txt"}
