"""The pages as HTML: what they say, and that they hold without a browser's help."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

PAGES = ["/", "/?q=办电要多久", "/?q=办电&issuer=nobody", "/documents", "/docs", "/nowhere"]
BROWSER = {"accept": "text/html", "accept-language": "zh-CN"}


def page(client: TestClient, path: str, *, status: int = 200) -> Any:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(response.text)


def texts(tree: Any, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in tree.xpath(path)]


def test_a_result_shows_clause_document_and_citation(client: TestClient) -> None:
    tree = page(client, "/?q=办电要多久")
    assert texts(tree, "//li[1]//h3")[0] == "2. 优化获得电力服务"
    assert "二、主要任务" in texts(tree, "//li[1]//p[@class='path']")[0]
    line = texts(tree, "//li[1]//p[@class='document-line']")[0]
    for fact in ("《临河市优化营商环境实施方案》", "临河市人民政府办公室", "临政办发〔2021〕12号"):
        assert fact in line
    assert "2021-03-05" in line
    assert "现行有效" in line
    assert texts(tree, "//li[1]//mark")
    assert "市发展改革委" in texts(tree, "//li[1]//dl[@class='responsible']")[0]
    citation = texts(tree, "//blockquote[@id='citation-1']")[0]
    assert citation.startswith("《临河市优化营商环境实施方案》(")
    assert texts(tree, "//li[1]//table//td")


def test_a_document_out_of_force_says_so_with_its_basis(client: TestClient) -> None:
    tree = page(client, "/?q=热线几天答复&document_number=临政规〔2015〕3号")
    line = texts(tree, "//li[1]//p[@class='document-line']")[0]
    assert "已失效" in line
    assert "有效期5年" in line


def test_a_day_leaves_only_what_was_in_force_on_it(client: TestClient) -> None:
    tree = page(client, "/?q=热线几天答复&as_of=2018-01-01")
    assert texts(tree, "//p[@class='document-line']")
    for line in texts(tree, "//p[@class='document-line']"):
        assert "现行有效" in line
    assert "热线管理办法" in texts(tree, "//li[1]//p[@class='document-line']")[0]
    assert texts(tree, "//div[@class='active-filters']//dd") == ["2018-01-01"]
    assert not page(client, "/?q=热线&as_of=2001-01-01").xpath("//li//h3")
    listed = texts(page(client, "/documents?as_of=2018-01-01"), "//ul[@class='documents']//h2")
    assert listed == ["临河市12345热线管理办法"]


def test_a_result_leads_to_its_quote_in_the_document(client: TestClient) -> None:
    link = page(client, "/?q=办电要多久").xpath("//li[1]//h3/a/@href")[0]
    path, _, anchor = link.partition("#")
    tree = page(client, path)
    target = tree.get_element_by_id(anchor)
    assert "优化获得电力服务" in target.text_content()
    marked = "".join(target.xpath(".//mark/text()"))
    assert marked
    assert len(tree.xpath("//mark")) == len(target.xpath(".//mark"))


def test_the_citation_url_opens_at_the_clause(client: TestClient) -> None:
    found = client.post("/v1/search", json={"query": "减免租金"}).json()["results"][0]
    path, _, anchor = found["citation"]["url"].partition("#")
    assert "租金" in page(client, path).get_element_by_id(anchor).text_content()


def test_the_text_as_read_is_whole_and_marks_the_quote(client: TestClient) -> None:
    found = client.post("/v1/search", json={"query": "减免租金"}).json()["results"][0]
    document, citation = found["document"], found["citation"]
    path = (
        f"/documents/{document['id']}?view=source&start={citation['start']}&end={citation['end']}"
    )
    tree = page(client, path)
    shown = tree.xpath("//pre")[0]
    raw = client.get(f"/v1/documents/{document['id']}/raw").text
    assert shown.text_content().strip().split() == raw.strip().split()
    assert "".join(shown.xpath(".//mark//text()")).split() == citation["quote"].split()
    assert shown.xpath(f".//*[@id='{found['clause']['id']}']")


@pytest.mark.parametrize(
    "query", ["start=5", "start=5&end=2", "start=-1&end=3", "start=²&end=9", "start=0&end=99999999"]
)
def test_a_wrong_span_marks_nothing(
    client: TestClient, documents: dict[str, dict[str, Any]], query: str
) -> None:
    tree = page(client, f"/documents/{documents['plan.txt']['id']}?{query}")
    assert tree.xpath("//section[@class='clause']")
    assert not tree.xpath("//mark")


def test_the_document_view_has_every_clause_as_an_anchor(
    client: TestClient, documents: dict[str, dict[str, Any]]
) -> None:
    document_id = documents["plan.txt"]["id"]
    listed = client.get(f"/v1/documents/{document_id}/clauses?limit=200").json()["clauses"]
    for view in ("", "?view=source"):
        tree = page(client, f"/documents/{document_id}{view}")
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {clause["id"] for clause in listed} <= set(ids)


def test_an_empty_result_says_what_to_do(client: TestClient) -> None:
    tree = page(client, "/?q=办电&issuer=nobody")
    assert texts(tree, "//h2[@id='empty-title']") == ["没有找到符合条件的条款"]
    assert (
        tree.xpath("//section[contains(@class, 'empty')]//a/@href")[0] == "/?q=%E5%8A%9E%E7%94%B5"
    )
    assert "12345" in texts(tree, "//section[contains(@class, 'empty')]")[0]


def test_wrong_dates_are_explained_beside_the_field(client: TestClient) -> None:
    tree = page(client, "/?q=办电&issued_from=soon", status=422)
    field = tree.get_element_by_id("issued_from")
    assert field.get("aria-invalid") == "true"
    assert field.get("value") == "soon"
    assert "2020-06-19" in tree.get_element_by_id(field.get("aria-describedby")).text_content()
    assert tree.xpath("//*[@role='alert']//a[@href='#issued_from']")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_is_typed_is_never_markup(client: TestClient, text: str) -> None:
    response = client.get("/", params={"q": text, "region": text, "lang": text}, headers=BROWSER)
    assert "<script>alert" not in response.text
    assert "<img" not in response.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible(client: TestClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    tree = html.fromstring(response.text)
    assert tree.xpath("/html/@lang") == ["zh-Hans"]
    assert len(tree.xpath("//h1")) == 1
    for landmark in ("header", "main", "footer"):
        assert len(tree.xpath(f"//{landmark}[not(ancestor::article)]")) == 1
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    labelled = set(tree.xpath("//label/@for"))
    fields = tree.xpath("//input[@type!='hidden' or not(@type)]/@id | //select/@id")
    assert set(fields) <= labelled
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for reference in tree.xpath("//@aria-describedby | //@aria-labelledby"):
        assert reference in ids
    levels = [int(node.tag[1]) for node in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    tree = html.fromstring(client.get(path, headers=BROWSER).text)
    loaded = tree.xpath("//link/@href | //script/@src | //img/@src")
    assert loaded
    for address in loaded:
        assert re.match(r"/(?!/)", address)
        assert client.get(address).status_code == 200
    assert not tree.xpath("//script[not(@src)] | //style | //@style | //@onclick")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_english_too(client: TestClient, path: str) -> None:
    separator = "&" if "?" in path else "?"
    tree = html.fromstring(client.get(f"{path}{separator}lang=en", headers=BROWSER).text)
    assert tree.xpath("/html/@lang") == ["en"]
    ours = tree.xpath("//label//text() | //button//text() | //footer//text() | //summary/text()")
    assert ours
    assert not re.search(r"[\u4e00-\u9fff]", "".join(ours))
    for link in tree.xpath("//header//nav//a/@href")[:3]:
        assert "lang=en" in link  # the choice is kept from page to page


def test_the_language_is_that_of_the_browser(client: TestClient) -> None:
    response = client.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert response.headers["content-language"] == "en"
    assert response.headers["vary"] == "Accept-Language"


def test_a_corrected_misspelling_is_named(client: TestClient) -> None:
    tree = page(client, "/?q=优化获得电力福务")
    assert "按此理解福务 → 服务" in " ".join(texts(tree, "//dl[@class='understood']/div"))
