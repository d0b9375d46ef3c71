from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from index.citations import HEADING_MAX_CHARS, cite, clause_mark, label
from index.records import DocumentSummary
from ingest.records import Clause, ParsedDocument
from ingest.text.alignment import Alignment, Run


@pytest.fixture
def parsed(make_document: Callable[..., ParsedDocument]) -> ParsedDocument:
    return make_document(
        "襄阳市优化营商环境工作实施方案",
        ["高压用户办电时间压缩至40个工作日以内。"],
        issuers=("襄阳市人民政府办公室",),
        issued_on=dt.date(2020, 6, 19),
    )


def at(clause: Clause, number: str | None, *path: str, heading: str = "") -> Clause:
    return dataclasses.replace(clause, number=number, path=path, heading=heading)


def test_a_label_names_title_issuer_day_and_place(parsed: ParsedDocument) -> None:
    clause = at(parsed.clauses[0], "21.", "二、主要任务", "(二)优化市场环境")
    assert label(parsed.document, clause) == (
        "《襄阳市优化营商环境工作实施方案》(襄阳市人民政府办公室, 2020-06-19) 二(二)21"
    )


def test_a_document_number_stands_between_issuer_and_day(parsed: ParsedDocument) -> None:
    document = dataclasses.replace(parsed.document, document_number="襄政办〔2020〕7号")
    clause = at(parsed.clauses[0], "(一)")
    assert "(襄阳市人民政府办公室, 襄政办〔2020〕7号, 2020-06-19) (一)" in label(document, clause)


def test_a_label_leaves_out_what_is_not_known(parsed: ParsedDocument) -> None:
    document = dataclasses.replace(parsed.document, title="办法", issuers=(), issued_on=None)
    assert label(document, at(parsed.clauses[0], None)) == "《办法》"


def test_book_marks_inside_a_title_become_single(parsed: ParsedDocument) -> None:
    document = dataclasses.replace(
        parsed.document, title="关于印发《工作方案》的通知", issuers=(), issued_on=None
    )
    assert label(document, at(parsed.clauses[0], "1.")) == "《关于印发〈工作方案〉的通知》 1"


@pytest.mark.parametrize(
    ("number", "path", "expected"),
    [
        ("第二十三条", ("第一编 总则", "第二章 自然人"), "第二十三条"),
        ("(三)", ("三、保障措施",), "三(三)"),
        ("(6)", ("二、主要任务", "(一)打造环境", "3.提升服务"), "二(一)3(6)"),
        ("2.", ("1.总则",), "1 2"),
        ("一、", (), "一"),
        ("三、", ("附件1 任务清单",), "附件1 三"),
        ("(一)", ("第二章 登记",), "第二章 (一)"),
        (None, ("第二章 登记",), "第二章"),
        ("5.", ("没有标号的标题",), "5"),
    ],
)
def test_marks_lead_to_the_clause(
    parsed: ParsedDocument, number: str | None, path: tuple[str, ...], expected: str
) -> None:
    assert clause_mark(at(parsed.clauses[0], number, *path)) == expected


def test_a_heading_stands_in_for_a_number(parsed: ParsedDocument) -> None:
    assert clause_mark(at(parsed.clauses[0], None, heading="前言")) == "前言"
    long = at(parsed.clauses[0], None, heading="言" * 99)
    assert len(clause_mark(long)) == HEADING_MAX_CHARS


def test_a_quote_is_a_slice_of_the_raw_text(parsed: ParsedDocument) -> None:
    document, clause = parsed.document, parsed.clauses[0]
    start = clause.text.index("40个")
    citation = cite(document, document.text, clause, start, start + 6)
    assert citation.quote == document.text[citation.start : citation.end] == "40个工作日"
    assert citation.url == f"/documents/{document.id}#{clause.id}"


def test_a_quote_keeps_the_noise_that_reading_removed(parsed: ParsedDocument) -> None:
    raw = "辦(bàn)電"
    clause = dataclasses.replace(
        parsed.clauses[0], text="办电", alignment=Alignment((Run(0, 0, 1), Run(1, 6, 1)))
    )
    document = DocumentSummary.of(parsed.document)
    assert cite(document, raw, clause, 0, 2).quote == raw
