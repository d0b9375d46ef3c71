"""What a reranker reads of a clause."""

from __future__ import annotations

from collections.abc import Callable

from index.passages import CLAUSE_MAX_TOKENS, PassageKind, passages_of
from index.reranking.texts import text_of
from ingest.records import ParsedDocument
from ingest.text.alignment import Span

MakeDocument = Callable[..., ParsedDocument]


def test_a_clause_is_read_below_its_title_and_headings(make_document: MakeDocument) -> None:
    parsed = make_document("松江市营商环境方案", ["压缩办电时间。居民用户不超过5个工作日。"])
    clause = parsed.clauses[0]
    expected = f"松江市营商环境方案\n二、主要任务\n{clause.text}"
    assert text_of(parsed.document, clause) == expected
    assert text_of(parsed.document, clause, Span(3, 9)) == expected


def test_of_a_long_clause_the_part_is_read_that_is_nearest(make_document: MakeDocument) -> None:
    tasks = [f"第{at}项措施由第{at}办公室牵头实施，并于每月底前报送进展。" for at in range(60)]
    parsed = make_document("松江市营商环境方案", ["任务分工。" + "".join(tasks)])
    clause = parsed.clauses[0]
    assert len(clause.text) > 2 * CLAUSE_MAX_TOKENS
    wanted = tasks[50]
    start = clause.text.index(wanted)
    text = text_of(parsed.document, clause, Span(start, start + len(wanted)))
    assert wanted in text
    assert text.startswith("松江市营商环境方案\n二、主要任务\n任务分工")
    assert text in [
        passage.text
        for passage in passages_of(parsed.document, clause)
        if passage.kind is PassageKind.PART
    ]


def test_of_a_long_clause_the_beginning_is_read_where_that_is_nearest(
    make_document: MakeDocument,
) -> None:
    parsed = make_document("松江市营商环境方案", ["任务分工。" + "一项措施，按时完成。" * 100])
    clause = parsed.clauses[0]
    whole = passages_of(parsed.document, clause)[0]
    assert whole.end < len(clause.text)
    assert text_of(parsed.document, clause, Span(0, whole.end)) == whole.text
    assert text_of(parsed.document, clause) == whole.text
