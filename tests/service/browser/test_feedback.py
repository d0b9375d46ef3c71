"""The buttons under an answer in a real browser: without scripts, by keyboard, on a telephone."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

QUESTION = "临河市高压用户办电要多久"


@pytest.mark.parametrize(("language", "thanks"), [("zh", "谢谢"), ("en", "Thank you")])
def test_a_telephone_without_scripts_sends_a_comment(
    visit: Any, language: str, thanks: str
) -> None:
    page = visit(f"/?q={QUESTION}&lang={language}", width=360, java_script_enabled=False)
    page.locator(".feedback summary").click()
    page.locator(".feedback textarea").fill("没有说低压用户")
    for control in page.locator(".feedback button, .feedback textarea").all():
        box = control.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 24  # WCAG 2.2, 2.5.8
    page.locator(".feedback button").nth(1).click()
    page.wait_for_url("**feedback=thanks**")
    assert parse_qs(urlsplit(page.url).query)["q"] == [QUESTION]
    assert thanks in page.locator(".feedback [role=status]").inner_text()
    assert page.locator(".answer-text").first.is_visible()
    assert page.locator(".feedback button").count() == 0


def test_the_buttons_are_reached_by_keyboard_and_named(visit: Any) -> None:
    page = visit("/?q=临河市养狗证办理要多久")
    group = page.get_by_role("group", name="这个回答有用吗？")
    group.get_by_text("补充说明").click()
    assert group.get_by_label("哪里有误，或者缺了什么？").is_visible()
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name + document.activeElement.value"))
    assert names == ["comment", "verdictright", "verdictshould_answer"]
    page.keyboard.press("Enter")
    page.wait_for_url("**feedback=thanks**")
    # Whoever hears the page or tabs on goes on from the thanks.
    page.wait_for_function("() => document.activeElement.id === 'feedback'")


def test_another_site_cannot_send_feedback(visit: Any, browser: Any) -> None:
    ours = visit("/")
    address = f"{urlsplit(ours.url).scheme}://{urlsplit(ours.url).netloc}/feedback"
    theirs = browser.new_page()
    theirs.set_content(
        f"<form method=post action='{address}'><input name=q value=a>"
        "<button name=verdict value=wrong>win a prize</button></form>"
    )
    with theirs.expect_response(address) as answered:
        theirs.click("button")
    assert answered.value.status == 403
    theirs.close()
