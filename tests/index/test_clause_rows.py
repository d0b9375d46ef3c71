"""Records come back from the catalog exactly as they went in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.records import DocumentSummary
from index.storage.clause_rows import (
    content_digest,
    decode_alignment,
    decode_clause,
    encode_alignment,
    encode_clause,
)
from index.storage.document_rows import (
    decode_document,
    decode_source,
    encode_document,
    encode_source,
    title_key,
)
from ingest.records import (
    Clause,
    ClauseKind,
    Document,
    Measure,
    MeasureKind,
    ParsedDocument,
    Part,
    PartKind,
    Region,
    Responsible,
    Source,
    Status,
    Supersession,
)
from ingest.text.alignment import Alignment, Run, Span

SOURCE = Source(
    uri="a.zip!甲.txt",
    name="甲.txt",
    sha256="00ff",
    media_type="text/html",
    reposted_by="某中心",
    reposted_on=dt.date(2021, 10, 15),
)
DOCUMENT = Document(
    id="d1",
    title="某市方案",
    source=SOURCE,
    text="原文",
    document_number="某政发[2020]1号",
    number_key="某政发〔2020〕1号",
    issuers=("某市人民政府", "某委"),
    region=Region(code="420600", name="襄阳市", level="city", parents=("湖北省",)),
    issued_on=dt.date(2020, 1, 2),
    effective_on=dt.date(2020, 2, 1),
    expires_on=dt.date(2025, 1, 31),
    status=Status.AMENDED,
    status_basis="经修改",
    supersedes=(
        Supersession(
            kind="repeals", title="旧", document_number=None, sentence="。", span=Span(3, 9)
        ),
    ),
)
CLAUSE = Clause(
    id="d1-c1",
    document_id="d1",
    position=3,
    kind=ClauseKind.ARTICLE,
    number="第一条",
    heading="题",
    path=("第一章", "(一)"),
    text="第一条 题。40个工作日",
    body_start=4,
    alignment=Alignment((Run(0, 5, 4), Run(4, 20, 10))),
    parts=(Part(kind=PartKind.ROW, start=0, end=3, number="(1)", context="表头"),),
    responsible=Responsible(lead=("甲局",), with_=("乙局", "丙局")),
    measures=(
        Measure(
            kind=MeasureKind.DURATION,
            subject="办理时间",
            condition="高压用户",
            comparator="<=",
            value="40",
            unit="个工作日",
            baseline="60",
            start=6,
            end=12,
        ),
    ),
)


def test_a_document_comes_back_whole() -> None:
    summary = decode_document("d1", encode_document(DOCUMENT), decode_source(encode_source(SOURCE)))
    assert summary == DocumentSummary.of(DOCUMENT)


def test_a_document_of_which_nothing_is_known_comes_back_whole() -> None:
    bare = Document(id="d", title="", source=Source(uri="u", name="u", sha256=""), text="")
    summary = decode_document("d", encode_document(bare), decode_source(encode_source(bare.source)))
    assert summary == DocumentSummary.of(bare)


def test_a_clause_comes_back_whole() -> None:
    assert CLAUSE == decode_clause(
        clause_id="d1-c1",
        document_id="d1",
        position=3,
        text=CLAUSE.text,
        record=encode_clause(CLAUSE),
        alignment=encode_alignment(CLAUSE.alignment),
    )


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), max_size=30))
def test_every_alignment_comes_back(gaps_and_lengths: list[tuple[int, int]]) -> None:
    runs, at, raw = [], 0, 0
    for gap, length in gaps_and_lengths:
        runs.append(Run(at, raw + gap, length))
        at, raw = at + length, raw + gap + length
    alignment = Alignment(tuple(runs))
    assert decode_alignment(encode_alignment(alignment)) == alignment


def test_the_digest_ignores_where_a_document_was_read() -> None:
    elsewhere = replace(DOCUMENT, source=replace(SOURCE, uri="b.txt", sha256="11"))
    first = ParsedDocument(document=DOCUMENT, clauses=(CLAUSE,))
    assert content_digest(first) == content_digest(replace(first, document=elsewhere))


def test_the_digest_sees_text_fields_and_offsets() -> None:
    first = ParsedDocument(document=DOCUMENT, clauses=(CLAUSE,))
    moved = replace(CLAUSE, alignment=Alignment.identity(len(CLAUSE.text)))
    others = [
        replace(first, document=replace(DOCUMENT, text="原文。")),
        replace(first, document=replace(DOCUMENT, issued_on=None)),
        replace(first, clauses=(moved,)),
        replace(first, clauses=()),
    ]
    assert len({content_digest(each) for each in [first, *others]}) == 5


def test_titles_are_compared_by_letters_and_digits() -> None:
    assert title_key("《某市 办法(试行)》") == title_key("某市办法（试行）") == "某市办法试行"
    assert title_key("某市办法") != title_key("某市办法试行")
