"""The answer card as HTML: what it says with and without an answer, in both languages."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from index import Store, UnknownDocument
from service.pages.answer_views import LineView
from service.routes import pages

BROWSER = {"accept": "text/html", "accept-language": "zh-CN"}
ANSWERED = "/?q=临河市高压用户办电要多久"
REFUSED = "/?q=临河市养狗证办理要多久"


def card(client: TestClient, path: str) -> Any:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200
    return html.fromstring(response.text).xpath("//section[contains(@class, 'answer')]")


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_the_card_says_what_the_api_says(client: TestClient) -> None:
    (answer,) = card(client, ANSWERED)
    reply = client.post("/v1/ask", json={"question": "临河市高压用户办电要多久"}).json()
    assert reply["answer"] in words(answer)
    for citation in reply["citations"]:
        assert citation["label"] in words(answer)
        assert citation["quote"] in words(answer)


def test_each_statement_links_to_the_quote_it_cites(client: TestClient) -> None:
    (answer,) = card(client, ANSWERED)
    (link,) = answer.xpath(".//div[@class='answer-text']//a/@href")
    address = urlsplit(link)
    asked = parse_qs(address.query)
    raw = client.get(f"/v1{address.path}/raw").text
    quote = raw[int(asked["start"][0]) : int(asked["end"][0])]
    assert "高压用户" in quote
    assert "40个工作日" in quote
    tree = html.fromstring(client.get(link, headers=BROWSER).text)
    assert "高压用户" in tree.get_element_by_id(address.fragment).text_content()


def test_a_figure_is_glanced_at_and_sentences_are_read(client: TestClient) -> None:
    (answer,) = card(client, ANSWERED)
    assert answer.xpath(".//p[@class='passage']") == []
    assert LineView(text="办" * 91, sources=[]).is_passage
    assert not LineView(text="办" * 90, sources=[]).is_passage


def test_one_figure_needs_no_list_of_figures(client: TestClient) -> None:
    (one,) = card(client, ANSWERED)
    assert one.xpath(".//dl") == []
    (several,) = card(client, "/?q=临河市办电要多久")
    assert len(several.xpath(".//dl/div")) == 3


def test_an_english_answer_keeps_the_chinese_quote(client: TestClient) -> None:
    (answer,) = card(client, ANSWERED + "&lang=en")
    text = answer.xpath(".//*[contains(@class, 'answer-text')]")[0]
    assert text.get("lang") == "en"
    assert "at most 40 working days" in words(text)
    assert "不超过40个工作日" in words(answer.xpath(".//blockquote")[0])


def test_a_refusal_gives_no_statement_but_what_is_near_and_whom_to_ask(client: TestClient) -> None:
    (answer,) = card(client, REFUSED)
    assert "没有找到" in words(answer)
    assert "12345" in words(answer)
    assert answer.xpath(".//a[contains(@href, 'start=')]")
    assert answer.xpath(".//button[contains(@class, 'copy')]") == []
    (english,) = card(client, REFUSED + "&lang=en")
    assert "No answer found" in words(english)
    assert "hotline" in words(english)


def test_a_document_out_of_force_is_said_before_its_answer(client: TestClient) -> None:
    question = "/?q=临河市热线工单几个工作日办结&document_number=临政规〔2015〕3号"
    (answer,) = card(client, question)
    said = words(answer)
    assert 0 < said.index("已失效") < said.index("5 个工作日")


@pytest.mark.parametrize(
    "question", ["临河市高压用户办电要多久", "养狗证办理要多久", "加强组织领导"]
)
def test_an_answer_comes_with_the_list_that_a_search_gives(
    client: TestClient, question: str
) -> None:
    listed = client.post("/v1/search", json={"query": question}).json()["results"]
    assert client.post("/v1/ask", json={"question": question}).json()["results"] == listed
    shown = html.fromstring(client.get("/", params={"q": question}, headers=BROWSER).text)
    links = [link.partition("#")[2] for link in shown.xpath("//li//h3/a/@href")]
    assert links == [result["clause"]["id"] for result in listed]


def test_list_and_answer_of_a_page_are_of_one_search(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches, search = [], Store.search

    def counted(self: Store, *arguments: Any, **options: Any) -> Any:
        searches.append(options)
        return search(self, *arguments, **options)

    monkeypatch.setattr(Store, "search", counted)
    assert card(client, ANSWERED)
    assert len(searches) == 1


def test_documents_that_are_being_replaced_leave_the_list_without_an_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replaced(*arguments: Any, **options: Any) -> Any:
        raise UnknownDocument("gone")

    monkeypatch.setattr(pages, "ask", replaced)
    assert card(client, ANSWERED) == []
    shown = html.fromstring(client.get(ANSWERED, headers=BROWSER).text)
    assert shown.xpath("//li//h3/a")


def test_there_is_no_card_without_a_question_or_results(client: TestClient) -> None:
    assert card(client, "/") == []
    assert card(client, "/?q=办电&issuer=nobody") == []
    assert card(client, ANSWERED + "&n=30") == []


def test_what_a_document_says_is_never_markup(client: TestClient) -> None:
    (answer,) = card(client, "/?q=<script>alert(1)</script>办电要多久")
    assert answer.xpath(".//script") == []
