"""The pages that compare: without scripts, in both languages, sortable and downloadable."""

from __future__ import annotations

import re

import pytest
from lxml import html
from starlette.testclient import TestClient

ASKED = {"q": "施工许可要多长时间", "region": "澄浦，南渡、襄阳"}


def _page(client: TestClient, path: str, **query: str) -> html.HtmlElement:
    response = client.get(path, params=query)
    assert response.status_code == 200
    return html.fromstring(response.text)


def test_the_table_has_a_row_for_each_place(places_client: TestClient) -> None:
    page = _page(places_client, "/compare", **ASKED)
    rows = page.xpath("//tr[contains(@class,'row')]")
    assert {row.xpath("string(th)").strip() for row in rows} == {"澄浦市", "南渡市", "襄阳市"}
    text = page.xpath("string(//table)")
    assert "≤ 60 天" in text
    assert "≤ 60 个工作日" in text
    assert "未找到" in text
    units = [one.text_content() for one in page.xpath("//span[@class='unit']")]
    assert sorted(units) == ["单位：工作日", "单位：日"]


def test_rows_say_which_of_several_questions_they_are_of(places_client: TestClient) -> None:
    both = {"q": "用电报装办理时限是多少？月最低工资标准是多少？", "region": "枫禾"}
    page = _page(places_client, "/compare", **both)
    asked, missing = "", []
    for row in page.xpath("//table//tr"):
        if "question" in row.get("class", ""):
            asked = row.text_content().strip()
        if "missing" in row.get("class", ""):
            missing.append((asked, row.xpath("string(th)").strip()))
    assert missing == [("月最低工资标准是多少", "枫禾市")]
    for sort in ("place", "date"):
        page = _page(places_client, "/compare", sort=sort, **both)
        assert not page.xpath("//tr[@class='question']")
        (place,) = page.xpath("//tr[contains(@class,'missing')]/th")
        assert place.xpath("string(small)") == "月最低工资标准是多少"
    assert not _page(places_client, "/compare", **ASKED).xpath("//tr[@class='question']")


def test_a_question_that_no_place_is_on_keeps_its_part(places_client: TestClient) -> None:
    both = "用电报装办理时限是多少？月最低工资标准是多少？"
    page = _page(places_client, "/compare", q=both, issuer="枫禾市住房和城乡建设局")
    titles = page.xpath("//tr[@class='question']")
    assert [one.text_content().strip() for one in titles] == [
        "用电报装办理时限是多少",
        "月最低工资标准是多少",
    ]


def test_every_filter_that_a_search_hands_on_is_seen_and_kept(places_client: TestClient) -> None:
    handed = {"issuer": "澄浦市人民政府办公室", "document_number": "澄政办发〔2021〕12号"}
    days = {"issued_from": "2020-01-01", "issued_to": "2022-01-01", "as_of": "2022-01-01"}
    filters = handed | days | {"status": "in_force", "region": "澄浦"}
    search = _page(places_client, "/", q="办电要多久", **filters)
    (link,) = search.xpath("//div[@class='results-head']//a/@href")
    page = html.fromstring(places_client.get(link).text)
    typed = {one.get("name"): one.get("value") for one in page.xpath("//form//input[@name]")}
    typed["status"] = page.xpath("//select/option[@selected]/@value")[0]
    assert filters.items() <= typed.items()
    assert len(page.xpath("//div[@class='active-filters']//dd")) == len(filters)


def test_a_citation_leads_to_its_quote(places_client: TestClient) -> None:
    page = _page(places_client, "/compare", **ASKED)
    link = page.xpath("//td[contains(@class,'clause-cell')]/a/@href")[0]
    opened = places_client.get(link.partition("#")[0]).text
    assert "<mark>" in opened
    assert page.xpath("//q/mark")[0].text_content() in ("60天", "60个工作日")


@pytest.mark.parametrize("sort", ["group", "place", "value", "date", "magic"])
def test_rows_are_sorted_by_link(places_client: TestClient, sort: str) -> None:
    page = _page(places_client, "/compare", sort=sort, **ASKED)
    links = page.xpath("//div[@class='table-tools']//nav//a/@href")
    assert len(links) == 4
    current = page.xpath("//div[@class='table-tools']//nav//a[@aria-current]/@href")
    assert len(current) == 1
    assert f"sort={'group' if sort == 'magic' else sort}" in current[0]
    assert places_client.get(links[0]).status_code == 200


