"""A document's id comes from what it is; it may be kept under another, its clauses with it."""

from __future__ import annotations

from dataclasses import replace

from ingest.identity import own_id, with_id
from ingest.pipeline import parse
from ingest.readers.registry import read_bytes
from ingest.records import ParsedDocument

TEXT = """临河市供水管理办法
临政规〔2021〕7号
第一条 为加强供水管理，制定本办法。
第二条 用水报装应当自受理之日起5个工作日内办结。
"""


def parsed(text: str, name: str = "water.txt") -> ParsedDocument:
    return parse(read_bytes(text.encode("utf-8"), uri=name, name=name))


def test_what_is_stored_of_a_document_tells_its_own_id() -> None:
    document = parsed(TEXT).document
    assert own_id(document) == document.id
    undated = parsed(TEXT.replace("临政规〔2021〕7号\n", "")).document
    assert own_id(undated) == undated.id != document.id
    assert own_id(parsed(TEXT, "other.txt").document) == document.id


def test_under_another_id_only_ids_differ() -> None:
    before = parsed(TEXT)
    after = with_id(before, "kb-42")
    assert after.document == replace(before.document, id="kb-42")
    assert len(after.clauses) == len(before.clauses) > 1
    for old, new in zip(before.clauses, after.clauses, strict=True):
        assert new.id == "kb-42" + old.id[len(before.document.id) :]
        assert new == replace(old, id=new.id, document_id="kb-42")
    assert own_id(after.document) == before.document.id
    assert with_id(after, before.document.id) == before


def test_a_clause_that_stays_as_it_was_keeps_its_id_under_a_given_one() -> None:
    first = with_id(parsed(TEXT), "kb-42")
    corrected = TEXT.replace("供水管理办法", "供水用水管理办法").replace("5个工作日", "3个工作日")
    second = with_id(parsed(corrected), "kb-42")
    assert own_id(second.document) != own_id(first.document)
    kept = {clause.id for clause in first.clauses} & {clause.id for clause in second.clauses}
    assert kept == {clause.id for clause in second.clauses if "3个工作日" not in clause.text}
