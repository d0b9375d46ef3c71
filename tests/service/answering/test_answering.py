"""What is answered, for each kind of question, on documents with many groups and several places."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from index import SearchFilters, Store
from service.answering.answering import ask, draft_of
from service.answering.asked.question import read_question
from service.answering.choosing import chosen_of
from service.answering.draft import Assessment, Draft
from service.answering.offers import offers_of
from service.answering.places import Level
from service.answering.records import Answer, AskedKind, Reason
from service.answering.searching import HITS
from service.answering.wording.evidence import Topic

Asked = Callable[..., Answer]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("黄山市供气报装要多久", "黄山市：小型工商业户 10 个工作日；中大型工商项目 20 个工作日"),
        ("黄山通自来水几个工作日", "黄山市：供水报装办理时限 20 个工作日"),
        ("黄山高压双电源用户用电报装几天", "黄山市：高压双电源用户 用电报装办理时限 45 个工作日"),
        ("安庆抵押登记几天", "安庆市：抵押登记 办结 当日办结"),
        ("黄山开办企业几天", "黄山市：企业开办时间 7 个工作日(由 15 个工作日)"),
        ("黄山办电要几个环节", "黄山市：用电报装办理环节 3 个"),
        ("黄山投标保证金最高多少钱", "黄山市：投标保证金 ≤ 80 万元"),
        ("黄山投标保证金比例", "黄山市：投标保证金 ≤ 2%(项目估算价)"),
        ("每月几号前报送工作进展", "黄山市：各责任单位每月25日前报送工作进展"),
        ("黄山水电气报装谁牵头", "黄山市：牵头单位：市住房城乡建设局"),
        ("行业协会能强制企业入会吗", "黄山市：行业协会不得强制企业入会。"),
        ("什么是疑难工单", "安徽省：本规定所称疑难工单，是指涉及三个以上承办单位的工单。"),
        ("黃山開辦企業要幾多日", "黄山市：企业开办时间 7 个工作日(由 15 个工作日)"),
    ],
)
def test_the_smallest_answer_is_said(answer: Asked, question: str, said: str) -> None:
    assert answer(question).text == said


def test_figures_carry_group_bound_and_unit_and_cite_their_own_span(answer: Asked) -> None:
    found = answer("黄山办电要多久")
    assert found.text == (
        "黄山市：高压用户 ≤ 40 个工作日(不含用户工程建设)；"
        "低压用户 ≤ 10 个工作日(有外部工程 15，无外部工程 5)"
    )
    values = [shown.measure.value for shown in found.measures]
    assert values == ["40", "10", "15", "5"]
    quotes = [found.citations[shown.citation].citation.quote for shown in found.measures]
    assert all(value in quote for value, quote in zip(values, quotes, strict=True))
    assert "40" not in quotes[1]


def test_asked_about_one_group_only_that_group_is_answered(answer: Asked) -> None:
    found = answer("黄山有外部工程的低压用户办电多久")
    assert [shown.measure.value for shown in found.measures] == ["15"]
    assert found.question.group == "低压用户,有外部工程"
    whole = answer("黄山低压用户办电多久")
    assert [shown.measure.value for shown in whole.measures] == ["10", "15", "5"]


def test_what_is_only_striven_for_is_said_to_be(answer: Asked) -> None:
    assert answer("黄山市供暖报装多久").text == "黄山市：供暖报装办理时限 力争 42 个工作日"


def test_lists_keep_their_items(answer: Asked) -> None:
    found = answer("哪些工单不予受理")
    assert found.question.kind is AskedKind.LIST
    for item in ("已经进入诉讼程序的", "涉及国家秘密的", "内容不具体、无法办理的"):
        assert item in found.text


def test_whether_it_costs_is_answered_by_the_sentence(answer: Asked) -> None:
    assert "免费" in answer("黄山刻章要钱吗").text


def test_who_cites_the_bracket_that_says_who_leads(answer: Asked) -> None:
    found = answer("黄山水电气报装由谁负责")
    assert "责任单位：市供电公司、市水务集团" in found.text
    assert found.citations[0].citation.quote.startswith("牵头单位：")


def test_a_place_never_gets_another_places_figure(answer: Asked, asked_store: Store) -> None:
    found = answer("黄山市抵押登记要几天")
    assert all(source.document.region.name != "安庆市" for source in found.citations)
    result = asked_store.search("池州市办电多久", top_k=HITS, for_answer=True)
    draft = draft_of(result, lambda hit: asked_store.raw_text(hit.document.id))
    assert {source.document.region.name for source in draft.citations} <= {"池州市", "安徽省"}
    assert {hit.document.region.name for hit in draft.elsewhere} >= {"黄山市", "安庆市"}


def test_a_rule_of_the_province_is_said_to_be_one(answer: Asked) -> None:
    found = answer("黄山热线工单几天办结")
    assert found.notes == ("黄山市的文件没有写明，以下是安徽省的规定",)
    assert found.text.startswith("黄山市的文件没有写明")
    assert "安徽省：自接到工单之日起 办结并答复 ≤ 5 个工作日" in found.text


def test_without_a_place_every_place_has_its_line(answer: Asked) -> None:
    lines = answer("高压用户办电要多久").text.splitlines()
    assert sorted(line[:3] for line in lines) == ["安庆市", "黄山市"]
    assert all("高压用户" in line for line in lines)


def test_an_expired_rule_is_said_to_be_expired_first(answer: Asked) -> None:
    found = answer("池州停车一小时收费多少钱")
    assert found.text.startswith("注意：《池州市停车收费管理办法》已失效。")
    assert "≤ 5 元" in found.text


def test_a_filter_names_the_place(answer: Asked) -> None:
    found = answer("高压用户办电要多久", filters=SearchFilters(region=("安庆市",)))
    assert found.text == "安庆市：高压用户 办电时间 ≤ 35 个工作日"


def test_english_frames_the_chinese_words(answer: Asked) -> None:
    found = answer("how long does it take high voltage users to get electricity in Huangshan")
    assert found.question.language == "en"
    assert "at most 40 working days" in found.text
    assert "“高压用户从提出申请到装表接电" in found.text
    assert "lead: 市发改委" in answer("Who leads getting electricity in Huangshan?").text


def test_the_language_of_the_answer_can_be_chosen(answer: Asked) -> None:
    assert "working days" in answer("黄山开办企业几天", language="en").text
    assert "个工作日" in answer("How long to start a business in Huangshan?", language="zh").text


@pytest.mark.parametrize(
    "question",
    ["黄山办电要多久", "黄山刻章要钱吗", "哪些工单不予受理", "Who leads getting electricity?"],
)
def test_every_quote_is_a_slice_of_the_raw_text(
    answer: Asked, asked_store: Store, question: str
) -> None:
    found = answer(question)
    assert found.citations
    assert found.statements
    for source in found.citations:
        raw, citation = asked_store.raw_text(source.document.id), source.citation
        assert raw[citation.start : citation.end] == citation.quote != ""
    for statement in found.statements:
        assert statement.citations
        quotes = "".join(found.citations[at].citation.quote for at in statement.citations)
        spoken = re.sub(r"\[\d+\]", "", statement.text)
        assert all(figure in quotes for figure in re.findall(r"\d+(?:\.\d+)?", spoken))


def test_a_refused_draft_says_what_was_near_and_whom_to_ask(asked_store: Store) -> None:
    def never(draft: Draft) -> Assessment:
        return Assessment(confidence=0.1, answered=False, reason=Reason.NO_FIGURE)

    found = ask(asked_store, "黄山市办电要多久", decision=never)
    assert not found.answered
    assert not found.statements
    assert not found.citations
    assert found.not_found is not None
    assert found.not_found.reason is Reason.NO_FIGURE
    assert found.not_found.nearest[0].document.region.name == "黄山市"
    assert "12345" in found.not_found.contact
    assert found.text == "黄山市的文件中没有找到这个问题的具体数字。"


def test_nothing_found_is_no_answer(answer: Asked) -> None:
    found = answer("办电要多久", filters=SearchFilters(region=("北京市",)))
    assert not found.answered
    assert found.not_found is not None
    assert found.not_found.nearest == ()


def test_two_sentences_that_answer_about_as_well_are_both_given(asked_store: Store) -> None:
    result = asked_store.search("企业可以自主选择吗", top_k=4, for_answer=True)
    asked = read_question(result.query)
    hits = [(hit, Level.NAMED) for hit in result.hits]
    best, second, *_ = offers_of(hits, asked, Topic.of(result.query, ()))
    near, far = (replace(second, value=best.value - behind) for behind in (0.02, 0.3))
    assert chosen_of([best, near], places_named=1) == [best, near]
    assert chosen_of([best, far], places_named=1) == [best]
    figure = replace(near, found=replace(near.found, figure=True))
    assert chosen_of([best, figure], places_named=1) == [best]


def test_each_of_several_places_that_are_named_answers(answer: Asked) -> None:
    found = answer("黄山和安庆办电要多久")
    assert found.answered
    assert {
        source.document.region.name for source in found.citations if source.document.region
    } == {
        "黄山市",
        "安庆市",
    }


def test_a_named_place_answers_however_much_better_another_does(asked_store: Store) -> None:
    result = asked_store.search("黄山和安庆办电要多久", top_k=HITS, for_answer=True)
    asked = read_question(result.query)
    offers = offers_of(
        [(hit, Level.NAMED) for hit in result.hits], asked, Topic.of(result.query, ())
    )
    best = offers[0]
    other = next(
        offer
        for offer in offers
        if offer.found.measures and offer.hit.document != best.hit.document
    )
    far = replace(other, value=best.value - 1, coverage=best.coverage)
    assert chosen_of([best, far], places_named=2) == [best, far]
    assert chosen_of([best, far], places_named=1) == [best]


def test_figures_said_of_the_group_asked_about_are_worth_more(asked_store: Store) -> None:
    def fitness(question: str) -> float:
        result = asked_store.search(question, top_k=HITS, for_answer=True)
        asked = read_question(result.query)
        hits = [
            (hit, Level.NAMED) for hit in result.hits if "(不含用户工程建设)" in hit.clause.text
        ]
        (offer,) = offers_of(hits, asked, Topic.of(result.query, ()))
        return offer.found.fitness

    assert fitness("黄山高压用户办电要多久") > fitness("黄山办电要多久")