def test_files_are_offered(places_client: TestClient) -> None:
    page = _page(places_client, "/compare", **ASKED)
    csv, xlsx = page.xpath("//a[@download]/@href")
    assert places_client.get(csv).content.startswith(b"\xef\xbb\xbf")
    assert places_client.get(xlsx).content.startswith(b"PK")


def test_english_pages_are_english_around_chinese_quotes(places_client: TestClient) -> None:
    page = _page(places_client, "/compare", lang="en", **ASKED)
    assert "Not found" in page.xpath("string(//table)")
    for element in page.xpath("//table//*[not(ancestor-or-self::*[@lang='zh-Hans'])]/text()"):
        assert not re.search(r"[㐀-鿿]", re.sub(r"in (?:工作日|日)", "", element)), element


def test_figures_in_english_have_english_units(places_client: TestClient) -> None:
    page = _page(places_client, "/compare", **ASKED, lang="en")
    values = [one.text_content().strip() for one in page.xpath("//td[contains(@class,'value')]")]
    assert sorted(values) == ["≤ 60 days", "≤ 60 working days"]
    units = [one.text_content() for one in page.xpath("//span[@class='unit']")]
    assert sorted(units) == ["in days", "in working days"]
    assert "1 place" in [one.text_content() for one in page.xpath("//tr//span[@class='count']")]
    power = _page(places_client, "/compare", q="用电报装办理时限是多少", region="枫禾", lang="en")
    was = power.xpath("//td[contains(@class,'value')]/small/text()")
    assert was == ["was 30 working days", "was 3 working days"]
    (link,) = power.xpath(
        "//tr[th[contains(.,'枫禾市')]][1]//td[contains(@class,'clause')]/a/@href"
    )
    clause_id = link.partition("#")[2]
    similar = _page(places_client, f"/clauses/{clause_id}/similar", lang="en")
    text = similar.xpath("string(//main)")
    assert "18 working days" in text
    assert "个工作日" not in similar.xpath("string(//table[@class='figures'])")


def test_cells_of_a_quoted_row_stand_apart(places_client: TestClient) -> None:
    page = _page(places_client, "/compare", q="用电报装办理时限是多少", region="枫禾")
    quotes = [one.text_content() for one in page.xpath("//q")]
    assert page.xpath("//q/mark/text()")[0] == "18"
    assert quotes[0].strip() == "用电报装 高压单电源 全流程 18 30"


def test_a_long_question_and_an_empty_answer_are_told(places_client: TestClient) -> None:
    assert places_client.get("/compare", params={"q": "电" * 1001}).status_code == 422
    nothing = places_client.get("/compare", params={"q": "办电要多久", "issuer": "无此机关"})
    assert "没有找到" in nothing.text
    assert places_client.get("/compare").status_code == 200


def test_similar_clauses_are_linked_and_shown(places_client: TestClient) -> None:
    found = places_client.get("/", params={"q": "优化获得电力服务"}).text
    link = re.search(r'href="(/clauses/[^"]+/similar)"', found)
    assert link
    assert 'href="/compare?' in found
    clause = places_client.post("/v1/search", json={"query": "优化获得电力服务"}).json()["results"][
        0
    ]
    page = _page(places_client, f"/clauses/{clause['clause']['id']}/similar")
    assert "优化获得电力服务" in page.xpath("string(//h2)")
    table = page.xpath("string(//table)")
    assert "≤ 40 个工作日" in table
    assert "30 个工作日" in table
    document = places_client.get(f"/documents/{clause['document']['id']}").text
    assert f"/clauses/{clause['clause']['id']}/similar" in document
    assert places_client.get("/clauses/nothing/similar").status_code == 404


def test_nothing_inline_and_nothing_from_elsewhere(places_client: TestClient) -> None:
    text = places_client.get("/compare", params=ASKED).text
    assert not re.search(r"<style|style=|<script(?! src=\"/)|\son\w+=\"|https?://", text)
