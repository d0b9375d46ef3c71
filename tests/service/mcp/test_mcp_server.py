"""End to end: the protocol's own client, a real process, the sample corpus."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp.shared.exceptions import MCPError
from mcp.types import CallToolResult

from index import Store

TOOLS = {"ask", "search", "compare", "read_clause", "read_document", "list_documents"}
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"question": "望鹭市办电要多久"}),
    ("ask", {"question": "供暖报装要几天", "place": "望鹭市"}),
    ("search", {"query": "how long does power connection take", "top_k": 3}),
    ("compare", {"question": "办电要多久", "places": ["望鹭市", "云桥", "石屿市"]}),
    ("compare", {"question": "办电要多久"}),
    ("list_documents", {"limit": 2}),
]


def text_of(result: CallToolResult) -> str:
    assert not result.is_error, result.content
    return shown(result)


def shown(result: CallToolResult) -> str:
    assert len(result.content) == 1
    return str(result.content[0].text)


def told(result: CallToolResult) -> str:
    """What went wrong, as the model is told."""
    assert result.is_error
    assert result.structured_content is None
    return shown(result)


def citations_in(value: Any) -> list[dict[str, Any]]:
    """All citations anywhere in structured content."""
    if isinstance(value, list):
        return [found for item in value for found in citations_in(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"label", "quote", "start", "end"} <= set(value) else []
    return own + [found for item in value.values() for found in citations_in(item)]


def test_the_server_says_what_it_is_and_how_to_use_it(session: Any) -> None:
    assert session.client.server_info.name == "zhengda"
    assert session.client.server_info.version
    for word in ("Not found", "citation label", "exactly as quoted", "repealed"):
        assert word in session.client.instructions


def test_the_tools_are_described_for_a_model(session: Any) -> None:
    tools = {tool.name: tool for tool in session.do(session.client.list_tools).tools}
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema)
        for name, field in tool.input_schema["properties"].items():
            assert field["description"], (tool.name, name)
    for name in ("ask", "search", "compare"):
        assert "exactly as in the quote" in tools[name].description
        assert "found" in tools[name].description


@pytest.mark.parametrize(("tool", "arguments"), CALLS)
def test_results_are_as_described_and_the_text_holds_every_source(
    session: Any, sample: Store, tool: str, arguments: dict[str, Any]
) -> None:
    described = {each.name: each for each in session.do(session.client.list_tools).tools}[tool]
    result = session.call(tool, **arguments)
    text = text_of(result)
    Draft202012Validator(described.output_schema).validate(result.structured_content)
    structured = dict(result.structured_content)
    structured.pop("results", None) if tool == "ask" else None  # hits beside what is cited
    for citation in citations_in(structured):
        assert citation["label"] in text
        assert f"“{citation['quote']}”" in text
        document = citation["url"].removeprefix("/documents/").partition("#")[0]
        raw = sample.raw_text(document)
        assert raw[citation["start"] : citation["end"]] == citation["quote"]


def test_an_answer_names_its_sources_by_number(session: Any) -> None:
    text = text_of(session.call("ask", question="望鹭市办电要多久"))
    first, *_ = [line for line in text.splitlines() if "望鹭市：" in line]
    assert "8 个工作日" in first
    assert first.endswith("[1]")
    assert "[1] 《望鹭市优化提升营商环境行动方案" in text


def test_what_is_not_found_is_told_as_an_answer_with_whom_to_ask(session: Any) -> None:
    result = session.call("ask", question="供暖报装要几天", place="望鹭市")
    assert result.structured_content["answered"] is False
    text = text_of(result)
    assert text.startswith("Not found (the place asked about says nothing on it")
    assert "望鹭市12345" in text
    assert "≈ 《" in text
    assert "Answer (confidence" not in text


def test_a_search_keeps_to_its_place_and_document_number(session: Any) -> None:
    found = session.call("search", query="办电时间", place="云桥").structured_content["results"]
    assert {result["document"]["region"] for result in found} == {"云桥市"}
    found = session.call("search", query="热线工单", document_number="望政发[2018]21号", top_k=2)
    assert "REPEALED, no longer holds" in text_of(found)
    assert len(found.structured_content["results"]) == 2


def test_nothing_found_is_said_to_be_an_answer(session: Any) -> None:
    result = session.call("search", query="办电时间", document_number="无此字〔1999〕1号")
    assert result.structured_content["results"] == []
    assert text_of(result).startswith("Not found: no clause matches")


def test_a_comparison_has_a_row_for_each_place_found_or_not(session: Any) -> None:
    result = session.call("compare", question="办电要多久", places=["望鹭市", "石屿市"])
    rows = result.structured_content["rows"]
    assert {(row["place"], row["found"]) for row in rows} == {("望鹭市", True), ("石屿市", False)}
    text = text_of(result)
    assert "- 望鹭市: 低压用户 ≤ 8 个工作日 [1]" in text
    assert "- 石屿市: 未找到相关条款" in text.partition("Not found:")[2]


def test_a_row_of_a_document_that_no_longer_holds_says_so(session: Any) -> None:
    result = session.call("compare", question="企业开办需要几天", places=["石笏区"])
    assert [row["status"] for row in result.structured_content["rows"]] == ["expired"]
    assert "- 石笏区 (EXPIRED, no longer holds): " in text_of(result)


def test_questions_typed_as_one_are_compared_one_by_one(session: Any) -> None:
    places = ["望鹭市", "岫川市"]
    result = session.call("compare", question="办电要多久？用水报装要多久？", places=places)
    questions = result.structured_content["questions"]
    assert len(questions) == 2
    assert [line for line in text_of(result).splitlines() if line.startswith("# ")] == [
        f"# {question}" for question in questions
    ]


def test_a_clause_is_read_with_its_headings_and_units(session: Any) -> None:
    found = session.call("search", query="岫川市供暖报装", top_k=1).structured_content["results"][0]
    result = session.call("read_clause", clause_id=found["clause"]["id"])
    whole = result.structured_content
    assert whole["text"] == found["clause"]["text"]
    assert whole["next_offset"] is None
    assert len(whole["measures"]) == len(found["clause"]["measures"]) > 0
    text = text_of(result)
    assert f"“{whole['citation']['quote']}”" in text
    assert "responsible: lead: 市住建局" in text
    assert "under: 二、重点任务" in text


def test_a_document_is_outlined_page_by_page(session: Any, sample: Store) -> None:
    document = sample.documents(limit=1).items[0].id
    ids, cursor, pages = [], "", 0
    while cursor is not None:
        result = session.call("read_document", document_id=document, cursor=cursor, limit=5)
        page, text = result.structured_content, text_of(result)
        assert page["document"]["id"] == document
        assert all(f"clause_id {entry['id']}" in text for entry in page["clauses"])
        ids += [entry["id"] for entry in page["clauses"]]
        cursor, pages = page["next_cursor"], pages + 1
        assert ("goes on" in text) == (cursor is not None)
    assert ids == [clause.id for clause in sample.clauses(document, limit=200).items]
    assert pages > 1


def test_documents_are_listed_by_what_they_must_be(session: Any) -> None:
    repealed = session.call("list_documents", status="repealed")
    assert [one["status"] for one in repealed.structured_content["documents"]] == ["repealed"]
    assert "REPEALED" in text_of(repealed)
    late = session.call("list_documents", place="柏屿县", issued_from="2024-01-01")
    assert [one["issued_on"] for one in late.structured_content["documents"]] == ["2024-04-18"]
    none = session.call("list_documents", issuer="无此单位")
    assert text_of(none).startswith("Not found")


def test_all_documents_are_listed_in_pages(session: Any, sample: Store) -> None:
    ids, cursor = [], ""
    while cursor is not None:
        page = session.call("list_documents", cursor=cursor, limit=5).structured_content
        ids += [one["id"] for one in page["documents"]]
        cursor = page["next_cursor"]
    assert sorted(ids) == sorted(one.id for one in sample.documents(limit=200).items)


def test_documents_are_resources_with_their_text_as_read(session: Any, sample: Store) -> None:
    listed = session.do(session.client.list_resources).resources
    assert len(listed) == sample.stats().documents
    one = next(each for each in listed if each.name == "wanglu_hotline_measures_2018.html")
    read = session.do(session.client.read_resource, one.uri).contents[0]
    facts, _, text = str(read.text).partition("\n\n")
    assert "REPEALED" in facts
    assert text == sample.raw_text(one.uri.rpartition("/")[2])
    templates = session.do(session.client.list_resource_templates).resource_templates
    assert [each.uri_template for each in templates] == ["zhengda://documents/{document_id}"]


@pytest.mark.parametrize("uri", ["zhengda://documents/nowhere", "zhengda://x", "file:///etc/hosts"])
def test_a_resource_that_is_not_there_is_an_error(session: Any, uri: str) -> None:
    with pytest.raises(MCPError, match=r"no document 'nowhere'|resources here are"):
        session.do(session.client.read_resource, uri)


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"),
    [
        ("ask", {}, "question: is required"),
        ("ask", {"question": "  "}, "question: must not be empty"),
        ("ask", {"question": "办" * 1001}, "at most 1000 characters, found 1001"),
        ("ask", {"question": "办电", "region": "望鹭市"}, "It takes: question, place, as_of."),
        ("search", {"query": "办电", "top_k": 21}, "top_k: Input should be less than or equal to"),
        ("search", {"query": ["办电"]}, "query: Input should be a valid string, found a list"),
        ("search", {"query": "办电", "as_of": "2024"}, "as_of: expected a date as YYYY-MM-DD"),
        (
            "compare",
            {"question": "办电", "places": "望鹭市"},
            "places: Input should be a valid list",
        ),
        ("read_clause", {"clause_id": "nowhere"}, "take ids from the results of ask, search"),
        ("read_clause", {"clause_id": "x", "offset": -1}, "offset: Input should be greater"),
        ("read_document", {"document_id": "nowhere"}, "take ids from the results of list_doc"),
        ("list_documents", {"cursor": "nowhere"}, "leave it out to begin with the first page"),
        ("list_documents", {"status": "old"}, "status: Input should be 'in_force'"),
        (
            "list_documents",
            {"issued_from": "2024-01-02", "issued_to": "2024-01-01"},
            "issued_from='2024-01-02': must not be after 2024-01-01",
        ),
    ],
)
def test_a_call_that_cannot_be_done_says_what_to_mend(
    session: Any, tool: str, arguments: dict[str, Any], expected: str
) -> None:
    assert expected in told(session.call(tool, **arguments))


def test_what_models_fill_in_for_nothing_is_nothing(session: Any) -> None:
    plain = session.call("search", query="办电要多久").structured_content["results"]
    blank = session.call("search", query="办电要多久", place="", document_number=None, as_of="")
    assert blank.structured_content["results"] == plain


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(session: Any) -> None:
    with pytest.raises(MCPError, match=r"no tool 'nowhere'; known: ask, search"):
        session.call("nowhere")
