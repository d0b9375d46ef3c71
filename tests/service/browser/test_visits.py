"""The pages as they are used in a real browser: keyboard, script, and the content security policy."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx


def _wait_for_the_cursor(page: Any) -> None:
    """The browser focuses the search box with a frame of its own, which may come after `load`."""
    page.locator("input[name=q]:focus").wait_for()


def _wait_for_the_mark(page: Any) -> None:
    """The browser moves to the mark when it draws the page, which may come after `load`."""
    page.wait_for_function(
        """() => {
          const mark = document.querySelector("mark");
          if (!mark) return false;
          const { top } = mark.getBoundingClientRect();
          return 0 <= top && top <= window.innerHeight;
        }"""
    )


def _copy(page: Any, button: str) -> str:
    """Press a copy button, see it say so, and return what is on the clipboard.

    What it says is noted when it says it: it stands for two seconds only.
    """
    found = page.locator(button).first
    found.evaluate(
        """button => {
          window.said = [];
          const note = () => window.said.push(button.textContent);
          new MutationObserver(note).observe(button, { childList: true, characterData: true });
        }"""
    )
    found.click()
    page.wait_for_function("() => window.said.includes('已复制')")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    return copied


def test_a_question_is_asked_by_keyboard_alone(visit: Any) -> None:
    page = visit("/")
    _wait_for_the_cursor(page)
    page.keyboard.type("办电要多久")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert page.locator(".hit h3").first.inner_text() == "2. 优化获得电力服务"


def test_the_address_of_results_names_no_empty_field(visit: Any) -> None:
    page = visit("/")
    page.locator("#query").fill("办电要多久")
    page.locator("details.filters summary").click()
    page.locator("#region").fill("临河")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert set(parse_qs(urlsplit(page.url).query, keep_blank_values=True)) == {"q", "region"}


def test_the_skip_link_is_the_first_stop(visit: Any) -> None:
    page = visit("/documents")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#main"
    assert focused.bounding_box()["y"] >= 0


def test_a_citation_is_copied(visit: Any) -> None:
    page = visit("/?q=办电要多久", permissions=["clipboard-read", "clipboard-write"])
    copied = _copy(page, ".hit button.copy")
    assert copied == page.locator("#citation-1").text_content()
    assert "《临河市优化营商环境实施方案》" in copied


def test_the_page_works_without_scripts(visit: Any) -> None:
    page = visit("/?q=办电要多久", java_script_enabled=False)
    assert page.locator("button.copy").first.is_hidden()
    page.locator(".hit summary").first.click()
    assert page.locator(".clause-text").first.is_visible()


def test_the_document_opens_at_the_marked_quote(visit: Any) -> None:
    page = visit("/?q=对落实不力的单位怎么处理", width=360)
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/documents/*#*")
    _wait_for_the_mark(page)
    anchor = page.url.partition("#")[2]
    assert page.locator(f"[id='{anchor}'] mark").count() >= 1


def test_an_answer_stands_above_the_results(visit: Any) -> None:
    page = visit("/?q=临河市办电要多久", width=360)
    card = page.locator(".answer")
    assert "≤ 40 个工作日" in card.locator(".answer-text").inner_text()
    figures = card.locator(".answer-figures > div")
    assert [figure.locator("dt").inner_text() for figure in figures.all()] == [
        "高压用户 · 办电时间",
        "低压非居民用户 · 办电时间",
        "居民用户 · 办电时间",
    ]
    assert figures.nth(2).locator("dd > span").inner_text() == "≤ 5 个工作日"
    below = page.locator(".results").bounding_box()["y"]
    assert card.bounding_box()["y"] < below


def test_a_citation_of_the_answer_opens_the_document_at_its_quote(visit: Any) -> None:
    page = visit("/?q=临河市居民用户办电要多久")
    quote = page.locator(".answer-sources blockquote").first.inner_text()
    page.locator(".answer-text .cite").first.click()
    page.wait_for_url("**/documents/*?start=*")
    marked = "".join(page.locator("mark").all_inner_texts())
    assert "居民用户" in marked
    assert marked.strip("。") in quote
    _wait_for_the_mark(page)


def test_the_answer_is_reached_and_followed_by_keyboard_alone(visit: Any) -> None:
    page = visit("/")
    _wait_for_the_cursor(page)
    page.keyboard.type("临河市高压用户办电要多久")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "cite":
            break
    assert "出处" in page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*?start=*")
    assert "高压用户" in page.locator("mark").first.inner_text()


def test_the_answer_is_copied_with_its_sources(visit: Any) -> None:
    page = visit("/?q=临河市高压用户办电要多久", permissions=["clipboard-read", "clipboard-write"])
    copied = _copy(page, ".answer button.copy")
    assert "≤ 40 个工作日" in copied
    assert "[1] 《临河市优化营商环境实施方案》" in copied


def test_a_refusal_says_why_what_is_near_and_whom_to_ask(visit: Any) -> None:
    page = visit("/?q=临河市养狗证办理要多久", java_script_enabled=False)
    card = page.locator(".answer-none")
    assert card.locator("h2").inner_text() == "没有找到答案"
    assert "12345" in card.inner_text()
    assert card.locator(".answer-sources a").count() >= 1
    assert card.locator("button.copy").count() == 0
    card.locator(".answer-sources a").first.click()
    page.locator("mark").first.wait_for()


def test_the_language_switch_answers_in_english_frames(visit: Any) -> None:
    page = visit("/?q=临河市高压用户办电要多久")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en*")
    card = page.locator(".answer")
    assert card.locator("h2").inner_text() == "Answer"
    assert "at most 40 working days" in card.locator(".answer-text").inner_text()
    assert "不超过40个工作日" in card.locator("blockquote").first.inner_text()


def test_an_answer_out_of_force_says_so_first(visit: Any) -> None:
    page = visit("/?q=临河市热线工单几个工作日办结&document_number=临政规〔2015〕3号")
    card = page.locator(".answer")
    note = card.locator(".answer-notes")
    assert "已失效" in note.inner_text()
    assert note.bounding_box()["y"] < card.locator(".answer-text").bounding_box()["y"]
    assert card.locator(".badge-expired").count() == 1


def test_the_comparison_is_one_step_from_the_answer(visit: Any) -> None:
    page = visit("/?q=办电要多久")
    page.locator(".results-head a").click()
    page.wait_for_url("**/compare?q=*")
    rows = page.locator("table.compared tr.row")
    assert "临河" in rows.first.inner_text()
    assert "≤ 40 个工作日" in rows.first.inner_text()
    rows.first.locator("a[href*='/documents/']").first.click()
    page.wait_for_url("**/documents/*?start=*")
    assert "40个工作日" in "".join(page.locator("mark").all_inner_texts())


def test_the_api_reference_starts(visit: Any, http: httpx.Client) -> None:
    paths = http.get("/openapi.json").json()["paths"]
    operations = sum(map(len, paths.values()))
    page = visit("/docs")
    page.locator(".opblock").nth(operations - 1).wait_for()
    assert page.locator(".opblock").count() == operations
