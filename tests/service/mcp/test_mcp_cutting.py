"""What is long is cut: verbatim still, its offsets true, and how to read on said beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from service.mcp import asking, cutting, reading
from service.mcp.arguments import AskArguments, ClauseArguments, CompareArguments, SearchArguments
from service.mcp.desk import Desk, ToolFailed
from service.mcp.results import AskReply, ClauseReply, CompareReply, SearchReply

LIMIT = 20
Shorten = Callable[[str, int], None]


@pytest.fixture
def shorten(monkeypatch: pytest.MonkeyPatch) -> Shorten:
    """Lower a limit, so that clauses of the usual length are long ones."""

    def set_limit(name: str, value: int) -> None:
        module = reading if hasattr(reading, name) else cutting
        monkeypatch.setattr(module, name, value)

    return set_limit


def quotes_are_true(desk: Desk, reply: SearchReply | AskReply | CompareReply) -> bool:
    found = reply.rows if isinstance(reply, CompareReply) else reply.results
    pairs = [(one.document, one.citation) for one in found]
    return all(
        desk.store.raw_text(document.id)[citation.start : citation.end] == citation.quote
        and len(citation.quote) <= LIMIT
        for document, citation in pairs
        if document and citation
    )


def test_a_long_clause_is_cut_in_a_search(desk: Desk, shorten: Shorten) -> None:
    whole = asking.search(desk, SearchArguments(query="望鹭市办电要多久", top_k=3))
    assert isinstance(whole.structured, SearchReply)
    assert whole.structured.cut == []
    assert "a long clause" not in whole.text
    shorten("TEXT_MAX_CHARS", LIMIT)
    shorten("MEASURES_MAX", 1)
    cut = asking.search(desk, SearchArguments(query="望鹭市办电要多久", top_k=3))
    assert isinstance(cut.structured, SearchReply)
    for before, after in zip(whole.structured.results, cut.structured.results, strict=True):
        assert after.clause.text == before.clause.text[:LIMIT]
        assert len(after.clause.measures) <= 1
        assert all(one.end <= LIMIT for one in after.highlights)
    assert quotes_are_true(desk, cut.structured)
    assert cut.structured.cut == [result.clause.id for result in cut.structured.results]
    for clause in cut.structured.cut:
        assert f"(a long clause: read_clause {clause} gives the whole)" in cut.text


@pytest.mark.parametrize("question", ["望鹭市办电要多久", "望鹭市供暖报装要几天"])
def test_a_long_clause_is_cut_in_an_answer(desk: Desk, shorten: Shorten, question: str) -> None:
    shorten("TEXT_MAX_CHARS", LIMIT)
    reply = asking.ask(desk, AskArguments(question=question))
    assert isinstance(reply.structured, AskReply)
    assert len(reply.structured.results) == cutting.HITS_OF_ANSWER
    assert quotes_are_true(desk, reply.structured)
    missing = reply.structured.not_found
    near = [one.clause for one in missing.nearest] if missing else []
    shown = [*near, *(one.clause for one in reply.structured.citations)]
    assert shown
    assert all(len(clause.text) <= LIMIT for clause in shown)
    assert {clause.id for clause in shown} <= set(reply.structured.cut)
    assert all(f"read_clause {clause.id} gives the whole" in reply.text for clause in shown)


def test_a_long_comparison_is_cut(desk: Desk, shorten: Shorten) -> None:
    whole = asking.compare(desk, CompareArguments(question="办电要多久")).structured
    assert isinstance(whole, CompareReply)
    assert whole.rows_left_out == 0
    shorten("ROWS_MAX", 4)
    shorten("TEXT_MAX_CHARS", LIMIT)
    reply = asking.compare(desk, CompareArguments(question="办电要多久"))
    assert isinstance(reply.structured, CompareReply)
    assert len(reply.structured.rows) == 4
    assert reply.structured.rows_left_out == len(whole.rows) - 4 > 0
    assert f"{len(whole.rows) - 4} more rows: name fewer places" in reply.text
    assert quotes_are_true(desk, reply.structured)
    assert set(reply.structured.cut) == {
        row.clause.id for row in reply.structured.rows if row.clause
    }


def test_the_parts_of_a_long_clause_join_to_the_whole(desk: Desk, shorten: Shorten) -> None:
    shorten("PART_MAX_CHARS", 31)
    found = asking.search(desk, SearchArguments(query="岫川市供暖报装", top_k=1)).structured
    assert isinstance(found, SearchReply)
    whole = found.results[0].clause
    raw = desk.store.raw_text(whole.document_id)
    parts: list[ClauseReply] = []
    offset: int | None = 0
    while offset is not None:
        reply = reading.read_clause(desk, ClauseArguments(clause_id=whole.id, offset=offset))
        assert isinstance(reply.structured, ClauseReply)
        part = reply.structured
        assert (
            f"characters {offset} to {offset + len(part.text)} of {len(whole.text)}" in reply.text
        )
        assert raw[part.citation.start : part.citation.end] == part.citation.quote
        assert f"“{part.citation.quote}”" in reply.text
        offset = part.next_offset
        assert (f"with offset {offset})" in reply.text) == (offset is not None)
        parts.append(part)
    assert len(parts) > 2
    assert "".join(part.text for part in parts) == whole.text
    assert [one for part in parts for one in part.measures] == whole.measures
    ends = [part.citation.end for part in parts]
    assert all(end <= part.citation.start for end, part in zip(ends, parts[1:], strict=False))


def test_a_part_behind_the_end_is_refused(desk: Desk) -> None:
    clause = desk.store.clauses(desk.store.documents(limit=1).items[0].id, limit=1).items[0]
    chars = len(clause.text)
    with pytest.raises(ToolFailed, match=f"has {chars} characters, found {chars}; begin at 0"):
        reading.read_clause(desk, ClauseArguments(clause_id=clause.id, offset=chars))
