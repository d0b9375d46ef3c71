"""How the pages look in a real browser: width, contrast, print."""

from __future__ import annotations

from typing import Any

import pytest

PATHS = [
    "/",
    "/?q=办电要多久",
    "/?q=办电要多久&lang=en",
    "/?q=临河市高压用户办电要多久&lang=en",
    "/?q=临河市养狗证办理要多久",
    "/?q=办电&issuer=nobody",
    "/documents",
    "/documents/unknown",
    "/compare",
    "/compare?q=办电要多久&region=临河，青石县，襄阳",
    "/compare?q=办电要多久",
    "/compare?q=办电要多久？不动产登记几天办结？&region=临河，青石县",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(visit: Any, path: str, width: int) -> None:
    page = visit(path, width=width)
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/?q=办电要多久&document_number=临政规〔2015〕3号",
        "/?q=临河市热线工单几个工作日办结&document_number=临政规〔2015〕3号",
        "/?q=临河市养狗证办理要多久",
        "/compare?q=办电要多久？不动产登记几天办结？&region=临河，青石县",
        "/nowhere",
    ],
)
def test_text_has_enough_contrast(visit: Any, path: str, scheme: str) -> None:
    page = visit(path, color_scheme=scheme)
    assert page.evaluate(CONTRAST_JS) == []


def test_a_comparison_is_printed_as_a_table_in_dark_ink(visit: Any) -> None:
    page = visit("/compare?q=办电要多久", width=700, color_scheme="dark")
    display = "getComputedStyle(document.querySelector('.compared .row')).display"
    ink = "getComputedStyle(document.querySelector('.compared .row th')).color"
    on_screen = page.evaluate(ink)
    assert page.evaluate(display) == "block"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(display) == "table-row"
    assert page.evaluate(ink) == "rgb(27, 35, 44)" != on_screen
    assert not page.locator(".table-tools").is_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_figure_runs_into_the_next_column(visit: Any, language: str) -> None:
    page = visit(f"/compare?q=办电要多久&lang={language}", width=790)
    cells = page.locator(".compared .value")
    assert cells.count() > 0
    for cell in cells.all():
        assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth")


def test_what_is_pressed_is_not_printed(visit: Any) -> None:
    page = visit("/?q=临河市高压用户办电要多久")
    page.emulate_media(media="print")
    assert page.locator("main button:visible").count() == 0
    assert page.locator(".answer:visible").count() == 1


@pytest.mark.parametrize("path", ["/?q=临河市高压用户办电要多久", "/compare?q=办电要多久"])
def test_the_question_is_printed_with_what_was_found(visit: Any, path: str) -> None:
    page = visit(path)
    question = page.locator(".printed-only")
    assert not question.is_visible()
    page.emulate_media(media="print")
    assert question.is_visible()
    assert path.partition("=")[2] in question.inner_text()


# Every element with text of its own, whose colour against what is behind it is below 4.5 to 1.
CONTRAST_JS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const weak = [];
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.getClientRects().length) continue;
    const a = luminance(channels(getComputedStyle(element).color)) + 0.05;
    const b = luminance(behind(element)) + 0.05;
    const ratio = Math.max(a, b) / Math.min(a, b);
    if (ratio < 4.5) weak.push(`${element.tagName}.${element.className}: ${ratio.toFixed(2)}`);
  }
  return weak;
}"""
