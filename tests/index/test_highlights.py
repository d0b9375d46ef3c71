from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.questions.query import analyze
from index.ranking.highlights import QUOTE_MAX_CHARS, best_quote, highlights
from ingest.records import Clause, ParsedDocument
from ingest.text.alignment import Span

TEXT = (
    "21.优化获得电力便利度。全面落实服务标准。"
    "高压用户从提出正式用电申请到完成装表接电,平均办电时间压缩至40个工作日以内;"
    "低压用户平均办电时间压缩至10个工作日以内。推广线上APP报装。"
)


@pytest.fixture
def clause(make_document: Callable[..., ParsedDocument]) -> Clause:
    made = make_document("方案", [TEXT]).clauses[0]
    heading = "优化获得电力便利度"
    text = TEXT
    return dataclasses.replace(made, text=text, heading=heading, body_start=text.index(heading))


def quote(clause: Clause, question: str, passage: Span | None = None) -> str:
    start, end = best_quote(clause, analyze(question), passage)
    return clause.text[start:end]


def marked(text: str, question: str) -> list[str]:
    return [text[start:end] for start, end in highlights(text, analyze(question))]


def test_typed_words_and_their_synonyms_are_marked() -> None:
    found = marked(TEXT, "办电要多久")
    assert "获得电力" in found
    assert "办电" in found
    assert not any("多久" in piece for piece in found)


def test_chinese_synonyms_are_marked_for_an_english_question() -> None:
    assert "获得电力" in marked(TEXT, "how long does power connection take")


def test_marks_that_touch_are_one() -> None:
    assert marked("高压用户办电", "高压用户 办电") == ["高压用户办电"]


def test_single_characters_are_no_marks() -> None:
    assert marked("税费与税款", "税") == []


def test_latin_words_and_numbers_are_marked_only_whole() -> None:
    assert marked("APP happy app2", "app") == ["APP"]
    assert marked("40个工作日,2040年,140元", "40") == ["40"]


@given(st.text(alphabet="办电要多久获得电力用户工作日。a1", max_size=40))
def test_marks_ascend_and_do_not_touch(text: str) -> None:
    spans = highlights(text, analyze("获得电力办电多少个工作日"))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a.end < b.start for a, b in pairwise(spans))


def test_the_quote_is_the_sentence_that_answers(clause: Clause) -> None:
    assert "高压用户" in quote(clause, "高压用户办电要多少个工作日")
    assert "40个工作日" in quote(clause, "高压用户办电要多少个工作日")
    assert quote(clause, "能用APP报装吗") == "推广线上APP报装。"


def test_the_nearest_part_decides_where_words_do_not(clause: Clause) -> None:
    at = clause.text.index("推广")
    assert quote(clause, "手机软件", Span(at, len(clause.text))) == "推广线上APP报装。"


def test_a_question_for_a_figure_is_answered_by_one(clause: Clause) -> None:
    text = "优化办电流程。办电平均时间压缩至10个工作日以内。办电服务提升。"
    plain = dataclasses.replace(clause, text=text, heading="", body_start=0)
    assert "10个工作日" in quote(plain, "办电要多久")


def test_a_very_long_sentence_is_quoted_by_its_statements(clause: Clause) -> None:
    text = ";".join(f"第{at}类用户{'电' * 60}" for at in range(9)) + "。"
    plain = dataclasses.replace(clause, text=text, heading="", body_start=0)
    start, end = best_quote(plain, analyze("第7类用户"))
    assert end - start < len(text) / 2
    assert text[start:end].endswith(";")


def test_a_quote_is_made_of_whole_sentences(clause: Clause) -> None:
    for question in ("办电要多久", "低压用户", "服务标准", "没有这样的词", ""):
        start, end = best_quote(clause, analyze(question))
        assert start == clause.body_start or clause.text[start - 1] == "。"
        assert clause.text[end - 1] == "。"


def test_a_quote_of_two_sentences_stays_short(clause: Clause) -> None:
    long = dataclasses.replace(clause, text="".join(f"办电{'电' * 90}。" for _ in range(4)))
    start, end = best_quote(dataclasses.replace(long, body_start=0, heading=""), analyze("办电"))
    assert end - start <= QUOTE_MAX_CHARS


@pytest.mark.parametrize("text", ["电", "二、", "办电\n", "。"])
def test_any_clause_has_a_quote(clause: Clause, text: str) -> None:
    tiny = dataclasses.replace(clause, text=text, heading="", body_start=0)
    start, end = best_quote(tiny, analyze("办电"))
    assert text[start:end].strip()


def rewritten(clause: Clause, text: str) -> Clause:
    return dataclasses.replace(clause, text=text, heading="", body_start=0)


def test_a_quote_goes_on_with_the_list_that_it_announces(clause: Clause) -> None:
    text = "工单按照下列期限办结并答复：\n（一）咨询类，2个工作日；\n（二）投诉类，5个工作日。\n其他事项另行规定。"
    assert "投诉类，5个工作日。" in quote(rewritten(clause, text), "工单多久答复")


def test_responsible_units_are_quoted_only_for_those_who_ask(clause: Clause) -> None:
    text = "接入审批5个工作日内办结。〔牵头单位:市规划局;责任单位:国网某市供电公司、市公安局〕"
    made = rewritten(clause, text)
    assert quote(made, "供电接入审批多久").startswith("接入审批")
    assert "责任单位" in quote(made, "供电公司是谁的责任单位")


def test_terms_that_mix_scripts_ignore_case() -> None:
    query = dataclasses.replace(analyze("检查费"), lexicon_terms=("b超检查",))
    text = "B超检查的检查费。"
    assert [text[start:end] for start, end in highlights(text, query)] == ["B超检查", "检查费"]


def test_words_count_whole_and_in_any_case_also_after_letters_that_lower_case_lengthens() -> None:
    query = dataclasses.replace(analyze("检查费"), lexicon_terms=("app", "12.5"))
    text = "İ happy APP，app2与app；112.5不是12.5，"
    assert [text[start:end] for start, end in highlights(text, query)] == ["APP", "app", "12.5"]
