from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import (
    CLAUSE_MAX_TOKENS,
    DETAIL_MIN_CLAUSE_CHARS,
    DETAILS_MAX,
    PART_MIN_CLAUSE_CHARS,
    PARTS_MAX,
    Passage,
    lexical_fields,
    passage_context,
    passages_of,
    phrase_spans,
    sentence_spans,
    short_title,
)
from ingest.records import Clause, Document, ParsedDocument, Part, PartKind, Region
from ingest.text.alignment import Span

MakeDocument = Callable[..., ParsedDocument]

WEIHAI = Region(code="371000", name="威海市", level="city", parents=("山东省",))
SENTENCE = "低压居民用户办电时间压减至7个工作日,高压单电源用户压减至30个工作日。"


def one_clause(make_document: MakeDocument, text: str, **about: object) -> tuple[Document, Clause]:
    parsed = make_document("威海市优化营商环境工作方案", [text], **about)
    return parsed.document, parsed.clauses[0]


def passages(make_document: MakeDocument, text: str, **change: object) -> tuple[Passage, ...]:
    document, clause = one_clause(make_document, text)
    return passages_of(document, dataclasses.replace(clause, **change))  # type: ignore[arg-type]


def test_a_short_clause_gives_one_passage_in_its_context(make_document: MakeDocument) -> None:
    found = passages(make_document, SENTENCE, path=("二、主要任务", "(一)投资环境"))
    assert [passage.kind for passage in found] == ["clause"]
    assert found[0].text.startswith("威海市优化营商环境工作方案\n二、主要任务\n(一)投资环境\n")
    assert found[0].text.endswith(SENTENCE)


def test_a_long_clause_is_also_given_by_its_parts(make_document: MakeDocument) -> None:
    text = SENTENCE * 10
    found = passages(make_document, text, heading="获得电力")
    parts = [passage for passage in found if passage.kind == "part"]
    assert parts
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all("\n获得电力\n" in part.text for part in parts)


def test_parts_stay_few_however_long_the_clause(make_document: MakeDocument) -> None:
    found = passages(make_document, SENTENCE * 200)
    kinds = Counter(passage.kind for passage in found)
    assert kinds["clause"] == 1
    assert 1 < kinds["part"] <= PARTS_MAX < kinds["detail"] <= DETAILS_MAX


def test_details_are_phrases_without_context(make_document: MakeDocument) -> None:
    text = "简化手续;" + SENTENCE * 4
    document, clause = one_clause(make_document, text)
    clause = dataclasses.replace(clause, heading="获得电力", path=("二、主要任务",))
    found, text = passages_of(document, clause), clause.text
    details = [passage for passage in found if passage.kind == "detail"]
    assert "".join(text[one.start : one.end] for one in details) == text
    assert [one.text for one in details] == [text[one.start : one.end] for one in details]
    assert all("获得电力" not in one.text and "主要任务" not in one.text for one in details)


def test_table_rows_carry_their_header(make_document: MakeDocument) -> None:
    header, rows = "| 事项 | 时限 |\n", [f"| 事项{at} | {at}个工作日 |\n" for at in range(40)]
    text = header + "".join(rows)
    places = [len(header) + sum(map(len, rows[:at])) for at in range(len(rows))]
    parts = tuple(
        Part(kind=PartKind.ROW, start=at, end=at + len(row) - 1, context=header.strip())
        for at, row in zip(places, rows, strict=True)
    )
    found = passages(make_document, text, parts=parts)
    last = found[-1]
    assert "| 事项 | 时限 |" in last.text
    assert "| 事项39 | 39个工作日 |" in last.text


def test_the_place_is_named_once(make_document: MakeDocument) -> None:
    document, clause = one_clause(make_document, SENTENCE, region=WEIHAI)
    assert passage_context(document, clause).count("威海市") == 1
    unnamed = dataclasses.replace(document, title="优化营商环境工作方案")
    assert passage_context(unnamed, clause).startswith("威海市优化营商环境")


def test_a_notice_is_named_by_what_it_announces() -> None:
    assert short_title("关于印发《威海市工作方案》的通知") == "威海市工作方案"
    assert short_title("中华人民共和国电力法") == "中华人民共和国电力法"


@pytest.mark.parametrize("letter", ["电", "a", "a ", "9", "。", "龘\n"])
def test_no_passage_outgrows_the_model(make_document: MakeDocument, letter: str) -> None:
    for passage in passages(make_document, letter * 3000, path=(letter * 500,)):
        chinese = sum(not char.isascii() for char in passage.text)
        assert chinese <= 2 * CLAUSE_MAX_TOKENS
        assert len(passage.text) <= 4 * CLAUSE_MAX_TOKENS


def test_fields_hold_heading_title_place_and_path(make_document: MakeDocument) -> None:
    document, clause = one_clause(make_document, SENTENCE, region=WEIHAI)
    clause = dataclasses.replace(clause, heading="获得电力", path=("二、主要任务",))
    fields = lexical_fields(document, clause)
    assert "获得电力" in fields.heading
    assert {"山东省", "威海市", "主要"} <= set(fields.context)
    assert "高压" in fields.words
    assert "高压" in fields.bigrams


def cut(text: str, spans: Callable[[str], Iterator[Span]]) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize("spans", [sentence_spans, phrase_spans])
@given(text=st.text(alphabet="电力。；\n!?”a ()（）", max_size=80))
def test_sentences_touch_and_cover_the_text(
    spans: Callable[[str], Iterator[Span]], text: str
) -> None:
    pieces = cut(text, spans)
    assert "".join(pieces) == text
    assert all(pieces)


def test_semicolons_end_a_phrase_but_no_sentence() -> None:
    text = "高压40个;低压10个。居民3个。"
    assert cut(text, sentence_spans) == ["高压40个;低压10个。", "居民3个。"]
    assert cut(text, phrase_spans) == ["高压40个;", "低压10个。", "居民3个。"]


def test_nothing_ends_inside_brackets() -> None:
    text = "低压10个(有工程的15个;无工程的5个。),居民3个。其他"
    assert cut(text, phrase_spans) == ["低压10个(有工程的15个;无工程的5个。),居民3个。", "其他"]
    assert cut("未闭合(的括号。下一句。", sentence_spans) == ["未闭合(的括号。", "下一句。"]


def test_brackets_that_never_close_take_no_time() -> None:
    assert len(cut("(电" * 20_000 + "。", sentence_spans)) == 1


def test_only_clauses_worth_it_are_split(make_document: MakeDocument) -> None:
    short = SENTENCE * (DETAIL_MIN_CLAUSE_CHARS // len(SENTENCE))
    assert [passage.kind for passage in passages(make_document, short)] == ["clause"]
    longer = SENTENCE * (PART_MIN_CLAUSE_CHARS // len(SENTENCE))
    assert {passage.kind for passage in passages(make_document, longer)} == {"clause", "detail"}
    one_sentence = "电" * (PART_MIN_CLAUSE_CHARS + 1)
    assert len(passages(make_document, one_sentence)) == 1
