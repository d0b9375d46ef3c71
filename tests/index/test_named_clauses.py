"""A clause that a question names by its number comes first, whatever the others say of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from index.records import Mode, SearchFilters, SearchResult
from index.store import Store
from ingest.pipeline import parse
from ingest.records import ParsedDocument, RawDocument, Source

DUTIES = "用人单位应当遵守前款规定。"


def read(title: str, articles: dict[str, str]) -> ParsedDocument:
    lines = (f"{number} {words}" for number, words in articles.items())
    return _parsed("\n".join([title, *lines]), f"{title}.txt")


def _parsed(text: str, name: str) -> ParsedDocument:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse(RawDocument(text=text, source=Source(uri=name, name=name, sha256=digest)))


LABOUR = read(
    "中华人民共和国劳务合同法(2019年修正)",
    {
        "第一条": "为了保护劳务关系双方，制定本法。",
        "第十二条": "试用不得超过六十日。",
        "第十二条之一": "试用期内工资不得低于八成。",
        "第十三条": "不符合本法第十二条规定的，双方可以协商变更；第十二条另有规定的除外。",
        "第十四条": "违反劳务合同法第十二条的，责令改正。",
    },
)
RULES = read(
    "劳务合同法实施条例", {"第一条": "为了实施劳务合同法，制定本条例。", "第十二条": DUTIES}
)
PLAN = read(
    "望鹭市提升服务实施方案",
    {"1.": "推进一网通办。", "2.": "压缩用电报装时间。", "3.": "公开收费标准。"},
)


@pytest.fixture
def laws(store: Store) -> Iterator[Store]:
    """A store of a law, the rules on it and a plan."""
    store.update([LABOUR, RULES, PLAN])
    return store


def first(result: SearchResult) -> tuple[str, str | None]:
    hit = result.hits[0]
    return hit.document.title, hit.clause.number


@pytest.mark.parametrize(
    "typed",
    [
        "劳务合同法第十二条",
        "《劳务合同法》第12条",
        "劳务合同法12条规定了什么",
        "勞務合同法第十二條",
    ],
)
def test_it_comes_first(laws: Store, typed: str) -> None:
    assert first(laws.search(typed)) == (LABOUR.document.title, "第十二条")


def test_so_does_one_that_was_put_in_later(laws: Store) -> None:
    assert first(laws.search("劳务合同法第十二条之一")) == (LABOUR.document.title, "第十二条之一")


def test_the_longest_title_is_the_one_that_is_named(laws: Store) -> None:
    found = laws.search("劳务合同法实施条例第十二条")
    assert first(found) == (RULES.document.title, "第十二条")


def test_a_title_cut_short_finds_it_with_less_certainty(laws: Store) -> None:
    certain = laws.search("劳务合同法第十二条").hits[0]
    likely = next(
        hit
        for hit in laws.search("劳务法第十二条").hits
        if (hit.document.title, hit.clause.number) == (LABOUR.document.title, "第十二条")
    )
    assert certain.scores["clause_number"] == 1
    assert 0 < likely.scores["clause_number"] < 1
    assert likely.parts["clause_number"] < certain.parts["clause_number"]


def test_so_does_one_whose_law_is_named_for_short(store: Store) -> None:
    articles = {"第一条": "为了保护客运旅客，制定本法。", "第五十条": DUTIES}
    law = read("中华人民共和国民事诉讼法(2019年修正)", articles)
    store.update([law, LABOUR, RULES])
    for typed in ("民诉法第五十条", "民訴法50条", "Article 50 of the Civil Procedure Law"):
        result = store.search(typed)
        assert first(result) == (law.document.title, "第五十条")
        assert result.hits[0].scores["clause_number"] == 1
        assert result.query.text == typed
    read_as = store.search("民诉法第五十条").query
    assert read_as.normalized == "民事诉讼法第五十条"
    assert [(one.typed, one.meant) for one in read_as.corrections] == [("民诉法", "民事诉讼法")]


@pytest.mark.parametrize("typed", ["刑诉法第十二条", "望鹭物业条例第十二条", "劳法第十二条"])
def test_of_what_is_not_known_to_be_meant_none_is_certain(laws: Store, typed: str) -> None:
    for hit in laws.search(typed).hits:
        assert hit.scores.get("clause_number", 0) < 1


def test_of_a_law_that_is_not_held_no_clause_is_lifted(laws: Store) -> None:
    hits = laws.search("刑事诉讼法第十二条").hits
    assert not any(hit.scores.get("clause_number") for hit in hits)


def test_a_task_of_a_plan_is_named_as_an_article_is(laws: Store) -> None:
    assert first(laws.search("望鹭市提升服务实施方案第2条")) == (PLAN.document.title, "2.")


def test_of_one_document_the_title_need_not_be_named(laws: Store) -> None:
    only = SearchFilters(document_id=(LABOUR.document.id,))
    assert first(laws.search("第十二条", filters=only)) == (LABOUR.document.title, "第十二条")


def test_a_document_may_be_named_by_its_number(store: Store) -> None:
    text = (
        "望政发〔2021〕7号\n望鹭市停车规定\n第一条 为了规范停车，制定本规定。\n第二条 每小时五元。"
    )
    store.update([LABOUR, _parsed(text, "parking.txt")])
    hit = store.search("望政发〔2021〕7号第二条").hits[0]
    assert (hit.document.number_key, hit.clause.number) == ("望政发〔2021〕7号", "第二条")
    assert hit.scores["clause_number"] == 1


def test_filters_keep_it_out(laws: Store) -> None:
    others = SearchFilters(document_id=(RULES.document.id, PLAN.document.id))
    hits = laws.search("劳务合同法第十二条", filters=others).hits
    assert LABOUR.document.id not in {hit.document.id for hit in hits}


def test_one_that_there_is_not_lifts_nothing(laws: Store) -> None:
    hits = laws.search("劳务合同法第九十条").hits
    assert hits
    assert not any(hit.scores.get("clause_number") for hit in hits)


def test_words_alone_and_vectors_alone_know_no_numbers(laws: Store) -> None:
    for mode in (Mode.LEXICAL, Mode.DENSE):
        hits = laws.search("劳务合同法第十二条", mode=mode).hits
        assert not any(hit.scores.get("clause_number") for hit in hits)


def test_books_of_a_code_are_cited_by_the_name_of_the_code(store: Store) -> None:
    store.update(
        [
            read(
                "中华人民共和国商事法典 总则编",
                {"第一条": "为了规范商事，制定本法。", "第二条": DUTIES},
            ),
            read(
                "中华人民共和国商事法典 合同编", {"第三条": "合同自成立时生效。", "第四条": DUTIES}
            ),
        ]
    )
    assert first(store.search("商事法典第三条"))[1] == "第三条"
    assert store.search("商事法典第三条").hits[0].scores["clause_number"] == 1
